import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import { ridgeRegression, ridgeSolution } from "../linalg/leastSquares.ts";
import { type Data, statistics } from "../task.ts";
import { type Problem, normalEquations } from "./problem.ts";

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

/**
 * argmin over b = BA_i of task i's share of F_λ, d: θ̂ of the task alone, with an alignment matrix R_i⁻¹θ̂. Linear models;
 * throws for an alignment matrix that is singular, and where `normalEquations` does. Source: SPEC (3.1), (7.2).
 */
export function solveAlone(problem: Problem<Data>, i: number): Float64Array {
  const { tasks, ridge, alpha, R } = problem;
  if (!R) return solveSingleTask(tasks[i], ridge, alpha[i]);
  const { P, c } = normalEquations(problem, i);
  return solveCholesky(cholesky(P), c);
}
