/**
 * How an engine is asked and what it promises.
 *
 * An engine is given an ensemble: for each seed one problem, to be solved jointly and, beside it, by one single-task
 * twin per task, all trained together. It draws nothing at random and knows no theory: data and initial values come as
 * numbers, so that two engines given the same ensemble walk the same path up to rounding. Every engine minimises F_λ
 * of SPEC (1.5) and reports it in float64. Scaling or whitening inside an engine is an exact change of coordinates.
 */
import { fromRows, row } from "../core/linalg/matrix.ts";
import type { Model, Snapshot } from "../core/model.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { Told, sentence } from "../text/sentence.ts";
import type { Optimiser } from "./optimiser.ts";

/** S problems of one shape (same k, d, r), one per seed. */
export interface Ensemble {
  readonly seeds: readonly number[];
  readonly problems: readonly Problem[];
  /** The tasks whose twins are asked for, in the order in which they are reported; all of them unless said. */
  readonly twins?: readonly number[];
}

/** The tasks whose twins an ensemble asks for. */
export function twinsOf({ problems, twins }: Ensemble): readonly number[] {
  return twins ?? [...problems[0].tasks.keys()];
}

/** Of snapshots with the twins of all tasks, those that were asked for. */
export function asked(ensemble: Ensemble, snapshots: readonly SeedSnapshot[]): readonly SeedSnapshot[] {
  if (!ensemble.twins) return snapshots;
  return snapshots.map(({ joint, alone }) => ({ joint, alone: twinsOf(ensemble).map((i) => alone[i]) }));
}

/** What was reached for one seed at one step: together, and each task by itself (`alone[i]` is a model of 1 task). */
export interface SeedSnapshot {
  readonly joint: Snapshot;
  readonly alone: readonly Snapshot[];
}

/** Initial values of the joint model. Twin i starts from the same B and from row i of A, unless it has its own. */
export interface Start extends Model {
  readonly alone?: readonly (Model | undefined)[];
}

/** Initial values of the twin of task i. */
export function startOfTwin({ B, A, alone }: Start, i: number): Model {
  return alone?.[i] ?? { B, A: fromRows([row(A, i)]) };
}

export interface Training {
  readonly optimiser: Optimiser;
  /** Initial values, one per seed. */
  readonly start: readonly Start[];
  /** Aborting it ends the run: the generator returns, and frees what it holds. */
  readonly signal: AbortSignal;
}

/**
 * The run of an ensemble: pull the next snapshots, one per seed. The first pull gives step 0, the initial values.
 * `next(n)` says how many steps to make before the following snapshots (1 if nothing is said), so the puller alone
 * decides the pace; between pulls nothing runs. An engine that optimises exactly gives one pull and ends.
 * A run that meets a number that is not finite throws a `Diverged` that names the step.
 */
export type TrainingRun = AsyncGenerator<readonly SeedSnapshot[], void, number | undefined>;

export interface Engine {
  /** vendor/architecture of the adapter it runs on, in lower case, or "none". */
  readonly adapter: string;
  train(ensemble: Ensemble, training: Training): TrainingRun;
}

/** Resolves after the messages that wait now have been heard: long preparations let newer settings through. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** `nextTurn` for long preparations of many parts, but only where the last turn was a while ago. */
export function turns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN_MS) return;
    await nextTurn();
    last = performance.now();
  };
}

/** How long newer settings may wait: a frame. */
const TURN_MS = 16;

/** A run met a loss that is not finite. */
export class Diverged extends Told {
  override readonly name = "Diverged";
  readonly step: number;
  constructor(step: number) {
    super(sentence("The loss was no longer finite at step {step}.", { step }));
    this.step = step;
  }
}

/** The snapshots themselves; throws `Diverged` if one of their losses is not finite. */
export function requireFinite(snapshots: readonly SeedSnapshot[]): readonly SeedSnapshot[] {
  for (const { joint, alone } of snapshots)
    for (const { losses, step } of [joint, ...alone]) if (!losses.every(Number.isFinite)) throw new Diverged(step);
  return snapshots;
}

/** The machine took the engine away in mid-run: a lost GPU device. What was reported before still stands. */
export class EngineLost extends Told {
  override readonly name = "EngineLost";
}
