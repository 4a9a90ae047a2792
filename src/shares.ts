/**
 * A run whose seeds several workers share. A seed's models depend on nothing but the seed, so each worker draws and trains
 * its own, and what comes together is bit for bit what one worker would have found. A share whose worker is gone is made
 * again, up to where the run stands, by the one that brings the shares together.
 */
import { Diverged } from "./engines/engine.ts";
import type { EngineName } from "./engines/index.ts";
import { allOf } from "./engines/standing.ts";
import { REPORT_EVERY, type Share, type ShareReport, type ShareRun } from "./experiment.ts";
import { watchFor } from "./silence.ts";
import { type Said, Told, sentence } from "./text/sentence.ts";
import type { Answer, Request } from "./messages.ts";

/** Engines whose seeds are worth sharing: those that work on the CPU. A graphics card takes all of them at once. */
const sharable: ReadonlySet<EngineName> = new Set<EngineName>(["wasm", "cpu"]);

/** Seeds that make a worker's start worth its while. */
const SEEDS_PER_WORKER = 4;
/** More workers than these would take too much memory. */
const MOST_WORKERS = 4;

/** Among how many workers a run of so many seeds is shared; one core is left to the page. */
export function sharers(cores: number, seeds: number): number {
  return Math.max(1, Math.min(cores - 1, Math.floor(seeds / SEEDS_PER_WORKER), MOST_WORKERS));
}

const ALONE = sentence("A worker that shared the training ended, so that this run goes on with fewer, and slower.");

/**
 * The shares side by side, one per part; the first is made here, and so is, by `remake`, any other that fails. Rows come in
 * the order of their seeds. Throws the earliest `Diverged`.
 */
export async function* together(shares: readonly ShareRun[], remake: (part: number) => ShareRun): ShareRun {
  const runs = [...shares];
  let remark: Said | undefined;
  let step = 0;

  const pull = async (part: number, steps: number | undefined): Promise<ShareReport | undefined> => {
    try {
      return (await runs[part].next(steps)).value ?? undefined;
    } catch (error) {
      if (error instanceof Diverged || part === 0) throw error;
      remark = ALONE;
      runs[part] = remake(part);
      const start = (await runs[part].next()).value ?? undefined;
      const missing = start && step + (steps ?? 0) - start.step;
      return missing ? ((await runs[part].next(missing)).value ?? undefined) : start;
    }
  };

  try {
    let steps: number | undefined; // none before the first report
    for (;;) {
      const pulled = await Promise.allSettled(runs.map((_, part) => pull(part, steps)));
      const failures = pulled.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
      if (failures.length > 0) throw earliest(failures);
      const reports = pulled.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : []));
      if (reports.length < runs.length) return; // aborted
      step = reports[0].step;
      steps = (yield { ...joined(reports), ...(remark !== undefined && { remark }) }) ?? REPORT_EVERY;
    }
  } finally {
    await Promise.all(runs.map((run) => run.return()));
  }
}

/** Of several failures the first to happen, in steps. */
function earliest(failures: readonly Error[]): Error {
  const stepOf = (error: Error): number => (error instanceof Diverged ? error.step : Infinity);
  return failures.reduce((first, error) => (stepOf(error) < stepOf(first) ? error : first));
}

/** In the order of seeds: number n is row ⌊n/parts⌋ of part n mod parts. */
function joined(reports: readonly ShareReport[]): ShareReport {
  const parts = reports.length;
  const count = reports.reduce((sum, { rows }) => sum + rows.length, 0);
  const order = Array.from({ length: count }, (_, n) => ({ of: reports[n % parts], at: Math.floor(n / parts) }));
  const models = reports[0].losses.length / reports[0].rows.length; // of a seed
  return {
    ...reports[0],
    rows: order.map(({ of, at }) => of.rows[at]),
    reached: allOf(
      reports.map(({ reached }) => reached),
      reports.map(({ rows }) => rows.length),
    ),
    losses: order.flatMap(({ of, at }) => of.losses.slice(at * models, (at + 1) * models)),
  };
}

/** A worker that makes shares, one after the other. */
export interface Helper {
  readonly isDead: () => boolean;
  /** The share that `request` asks for; it fails when the worker does, and ends when the signal is aborted. */
  readonly share: (request: Extract<Request, { kind: "share" }>, signal: AbortSignal) => ShareRun;
}

/** What of a `Worker` a helper needs. */
export type Port = Pick<Worker, "postMessage" | "addEventListener" | "terminate">;

export function helper(worker: Port): Helper {
  let dead: Error | undefined;
  let wake: ((answer: Answer | Error) => void) | undefined;
  const post = (request: Request): void => worker.postMessage(request);
  const lose = (): void => {
    dead = new Error("a worker that shared the training ended");
    worker.terminate();
    watch.end();
    wake?.(dead);
  };
  const watch = watchFor(() => post({ kind: "ping" }), lose);
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    watch.heard();
    wake?.(data);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault(); // it is said on the page instead
    lose();
  });

  /** The next answer to a request; undefined once the signal is aborted. */
  const answerTo = (id: number, signal: AbortSignal): Promise<ShareReport | undefined> =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        watch.end();
        resolve(undefined);
      };
      signal.addEventListener("abort", abort);
      watch.begin();
      if (signal.aborted) abort();
      wake = (answer) => {
        if (answer instanceof Error) reject(answer);
        else if ("id" in answer && answer.id === id && answer.kind === "share") resolve(answer.report);
        else if ("id" in answer && answer.id === id && answer.kind === "failed")
          reject(answer.step === undefined ? new Told(answer.said) : new Diverged(answer.step));
        else return;
        watch.end();
        signal.removeEventListener("abort", abort);
      };
      if (dead) wake(dead);
    });

  return {
    isDead: () => dead !== undefined,
    async *share(request, signal) {
      try {
        post(request);
        for (;;) {
          const report = await answerTo(request.id, signal);
          if (!report) return;
          post({ kind: "pull", id: request.id, steps: yield report });
        }
      } finally {
        post({ kind: "stop" });
      }
    },
  };
}

/** The workers that share this one's training; none is asked again after one has died. */
const helpers: Helper[] = [];

/** The training that `request` asks for; `here` makes a share, or all of it, in this worker. */
export function sharedAmong(
  { id, settings, engine, cores, course }: Extract<Request, { kind: "train" }>,
  here: (share?: Share) => ShareRun,
  signal: AbortSignal,
): ShareRun {
  const others = helpersFor(sharable.has(engine) ? sharers(cores, settings.seeds) - 1 : 0);
  if (others.length === 0) return here();
  const parts = 1 + others.length;
  const elsewhere = others.map((one, i) =>
    one.share({ kind: "share", id, settings, engine, share: { part: i + 1, parts }, course }, signal),
  );
  return together([here({ part: 0, parts }), ...elsewhere], (part) => here({ part, parts }));
}

/** So many helpers, which run the script of this worker; none where one is dead or workers may have none of their own. */
function helpersFor(count: number): readonly Helper[] {
  if (typeof Worker === "undefined" || helpers.some((one) => one.isDead())) return [];
  while (helpers.length < count) helpers.push(helper(new Worker(location.href, { type: "module" })));
  return helpers.slice(0, count);
}
