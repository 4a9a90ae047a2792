import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import { minimumNorm, ridgeRegression } from "../linalg/leastSquares.ts";
import { type Matrix, combine, identity, multiply, multiplyVector, scale, stack, transpose } from "../linalg/matrix.ts";
import { orthonormalBasis } from "../linalg/subspace.ts";
import { type Data, penalisedCovariance, statistics } from "../task.ts";

/**
 * Algorithm 1 (covariance alignment) in closed form, for one task and a fixed shared module:
 * θ̂(μ) = (X'X + λI + μ(I − P_B))⁻¹X'y, P_B the projector on span B; d numbers.
 *
 * μ = 0 is the single-task solution, μ = ∞ the joint model with its head refitted (θ̂ in span B); in between, leaving
 * span B is penalised. B is d×r, mu in [0, ∞], ridge ≥ 0; ridge = 0 is the limit λ → 0⁺, which is of minimum norm where
 * the data leave a choice. B = 0 spans nothing: θ̂ is then that of ridge λ + μ. Throws if ridge or mu is negative.
 * Source: Algorithm 1 of the paper with the proximity term of SPEC (7.2), solved by (7.3).
 */
export function alignedPredictor(task: Data, B: Matrix, ridge: number, mu: number): Float64Array {
  if (!(ridge >= 0 && mu >= 0))
    throw new RangeError(`alignedPredictor: ridge and mu must be at least 0; got ${ridge} and ${mu}`);
  const Q = orthonormalBasis(B);
  if (mu === Infinity) return refittedHead(task, Q, ridge);
  const projector = multiply(Q, transpose(Q));
  if (ridge === 0) return minimumNormAligned(task, projector, mu);
  const found = statistics(task);
  const P = penalisedCovariance(found, 1, ridge + mu);
  return solveCholesky(cholesky(combine(1, P, -mu, projector)), found.Xty);
}

/** Qa with a = argmin ‖XQa − y‖² + λ‖a‖², for Q (d×r) with orthonormal columns. */
function refittedHead({ X, y }: Data, Q: Matrix, ridge: number): Float64Array {
  if (Q.columns === 0) return new Float64Array(Q.rows);
  return multiplyVector(Q, ridgeRegression(multiply(X, Q), y, ridge));
}

/** argmin ‖Xθ − y‖² + μ‖(I − P_B)θ‖² of least norm: one least-squares problem with d more rows. */
function minimumNormAligned({ X, y }: Data, projector: Matrix, mu: number): Float64Array {
  const d = X.columns;
  const rows = scale(combine(1, identity(d), -1, projector), Math.sqrt(mu));
  const labels = new Float64Array(X.rows + d);
  labels.set(y);
  return minimumNorm(stack(X, rows), labels);
}
