import { ridgeRegression, ridgeSolution } from "../linalg/leastSquares.ts";
import { type Data, statistics } from "../task.ts";

/**
 * θ̂ of a task alone, d: argmin α‖Xθ − y‖² + λ‖θ‖², that is ridge regression with λ/α; minimum norm for λ = 0.
 * From the statistics where the task's samples are at least d, which keeps X'X from being computed twice.
 * Throws if ridge/alpha is negative.
 * Source: SPEC (1.5), (3.1).
 */
export function solveSingleTask(task: Data, ridge: number, alpha = 1): Float64Array {
  const { X, y } = task;
  if (!(ridge > 0) || X.rows < X.columns) return ridgeRegression(X, y, ridge / alpha);
  const { XtX, Xty } = statistics(task);
  return ridgeSolution(XtX, Xty, ridge / alpha);
}
