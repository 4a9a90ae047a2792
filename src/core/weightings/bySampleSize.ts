import type { Weighting } from "./weighting.ts";

const fields = {} as const; // nothing to choose

/** α_i = k·(1/m_i)/Σ_j(1/m_j): the summed loss of a task becomes its mean, and every task counts the same. SPEC (1.2). */
export const bySampleSize: Weighting<typeof fields> = {
  title: "by sample size",
  doc: "A task's weight is inverse to its sample size, so that every task's mean loss counts the same.",
  source: "common practice; it turns the sums of SPEC (1.2) into means",
  fields,
  needs: "nothing",
  claims: [
    "sums to k",
    "non-negative",
    "permutes with tasks",
    "ignores the scale of all labels",
    "ignores a common rotation",
  ],
  start(tasks) {
    const inverse = Float64Array.from(tasks, ({ X }) => 1 / X.rows);
    const total = inverse.reduce((a, b) => a + b, 0);
    const alpha = inverse.map((value) => (tasks.length * value) / total);
    return () => alpha;
  },
};
