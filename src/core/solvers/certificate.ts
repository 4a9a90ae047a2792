/**
 * A proof that the optimum of two tasks with capacity 1 is one: a number that φ(t) nowhere undercuts, by branch and bound
 * over the half circle of head angles. On an interval of t there are two bounds from below.
 *
 * Term by term: f_j, a ratio of two quadratics in (cos t, sin t), rises to its peak u²/L + v²/(1−L) at
 * tan t = vL/(u(1−L)) and falls to 0 at tan t = −u/v, so its largest value on an interval is its peak if that is inside,
 * else at an end; φ is at least the total less these.
 * By curvature: with κ ≤ φ″ on the interval, φ(t) ≥ φ(c) + φ′(c)(t−c) + ½κ(t−c)², c a polished minimum if one is inside.
 * With M = cos²t L + sin²t (1−L), N = cos t u + sin t v, K = sin t u(1−L) − cos t vL and q² = L(1−L),
 *   −f″ = (4q²f − 2q²·peak)/M² − (2NK/M)(M′/M²),
 * whose four factors have closed-form ranges. The first bound discards what lies high at once; the second is of second
 * order and, where it shows φ to be convex around the minimum, closes the gap to rounding.
 *
 * The proof is of the sum as it is given, evaluated in floating point: the bounds are lowered by 4(n + 8)ε times the size
 * of what is added, n the number of terms, which is more than such sums are off by. What the pencil's own rounding does to
 * u, v and L is outside it: about n·ε times the condition of P₁ + P₂.
 */
import { signChanges } from "../linalg/polynomial.ts";
import { squaredNormAt } from "./norms.ts";
import { type Shares, lossAt, slopeAt } from "./shares.ts";
import type { Landscape } from "./twoTasks.ts";

/** What is proven of the deepest minimum. */
export interface Certificate {
  /** What was minimised: φ(t), or ‖B(t)‖² where every t has the same, least loss. */
  readonly of: "loss" | "norm";
  /** No head angle has less. */
  readonly bound: number;
  /** How much less than the deepest minimum that is, at least 0. */
  readonly gap: number;
  /** The gap as a share of Σα_i‖y_i‖², or of the least ‖B‖². */
  readonly relativeGap: number;
  /** Intervals of t that were looked at. */
  readonly intervals: number;
}

/** Intervals of the half circle to begin with: no axis and no diagonal is inside one. */
const FIRST = 16;
/** Intervals after which the proof stops where it is. */
const MOST = 50_000;
/** Halvings that bring the bound on ‖B‖² to the last bit. */
const HALVINGS = 60;

/**
 * The certificate of a landscape: bounds are refined until the gap is at most `tolerance` times Σα_i‖y_i‖² (or
 * rounding, where that is more). A larger gap means that this was not proven: that a deeper minimum was missed, or that 50,000 intervals did not suffice.
 */
export function certify(landscape: Landscape, tolerance = 1e-9): Certificate {
  if (landscape.settledBy === "norm") return certifyNorm(landscape);
  const { shares, minima } = landscape;
  const [{ loss: best }] = minima;
  const { bound, intervals } = lowerBound(
    shares,
    minima.map(({ t }) => t),
    best - Math.max(tolerance, 4 * roundingOf(shares)) * shares.total,
  );
  const gap = Math.max(0, best - bound);
  return { of: "loss", bound: best - gap, gap, relativeGap: shareOf(gap, shares.total), intervals };
}

/** A lower bound on φ, refined wherever it is below `wanted`. */
function lowerBound(
  shares: Shares,
  centres: readonly number[],
  wanted: number,
): { readonly bound: number; readonly intervals: number } {
  const terms = termsOf(shares);
  const rounding = roundingOf(terms);
  let bound = Infinity;
  let intervals = 0;
  const width = Math.PI / FIRST;
  const open = Array.from({ length: FIRST }, (_, i) => ({ low: (i - FIRST / 2) * width, width, known: 0 })); // 0 ≤ φ
  for (let one = open.pop(); one; one = open.pop()) {
    const { low, width, known } = one;
    const high = low + width;
    if (intervals >= MOST) {
      bound = Math.min(bound, known);
      continue;
    }
    intervals++;
    const { explained, curvature } = ranges(terms, low, high);
    let found = terms.total - explained - rounding * (terms.total + explained);
    if (found < wanted) {
      const centre = centres.find((t) => t >= low && t <= high) ?? low + width / 2;
      const parabola = leastOfParabola(slopeAt(shares, centre), curvature, low - centre, high - centre);
      found = Math.max(found, lossAt(shares, centre) + parabola - rounding * terms.total);
    }
    if (found >= wanted) bound = Math.min(bound, found);
    else
      for (const start of [low, low + width / 2])
        open.push({ low: start, width: width / 2, known: Math.max(known, found) });
  }
  return { bound, intervals };
}

