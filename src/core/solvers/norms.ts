/**
 * The squared length of the shared module where every head angle has the same loss, and the ridge chooses the shortest:
 *   g(t) = ‖B(t)‖² = p₁₁/cos²t + 2p₁₂/(cos t sin t) + p₂₂/sin²t,  p_ij = n_i'n_j,
 * which in x = tan t is p₁₁(1 + x²) + 2p₁₂(x + 1/x) + p₂₂(1 + 1/x²). Source: SPEC (4.4).
 */
import { signChanges } from "../linalg/polynomial.ts";

/** The products of n₁ and n₂; |p₁₂| ≤ √(p₁₁p₂₂). */
export interface Norms {
  readonly p11: number;
  readonly p12: number;
  readonly p22: number;
}

/** ‖B(t)‖². */
export function squaredNormAt({ p11, p12, p22 }: Norms, t: number): number {
  const [cos, sin] = [Math.cos(t), Math.sin(t)];
  return quotient(p11, cos * cos) + quotient(2 * p12, cos * sin) + quotient(p22, sin * sin);
}

/**
 * All local minima t of ‖B(t)‖, shortest first. Those with both heads at work are where p₁₁x⁴ + p₁₂x³ − p₁₂x − p₂₂, which
 * is ½x³g′, changes its sign, to which every root is found. Where a task has nothing to explain, the other's head is all.
 */
export function leastNorms(norms: Norms): readonly number[] {
  const { p11, p12, p22 } = norms;
  if (!(p11 > 0 && p22 > 0)) return [p11 > 0 ? 0 : Math.PI / 2];
  const unit = Math.sqrt(Math.sqrt(p22 / p11)); // x = unit·z keeps the coefficients near 1
  const cosine = Math.max(-1, Math.min(1, p12 / Math.sqrt(p11 * p22)));
  const roots = signChanges([-1, -cosine / unit, 0, cosine * unit, 1]);
  // From below 0 to above where z > 0, and the other way where z < 0: every other root, from the outermost.
  const isMinimum = (z: number, i: number): boolean => (z > 0 ? (roots.length - 1 - i) % 2 === 0 : i % 2 === 0);
  const angles = roots.filter(isMinimum).map((z) => Math.atan(unit * z));
  return angles.sort((a, b) => squaredNormAt(norms, a) - squaredNormAt(norms, b));
}

/** value / by, and 0 for nothing at all. */
export function quotient(value: number, by: number): number {
  return value === 0 ? 0 : value / by;
}
