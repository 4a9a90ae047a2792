/** Weights of a run from what a rule makes of the tasks. */

/** No task counts less than this share of all: of labels that are all 0 a rule can make 0, and λ/α_i must be a number. */
const LEAST = 1e-6;

/** α scaled to Σα_i = k, each at least 10⁻⁶ of the sum; uniform where all are 0. Source: SPEC (8.1). */
export function normalised(alpha: Float64Array): Float64Array {
  const total = sum(alpha);
  if (!(total > 0)) return new Float64Array(alpha.length).fill(1);
  const raised = alpha.map((value) => Math.max(value, LEAST * total));
  const scale = alpha.length / sum(raised);
  return raised.map((value) => scale * value);
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
