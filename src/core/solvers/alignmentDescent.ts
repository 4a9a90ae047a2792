import { symmetricEigen } from "../linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  combine,
  difference,
  dot,
  identity,
  multiply,
  multiplyVector,
  norm,
  row,
  transpose,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { type Data, penalisedCovariance, principalAxes, statistics } from "../task.ts";

/** Where the second phase of Algorithm 1 stands: the module B is fixed, the predictor is R B A. */
export interface AlignmentSnapshot {
  readonly step: number;
  readonly R: Matrix; // d×d, the alignment matrix
  readonly A: Float64Array; // r
  /** ‖XRBA − y‖² + λ‖RBA‖² + μ‖BA‖²‖R − I‖². */
  readonly loss: number;
}

/** What is descended on, and how. */
export interface AlignmentDescentOptions {
  readonly ridge: number; // λ ≥ 0
  readonly mu: number; // in [0, ∞)
  /** The step size η > 0, in units of each block's inverse curvature: 1 unless given, and below 2 for descent. */
  readonly eta?: number;
  /**
   * Whose gradient moves the head: that of fit and ridge alone, as SPEC's reference has it, or that of the whole loss.
   * They are the same for μ = 0; for μ > 0 only the whole one descends on the loss and ends at `alignedPredictor`.
   */
  readonly head?: "fit" | "loss";
}

/**
 * Algorithm 1 (covariance alignment) step by step, for one task and a fixed shared module: from R = I and the given head,
 * in turns
 *   A ← A − η ∇_A/‖H‖₂, H = B'R'(X'X + λI)RB, ∇_A = HA − B'R'X'y;
 *   R ← R − η [(X'(XRv − y) + λRv)v' + μ‖v‖²(R − I)] / (‖v‖²(λ_max(X'X) + λ + μ)), v = BA,
 * with half gradients of the loss of `AlignmentSnapshot`; with `head: "loss"` μ‖R − I‖²B'B is added to H.
 *
 * Yields the start as step 0 and then one snapshot a step, without end: who pulls decides when to stop. X is m×d, B d×r,
 * `start` has r entries. A head or module of 0 has no direction to follow and stays. With `head: "fit"` and μ > 0 the
 * limit is near `alignedPredictor`, not there: its fixed points satisfy (RBA)'(R − I)BA = 0 in place of (7.3)'s
 * (BA)'(R − I)BA = 0 (r = 1). For μ = 0 the limit fits as the task alone does, and where m < d keeps what B has in the
 * null space of X (λ = 0). Throws unless ridge ≥ 0, 0 ≤ mu < ∞ and eta > 0.
 * Source: Algorithm 1 of the paper; the proximity term and the steps SPEC (7.1), (7.2), (7.4).
 */
export function* alignmentDescent(
  task: Data,
  B: Matrix,
  start: Float64Array,
  { ridge, mu, eta = 1, head = "fit" }: AlignmentDescentOptions,
): Generator<AlignmentSnapshot, never> {
  if (!(ridge >= 0 && mu >= 0 && mu < Infinity && eta > 0))
    throw new RangeError(
      `alignmentDescent: ridge must be at least 0, mu in [0, ∞) and eta above 0; got ${ridge}, ${mu} and ${eta}`,
    );
  const { Xty } = statistics(task);
  const d = B.rows;
  const P = penalisedCovariance(statistics(task), 1, ridge); // X'X + λI
  const curvature = principalAxes(task).values[0] + ridge + mu;
  let R = identity(d);
  let A = Float64Array.from(start);
  for (let step = 0; ; step++) {
    yield { step, R, A, loss: lossOf(task, B, R, A, ridge, mu) };
    A = headStep(A, eta);
    R = alignmentStep(A, eta);
  }

  function headStep(from: Float64Array, rate: number): Float64Array<ArrayBuffer> {
    const RB = multiply(R, B);
    const fit = multiply(transpose(RB), multiply(P, RB));
    const proximity = head === "loss" ? mu * distance(R) : 0;
    const H = combine(1, fit, proximity, multiply(transpose(B), B)); // r×r
    const gradient = difference(multiplyVector(H, from), transposeMultiplyVector(RB, Xty));
    const [steepest] = symmetricEigen(combine(0.5, H, 0.5, transpose(H))).values;
    const to = Float64Array.from(from);
    if (steepest > 0) addScaled(to, -rate / steepest, gradient);
    return to;
  }

  function alignmentStep(a: Float64Array, rate: number): Matrix {
    const v = multiplyVector(B, a);
    const length = dot(v, v);
    if (!(length > 0 && curvature > 0)) return R;
    const force = difference(multiplyVector(P, multiplyVector(R, v)), Xty); // X'(XRv − y) + λRv
    const shrink = (rate * mu) / curvature;
    const to = combine(1 - shrink, R, shrink, identity(d));
    for (let i = 0; i < d; i++) addScaled(row(to, i), (-rate * force[i]) / (length * curvature), v);
    return to;
  }
}

function lossOf({ X, y }: Data, B: Matrix, R: Matrix, A: Float64Array, ridge: number, mu: number): number {
  const v = multiplyVector(B, A);
  const theta = multiplyVector(R, v);
  const residual = difference(multiplyVector(X, theta), y);
  return dot(residual, residual) + ridge * dot(theta, theta) + mu * dot(v, v) * distance(R);
}

/** ‖R − I‖_F². */
function distance(R: Matrix): number {
  return norm(combine(1, R, -1, identity(R.rows)).data) ** 2;
}
