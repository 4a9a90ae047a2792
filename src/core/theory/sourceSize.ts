/** What a source is worth as it grows: where a misaligned one stops to hurt, and what an endless one comes to. */
import { dot, multiplyVector, scaled } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";

/** What the boundary depends on. */
export interface PhaseBoundaryGiven {
  readonly d: number;
  readonly kappa: number; // κ ≥ 1
  readonly sigma: number;
  readonly mTarget: number; // m₁ < s
  readonly s: number; // strong coordinates
  /** NMSE of the target alone, and jointly for m_s → ∞; means over the seeds shown. */
  readonly stlError: number;
  readonly limitError: number;
}

/**
 * m*(φ) = σ²d(1 − m₁/s)(sin²φ + cos²φ/κ²)/(NMSE_STL − NMSE_∞), source samples: below it a source at angle φ (radians) hurts.
 *
 * A rule of thumb for kinds φ and 3, not a theorem and not in the paper; it is within 12 % on PAPER for φ ≥ 45°, and below
 * about 42° no source hurts. Throws unless 0 ≤ m₁ < s and NMSE_STL > NMSE_∞. Source: SPEC (5.9).
 */
export function phaseBoundary(phi: number, given: PhaseBoundaryGiven): number {
  const { d, kappa, sigma, mTarget, s, stlError, limitError } = given;
  if (!(mTarget >= 0 && mTarget < s))
    throw new RangeError(`phaseBoundary: mTarget must be in [0, s) with s = ${s}; got ${mTarget}`);
  if (!(stlError > limitError))
    throw new RangeError(`phaseBoundary: stlError must exceed limitError = ${limitError}; got ${stlError}`);
  const variance = Math.sin(phi) ** 2 + Math.cos(phi) ** 2 / kappa ** 2;
  return (sigma ** 2 * d * (1 - mTarget / s) * variance) / (stlError - limitError);
}

/**
 * The target's predictor for an endless source and r = 1, d numbers: B ∝ θ_source, so θ̂ = A₁θ_source with A₁ the ridge
 * regression of y on Xθ_source, ⟨Xθ, y⟩/(‖Xθ‖² + λ‖θ‖²); 0 where that is 0/0. Its error is the plateau of Figure 3.
 * Throws if ridge is negative or θ has not d entries. Source: SPEC (5.10).
 */
export function endlessSourcePredictor({ X, y }: Data, theta: Float64Array, ridge: number): Float64Array {
  if (!(ridge >= 0)) throw new RangeError(`endlessSourcePredictor: ridge must be at least 0; got ${ridge}`);
  const z = multiplyVector(X, theta);
  const curvature = dot(z, z) + ridge * dot(theta, theta);
  return scaled(curvature > 0 ? dot(z, y) / curvature : 0, theta);
}
