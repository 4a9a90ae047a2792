// A command of src/ that starts workers: built once for each content of the sources, then run; in each of its workers it
// answers jobs. The file that calls this is started again in every worker.
import { pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { bundled } from "./bundle.mjs";

/**
 * @typedef {object} Command
 * @property {(argv: string[], startWorker: () => Worker, ...tools: any[]) => Promise<number>} main
 * @property {(port: import("node:worker_threads").MessagePort) => void} answerJobs
 */

/**
 * @param {string} url of the calling file
 * @param {string} entry the command's source, from the root
 * @param {any[]} tools what else the command is given
 */
export async function runCommand(url, entry, ...tools) {
  /** @param {string} file @returns {Promise<Command>} */
  const load = (file) => import(pathToFileURL(file).href);
  if (parentPort && !isMainThread) {
    const { answerJobs } = await load(workerData);
    answerJobs(parentPort);
    return;
  }
  try {
    const file = await bundled(entry);
    const { main } = await load(file);
    process.exitCode = await main(
      process.argv.slice(2),
      () => new Worker(new URL(url), { workerData: file }),
      ...tools,
    );
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exitCode = 1;
  }
}
