/** Our way beside the usual one: the same problem, from the same start, by the same steps, in a program of TensorFlow.js alone. */
import { REPORT_EVERY, type ShareRun } from "./experiment.ts";

/** Steps a second of both, and how far the losses are apart after so many steps, relative to each. */
export interface Comparison {
  /** Of the usual way; it may be a software one. */
  readonly adapter: string;
  readonly usual: number;
  readonly ours: number;
  readonly steps: number;
  readonly apart: number;
}

/** How long the usual way is watched, once its first step is made; ours needs less. */
const USUAL_MS = 1000;
const OURS_MS = 200;

/** Undefined if the signal was aborted meanwhile. */
export async function compare(
  usual: () => ShareRun,
  ours: () => ShareRun,
  signal: AbortSignal,
): Promise<Comparison | undefined> {
  const theirs = await watched(usual, USUAL_MS, Infinity, signal);
  const own = theirs && (await watched(ours, OURS_MS, theirs.steps, signal));
  if (!theirs || !own) return undefined;
  const apart = Math.max(...theirs.losses.map((loss, n) => Math.abs(own.losses[n] / loss - 1)));
  return { adapter: theirs.adapter, usual: theirs.speed, ours: own.speed, steps: theirs.steps, apart };
}

interface Watched {
  readonly adapter: string;
  readonly speed: number;
  readonly steps: number;
  readonly losses: readonly number[];
}

/** A run for so long, or up to that step if it takes longer; its losses at that step, else at its last. */
async function watched(
  make: () => ShareRun,
  ms: number,
  until: number,
  signal: AbortSignal,
): Promise<Watched | undefined> {
  const run = make();
  try {
    await run.next();
    let report = (await run.next(1)).value; // compiles what is to be compiled
    const began = performance.now();
    let losses = report?.losses;
    for (let made = 0; report && !signal.aborted;) {
      report = (await run.next(REPORT_EVERY)).value ?? undefined;
      if (!report) break;
      made += REPORT_EVERY;
      if (report.step <= until) losses = report.losses;
      const took = performance.now() - began;
      const isThere = until === Infinity || report.step >= until;
      if (isThere && took >= ms && losses)
        return { adapter: report.adapter, speed: (1000 * made) / took, steps: report.step, losses };
    }
    return undefined;
  } finally {
    await run.return();
  }
}
