/** What a rule for the task weights sees of the tasks. */
import type { ModelKind } from "../model.ts";
import type { Data } from "../task.ts";

/** The tasks; two classes, whose labels are 0 and 1, as ±1, so that it does not matter which is which. Source: SPEC (8.2). */
export function asWeighed(tasks: readonly Data[], model: ModelKind): readonly Data[] {
  return model === "logistic" ? tasks.map(({ X, y }) => ({ X, y: y.map((label) => 2 * label - 1) })) : tasks;
}
