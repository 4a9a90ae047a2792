// `npm run bench -- [--quick] [--json FILE]`: builds src/bench.ts once for each content of the sources, then runs it, and in
// each of the workers that it starts answers its jobs.
import { pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { bundled } from "./bundle.mjs";

/** @param {string} file @returns {Promise<typeof import("../src/bench.ts")>} */
const load = (file) => import(pathToFileURL(file).href);

if (parentPort && !isMainThread) {
  const { answerJobs } = await load(workerData);
  answerJobs(parentPort);
} else {
  try {
    const file = await bundled("src/bench.ts");
    const { main } = await load(file);
    process.exitCode = await main(
      process.argv.slice(2),
      () => new Worker(new URL(import.meta.url), { workerData: file }),
    );
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exitCode = 1;
  }
}
