import { timesChange } from "../linalg/congruence.ts";
import type { Model } from "../model.ts";
import { alignmentMatrices } from "../solvers/alignedInputs.ts";
import type { Problem } from "../solvers/problem.ts";
import type { Data } from "../task.ts";
import { type CovarianceSimilarity, covarianceSimilarity, leadingPrincipalAxes } from "./covarianceSimilarity.ts";

/**
 * The covariance similarity of the first two tasks after Algorithm 1 in closed form: that of X_1R_1 and X_2R_2.
 *
 * Only the sample's similarity is reported: it hardly moves, for R_i differs from I by one direction. The population's
 * (R_i'Σ_iR_i) has equal eigenvalues at the 99 % cut, so that there any R_i ≠ I seems to raise a similarity near 0.
 * mu in [0, ∞]. Throws where `alignmentMatrices` does. Source: the paper, equation (5) and Algorithm 1; SPEC (7.7).
 */
export function alignedSimilarity(problem: Problem<Data>, joint: Model, mu: number): CovarianceSimilarity {
  const R = alignmentMatrices(problem, joint, mu);
  const [first, second] = [0, 1].map((i) => {
    const { X, y } = problem.tasks[i];
    return leadingPrincipalAxes({ X: timesChange(X, R[i]), y });
  });
  return covarianceSimilarity(first, second);
}
