/**
 * The live loop. A run makes steps only when it is asked for the next report, once a frame, so the page never drowns
 * in reports and Pause is simply not asking. The newest run wins.
 */
import type { Row } from "../core/row.ts";
import type { Speeds } from "../engines/choice.ts";
import { type EngineChoice, chooseEngine, engines, successor } from "../engines/index.ts";
import type { Report } from "../experiment.ts";
import { type Said, sentence } from "../text/sentence.ts";
import type { Answer } from "../messages.ts";
import { type Door, openDoor } from "./door.ts";
import { labHere } from "./labs.ts";
import { late } from "./late.ts";
import { whenShown } from "./shown.ts";
import { type Training, untrained, useStore } from "./store.ts";

/** How many reports of a run are kept for the curves; beyond it every other one is dropped. */
const MOST_REPORTS = 240;

/** An engine that is lost so often in one run is taken to be lost again. */
const MOST_LOSSES = 2;

interface Run {
  /** Of what its present worker was asked for. */
  id: number;
  engine: EngineChoice;
  /** How often that engine, or its worker, was lost. */
  losses: number;
  /** Where it stood at the newest report. */
  reached: Report["reached"];
  /** A report was asked for and has not come. */
  owed: boolean;
  /** Only one step is wanted. */
  once: boolean;
  /** A report of earlier steps was owed when that one step was asked for. */
  late: boolean;
  /** Nobody has asked for it yet. */
  isAhead: boolean;
  /** What it has reported meanwhile. */
  first: Report | undefined;
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
/** Who decides where a graphics card contests WebAssembly; without it the card takes every run. */
const contestModule = late(() => import("./speeds.ts"));
let contest: Awaited<ReturnType<typeof contestModule>>;
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

/** Has a worker load the engine before there is a run. */
export function loadEngineAhead(): void {
  const engine = engineHere();
  if (door || !engine) return;
  door = openDoor(hear, lost);
  door.post({ kind: "load", engine: engine.name });
  door.rest();
}

/** Begins the next run before it is asked for, and shows nothing of it: Play will find its first report there. */
export function prepare(): void {
  const engine = engineHere();
  if (run || !engine) return;
  run = newRun(engine, { once: false, isAhead: true });
  send(run);
}

function proceed(once: boolean): void {
  if (!run || run.ended || run.isAhead) {
    begin(once);
    return;
  }
  run.once = once;
  run.late = once && run.owed;
  say({ phase: "training", reason: "" });
  ask(run);
}

function begin(once: boolean, engine = engineHere()): void {
  if (run?.isAhead === true && run.engine.name === engine?.name) {
    take(run, once);
    return;
  }
  forget();
  say({ phase: "training" });
  waiting = engine ? undefined : { once };
  if (!engine) return; // nameEngine begins
  run = newRun(engine, { once, isAhead: false });
  send(run);
}

function newRun(engine: EngineChoice, { once, isAhead }: Pick<Run, "once" | "isAhead">): Run {
  return { id: 0, engine, losses: 0, owed: true, once, late: false, isAhead, first: undefined, ...unreported() };
}

/** A run that was begun ahead is wanted now. */
function take(current: Run, once: boolean): void {
  current.isAhead = false;
  current.once = once;
  say({ phase: "training" });
  if (current.first) report(current, current.first);
}

/** A run of which nothing has come. */
function unreported(): Pick<Run, "reached" | "ended" | "kept" | "came" | "stride"> {
  return { reached: undefined, ended: false, kept: [], came: 0, stride: 1 };
}

/** Has a worker begin the run, or go on with it where it stood. */
function send(current: Run): void {
  const { engine, reached } = current;
  current.id = ++runs;
  current.owed = true;
  setState({ engine });
  door ??= openDoor(hear, lost);
  const { settings, lab } = getState();
  const cores = navigator.hardwareConcurrency;
  const course = { from: reached, aligned: labHere(lab)?.aligned };
  door.post({ kind: "train", id: current.id, settings, engine: engine.name, cores, course });
}

/** The engine for the present settings, once it is known. */
function engineHere(): EngineChoice | undefined {
  return chosen && contest ? contest.engineFor(chosen, getState().settings) : chosen;
}

/** Chooses the engine, and begins the run that had to wait for it. */
export async function nameEngine(named: Parameters<typeof chooseEngine>[0]): Promise<void> {
  chosen = await chooseEngine(named);
  if (chosen.contested === true) contest = await contestModule();
  whenShown(() => setState({ engine: engineHere() })); // a page that changes while it is first drawn is drawn twice
  if (waiting && getState().training.phase === "training") begin(waiting.once);
}

function hear(answer: Answer): void {
  if (!run || !("id" in answer) || answer.id !== run.id) return;
  if (run.isAhead) {
    hearAhead(run, answer);
    return;
  }
  if (answer.kind === "report") report(run, answer.report);
  if (answer.kind === "failed") failed(answer);
  if (answer.kind === "speeds") measuredSpeeds(answer.speeds);
}

/** What fails before it was asked for is begun anew when it is. */
function hearAhead(current: Run, answer: Answer): void {
  if (answer.kind === "failed") drop();
  if (answer.kind !== "report") return;
  current.first = answer.report;
  door?.rest();
}

function drop(): void {
  closeDoor();
  run = undefined;
}

/** A run of its own end leaves the worker free to measure the engines, where that is still to be done. */
function measureEngines({ id }: Run): void {
  const { settings } = getState();
  if (chosen && contest?.isUnmeasured(chosen, settings))
    door?.post({ kind: "calibrate", id, settings, cores: navigator.hardwareConcurrency });
}

function measuredSpeeds(speeds: Speeds): void {
  door?.rest();
  const { engine, settings } = getState();
  if (!engine || !chosen || !contest) return;
  contest.rememberSpeeds(chosen, settings, speeds);
  setState({ engine: { ...engine, reason: contest.engineFor(chosen, settings).reason } }); // of the next run
}

function report(current: Run, { step, rows, ending, reached, remark }: Report): void {
  const { training, playing } = getState();
  const isKnown = reached !== undefined && step === current.reached?.step; // it went on from there
  current.owed = false;
  current.ended = ending !== undefined && ending !== "exact";
  current.reached = reached;
  const kept = isKnown ? training.rows : keep(current, rows);
  const latest = ending === "exact" ? kept : rows;
  say({ rows: kept, latest, step, ended: current.ended, ...(remark !== undefined && { remark }) });
  switch (ending) {
    case "plateau":
      settle(sentence("Stopped at step {step}: the losses no longer change.", { step }));
      measureEngines(current);
      return;
    case "steps":
      settle(sentence("Stopped after {step} steps, the most that are set.", { step }));
      measureEngines(current);
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
  else if (playing && step === 0) askSoon(current); // the first steps are not kept waiting by the first picture
  else if (playing) whenShown(() => askSoon(current));
  else if (training.phase === "settled") settle(sentence("Paused at step {step}.", { step }));
}

/** The exact engine reports seed after seed. */
function exactReport(current: Run, seeds: number): void {
  current.ended = seeds === getState().settings.seeds;
  if (current.ended) settle(sentence("This is the exact optimum; it needs no steps."));
  else if (getState().playing || current.once) ask(current);
}

function askSoon(current: Run): void {
  onNextFrame(() => getState().playing && run === current && ask(current));
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
  if (cause === "diverged") {
    if (run) run.ended = true;
    door?.rest();
    setState({ playing: false });
    say({ phase: "failed", reason: [said, sentence("Take a smaller learning rate and press Play.")] });
  } else goOn(said, cause);
}

const lost = (said: Said): void => goOn(said, "lost");

/**
 * The engine or its worker is lost, or cannot make this run: on from the last report, with the same engine if it may
 * only have been unlucky, else with the next one. Nothing takes the place of an engine that was asked for by name and
 * could not even begin.
 */
function goOn(said: Said, cause: "lost" | "fault"): void {
  if (run?.isAhead === true) drop();
  closeDoor();
  const current = run;
  if (!current || current.ended) return;
  const { engine, reached } = current;
  if (cause === "lost") current.losses++;
  const again = cause === "lost" && current.losses < MOST_LOSSES;
  const next = again ? engine : engine.forced && !reached ? undefined : successor(engine.name, said);
  if (!next) {
    fail(said);
    return;
  }
  current.engine = next;
  if (!again) current.losses = 0;
  if (!reached) Object.assign(current, unreported());
  current.late = current.once;
  const { restarts } = getState().training;
  const how = again ? sentence("the same engine, started afresh") : sentence(engines[next.name].title);
  say({
    restarts: reached ? [...restarts, reached.step] : [],
    remark: [said, continuation(how, reached)],
  });
  send(current);
}

/** That a run went on, from where and with what. */
function continuation(engine: Said, reached: Report["reached"]): Said {
  if (!reached) return sentence("Training began with {engine}.", { engine });
  const { step } = reached;
  return step > 0 && getState().settings.optimiser !== "gradientDescent"
    ? sentence("Training went on from step {step} with {engine}; what the optimiser had gathered began anew.", {
        step,
        engine,
      })
    : sentence("Training went on from step {step} with {engine}.", { step, engine });
}

/** Nothing can go on: what was reported stands, and a fresh worker is taken next time. */
function fail(said: Said): void {
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
