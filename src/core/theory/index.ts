/** What the theory says of two tasks before anything is trained: each a column of sweeps, beside what is measured. */
import type { Problem } from "../solvers/problem.ts";
import { covarianceSimilarity, leadingPrincipalAxes } from "./covarianceSimilarity.ts";
import { theorem2 } from "./theorem2.ts";

/** A number known before training. Its name in the list is a column. */
export interface TheoryQuantity {
  readonly title: string;
  /** One sentence: the definition. */
  readonly doc: string;
  readonly source: string;
  /** Of a target and its source, in this order. */
  predict(problem: Problem): number;
}

const sizes = (problem: Problem): ReturnType<typeof theorem2> => {
  const [target, source] = problem.tasks;
  const { variances } = source.population;
  const sourceConditionNumber = Math.max(...variances) / Math.min(...variances);
  return theorem2(source, target, { sourceConditionNumber, r: problem.r });
};

export const theory = {
  theorem2Bound: {
    title: "bound of Theorem 2",
    doc: "6c + ‖ε‖/‖Xθ‖/(1 − 3c) of the target with the least margin c; infinite where c exceeds 1/3.",
    source: "the paper, Theorem 2; SPEC (5.7)",
    predict: (problem) => sizes(problem).bound,
  },
  theorem2Margin: {
    title: "margin of Theorem 2",
    doc: "c = κ(X)·sin(θ₁, θ₂), κ(X) the condition number of the target's covariates; at most 1/3 where the theorem applies.",
    source: "the paper, Theorem 2; SPEC (5.7)",
    predict: (problem) => sizes(problem).margin,
  },
  similarity: {
    title: "covariance similarity",
    doc: "Equation (5) of the paper on the samples: 0 for orthogonal covariances, about 1/√s for equal ones.",
    source: "the paper, equation (5); SPEC (5.5)",
    predict: ({ tasks: [target, source] }) =>
      covarianceSimilarity(leadingPrincipalAxes(target), leadingPrincipalAxes(source)).score,
  },
} as const satisfies Record<string, TheoryQuantity>;

export type TheoryName = keyof typeof theory;
