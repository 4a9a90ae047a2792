/** How wrong a predictor is on rows that it has not seen, against their noisy labels: what a reader's own data allow. */
import { difference, dot, multiplyVector } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";

/**
 * ‖Xθ̂ − y‖²/m on m held-out rows (`heldOut` of task.ts), in squared label units. Its expectation is the population error
 * `errorRaw` plus σ². Throws without rows. Source: SPEC (2.9), (5.1).
 */
export function heldOutError({ X, y }: Data, thetaHat: Float64Array): number {
  requireRows("heldOutError", X.rows);
  const residual = difference(multiplyVector(X, thetaHat), y);
  return dot(residual, residual) / X.rows;
}

/**
 * The share of m held-out rows that 1[x'w > 0] puts into the wrong class, labels being 0 or 1; in [0, 1], and half a
 * row where x'w = 0, which does not choose. Its expectation is `classificationError` where labels have no noise.
 * Throws without rows. Source: SPEC (2.9), (5.3).
 */
export function heldOutClassificationError({ X, y }: Data, w: Float64Array): number {
  requireRows("heldOutClassificationError", X.rows);
  const wrong = multiplyVector(X, w).map((margin, n) => (margin === 0 ? 0.5 : Number(margin > 0 !== y[n] > 0.5)));
  return wrong.reduce((sum, value) => sum + value, 0) / X.rows;
}

function requireRows(name: string, rows: number): void {
  if (rows === 0) throw new RangeError(`${name}: there must be rows to measure on; got 0`);
}
