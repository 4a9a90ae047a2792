import type { Snapshot } from "../model.ts";
import type { Problem } from "../solvers/problem.ts";
import type { Task } from "../task.ts";

/** A joint model and its single-task twins at one step, on the same data: what a transfer metric compares. */
export interface Run {
  readonly problem: Problem;
  readonly joint: Snapshot;
  readonly alone: readonly Snapshot[]; // k
  /** The proximity weight of Algorithm 1. */
  readonly mu: number;
  /** Further samples of the target, for choices by validation; absent where the family draws none. */
  readonly heldOut?: Task | undefined;
}

/** A number read from a run. Its name in the list is a column of every table. */
export interface Metric {
  readonly title: string;
  readonly symbol?: string;
  readonly unit: string;
  /** One sentence: the definition. */
  readonly doc: string;
  readonly source: string;
  measure(run: Run): number;
}
