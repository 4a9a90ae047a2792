import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import { type RankOneChange, identityPlus } from "../linalg/congruence.ts";
import { minimumNorm } from "../linalg/leastSquares.ts";
import {
  type Matrix,
  combine,
  crossProduct,
  dot,
  identity,
  multiply,
  multiplyVector,
  scale,
  shiftDiagonal,
  stack,
  trace,
  transpose,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { orthonormalBasis } from "../linalg/subspace.ts";
import { type Data, statistics } from "../task.ts";
import type { Problem } from "./problem.ts";

/**
 * Algorithm 1 (covariance alignment) in closed form, for one task and a fixed shared module:
 * θ̂(μ) = (X'X + λI + μ(I − P_B))⁻¹X'y, P_B the projector on span B; d numbers.
 *
 * μ = 0 is the single-task solution, μ = ∞ the joint model with its head refitted (θ̂ in span B); in between, leaving
 * span B is penalised. B is d×r, mu in [0, ∞], ridge ≥ 0; ridge = 0 is the limit λ → 0⁺, which is of least norm where
 * the data leave a choice (there a finite μ should stay below 1e12 times X'X). Throws if ridge or mu is negative.
 * Source: Algorithm 1 of the paper with the proximity term of SPEC (7.2), solved by (7.3).
 */
export function alignedPredictor(task: Data, B: Matrix, ridge: number, mu: number): Float64Array {
  if (!(ridge >= 0 && mu >= 0))
    throw new RangeError(`alignedPredictor: ridge and mu must be at least 0; got ${ridge} and ${mu}`);
  const Q = orthonormalBasis(B);
  if (ridge > 0 && task.X.rows < task.X.columns) return fewSamples(task, Q, ridge, mu);
  const projector = multiply(Q, transpose(Q));
  if (ridge > 0) return penalised(task, projector, ridge, mu);
  return mu === Infinity ? refittedHead(task, Q) : leastNorm(task, projector, mu);
}

/**
 * The same for task i of a problem, B being the module as the task meets it: its weight α_i multiplies the squared loss
 * alone, so that θ̂_i(μ) = (α_iX_i'X_i + λI + μ(I − P_B))⁻¹α_iX_i'y_i. Throws where `alignedPredictor` does.
 * Source: SPEC (7.3), (1.5).
 */
export function alignedPredictorOf(
  { tasks, ridge, alpha }: Problem<Data>,
  i: number,
  B: Matrix,
  mu: number,
): Float64Array {
  return alignedPredictor(tasks[i], B, ridge / alpha[i], mu / alpha[i]);
}

/**
 * R = I + (θ̂ − v)v'/‖v‖², d×d: of all matrices with Rv = θ̂ the one nearest to the identity, which is how Algorithm 1
 * turns v = BA, the predictor of the joint model, into its own θ̂. θ̂ and v have d entries; R = I where they are equal.
 * Throws if v is 0, which no matrix turns into anything else. Source: SPEC (7.3).
 */
export function alignmentMatrix(thetaHat: Float64Array, v: Float64Array): RankOneChange {
  const square = dot(v, v);
  if (!(square > 0)) throw new RangeError(`alignmentMatrix: v must not be 0; got ‖v‖² = ${square}`);
  return identityPlus(
    thetaHat.map((value, i) => (value - v[i]) / square),
    v,
  );
}

/**
 * In the dual, as ridge regression is where m < d: λI + μ(I − P_B) has the inverse (P_B + s(I − P_B))/λ = W/λ with
 * s = λ/(λ + μ), so that θ̂ = WX'(XWX' + λI)⁻¹y, an m×m system up to μ = ∞.
 */
function fewSamples({ X, y }: Data, Q: Matrix, ridge: number, mu: number): Float64Array {
  const outside = 1 / (1 + mu / ridge);
  const XQ = multiply(X, Q); // m×q
  const XWXt = combine(outside, crossProduct(transpose(X)), 1 - outside, crossProduct(transpose(XQ)));
  const theta = transposeMultiplyVector(X, solveCholesky(cholesky(shiftDiagonal(XWXt, ridge)), y)); // d
  const inside = multiplyVector(Q, transposeMultiplyVector(Q, theta));
  return theta.map((value, j) => outside * value + (1 - outside) * inside[j]);
}

/**
 * The system as it stands, unless μ is so large that it would drown X'X. Then with W = P_B + (I − P_B)/s, s² = 1 + μ/λ:
 * λ‖θ‖² + μ‖(I − P_B)θ‖² = λ‖W⁻¹θ‖², so that θ̂ = W(WX'XW + λI)⁻¹WX'y, up to μ = ∞.
 */
function penalised(task: Data, projector: Matrix, ridge: number, mu: number): Float64Array {
  const { XtX, Xty } = statistics(task);
  if (mu <= trace(XtX) + ridge)
    return solveShifted(combine(1, XtX, mu, combine(1, identity(XtX.rows), -1, projector)), Xty, ridge);
  const outside = 1 / Math.sqrt(1 + mu / ridge);
  const W = combine(outside, identity(XtX.rows), 1 - outside, projector);
  return multiplyVector(W, solveShifted(multiply(W, multiply(XtX, W)), multiplyVector(W, Xty), ridge));
}

/** Qa with a = argmin ‖XQa − y‖² of least norm, for Q (d×r) with orthonormal columns. */
function refittedHead({ X, y }: Data, Q: Matrix): Float64Array {
  if (Q.columns === 0) return new Float64Array(Q.rows);
  return multiplyVector(Q, minimumNorm(multiply(X, Q), y));
}

/** argmin ‖Xθ − y‖² + μ‖(I − P_B)θ‖² of least norm: one least-squares problem with d more rows. */
function leastNorm({ X, y }: Data, projector: Matrix, mu: number): Float64Array {
  const d = X.columns;
  const labels = new Float64Array(X.rows + d);
  labels.set(y);
  return minimumNorm(stack(X, scale(combine(1, identity(d), -1, projector), Math.sqrt(mu))), labels);
}

/** (M + ridge·I)⁻¹b for a matrix that is symmetric but for rounding. */
function solveShifted(M: Matrix, b: Float64Array, ridge: number): Float64Array {
  return solveCholesky(cholesky(shiftDiagonal(combine(0.5, M, 0.5, transpose(M)), ridge)), b);
}
