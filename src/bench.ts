/**
 * `npm run bench -- [--quick] [--json FILE]`: measures what the project promises to be fast, prints a table, and judges it
 * against the goals. Exit status 0 unless a goal that could be measured is missed; 2 if the arguments do not fit.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import type { MessagePort, Worker } from "node:worker_threads";
import { exactContenders } from "./bench/exact.ts";
import { type Goal, judge } from "./bench/goals.ts";
import { type Measurement, measure } from "./bench/measure.ts";
import { type PadSeed, measureSeed, padContenders } from "./bench/pad.ts";

/** Runs the command; the exit status. `startWorker` starts a thread that calls `answerJobs`. */
export async function main(argv: readonly string[], startWorker: () => Worker): Promise<number> {
  const asked = readArguments(argv);
  if (asked === undefined) {
    process.stderr.write(`bench takes --quick and --json FILE; got ${argv.join(" ")}.\n`);
    return 2;
  }
  const workers = new Map<number, Worker>();
  const answer = (thread: number, job: PadSeed): Promise<unknown> => {
    const worker = workers.get(thread) ?? startWorker();
    workers.set(thread, worker);
    return answerOf(worker, job);
  };
  const note = (name: string): void => void (process.stderr.isTTY && process.stderr.write(`\r\x1b[K${name} …`));
  try {
    const rows = await measure([...exactContenders, ...padContenders(answer)], asked.isQuick, note);
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
    const goals = judge(rows);
    process.stdout.write(`${table(rows, goals)}\n`);
    // No browser is started yet: what needs one stays open.
    const report = { machine: machine(), browser: null, adapter: null, rows, goals };
    if (asked.json !== undefined) writeFileSync(asked.json, `${JSON.stringify(report, null, 2)}\n`);
    return goals.some(({ ok }) => ok === false) ? 1 : 0;
  } finally {
    await Promise.all([...workers.values()].map((worker) => worker.terminate()));
  }
}

/** In a worker: the gaps of each seed of a pad that is asked for. */
export function answerJobs(port: MessagePort): void {
  port.on("message", (job: PadSeed) => port.postMessage(measureSeed(job)));
}

function readArguments(
  argv: readonly string[],
): { readonly isQuick: boolean; readonly json: string | undefined } | undefined {
  const rest = argv.filter((argument) => argument !== "--quick");
  const [flag, json, ...others] = rest;
  const fits = rest.length === 0 || (flag === "--json" && json !== undefined && others.length === 0);
  return fits ? { isQuick: rest.length < argv.length, json } : undefined;
}

function machine(): Readonly<Record<string, unknown>> {
  const [processor] = cpus();
  return {
    processor: processor?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    load: loadavg(),
  };
}

function table(rows: readonly Measurement[], goals: readonly Goal[]): string {
  const time = (milliseconds: number): string => milliseconds.toPrecision(3).padStart(8);
  const measured = rows.map(
    ({ name, median, least, most, rounds }) =>
      `${name.padEnd(64)}${time(median)} ms  (${time(least)} …${time(most)}, ${rounds} rounds)`,
  );
  const judged = goals.map(({ name, direction, gate, aim, value, ok }) => {
    const verdict = ok === null ? "open" : ok ? "ok" : "missed";
    const sign = direction === "min" ? "≥" : "≤";
    const found = value === null ? "–" : value.toPrecision(3);
    return `${name.padEnd(72)}${found.padStart(8)}  ${sign} ${gate}${aim === null ? "" : ` (aim ${aim})`}  ${verdict}`;
  });
  return [...measured, "", ...judged].join("\n");
}

/** What a worker answers; rejects with its error. */
function answerOf(worker: Worker, job: PadSeed): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (answered: unknown) => {
      worker.off("error", reject);
      resolve(answered);
    });
    worker.postMessage(job);
  });
}
