/**
 * `npm run bench -- [--quick] [--json FILE]`: measures what the project promises to be fast, prints a table, and judges it
 * against the goals. Exit status 0 unless a goal that could be measured is missed; 2 if the arguments do not fit.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import type { MessagePort, Worker } from "node:worker_threads";
import { dependencies, devDependencies } from "../package.json";
import { type InBrowser, type OpenBrowser, measureInBrowser } from "./bench/browser.ts";
import { exactContenders } from "./bench/exact.ts";
import { judge } from "./bench/goals.ts";
import { measure } from "./bench/measure.ts";
import { type PadSeed, THREADS, measureSeed, padContenders } from "./bench/pad.ts";
import { type Report, tables } from "./bench/report.ts";
import { type Stood, type TrainedShare, measureShare, measureTrainedPads } from "./bench/trainedPad.ts";

type Job = PadSeed | TrainedShare;

/** Versions of what takes part. */
const packages = Object.fromEntries(
  ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm", "@jax-js/jax"].map((name) => [
    name,
    { ...dependencies, ...devDependencies }[name] ?? "unknown",
  ]),
);

/**
 * Runs the command; the exit status. `startWorker` starts a thread that calls `answerJobs`; `openBrowser` builds and
 * serves both pages.
 */
export async function main(
  argv: readonly string[],
  startWorker: () => Worker,
  openBrowser: () => Promise<OpenBrowser>,
): Promise<number> {
  const asked = readArguments(argv);
  if (asked === undefined) {
    process.stderr.write(`bench takes --quick and --json FILE; got ${argv.join(" ")}.\n`);
    return 2;
  }
  const { isQuick, json } = asked;
  const before = loadavg();
  const workers = new Map<number, Worker>();
  const answer = (thread: number, job: Job): Promise<unknown> => {
    const worker = workers.get(thread) ?? startWorker();
    workers.set(thread, worker);
    return answerOf(worker, job);
  };
  try {
    const rows = [
      ...(await measure([...exactContenders, ...padContenders(answer)], isQuick, note)),
      ...(await measureTrainedPads(
        THREADS,
        isQuick,
        async (thread, job) => (await answer(thread, job)) as Stood,
        note,
      )),
    ];
    await Promise.all([...workers.values()].map((worker) => worker.terminate()));
    workers.clear();
    const found = await inBrowser(openBrowser, isQuick);
    const [contest, site] = [found?.contest ?? [], found?.site ?? []];
    const adapter = found?.adapter ?? null;
    const goals = judge({
      measured: [...rows, ...site],
      contest,
      ...(adapter === null ? {} : { isHardware: adapter["isFallbackAdapter"] === false }),
    });
    const report: Report = {
      machine: machine(before),
      browser: found?.browser ?? null,
      adapter,
      rows: [...rows, ...site, ...contest],
      goals,
    };
    note("");
    process.stdout.write(`${tables(report, isQuick)}\n`);
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
    return goals.some(({ ok }) => ok === false) ? 1 : 0;
  } finally {
    await Promise.all([...workers.values()].map((worker) => worker.terminate()));
  }
}

/** In a worker: the gaps of each seed of a pad, or the times of a share of a trained one, as asked for. */
export function answerJobs(port: MessagePort): void {
  port.on("message", (job: Job) => {
    if ("seed" in job) port.postMessage(measureSeed(job));
    else void measureShare(job).then((stood) => port.postMessage(stood));
  });
}

/** Without a browser what needs one stays open, and the reason is said. */
async function inBrowser(openBrowser: () => Promise<OpenBrowser>, isQuick: boolean): Promise<InBrowser | undefined> {
  note("building both pages");
  let opened: OpenBrowser;
  try {
    opened = await openBrowser();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`\nNo browser: its goals stay open. ${reason}\n`);
    return undefined;
  }
  try {
    return await measureInBrowser(opened, isQuick, note);
  } finally {
    await opened.close();
  }
}

const began = performance.now();
const stages = new Set<string>();

/** Says on standard error what is going on: over the line before on a terminal, else a line for each stage. */
function note(name: string): void {
  if (process.stderr.isTTY) process.stderr.write(name === "" ? "\r\x1b[K" : `\r\x1b[K${name} …`);
  const [stage] = name.split(/[:,]/);
  if (process.stderr.isTTY || stage === "" || stages.has(stage)) return;
  stages.add(stage);
  process.stderr.write(`${Math.round((performance.now() - began) / 1000)} s: ${stage} …\n`);
}

function readArguments(
  argv: readonly string[],
): { readonly isQuick: boolean; readonly json: string | undefined } | undefined {
  const rest = argv.filter((argument) => argument !== "--quick");
  const [flag, json, ...others] = rest;
  const fits = rest.length === 0 || (flag === "--json" && json !== undefined && others.length === 0);
  return fits ? { isQuick: rest.length < argv.length, json } : undefined;
}

function machine(before: readonly number[]): Report["machine"] {
  const [processor] = cpus();
  return {
    processor: processor?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    loadBefore: before,
    load: loadavg(),
    packages,
  };
}

/** What a worker answers; rejects with its error. */
function answerOf(worker: Worker, job: Job): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (answered: unknown) => {
      worker.off("error", reject);
      resolve(answered);
    });
    worker.postMessage(job);
  });
}
