/**
 * The optimum of two tasks with capacity 1 and α = 1 where the first has few rows, from an eigen-decomposition
 * X₂'X₂ = E diag(Λ) E' of the second's, which many first tasks can share.
 *
 * In the coordinates of E the second task and the ridge are diagonal, W(t) = diag(1/(sin²t Λ_j + λ)), and completing the
 * square leaves a system of m₁ equations: with z = sin t X₁Wc₂, r = y₁ − cos t z and (I + cos²t X₁WX₁')p = r,
 *   φ(t) = ‖y₂‖² − sin²t c₂'Wc₂ + r'p,   B(t) = W(sin t c₂ + cos t X₁'p),
 * which costs O(d m₁²) for each t and subtracts nothing large from the target's share. φ′(t) is ∂F_λ/∂t at B(t), since
 * B(t) is the best for its t. Source: SPEC (4.2); the matrix identity of Woodbury 1950.
 */
import type { Matrix } from "../linalg/matrix.ts";
import { type Minimum, localMinima, searchAngles } from "./headAngle.ts";

/** The task of few rows, in the coordinates of E. */
export interface FewRows {
  readonly X: Matrix; // m₁×d: X₁E
  readonly y: Float64Array; // m₁
}

/** The other task, by what least squares needs of it, in the coordinates of E. */
export interface Diagonal {
  readonly Lambda: Float64Array; // d, at least 0
  readonly Xty: Float64Array; // d: c₂ = E'X₂'y₂, 0 wherever Λ is
  readonly yty: number;
}

/** The landscape of SPEC (4.2): t is the angle of the head of few rows. */
export interface FewRowsLandscape {
  readonly loss: (t: number) => number;
  readonly slope: (t: number) => number;
  /** B(t), d, in the coordinates of E. */
  readonly module: (t: number) => Float64Array;
  /** Local minima, deepest first. */
  readonly minima: readonly [Minimum, ...Minimum[]];
}

/** Evenly spread angles; SPEC (4.3) asks for 121 to 721. */
const SPREAD = 121;
/** Angles nearer to an axis than this are not searched. */
const FINEST = 1e-8;

/** The landscape of the head angle. Throws unless ridge > 0, or ridge = 0 and every Λ_j > 0. */
export function fewRowsLandscape({ X, y }: FewRows, { Lambda, Xty, yty }: Diagonal, ridge: number): FewRowsLandscape {
  const { rows: m, columns: d, data: x } = X;
  if (!(ridge > 0) && !(ridge === 0 && Lambda.every((value) => value > 0)))
    throw new RangeError(
      `fewRowsLandscape: ridge must be above 0, or at least 0 where every Λ is above 0; got ${ridge}`,
    );
  const width = d + ((4 - (d % 4)) % 4); // zeros at the end, so that sums run in fours
  const products = pairProducts(X, width);
  const W = new Float64Array(width);
  const K = new Float64Array(m * m); // X₁WX₁'
  const factors = new Float64Array(m * m);
  const z = new Float64Array(m);
  const r = new Float64Array(m);
  const p = new Float64Array(m);
  const B = new Float64Array(d);

  /** Fills W, K, z, r and p, and returns φ(t). */
  const loss = (t: number): number => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    let explained = 0;
    for (let j = 0; j < d; j++) {
      const w = (W[j] = 1 / (sin * sin * Lambda[j] + ridge));
      B[j] = w * sin * Xty[j]; // what the second task alone would have
      explained += B[j] * sin * Xty[j];
    }
    for (let a = 0, pair = 0; a < m; a++) {
      let sum = 0;
      for (let j = 0, at = a * d; j < d; j++) sum += x[at++] * B[j];
      z[a] = sum;
      r[a] = y[a] - cos * sum;
      for (let b = 0; b <= a; b++, pair += width) K[a * m + b] = K[b * m + a] = dotInFours(products, pair, W);
    }
    solveShifted(K, cos * cos, r, p, factors);
    let left = yty - explained;
    for (let a = 0; a < m; a++) left += r[a] * p[a];
    return left;
  };

  /** Fills B as well. */
  const fit = (t: number): void => {
    loss(t);
    const cos = Math.cos(t);
    for (let a = 0; a < m; a++) {
      const factor = cos * p[a];
      for (let j = 0, at = a * d; j < d; j++) B[j] += W[j] * factor * x[at++];
    }
  };

  const slope = (t: number): number => {
    fit(t);
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    let [second, pull] = [0, 0]; // ‖X₂B‖² and y₂'X₂B
    for (let j = 0; j < d; j++) {
      second += Lambda[j] * B[j] * B[j];
      pull += Xty[j] * B[j];
    }
    let first = 0; // (cos t X₁B − y₁)'X₁B
    for (let a = 0; a < m; a++) {
      let XB = z[a];
      for (let b = 0; b < m; b++) XB += cos * K[a * m + b] * p[b];
      first += (cos * XB - y[a]) * XB;
    }
    return 2 * (cos * (sin * second - pull) - sin * first);
  };

  const module = (t: number): Float64Array => {
    fit(t);
    return Float64Array.from(B);
  };

  const largest = Math.max(...Lambda, ...rowNorms(X));
  const finest = Math.max(FINEST, Math.sqrt(ridge / (ridge + largest)) / 8);
  return { loss, slope, module, minima: localMinima(loss, slope, searchAngles(finest, SPREAD)) };
}

/** x_a∘x_b for every pair of rows b ≤ a, one after another, each `width` numbers. */
function pairProducts({ rows: m, columns: d, data: x }: Matrix, width: number): Float64Array {
  const products = new Float64Array(((m * (m + 1)) / 2) * width);
  for (let a = 0, at = 0; a < m; a++)
    for (let b = 0; b <= a; b++, at += width)
      for (let j = 0; j < d; j++) products[at + j] = x[a * d + j] * x[b * d + j];
  return products;
}

/** Σ_j values[at + j] w[j], in four sums side by side: a single one would wait for itself. */
function dotInFours(values: Float64Array, at: number, w: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let j = 0, i = at; j < w.length; j += 4, i += 4) {
    s0 += values[i] * w[j];
    s1 += values[i + 1] * w[j + 1];
    s2 += values[i + 2] * w[j + 2];
    s3 += values[i + 3] * w[j + 3];
  }
  return s0 + s1 + (s2 + s3);
}

function rowNorms({ rows: m, columns: d, data: x }: Matrix): readonly number[] {
  return Array.from({ length: m }, (_, a) =>
    x.subarray(a * d, (a + 1) * d).reduce((sum, value) => sum + value * value, 0),
  );
}

/** p with (I + factor·K)p = r, by the L D L' of the m×m matrix, which is positive definite; `l` is room for L and D. */
function solveShifted(K: Float64Array, factor: number, r: Float64Array, p: Float64Array, l: Float64Array): void {
  const m = r.length;
  for (let a = 0; a < m; a++) {
    let solved = r[a];
    for (let b = 0; b <= a; b++) {
      let sum = factor * K[a * m + b] + (a === b ? 1 : 0);
      for (let n = 0; n < b; n++) sum -= l[a * m + n] * l[b * m + n] * l[n * m + n];
      l[a * m + b] = a === b ? sum : sum / l[b * m + b];
      if (b < a) solved -= l[a * m + b] * p[b];
    }
    p[a] = solved;
  }
  for (let a = m - 1; a >= 0; a--) {
    p[a] /= l[a * m + a];
    for (let b = a + 1; b < m; b++) p[a] -= l[b * m + a] * p[b];
  }
}
