import type { Weighting } from "./weighting.ts";

const fields = {} as const; // nothing to choose

/** α_i = 1: every sample of every task counts the same, so that a task with more samples counts more. */
export const uniform: Weighting<typeof fields> = {
  title: "uniform",
  doc: "Every task has weight 1; with summed losses a task with more samples counts more.",
  source: "the paper, equation (1) with α = 1; SPEC (1.2)",
  fields,
  needs: "nothing",
  claims: [
    "sums to k",
    "non-negative",
    "permutes with tasks",
    "ignores the scale of all labels",
    "ignores a common rotation",
  ],
  start: (tasks) => () => new Float64Array(tasks.length).fill(1),
};
