import type { Fields, Values } from "../fields.ts";
import type { Population, Task } from "../task.ts";

/**
 * A seeded way of making k related tasks: row i of A and Theta is task i. Where one task is judged, the target, it comes
 * first and its source follows; where all are judged, all are targets.
 */
export interface Family<F extends Fields> {
  readonly title: string;
  /** Where it comes from: the paper's section and SPEC's. */
  readonly source: string;
  readonly fields: F;
  /** The law of each task's covariates; no samples are drawn, so it is fast enough for every frame. */
  population(settings: Values<F>, seed: number): readonly Population[];
  /** The tasks themselves. A larger sample size only adds rows. */
  sample(settings: Values<F>, seed: number): readonly Task[];
}
