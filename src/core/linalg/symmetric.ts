/**
 * The eigenbasis of a symmetric matrix, and given vectors in its coordinates. Householder reflections make M tridiagonal,
 * M = Q T Q', and implicit QL steps make T diagonal, turning the rows of VQ along: the coordinates of a few vectors cost
 * 4/3 d³ in all, where the eigenvectors themselves (V = I) cost about 9 d³. Loops take four rows of M, or of V, at a
 * time, so that each number that is read serves several sums; every sum keeps its order, so that no basis of tied
 * eigenvalues depends on it.
 *
 * Our own because it is the inner loop of every landscape: the library's is a fraction as fast, and always finds the
 * vectors. Source: Golub & Van Loan 2013, algorithms 8.3.1 and 8.3.3; the steps of QL are EISPACK's `tql2`.
 */
import { type Matrix, matrix } from "./matrix.ts";

/** QL steps before a matrix is given up; none needs more than a handful. */
const STEPS = 60;

/**
 * Eigenvalues of M, descending, and V E, the coordinates of V's rows in the eigenbasis E, columns in the same order.
 * M is d×d, symmetric and finite, of which the lower triangle is read; V is n×d. The error of each is about d·ε‖M‖.
 */
export function eigenCoordinates(
  M: Matrix,
  V: Matrix,
): { readonly values: Float64Array; readonly coordinates: Matrix } {
  const Z = matrix(V.rows, V.columns, Float64Array.from(V.data));
  const { diagonal, next } = tridiagonalise(M, Z);
  diagonalise(diagonal, next, Z);
  const order = Int32Array.from(diagonal.keys()).sort((a, b) => diagonal[b] - diagonal[a]);
  const coordinates = matrix(V.rows, V.columns);
  for (let start = 0; start < Z.data.length; start += Z.columns)
    for (let j = 0; j < order.length; j++) coordinates.data[start + j] = Z.data[start + order[j]];
  return { values: Float64Array.from(order, (j) => diagonal[j]), coordinates };
}

/** T = Q'MQ by its diagonal and what stands beside it (`next[i]` between i and i+1); Z becomes ZQ. */
function tridiagonalise(M: Matrix, Z: Matrix): { readonly diagonal: Float64Array; readonly next: Float64Array } {
  const d = M.rows;
  const a = Float64Array.from(M.data);
  const next = new Float64Array(d);
  const h = new Float64Array(d); // the reflection I − β h h', which turns what stands below the diagonal to its first
  const p = new Float64Array(d);
  for (let k = 0; k < d - 1; k++) {
    for (let i = k + 1; i < d; i++) h[i] = a[i * d + k];
    let tail = 0;
    for (let i = k + 2; i < d; i++) tail += h[i] ** 2;
    const first = h[k + 1];
    next[k] = first;
    if (tail === 0) continue;
    next[k] = first > 0 ? -Math.sqrt(first * first + tail) : Math.sqrt(first * first + tail);
    h[k + 1] = first - next[k];
    const beta = 2 / (h[k + 1] ** 2 + tail);
    multiplyLower(a, d, k + 1, h, p); // p = β (M h − ½β(h'Mh) h), so that M − h p' − p h' is the reflected M
    let product = 0;
    for (let i = k + 1; i < d; i++) product += p[i] * h[i];
    const shift = (beta * product) / 2;
    for (let i = k + 1; i < d; i++) p[i] = beta * (p[i] - shift * h[i]);
    subtractLower(a, d, k + 1, h, p);
    reflect(Z, beta, h, k + 1);
  }
  return { diagonal: Float64Array.from(next, (_, i) => a[i * d + i]), next };
}

