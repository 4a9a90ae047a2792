import type { Problem } from "../solvers/problem.ts";
import type { Data } from "../task.ts";

/** Whether Proposition 1 speaks about a problem, and what it says. */
export interface Proposition1 {
  readonly isApplicable: boolean;
  /** What follows for the transfer gap: exactly 0, or undefined where nothing is said. */
  readonly transferGap: 0 | undefined;
  /** A sentence for the reader. */
  readonly statement: string;
}

/**
 * Proposition 1: with capacity r ≥ k nothing is shared, θ̂_i^MTL = θ̂_i^STL for every task, and every transfer gap is 0.
 *
 * One column of B for each task makes F_λ fall apart into the tasks' own problems, for any data and weights, real labels
 * or classes. With the ridge on B A_i the predictors are unique for λ > 0, so that the equality is exact; λ = 0 stands
 * for λ → 0⁺. It says nothing below k, where a gap may have either sign, nor of ReLU, where a task may read the other
 * tasks' units as well. Throws unless r is a positive integer and there is a task.
 * Source: the paper, Proposition 1; SPEC (1.5), (5.8).
 */
export function proposition1({
  tasks,
  r,
  model = "linear",
}: Pick<Problem<Data>, "tasks" | "r" | "model">): Proposition1 {
  const k = tasks.length;
  if (!Number.isInteger(r) || r < 1 || k === 0)
    throw new RangeError(`proposition1: r must be at least 1 for at least one task; got r = ${r} and k = ${k}`);
  const silent = { isApplicable: false, transferGap: undefined };
  if (model === "relu")
    return { ...silent, statement: "Proposition 1 is about linear predictors B Aᵢ, and says nothing of ReLU." };
  if (r >= k)
    return {
      isApplicable: true,
      transferGap: 0,
      statement: `With capacity r = ${r} for k = ${k} tasks nothing is shared: every task is fitted as alone.`,
    };
  return {
    ...silent,
    statement: `With capacity r = ${r} below k = ${k} the tasks share the module, and Proposition 1 says nothing.`,
  };
}
