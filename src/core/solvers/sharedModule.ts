/** The optimum of F_λ by whichever method is exact for the problem at hand. */
import { type Matrix, matrix, fromRows, identity, transpose, row } from "../linalg/matrix.ts";
import type { Model } from "../model.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import type { Data } from "../task.ts";
import type { Problem } from "./problem.ts";
import { sharedCovariates } from "./sharedCovariates.ts";
import { solveAlone } from "./singleTask.ts";
import { solveTwoTasks } from "./twoTasks.ts";

/**
 * argmin F_λ: for r ≥ k the single-task optima themselves (Proposition 1: nothing is shared), for k = 2 and r = 1 the
 * exact one-dimensional search, for one X that all tasks share and λ = 0 Proposition 3, otherwise alternating least
 * squares with restarts (not certified). B is d×r, A is k×r; ridge = 0 is the limit λ → 0⁺. Alignment matrices must be
 * invertible and have a ridge above 0; throws otherwise. Source: SPEC (4.2), (4.6), (4.7), (5.8), (7.2).
 */
export function solveSharedModule(problem: Problem<Data>): Model {
  const k = problem.tasks.length;
  const { tasks, r } = problem;
  if (r >= k) {
    const thetas = tasks.map((_, i) => solveAlone(problem, i));
    return separateModules(thetas, r);
  }
  if (k === 2 && r === 1) return solveTwoTasks(problem);
  return isShared(problem) ? sharedModule(problem) : alternatingLeastSquares(problem);
}

/** Whether all tasks have the same X, as one object, and nothing else is asked for than the least squares. */
function isShared({ tasks, ridge, R }: Problem<Data>): boolean {
  return ridge === 0 && !R && tasks.every(({ X }) => X === tasks[0].X);
}

/** Proposition 3, with columns of zeros where the data determine fewer than r directions. */
function sharedModule({ tasks, r, alpha }: Problem<Data>): Model {
  const labels = tasks.map(({ y }) => y);
  const { B, A } = sharedCovariates(tasks[0].X, labels, alpha).optimum(r);
  return { B: widened(B, r), A: widened(A, r) };
}

function widened(M: Matrix, width: number): Matrix {
  const wide = matrix(M.rows, width);
  for (let i = 0; i < M.rows; i++) row(wide, i).set(row(M, i));
  return wide;
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
