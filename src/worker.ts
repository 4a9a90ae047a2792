/**
 * The browser's door to the spine: settings in, rows out. The page keeps several of these workers, one for the figures
 * that need no training, one for training and some for sweeps, so that none waits for another. The newest request wins:
 * a new one ends what the last one began. A run makes steps only when it is asked for a report.
 */
import { Diverged, EngineLost, nextTurn } from "./engines/engine.ts";
import type { EngineName } from "./engines/index.ts";
import type { Row } from "./core/row.ts";
import { type Share, type ShareRun, liveColumnsOf, runExperiment, runShare, seedsOf, trainer } from "./experiment.ts";
import type { Answer, Request, Tables } from "./messages.ts";
import { closedTables } from "./tables.ts";
import { type Said, Told, sentence } from "./text/sentence.ts";

interface CurrentRun {
  readonly id: number;
  readonly abort: AbortController;
  /** Makes steps and answers with what they led to, unless the run has ended. */
  readonly pull: (steps: number | undefined) => Promise<void>;
  readonly end: () => unknown;
}

let current: CurrentRun | undefined;
let figuresId = 0;
let sweeping = new AbortController();
let calibrating = new AbortController();

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
    case "share":
      stop();
      current = start(data);
      // Drawing the tasks takes a while, so a slider's newer settings that already wait are heard first.
      void answering(data.id, async () => {
        await nextTurn();
        await pull(data.id, undefined);
      });
      return;
    case "calibrate":
      calibrating.abort();
      calibrating = new AbortController();
      void answering(data.id, () => speeds(data, calibrating.signal));
      return;
    case "compare":
      calibrating.abort();
      calibrating = new AbortController();
      void answering(data.id, () => compared(data, calibrating.signal));
      return;
    case "load":
      void trainer(data.engine).catch(() => undefined); // the run that needs it says why it cannot be had
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
  let gathered: Tables = {};
  let due = 0; // the first seed at once
  for (const [i, seed] of seeds.entries()) {
    if (id !== figuresId) return;
    const made = await closedTables(settings, seed, tables);
    for (const name of tables) gathered[name] = [...(gathered[name] ?? []), ...(made[name] ?? [])];
    const last = i === seeds.length - 1;
    if (last || performance.now() >= due) {
      answer({ kind: "figures", id, tables: gathered, last });
      gathered = {};
      due = performance.now() + GATHER_MS;
    }
    await nextTurn();
  }
}

/** How long rows are gathered before they are sent: each time the page draws its figures anew, which takes it a while. */
const GATHER_MS = 200;
/** The first of a sweep are wanted sooner. */
const FIRST_MS = 40;

async function sweep(
  { settings, id, sweep: wanted, part, parts }: Extract<Request, { kind: "sweep" }>,
  signal: AbortSignal,
): Promise<void> {
  const { runSweep } = await import("./sweep.ts"); // not what the first figures wait for
  let gathered: Row[] = [];
  let due = performance.now() + FIRST_MS;
  for await (const rows of runSweep(settings, wanted, signal, { part, parts })) {
    gathered.push(...rows);
    if (performance.now() < due) continue;
    answer({ kind: "sweep", id, rows: gathered, last: false });
    gathered = [];
    due = performance.now() + GATHER_MS;
  }
  if (!signal.aborted) answer({ kind: "sweep", id, rows: gathered, last: true });
}

function start(request: Extract<Request, { kind: "train" | "share" }>): CurrentRun {
  const { id, settings, engine } = request;
  const abort = new AbortController();
  const columns = liveColumnsOf(settings);
  if (request.kind === "share") {
    const { share, course } = request;
    const run = runShare(settings, engine, abort.signal, columns, { share, ...course });
    return currentRun(id, abort, run, (report) =>
      answer({ kind: "share", id, report }, [report.reached.numbers.buffer]),
    );
  }
  const train = (): ShareRun => shared(request, abort.signal);
  const run = runExperiment(settings, engine, abort.signal, columns, request.course, train);
  return currentRun(id, abort, run, (report) =>
    answer({ kind: "report", id, report }, report.reached ? [report.reached.numbers.buffer] : []),
  );
}

function currentRun<T>(
  id: number,
  abort: AbortController,
  run: AsyncGenerator<T, void, number | undefined>,
  tell: (report: T) => void,
): CurrentRun {
  return {
    id,
    abort,
    pull: async (steps) => {
      const next = await run.next(steps);
      if (!next.done && current?.id === id) tell(next.value);
    },
    end: () => run.return(),
  };
}

/** The training itself, shared with other workers where the machine has cores for them. */
async function* shared(request: Extract<Request, { kind: "train" }>, signal: AbortSignal): ShareRun {
  const { settings, engine, cores, course } = request;
  const columns = liveColumnsOf(settings);
  const here = (share?: Share): ShareRun =>
    runShare(settings, engine, signal, columns, { ...(share && { share }), ...course });
  if (cores <= 2) yield* here(); // one core is the page's
  else yield* (await import("./shares.ts")).sharedAmong(request, here, signal);
}

async function speeds({ id, ...job }: Extract<Request, { kind: "calibrate" }>, signal: AbortSignal): Promise<void> {
  const { calibrate } = await import("./calibration.ts");
  const found = await calibrate((engine) => shared({ ...job, kind: "train", id, engine }, signal), signal);
  if (found) answer({ kind: "speeds", id, speeds: found });
}

async function compared({ id, ...job }: Extract<Request, { kind: "compare" }>, signal: AbortSignal): Promise<void> {
  const { compare } = await import("./comparison.ts");
  const by = (engine: EngineName) => () => shared({ ...job, kind: "train", id, engine }, signal);
  const comparison = await compare(by("tfjs"), by(job.engine), signal);
  if (comparison) answer({ kind: "compared", id, comparison });
}

async function pull(id: number, steps: number | undefined): Promise<void> {
  if (current?.id === id) await current.pull(steps);
}

function stop(): void {
  calibrating.abort();
  current?.abort.abort();
  void current?.end();
  current = undefined;
}

/** Does it, and answers a failure with a sentence: nothing is swallowed. */
async function answering(id: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const cause = error instanceof Diverged ? "diverged" : error instanceof EngineLost ? "lost" : "fault";
    answer({
      kind: "failed",
      id,
      cause,
      said: saidOf(error),
      ...(error instanceof Diverged && { step: error.step }),
    });
  }
}

/** What browsers say when they refuse memory; their other RangeErrors are faults of ours. */
const REFUSED = /memory|allocat|too large|(array|buffer) (length|size)/i;

/** What browsers say of a module that does not come. */
const NOT_FETCHED = /import(ed|ing)?( a)? module|dynamically imported/i;

function saidOf(error: unknown): Said {
  if (error instanceof Told) return error.said;
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof TypeError && NOT_FETCHED.test(words))
    return sentence("A part of this page could not be loaded. Reload it once the network is back.");
  return error instanceof RangeError && REFUSED.test(words)
    ? sentence("The browser refused the memory that this needs ({words}). Fewer seeds or samples need less.", { words })
    : words;
}

function answer(message: Answer, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