/** What a sum of so many terms may be off by, as a share of their size. */
function roundingOf({ L }: Shares): number {
  return 4 * (L.length + 8) * Number.EPSILON;
}

/** The directions that both tasks see; `total` is what the others leave of Σα_i‖y_i‖². */
function termsOf({ total, u, v, L }: Shares): Shares {
  const isSeen = (_: number, j: number): boolean => L[j] > 0 && L[j] < 1;
  const constant = L.reduce((sum, value, j) => sum + (value === 0 ? v[j] ** 2 : value === 1 ? u[j] ** 2 : 0), 0);
  return { total: total - constant, u: u.filter(isSeen), v: v.filter(isSeen), L: L.filter(isSeen) };
}

/** The most that all terms can explain anywhere on [low, high], within a quarter circle, and the least that φ″ can be. */
function ranges({ u, v, L }: Shares, low: number, high: number): { explained: number; curvature: number } {
  const [c1, s1] = [Math.cos(low), Math.sin(low)];
  const [c2, s2] = [Math.cos(high), Math.sin(high)];
  const [turn1, turn2] = [2 * c1 * s1, 2 * c2 * s2]; // sin 2t
  let explained = 0;
  let curvature = 0;
  for (let j = 0; j < L.length; j++) {
    const [uj, vj, l] = [u[j], v[j], L[j]];
    const rest = 1 - l;
    const M1 = c1 * c1 * l + s1 * s1 * rest;
    const M2 = c2 * c2 * l + s2 * s2 * rest;
    const N1 = c1 * uj + s1 * vj;
    const N2 = c2 * uj + s2 * vj;
    const K1 = s1 * uj * rest - c1 * vj * l;
    const K2 = s2 * uj * rest - c2 * vj * l;
    const f1 = (N1 * N1) / M1;
    const f2 = (N2 * N2) / M2;
    const peak = (uj * uj) / l + (vj * vj) / rest;
    const most = K1 * K2 <= 0 ? peak : Math.max(f1, f2); // K turns its sign at the peak, N at the zero
    const least = N1 * N2 <= 0 ? 0 : Math.min(f1, f2);
    explained += most;

    const q2 = l * rest;
    const A1 = 2 * q2 * (2 * least - peak);
    const A2 = 2 * q2 * (2 * most - peak);
    const [inverse1, inverse2] = [1 / (M1 * M1), 1 / (M2 * M2)];
    const near = Math.max(inverse1, inverse2);
    const far = Math.min(inverse1, inverse2);
    // G = 2NK/M is a sine of amplitude q·peak, monotone where its cosine, A, keeps its sign.
    const amplitude = Math.sqrt(q2) * peak;
    const [G1, G2] = [(2 * N1 * K1) / M1, (2 * N2 * K2) / M2];
    const isMonotone = A1 > 0 || A2 < 0;
    const lowG = isMonotone || (G1 > 0 && G2 > 0) ? Math.min(G1, G2) : -amplitude;
    const highG = isMonotone || (G1 < 0 && G2 < 0) ? Math.max(G1, G2) : amplitude;
    // H = M′/M² has one sign on a quarter circle.
    const slant = 1 - 2 * l;
    const [end1, end2] = [slant * turn1, slant * turn2];
    const lowH = Math.min(end1, end2) * (Math.min(end1, end2) < 0 ? near : far);
    const highH = Math.max(end1, end2) * (Math.max(end1, end2) > 0 ? near : far);
    curvature += A1 * (A1 < 0 ? near : far) - Math.max(lowG * lowH, lowG * highH, highG * lowH, highG * highH);
  }
  return { explained, curvature };
}

/** The least of slope·x + ½curvature·x² over low ≤ x ≤ high. */
function leastOfParabola(slope: number, curvature: number, low: number, high: number): number {
  const at = (x: number): number => slope * x + (curvature / 2) * x * x;
  const bottom = curvature > 0 ? Math.min(high, Math.max(low, -slope / curvature)) : low;
  return Math.min(at(low), at(high), at(bottom));
}

/**
 * ‖B(t)‖² ≥ γ for all t exactly if p₁₁x⁴ + 2p₁₂x³ + (p₁₁ + p₂₂ − γ)x² + 2p₁₂x + p₂₂ never falls below 0, which its real
 * roots tell. The largest such γ is found by halving, to rounding.
 */
function certifyNorm({
  norms: { p11, p12, p22 },
  norms,
  minima,
}: Extract<Landscape, { settledBy: "norm" }>): Certificate {
  const best = squaredNormAt(norms, minima[0].t);
  const holds = (bound: number): boolean => signChanges([p22, 2 * p12, p11 + p22 - bound, 2 * p12, p11]).length === 0;
  let bound = holds(best) ? best : 0;
  for (let step = best / 2, i = 0; bound < best && i < HALVINGS; i++, step /= 2) if (holds(bound + step)) bound += step;
  return { of: "norm", bound, gap: best - bound, relativeGap: shareOf(best - bound, best), intervals: 0 };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
