import type { Fields, Values } from "../fields.ts";
import type { Data } from "../task.ts";

/** What a method may ask of a run, at the step at which it is asked. */
export interface RunStatistics {
  /** Each task's loss without its weight, k. */
  readonly losses?: Float64Array;
}

/**
 * What a method promises for all tasks and all values of its fields; `weightings.test.ts` checks every claim.
 * - `sums to k`: Σα_i = k, so that the step sizes of a training engine keep their meaning.
 * - `non-negative`: every α_i is at least 0 and finite.
 * - `permutes with tasks`: shuffled tasks get the shuffled weights.
 * - `ignores the scale of all labels`: y_i → c·y_i with one c for all tasks changes nothing.
 * - `ignores a common rotation`: X_i → X_iQ with one orthogonal Q for all tasks changes nothing.
 */
export type Claim =
  | "sums to k"
  | "non-negative"
  | "permutes with tasks"
  | "ignores the scale of all labels"
  | "ignores a common rotation";

/** A rule for the task weights α. Source: the paper, section 3 (optimisation scheme); SPEC section 8. */
export interface Weighting<F extends Fields> {
  readonly title: string;
  /** One sentence: the rule. */
  readonly doc: string;
  readonly source: string;
  readonly fields: F;
  /** Engines compute no more than this. */
  readonly needs: "nothing" | "losses";
  readonly claims: readonly Claim[];
  /** Looks at the tasks once; what it returns makes the k weights, at the start and whenever the run asks again. */
  start(tasks: readonly Data[], settings: Values<F>): (statistics: RunStatistics) => Float64Array;
}
