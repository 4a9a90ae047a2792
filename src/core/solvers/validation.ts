/**
 * Choices by validation: the candidate of least squared error on held-out, noisy rows of the target. Algorithm 1 chooses
 * its proximity weight μ so, on a path from the joint model (μ = ∞) to the task alone (μ = 0); the honest control
 * chooses between these two ends only. Source: SPEC (7.2), (7.6).
 */
import { type Matrix, difference, dot, multiplyVector } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";
import { alignedPredictor } from "./alignment.ts";

/** The μ that Algorithm 1 chooses from, descending. Source: SPEC (7.2). */
export const muLadder: readonly number[] = [Infinity, 1e4, 3e3, 1e3, 300, 100, 30, 10, 3, 0];

/** θ̂(μ) of Algorithm 1 on a path over μ, and which of them was chosen. */
export interface AlignedByValidation {
  readonly mu: number;
  readonly thetaHat: Float64Array; // d
}

/**
 * Algorithm 1 for one task and a fixed shared module B (d×r), with μ chosen from `ladder` on the held-out rows; of equal
 * errors the first wins, the largest μ on the ladder of SPEC. Throws where `alignedPredictor` does, or without a ladder.
 * Source: Algorithm 1 of the paper; SPEC (7.2), (7.3).
 */
export function alignByValidation(
  task: Data,
  B: Matrix,
  ridge: number,
  heldOut: Data,
  ladder: readonly number[] = muLadder,
): AlignedByValidation {
  const path = ladder.map((mu) => alignedPredictor(task, B, ridge, mu));
  const chosen = bestOnHeldOut(path, heldOut);
  return { mu: ladder[chosen], thetaHat: path[chosen] };
}

/**
 * Which predictor has the least squared error on the held-out rows, the first of equals. Throws if there is none.
 * Source: SPEC (7.2).
 */
export function bestOnHeldOut(predictors: readonly Float64Array[], { X, y }: Data): number {
  return bestPredictions(
    predictors.map((thetaHat) => multiplyVector(X, thetaHat)),
    y,
  );
}

/** Which of several predictions of the same labels has the least squared error, the first of equals. Throws without one. */
export function bestPredictions(predictions: readonly Float64Array[], y: Float64Array): number {
  if (predictions.length === 0) throw new RangeError("bestPredictions: there must be a predictor to choose; got none");
  const errors = predictions.map((predicted) => {
    const residual = difference(predicted, y);
    return dot(residual, residual);
  });
  return errors.indexOf(Math.min(...errors));
}
