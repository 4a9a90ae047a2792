import type { Fields, Values } from "../fields.ts";
import type { ModelKind } from "../model.ts";
import type { Population, Task } from "../task.ts";
import type { Labelling } from "./labels.ts";

/**
 * What is said of a family, and may be chosen of it. It stands in `descriptions/`, apart from how tasks are drawn, so that
 * what needs no tasks need not carry the drawing: the settings, and with them the page.
 */
export interface FamilyDescription<F extends Fields> {
  readonly title: string;
  /** Where it comes from: the paper's section and SPEC's. */
  readonly source: string;
  readonly fields: F;
  /** The kinds of label that its tasks can have; the first unless a setting says otherwise. */
  readonly models: readonly [ModelKind, ...ModelKind[]];
}

/**
 * A seeded way of making k related tasks: row i of A and Theta is task i. Where one task is judged, the target, it comes
 * first and its source follows; where all are judged, all are targets.
 */
export interface Family<F extends Fields> extends FamilyDescription<F> {
  /** The law of each task's covariates; no samples are drawn, so it is fast enough for every frame. */
  population(settings: Values<F>, seed: number): readonly Population[];
  /** The tasks themselves, with labels of the family's first kind unless given. A larger sample size only adds rows. */
  sample(settings: Values<F>, seed: number, label?: Labelling): readonly Task[];
}
