import { ridgeRegression } from "../linalg/leastSquares.ts";
import type { Data } from "../task.ts";

/**
 * θ̂ of a task alone, d: argmin α‖Xθ − y‖² + λ‖θ‖², that is ridge regression with λ/α; minimum norm for λ = 0.
 * Source: SPEC (1.5), (3.1).
 */
export function solveSingleTask({ X, y }: Data, ridge: number, alpha = 1): Float64Array {
  return ridgeRegression(X, y, ridge / alpha);
}
