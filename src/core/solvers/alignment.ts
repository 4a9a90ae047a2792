import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import { type Matrix, combine, multiply, transpose } from "../linalg/matrix.ts";
import { orthonormalBasis } from "../linalg/subspace.ts";
import { type Task, penalisedCovariance, statistics } from "../task.ts";

/**
 * Algorithm 1 (covariance alignment) in closed form, for one task and a fixed shared module:
 * θ̂(μ) = (X'X + λI + μ(I − P_B))⁻¹X'y, P_B the projector on span B; d numbers.
 *
 * μ = 0 is the single-task solution, μ → ∞ the joint model with its head refitted; in between, leaving span B is
 * penalised. B is d×r, ridge > 0 or X of full column rank, mu ≥ 0. Throws if the system is singular.
 * Source: Algorithm 1 of the paper with the proximity term of SPEC (7.2), solved by (7.3).
 */
export function alignedPredictor(task: Task, B: Matrix, ridge: number, mu: number): Float64Array {
  const found = statistics(task);
  const P = penalisedCovariance(found, 1, ridge + mu);
  const Q = orthonormalBasis(B);
  const projector = multiply(Q, transpose(Q));
  return solveCholesky(cholesky(combine(1, P, -mu, projector)), found.Xty);
}
