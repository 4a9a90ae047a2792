import { type Matrix, dot, multiplyVector, norm } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";

/**
 * h(B) = Σ_i ⟨X_iB/‖X_iB‖, y_i⟩²: what a shared module of capacity 1 explains once every head is optimal, so that
 * min_A f = Σ‖y_i‖² − h(B) for α = 1 and λ = 0.
 *
 * B has d entries; h lies in [0, Σ‖y_i‖²], does not depend on the scale or the sign of B, and is unweighted. A task
 * with X_iB = 0 (up to rounding) counts 0. Throws if B has another length. Source: the paper, equation (4); SPEC (4.1).
 */
export function eliminatedObjective(tasks: readonly Data[], B: ArrayLike<number>): number {
  return tasks.reduce((sum, { X, y }) => sum + explained(X, y, B), 0);
}

function explained(X: Matrix, y: Float64Array, B: ArrayLike<number>): number {
  const XB = multiplyVector(X, B); // m
  const length = norm(XB);
  const rounding = Math.max(X.rows, X.columns) * Number.EPSILON * norm(X.data) * norm(B);
  return length > rounding ? (dot(XB, y) / length) ** 2 : 0;
}