/** p = M h over the indices from `start` on, of a symmetric M whose lower triangle is `a`. */
function multiplyLower(a: Float64Array, d: number, start: number, h: Float64Array, p: Float64Array): void {
  let i = start;
  for (const end = start + ((d - start) % 4); i < end; i++) {
    const at = i * d;
    const hi = h[i];
    let sum = 0;
    for (let j = start; j < i; j++) {
      sum += a[at + j] * h[j];
      p[j] += a[at + j] * hi;
    }
    p[i] = sum + a[at + i] * hi;
  }
  for (; i < d; i += 4) {
    const at0 = i * d;
    const at1 = at0 + d;
    const at2 = at1 + d;
    const at3 = at2 + d;
    const h0 = h[i];
    const h1 = h[i + 1];
    const h2 = h[i + 2];
    const h3 = h[i + 3];
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let j = start; j < i; j++) {
      const a0 = a[at0 + j];
      const a1 = a[at1 + j];
      const a2 = a[at2 + j];
      const a3 = a[at3 + j];
      const hj = h[j];
      sum0 += a0 * hj;
      sum1 += a1 * hj;
      sum2 += a2 * hj;
      sum3 += a3 * hj;
      p[j] = p[j] + a0 * h0 + a1 * h1 + a2 * h2 + a3 * h3;
    }
    const a10 = a[at1 + i];
    const a20 = a[at2 + i];
    const a30 = a[at3 + i];
    const a21 = a[at2 + i + 1];
    const a31 = a[at3 + i + 1];
    const a32 = a[at3 + i + 2];
    p[i] = sum0 + a[at0 + i] * h0 + a10 * h1 + a20 * h2 + a30 * h3;
    p[i + 1] = sum1 + a10 * h0 + a[at1 + i + 1] * h1 + a21 * h2 + a31 * h3;
    p[i + 2] = sum2 + a20 * h0 + a21 * h1 + a[at2 + i + 2] * h2 + a32 * h3;
    p[i + 3] = sum3 + a30 * h0 + a31 * h1 + a32 * h2 + a[at3 + i + 3] * h3;
  }
}

/** M becomes M − h p' − p h' over the indices from `start` on, in its lower triangle `a`. */
function subtractLower(a: Float64Array, d: number, start: number, h: Float64Array, p: Float64Array): void {
  let i = start;
  for (const end = start + ((d - start) % 4); i < end; i++)
    for (let j = start; j <= i; j++) a[i * d + j] -= h[i] * p[j] + p[i] * h[j];
  for (; i < d; i += 4) {
    const at0 = i * d;
    const at1 = at0 + d;
    const at2 = at1 + d;
    const at3 = at2 + d;
    const h0 = h[i];
    const h1 = h[i + 1];
    const h2 = h[i + 2];
    const h3 = h[i + 3];
    const p0 = p[i];
    const p1 = p[i + 1];
    const p2 = p[i + 2];
    const p3 = p[i + 3];
    for (let j = start; j < i + 4; j++) {
      // Three numbers above the diagonal as well, which nothing reads.
      const hj = h[j];
      const pj = p[j];
      a[at0 + j] -= h0 * pj + p0 * hj;
      a[at1 + j] -= h1 * pj + p1 * hj;
      a[at2 + j] -= h2 * pj + p2 * hj;
      a[at3 + j] -= h3 * pj + p3 * hj;
    }
  }
}

/** Z becomes Z(I − β h h'), h from `start` on. */
function reflect({ rows: n, columns: d, data: z }: Matrix, beta: number, h: Float64Array, start: number): void {
  const whole = n - (n % 4);
  for (let v = 0; v < whole; v += 4) {
    const [z0, z1, z2, z3] = [v * d, (v + 1) * d, (v + 2) * d, (v + 3) * d];
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let j = start; j < d; j++) {
      const hj = h[j];
      sum0 += z[z0 + j] * hj;
      sum1 += z[z1 + j] * hj;
      sum2 += z[z2 + j] * hj;
      sum3 += z[z3 + j] * hj;
    }
    for (let j = start; j < d; j++) {
      const hj = beta * h[j];
      z[z0 + j] -= sum0 * hj;
      z[z1 + j] -= sum1 * hj;
      z[z2 + j] -= sum2 * hj;
      z[z3 + j] -= sum3 * hj;
    }
  }
  for (let at = whole * d; at < n * d; at += d) {
    let sum = 0;
    for (let j = start; j < d; j++) sum += z[at + j] * h[j];
    for (let j = start; j < d; j++) z[at + j] -= beta * h[j] * sum;
  }
}

