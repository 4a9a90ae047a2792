/** The optimum of F_λ by whichever method is exact for the problem at hand. */
import { matrix, fromRows, identity, transpose, row } from "../linalg/matrix.ts";
import type { Model } from "../model.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import type { Data } from "../task.ts";
import type { Problem } from "./problem.ts";
import { solveSingleTask } from "./singleTask.ts";
import { solveTwoTasks } from "./twoTasks.ts";

/**
 * argmin F_λ: for r ≥ k the single-task optima themselves (Proposition 1: nothing is shared), for k = 2 and r = 1 the
 * exact one-dimensional search, otherwise alternating least squares with restarts (not certified).
 * Source: SPEC (4.2), (4.6), (5.8).
 */
export function solveSharedModule(problem: Problem<Data>): Model {
  const k = problem.tasks.length;
  const { tasks, r, ridge, alpha } = problem;
  if (r >= k) {
    const thetas = tasks.map((task, i) => solveSingleTask(task, ridge, alpha[i]));
    return separateModules(thetas, r);
  }
  return k === 2 ? solveTwoTasks(problem) : alternatingLeastSquares(problem);
}

/** One column of B for each θ̂_i (d), and heads that read it: θ̂_i^MTL = θ̂_i^STL. There must be at most r. */
export function separateModules(thetas: readonly Float64Array[], r: number): Model {
  const k = thetas.length;
  const columns = transpose(fromRows(thetas));
  const B = matrix(columns.rows, r);
  const A = matrix(k, r);
  for (let i = 0; i < columns.rows; i++) row(B, i).set(row(columns, i));
  for (let i = 0; i < k; i++) row(A, i).set(row(identity(k), i));
  return { B, A };
}
