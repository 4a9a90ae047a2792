/**
 * The loss of two tasks with capacity 1 as a function of the head angle, in coordinates that make it a sum:
 *   φ(t) = total − Σ_j f_j(t),  f_j(t) = (cos t u_j + sin t v_j)² / (cos²t L_j + sin²t (1−L_j)),  0 ≤ L_j ≤ 1,
 * each f_j what direction j explains. Where L_j is 0 or 1 only one task sees the direction, and f_j is constant.
 * Source: SPEC (4.2), (4.3).
 */

/** What φ is made of; u, v and L have one entry for each direction. */
export interface Shares {
  /** Σα_i‖y_i‖². */
  readonly total: number;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly L: Float64Array;
}

/** Below this share a generalised eigenvalue is rounding: one of the two tasks does not see that direction. */
const UNSEEN = 1e-13;

/** The shares with what is rounding set to what it stands for: L to 0 or 1, and what an unseen direction explains to 0. */
export function withoutRounding({ total, u, v, L }: Shares): Shares {
  const isLow = (value: number): boolean => value < UNSEEN;
  const isHigh = (value: number): boolean => value > 1 - UNSEEN;
  return {
    total,
    u: u.map((value, j) => (isLow(L[j]) ? 0 : value)),
    v: v.map((value, j) => (isHigh(L[j]) ? 0 : value)),
    L: L.map((value) => (isLow(value) ? 0 : isHigh(value) ? 1 : value)),
  };
}

/** φ(t). */
export function lossAt({ total, u, v, L }: Shares, t: number): number {
  const [cos, sin] = [Math.cos(t), Math.sin(t)];
  let explained = 0;
  for (let j = 0; j < L.length; j++) explained += share(cos, sin, u[j], v[j], L[j]);
  return total - explained;
}

/** φ′(t). */
export function slopeAt({ u, v, L }: Shares, t: number): number {
  const [cos, sin] = [Math.cos(t), Math.sin(t)];
  let sum = 0;
  for (let j = 0; j < L.length; j++) {
    if (L[j] === 0 || L[j] === 1) continue;
    const b = cos * u[j] + sin * v[j];
    const M = cos * cos * L[j] + sin * sin * (1 - L[j]);
    const db = cos * v[j] - sin * u[j];
    const dM = 2 * cos * sin * (1 - 2 * L[j]);
    sum += (2 * b * db * M - b * b * dM) / (M * M);
  }
  return -sum;
}

/** The scale of t on which the share that varies most sharply does: the least √(L/(1−L)) or its inverse. At most 1. */
export function finestScale({ L }: Shares): number {
  return L.reduce((finest, value) => {
    const odds = Math.sqrt(value / (1 - value));
    return value === 0 || value === 1 ? finest : Math.min(finest, odds, 1 / odds);
  }, 1);
}

/** f_j; where only one task sees the direction, the constant it comes to. */
function share(cos: number, sin: number, u: number, v: number, L: number): number {
  if (L === 0) return v * v;
  if (L === 1) return u * u;
  return (cos * u + sin * v) ** 2 / (cos * cos * L + sin * sin * (1 - L));
}