/** T becomes diagonal, and Z turns along. */
function diagonalise(diagonal: Float64Array, next: Float64Array, Z: Matrix): void {
  const d = diagonal.length;
  const negligible =
    Number.EPSILON * diagonal.reduce((most, value, i) => Math.max(most, Math.abs(value) + Math.abs(next[i])), 0);
  const [sines, cosines] = [new Float64Array(d), new Float64Array(d)];
  for (let low = 0; low < d; low++)
    for (let step = 0; ; step++) {
      let high = low;
      while (high < d - 1 && Math.abs(next[high]) > negligible) high++;
      if (high === low) break;
      if (step === STEPS) throw new RangeError(`eigenCoordinates: must converge; got ${STEPS} steps`);
      const last = stepQL(diagonal, next, low, high, sines, cosines);
      turn(Z, last, high, sines, cosines);
    }
}

/**
 * One implicit QL step with Wilkinson's shift on the block from `low` to `high`. Its rotations, of coordinates i and i+1
 * from i = high−1 down to the number that is returned, are written to `sines` and `cosines`.
 */
function stepQL(
  diagonal: Float64Array,
  next: Float64Array,
  low: number,
  high: number,
  sines: Float64Array,
  cosines: Float64Array,
): number {
  const half = (diagonal[low + 1] - diagonal[low]) / (2 * next[low]);
  const root = Math.sqrt(half * half + 1);
  let g = diagonal[high] - diagonal[low] + next[low] / (half + (half >= 0 ? root : -root));
  let [s, c, p] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = s * next[i];
    const b = c * next[i];
    const r = Math.sqrt(f * f + g * g);
    next[i + 1] = r;
    if (r === 0) {
      diagonal[i + 1] -= p;
      next[high] = 0;
      return i + 1;
    }
    s = f / r;
    c = g / r;
    g = diagonal[i + 1] - p;
    const turned = (diagonal[i] - g) * s + 2 * c * b;
    p = s * turned;
    diagonal[i + 1] = g + p;
    g = c * turned - b;
    sines[i] = s;
    cosines[i] = c;
  }
  diagonal[low] -= p;
  next[low] = g;
  next[high] = 0;
  return low;
}

/** Coordinates i and i+1 of Z's rows are turned, from i = high−1 down to `last`; what the next turn needs is kept at hand. */
function turn(
  { rows: n, columns: d, data: z }: Matrix,
  last: number,
  high: number,
  sines: Float64Array,
  cosines: Float64Array,
): void {
  const whole = n - (n % 4);
  for (let v = 0; v < whole; v += 4) {
    const [z0, z1, z2, z3] = [v * d, (v + 1) * d, (v + 2) * d, (v + 3) * d];
    let f0 = z[z0 + high];
    let f1 = z[z1 + high];
    let f2 = z[z2 + high];
    let f3 = z[z3 + high];
    for (let i = high - 1; i >= last; i--) {
      const s = sines[i];
      const c = cosines[i];
      const e0 = z[z0 + i];
      const e1 = z[z1 + i];
      const e2 = z[z2 + i];
      const e3 = z[z3 + i];
      z[z0 + i + 1] = s * e0 + c * f0;
      z[z1 + i + 1] = s * e1 + c * f1;
      z[z2 + i + 1] = s * e2 + c * f2;
      z[z3 + i + 1] = s * e3 + c * f3;
      f0 = c * e0 - s * f0;
      f1 = c * e1 - s * f1;
      f2 = c * e2 - s * f2;
      f3 = c * e3 - s * f3;
    }
    z[z0 + last] = f0;
    z[z1 + last] = f1;
    z[z2 + last] = f2;
    z[z3 + last] = f3;
  }
  for (let at = whole * d; at < n * d; at += d) {
    let f = z[at + high];
    for (let i = high - 1; i >= last; i--) {
      const e = z[at + i];
      z[at + i + 1] = sines[i] * e + cosines[i] * f;
      f = cosines[i] * e - sines[i] * f;
    }
    z[at + last] = f;
  }
}
