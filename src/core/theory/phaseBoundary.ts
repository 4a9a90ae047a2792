/** What the rule of thumb needs to know of the pair. */
export interface BoundarySettings {
  readonly d: number;
  /** Strong coordinates: the dimension of the signal subspace. */
  readonly s: number;
  readonly mTarget: number;
  readonly kappa: number;
  readonly sigma: number;
}

/** Normalised errors of the target, means over the seeds shown: alone, and jointly as the source's sample grows. */
export interface BoundaryErrors {
  readonly alone: number;
  readonly limit: number;
}

/**
 * m*(φ) = σ²d(1 − m₁/s)(sin²φ + cos²φ/κ²) / (NMSE_STL − NMSE_∞): the source sample size from which a source that is
 * misaligned by φ (radians) stops hurting. A rule of thumb, not in the paper: source rows see the target's strong directions
 * with precision 1/(sin²φ + cos²φ/κ²), and the target alone leaves a share 1 − m₁/s of its signal open. Within 12 % of what
 * is observed on PAPER from 45° on; below about 42° no source size hurts there, which the rule does not know.
 * ∞ where no source helps in the limit, undefined for m₁ ≥ s, where it does not apply. Source: SPEC (5.9).
 */
export function phaseBoundary(
  { d, s, mTarget, kappa, sigma }: BoundarySettings,
  { alone, limit }: BoundaryErrors,
  phi: number,
): number | undefined {
  if (mTarget >= s) return undefined;
  if (alone <= limit) return Infinity;
  const variance = Math.sin(phi) ** 2 + (Math.cos(phi) / kappa) ** 2;
  return (sigma ** 2 * d * (1 - mTarget / s) * variance) / (alone - limit);
}
