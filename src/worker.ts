/**
 * The browser's door to the spine: settings in, rows out. The page keeps several of these workers, one for
 * the figures that need no training, one for training and some for sweeps, so that none waits for another. The newest request wins: a new one
 * ends what the last one began. A run makes steps only when it is asked for a report.
 */
import { Diverged, EngineLost, nextTurn } from "./engines/engine.ts";
import type { EngineName } from "./engines/index.ts";
import type { Row } from "./core/row.ts";
import { type Report, liveColumnsOf, runExperiment, seedsOf } from "./experiment.ts";
import type { Settings } from "./settings/schema.ts";
import type { Sweep } from "./sweep.ts";
import { type ClosedTable, closedTables } from "./tables.ts";
import { type Said, Told } from "./text/sentence.ts";

export type Request =
  | {
      readonly kind: "figures";
      readonly id: number;
      readonly settings: Settings;
      readonly tables: readonly ClosedTable[];
    }
  | {
      readonly kind: "sweep";
      readonly id: number;
      readonly settings: Settings;
      readonly sweep: Sweep;
      /** Which share of the seeds is this worker's: `part` of `parts`. */
      readonly part: number;
      readonly parts: number;
    }
  | { readonly kind: "train"; readonly id: number; readonly settings: Settings; readonly engine: EngineName }
  | { readonly kind: "pull"; readonly id: number; readonly steps: number | undefined }
  | { readonly kind: "stop" }
  | { readonly kind: "ping" };

/** The tables in closed form of the seeds so far. */
export type Tables = Partial<Record<ClosedTable, readonly Row[]>>;

export type Answer =
  | { readonly kind: "figures"; readonly id: number; readonly tables: Tables; readonly last: boolean }
  | { readonly kind: "sweep"; readonly id: number; readonly rows: readonly Row[]; readonly last: boolean }
  | { readonly kind: "report"; readonly id: number; readonly report: Report }
  | {
      readonly kind: "failed";
      readonly id: number;
      readonly cause: "diverged" | "lost" | "fault";
      readonly said: Said;
    }
  | { readonly kind: "pong" };

interface CurrentRun {
  readonly id: number;
  readonly abort: AbortController;
  readonly reports: ReturnType<typeof runExperiment>;
}

let current: CurrentRun | undefined;
let figuresId = 0;
let sweeping = new AbortController();

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  switch (data.kind) {
    case "figures":
      figuresId = data.id;
      void answering(data.id, () => figures(data));
      return;
    case "sweep":
      sweeping.abort();
      sweeping = new AbortController();
      void answering(data.id, () => sweep(data, sweeping.signal));
      return;
    case "train":
      stop();
      current = start(data);
      // Drawing the tasks takes a while, so a slider's newer settings that already wait are heard first.
      void answering(data.id, async () => {
        await nextTurn();
        await pull(data.id, undefined);
      });
      return;
    case "pull":
      void answering(data.id, () => pull(data.id, data.steps));
      return;
    case "stop":
      sweeping.abort();
      stop();
      return;
    case "ping":
      answer({ kind: "pong" });
      return;
  }
  data satisfies never;
});

/** The closed-form tables, seed by seed, the first one first; other messages are heard in between. */
async function figures({ settings, id, tables }: Extract<Request, { kind: "figures" }>): Promise<void> {
  const seeds = seedsOf(settings);
  for (const [i, seed] of seeds.entries()) {
    if (id !== figuresId) return;
    const made = await closedTables(settings, seed, tables);
    answer({ kind: "figures", id, tables: made, last: i === seeds.length - 1 });
    await nextTurn();
  }
}

/** How long rows of a sweep are gathered before they are sent: no more of them than there are frames. */
const GATHER_MS = 40;

async function sweep(
  { settings, id, sweep: wanted, part, parts }: Extract<Request, { kind: "sweep" }>,
  signal: AbortSignal,
): Promise<void> {
  const { runSweep } = await import("./sweep.ts"); // not what the first figures wait for
  let gathered: Row[] = [];
  let sent = performance.now();
  for await (const rows of runSweep(settings, wanted, signal, { part, parts })) {
    gathered.push(...rows);
    if (performance.now() - sent < GATHER_MS) continue;
    answer({ kind: "sweep", id, rows: gathered, last: false });
    gathered = [];
    sent = performance.now();
  }
  if (!signal.aborted) answer({ kind: "sweep", id, rows: gathered, last: true });
}

function start({ id, settings, engine }: Extract<Request, { kind: "train" }>): CurrentRun {
  const abort = new AbortController();
  return { id, abort, reports: runExperiment(settings, engine, abort.signal, liveColumnsOf(settings)) };
}

async function pull(id: number, steps: number | undefined): Promise<void> {
  if (current?.id !== id) return;
  const run = current;
  const next = await run.reports.next(steps);
  if (next.done || current !== run) return;
  answer({ kind: "report", id, report: next.value });
}

function stop(): void {
  current?.abort.abort();
  void current?.reports.return();
  current = undefined;
}

/** Does it, and answers a failure with a sentence: nothing is swallowed. */
async function answering(id: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const cause = error instanceof Diverged ? "diverged" : error instanceof EngineLost ? "lost" : "fault";
    const said = error instanceof Told ? error.said : error instanceof Error ? error.message : String(error);
    answer({ kind: "failed", id, cause, said });
  }
}

function answer(message: Answer): void {
  postMessage(message);
}
