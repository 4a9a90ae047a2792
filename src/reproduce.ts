/**
 * `npm run reproduce -- [--quick] [--only TABLE,…]`: SPEC's experiments, measured seed by seed on every core, and each
 * row of its tables compared with ours. Rows go to standard output, progress and what differs to standard error, the
 * cells to a CSV in results/. Exit status 0 if every row agrees, 1 if one differs, 2 if the arguments do not fit.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { MessagePort, Worker } from "node:worker_threads";
import type { Experiment, Measured } from "./reproduce/experiment.ts";
import { experiments } from "./reproduce/index.ts";
import { clearProgress, progress } from "./reproduce/progress.ts";
import { type ReportedRow, differences, line, report, slips, toCsv, verdict } from "./reproduce/report.ts";

/** One seed of one experiment, by its place in the list. */
interface Job {
  readonly experiment: number;
  readonly seed: number;
}

/** Runs the command; the exit status. `startWorker` starts a thread that calls `answerJobs`. */
export async function main(argv: readonly string[], startWorker: () => Worker): Promise<number> {
  const asked = readArguments(argv);
  if ("fault" in asked) {
    process.stderr.write(`${asked.fault}\n`);
    return 2;
  }
  const { isQuick, only } = asked;
  const chosen = experiments.filter(({ table }) => only === undefined || only.some((name) => isTable(table, name)));
  const left = experiments.length - chosen.length;
  if (left > 0) process.stderr.write(`Left out by --only: ${left} of ${experiments.length} experiments.\n`);
  const rows: ReportedRow[] = [];
  await measureAll(chosen, isQuick, startWorker, (experiment, measured) => {
    clearProgress();
    for (const row of report(experiment, measured)) {
      rows.push(row);
      process.stdout.write(`${line(row)}\n`);
      for (const sentence of [...slips(row), ...differences(row)]) process.stderr.write(`${sentence}\n`);
    }
  });
  mkdirSync("results", { recursive: true });
  writeFileSync(isQuick ? "results/reproduce-quick.csv" : "results/reproduce.csv", toCsv(rows));
  const { line: last, status } = verdict(rows);
  process.stdout.write(`${last}\n`);
  return status;
}

/** In a worker: measures each seed that is asked for. */
export function answerJobs(port: MessagePort): void {
  port.on("message", ({ experiment, seed }: Job) => port.postMessage(experiments[experiment].measure(seed)));
}

function readArguments(
  argv: readonly string[],
): { readonly isQuick: boolean; readonly only: readonly string[] | undefined } | { readonly fault: string } {
  const rest = argv.filter((argument) => argument !== "--quick");
  const isQuick = rest.length < argv.length;
  if (rest.length === 0) return { isQuick, only: undefined };
  const [flag, list, ...others] = rest;
  if (flag !== "--only" || list === undefined || others.length > 0)
    return { fault: `reproduce takes --quick and --only TABLE,…; got ${argv.join(" ")}.` };
  const only = list.split(",");
  const unknown = only.filter((name) => !experiments.some(({ table }) => isTable(table, name)));
  if (unknown.length === 0) return { isQuick, only };
  return {
    fault: `There is no table ${unknown.join(", ")}; there is ${experiments.map(({ table }) => table).join(", ")}.`,
  };
}

/** A table is asked for by its number, or by all that it is called. */
function isTable(table: string, name: string): boolean {
  return table === name || table.split(" ")[0] === name;
}

/** Measures every seed on every core, and hands over each experiment in its turn once its seeds are done. */
async function measureAll(
  chosen: readonly Experiment[],
  isQuick: boolean,
  startWorker: () => Worker,
  finish: (experiment: Experiment, measured: readonly Measured[]) => void,
): Promise<void> {
  const seedsOf = (experiment: Experiment): number => (isQuick ? experiment.quickSeeds : experiment.seeds);
  const jobs = chosen.flatMap((experiment) =>
    Array.from({ length: seedsOf(experiment) }, (_, i) => ({ experiment, seed: i + 1 })),
  );
  const done = new Map(chosen.map((experiment) => [experiment, new Map<number, Measured>()]));
  const advance = progress(jobs.map(({ experiment }) => experiment.cost));
  let finished = 0;
  let next = 0;
  const workers = Array.from({ length: Math.min(availableParallelism(), jobs.length) }, startWorker);
  const work = async (worker: Worker): Promise<void> => {
    while (next < jobs.length) {
      const { experiment, seed } = jobs[next++];
      const measured = await answer(worker, { experiment: experiments.indexOf(experiment), seed });
      done.get(experiment)?.set(seed, measured);
      advance(experiment.cost, experiment.table);
      for (let first = chosen[finished]; first && done.get(first)?.size === seedsOf(first); first = chosen[++finished])
        finish(first, inOrder(done.get(first)));
    }
  };
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate())); // an error in one ends them all
  }
}

function inOrder(measured: ReadonlyMap<number, Measured> = new Map()): readonly Measured[] {
  return [...measured].sort(([one], [other]) => one - other).map(([, values]) => values);
}

/** What a worker measures; rejects with its error. */
function answer(worker: Worker, job: Job): Promise<Measured> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (measured: Measured) => {
      worker.off("error", reject);
      resolve(measured);
    });
    worker.postMessage(job);
  });
}
