/**
 * The live loop. A run makes steps only when it is asked for the next report, once a frame, so the page never drowns
 * in reports and Pause is simply not asking. The newest run wins.
 */
import type { Row } from "../core/row.ts";
import { type EngineChoice, chooseEngine, engines } from "../engines/index.ts";
import type { Report } from "../experiment.ts";
import { type Said, sentence } from "../text/sentence.ts";
import type { Answer } from "../worker.ts";
import { type Door, openDoor } from "./door.ts";
import { type Training, untrained, useStore } from "./store.ts";

/** How many reports of a run are kept for the curves; beyond it every other one is dropped. */
const MOST_REPORTS = 240;

interface Run {
  readonly id: number;
  /** A report was asked for and has not come. */
  owed: boolean;
  /** Only one step is wanted. */
  once: boolean;
  /** A report of earlier steps was owed when that one step was asked for. */
  late: boolean;
  ended: boolean;
  /** Kept reports, each every `stride`-th of those that came. */
  kept: (readonly Row[])[];
  came: number;
  stride: number;
}

const { getState, setState } = useStore;
let door: Door | undefined;
let run: Run | undefined;
let runs = 0;
/** The engine of this page; a run that it cannot make is the CPU's. */
let chosen: EngineChoice | undefined;
/** A run that was asked for before the engine was known. */
let waiting: { readonly once: boolean } | undefined;

/** Trains on from where a paused run stands, else from the start. */
export function play(): void {
  setState({ playing: true });
  proceed(false);
}

/** Makes one step, from where a paused run stands or from the start. */
export function stepOnce(): void {
  setState({ playing: false });
  proceed(true);
}

/** Stops asking; Play goes on from here. */
export function pause(): void {
  setState({ playing: false });
  settle(sentence("Paused at step {step}.", { step: getState().training.step }));
}

/** Back to the same start; nothing trains. */
export function reset(): void {
  setState({ playing: false });
  forget();
}

/** The settings changed: what was trained is of other settings. Trains anew if Play was pressed. */
export function settingsChanged(): void {
  forget();
  if (getState().playing) begin(false);
}

function proceed(once: boolean): void {
  if (!run || run.ended) {
    begin(once);
    return;
  }
  run.once = once;
  run.late = once && run.owed;
  say({ phase: "training", reason: "" });
  ask(run);
}

function begin(once: boolean, engine = chosen): void {
  forget();
  say({ phase: "training" });
  waiting = engine ? undefined : { once };
  if (!engine) return; // nameEngine begins
  run = { id: ++runs, owed: true, once, late: false, ended: false, kept: [], came: 0, stride: 1 };
  setState({ engine });
  door ??= openDoor(hear, fail);
  door.post({ kind: "train", id: run.id, settings: getState().settings, engine: engine.name });
}

/** Chooses the engine, and begins the run that had to wait for it. */
export async function nameEngine(named: Parameters<typeof chooseEngine>[0]): Promise<void> {
  chosen = await chooseEngine(named);
  setState({ engine: chosen });
  if (waiting && getState().training.phase === "training") begin(waiting.once);
}

function hear(answer: Answer): void {
  if (!run || !("id" in answer) || answer.id !== run.id) return;
  if (answer.kind === "report") report(run, answer.report);
  if (answer.kind === "failed") failed(answer);
}

function report(current: Run, { step, rows, ending }: Report): void {
  const { training, playing } = getState();
  current.owed = false;
  current.ended = ending !== undefined && ending !== "exact";
  const kept = keep(current, rows);
  say({ rows: kept, latest: ending === "exact" ? kept : rows, step, ended: current.ended });
  switch (ending) {
    case "plateau":
      settle(sentence("Stopped at step {step}: the losses no longer change.", { step }));
      return;
    case "steps":
      settle(sentence("Stopped after {step} steps, the most that are set.", { step }));
      return;
    case "exact":
      exactReport(current, kept.length);
      return;
    case undefined:
      break;
  }
  if (current.once && (step === 0 || current.late)) {
    current.late = false;
    ask(current);
  } else if (current.once) settle(sentence("Stopped after step {step}.", { step }));
  else if (playing) onNextFrame(() => getState().playing && run === current && ask(current));
  else if (training.phase === "settled") settle(sentence("Paused at step {step}.", { step }));
}

/** The exact engine reports seed after seed. */
function exactReport(current: Run, seeds: number): void {
  current.ended = seeds === getState().settings.seeds;
  if (current.ended) settle(sentence("This is the exact optimum; it needs no steps."));
  else if (getState().playing || current.once) ask(current);
}

function ask(current: Run): void {
  if (current.owed) return;
  current.owed = true;
  door?.post({ kind: "pull", id: current.id, steps: current.once ? 1 : undefined });
}

/** Keeps every stride-th report; the rows of those kept, and of the newest one. */
function keep(current: Run, rows: readonly Row[]): readonly Row[] {
  const isKept = current.came++ % current.stride === 0;
  if (isKept) current.kept.push(rows);
  if (current.kept.length > MOST_REPORTS) {
    current.kept = current.kept.filter((_, i) => i % 2 === 0);
    current.stride *= 2;
  }
  return [...current.kept.flat(), ...(current.kept.at(-1) === rows ? [] : rows)];
}

function failed({ cause, said }: Extract<Answer, { kind: "failed" }>): void {
  const { engine, training } = getState();
  if (cause === "diverged") {
    if (run) run.ended = true;
    door?.rest();
    setState({ playing: false });
    say({ phase: "failed", reason: [said, sentence("Take a smaller learning rate and press Play.")] });
    return;
  }
  if (engine && engine.name !== "cpu" && !engine.forced && training.latest.length === 0) {
    // It could not even begin, so the CPU takes this run; the next one is offered to it again.
    closeDoor();
    const reason = [
      sentence("This run could not begin with {engine}.", { engine: sentence(engines[engine.name].title) }),
      said,
    ];
    begin(run?.once ?? false, { name: "cpu", adapter: "none", reason, forced: false });
    return;
  }
  fail(said);
}

/** The worker or its engine is gone: what was reported stands, and a fresh worker is taken next time. */
function fail(said: Said): void {
  closeDoor();
  if (run) run.ended = true;
  setState({ playing: false });
  const { step } = getState().training;
  const problem = sentence("Training stopped at step {step}.", { step });
  say({ phase: "failed", reason: [problem, said, sentence("Press Play to start again.")] });
}

function settle(reason: Said): void {
  door?.rest();
  say({ phase: "settled", reason });
}

function forget(): void {
  door?.post({ kind: "stop" });
  door?.rest();
  run = undefined;
  setState({ training: untrained });
}

function closeDoor(): void {
  door?.close();
  door = undefined;
}

function say(change: Partial<Training>): void {
  setState({ training: { ...getState().training, ...change } });
}

/**
 * On the next frame, or soon where the page is hidden and has no frames: training goes on in a background tab, also if
 * it is hidden while the frame is awaited.
 */
function onNextFrame(callback: () => void): void {
  const done = new AbortController();
  const once = (): void => {
    if (done.signal.aborted) return;
    done.abort();
    callback();
  };
  if (document.hidden) setTimeout(once);
  else requestAnimationFrame(once);
  document.addEventListener("visibilitychange", once, { signal: done.signal });
}
