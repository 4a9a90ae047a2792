/** How wrong a predictor is on the population, without label noise. */
import { difference, quadraticForm } from "../linalg/matrix.ts";
import type { Task } from "../task.ts";
import { power } from "./truth.ts";

/**
 * (θ̂−θ)'Σ(θ̂−θ): expected squared error of the noise-free prediction for rows of covariance Σ, in squared label units.
 * Source: SPEC (5.1).
 */
export function errorRaw({ theta, Sigma }: Task, thetaHat: Float64Array): number {
  return quadraticForm(Sigma, difference(thetaHat, theta));
}

/** (θ̂−θ)'Σ(θ̂−θ) / θ'Σθ: 0 is perfect, 1 is as good as predicting 0. Source: SPEC (5.1). */
export function error(task: Task, thetaHat: Float64Array): number {
  return errorRaw(task, thetaHat) / power(task);
}
