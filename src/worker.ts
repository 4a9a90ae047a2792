/**
 * The browser's door to the spine: settings in, rows out. The page keeps two of these workers, one for the figures
 * that need no training and one for training, so that neither waits for the other. The newest request wins: a new one
 * ends what the last one began. A run makes steps only when it is asked for a report.
 */
import { Diverged, EngineLost, nextTurn } from "./engines/engine.ts";
import type { EngineName } from "./engines/index.ts";
import { type ClosedForm, type Report, closedForm, liveColumns, runExperiment, seedsOf } from "./experiment.ts";
import type { Settings } from "./settings/schema.ts";

export type Request =
  | { readonly kind: "figures"; readonly id: number; readonly settings: Settings }
  | { readonly kind: "train"; readonly id: number; readonly settings: Settings; readonly engine: EngineName }
  | { readonly kind: "pull"; readonly id: number; readonly steps: number | undefined }
  | { readonly kind: "stop" }
  | { readonly kind: "ping" };

export type Answer =
  | { readonly kind: "figures"; readonly id: number; readonly tables: ClosedForm; readonly last: boolean }
  | { readonly kind: "report"; readonly id: number; readonly report: Report }
  | {
      readonly kind: "failed";
      readonly id: number;
      readonly cause: "diverged" | "lost" | "fault";
      readonly sentence: string;
    }
  | { readonly kind: "pong" };

interface CurrentRun {
  readonly id: number;
  readonly abort: AbortController;
  readonly reports: ReturnType<typeof runExperiment>;
}

let current: CurrentRun | undefined;
let figuresId = 0;

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  switch (data.kind) {
    case "figures":
      figuresId = data.id;
      void answering(data.id, () => figures(data.settings, data.id));
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
      stop();
      return;
    case "ping":
      answer({ kind: "pong" });
      return;
  }
  data satisfies never;
});

/** The closed-form tables, seed by seed, the first one first; other messages are heard in between. */
async function figures(settings: Settings, id: number): Promise<void> {
  const seeds = seedsOf(settings);
  for (const [i, seed] of seeds.entries()) {
    if (id !== figuresId) return;
    const tables = await closedForm(settings, seed);
    answer({ kind: "figures", id, tables, last: i === seeds.length - 1 });
    await nextTurn();
  }
}

function start({ id, settings, engine }: Extract<Request, { kind: "train" }>): CurrentRun {
  const abort = new AbortController();
  return { id, abort, reports: runExperiment(settings, engine, abort.signal, liveColumns) };
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
    answer({ kind: "failed", id, cause, sentence: error instanceof Error ? error.message : String(error) });
  }
}

function answer(message: Answer): void {
  postMessage(message);
}
