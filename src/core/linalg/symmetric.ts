/**
 * The eigenbasis of a symmetric matrix, and given vectors in its coordinates. Householder reflections make M tridiagonal,
 * M = Q T Q', and implicit QL steps make T diagonal. Every rotation acts on two rows of Q'V, so that the coordinates of a
 * few vectors cost 4/3 d³ in all, where the eigenvectors themselves (V = I) cost about 9 d³.
 *
 * Our own because it is the inner loop of every landscape: the library's is half as fast, and always finds the vectors.
 * Source: Golub & Van Loan 2013, algorithms 8.3.1 and 8.3.3; the steps of QL are EISPACK's `tql2`.
 */
import { type Matrix, matrix, row } from "./matrix.ts";

/** QL steps before a matrix is given up; none needs more than a handful. */
const STEPS = 60;

/**
 * Eigenvalues of M, descending, and EᵀV, the coordinates of V's columns in the eigenbasis E, rows in the same order.
 * M is d×d, symmetric and finite, of which the lower triangle is read; V is d×n. The error of each is about d·ε‖M‖.
 */
export function eigenCoordinates(
  M: Matrix,
  V: Matrix,
): { readonly values: Float64Array; readonly coordinates: Matrix } {
  const Z = matrix(V.rows, V.columns, Float64Array.from(V.data));
  const { diagonal, next } = tridiagonalise(M, Z);
  diagonalise(diagonal, next, Z);
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b] - diagonal[a]);
  const coordinates = matrix(V.rows, V.columns);
  order.forEach((from, j) => row(coordinates, j).set(row(Z, from)));
  return { values: Float64Array.from(order, (j) => diagonal[j]), coordinates };
}

/** T = Q'MQ by its diagonal and what stands beside it (`next[i]` between i and i+1); Z becomes Q'Z. */
function tridiagonalise(M: Matrix, Z: Matrix): { readonly diagonal: Float64Array; readonly next: Float64Array } {
  const d = M.rows;
  const a = Float64Array.from(M.data);
  const next = new Float64Array(d);
  const h = new Float64Array(d); // the reflection I − β h h', which turns what stands below the diagonal to its first
  const p = new Float64Array(d);
  for (let k = 0; k < d - 1; k++) {
    let tail = 0;
    for (let i = k + 2; i < d; i++) tail += a[i * d + k] ** 2;
    const first = a[(k + 1) * d + k];
    next[k] = first;
    if (tail === 0) continue;
    next[k] = first > 0 ? -Math.sqrt(first * first + tail) : Math.sqrt(first * first + tail);
    h[k + 1] = first - next[k];
    for (let i = k + 2; i < d; i++) h[i] = a[i * d + k];
    const beta = 2 / (h[k + 1] ** 2 + tail);
    multiplyLower(a, d, k + 1, h, p); // p = β (M h − ½β(h'Mh) h), so that M − h p' − p h' is the reflected M
    let product = 0;
    for (let i = k + 1; i < d; i++) product += p[i] * h[i];
    const shift = (beta * product) / 2;
    for (let i = k + 1; i < d; i++) p[i] = beta * (p[i] - shift * h[i]);
    for (let i = k + 1; i < d; i++) {
      const [hi, pi] = [h[i], p[i]];
      for (let j = k + 1, at = i * d + j; j <= i; j++) a[at++] -= hi * p[j] + pi * h[j];
    }
    reflect(Z, beta, h, k + 1);
  }
  return { diagonal: Float64Array.from(next, (_, i) => a[i * d + i]), next };
}

/** p = M h over the indices from `start` on, of a symmetric M whose lower triangle is `a`. */
function multiplyLower(a: Float64Array, d: number, start: number, h: Float64Array, p: Float64Array): void {
  for (let i = start; i < d; i++) {
    const hi = h[i];
    let sum = 0;
    let at = i * d + start;
    for (let j = start; j < i; j++) {
      const aij = a[at++];
      sum += aij * h[j];
      p[j] += aij * hi;
    }
    p[i] = sum + a[at] * hi;
  }
}

/** Z becomes (I − β h h')Z, h from `start` on. */
function reflect(Z: Matrix, beta: number, h: Float64Array, start: number): void {
  const { rows: d, columns: n, data: z } = Z;
  const image = new Float64Array(n);
  for (let i = start; i < d; i++) {
    const hi = h[i];
    for (let j = 0, at = i * n; j < n; j++) image[j] += hi * z[at++];
  }
  for (let i = start; i < d; i++) {
    const factor = beta * h[i];
    for (let j = 0, at = i * n; j < n; j++) z[at++] -= factor * image[j];
  }
}

/** T becomes diagonal, and Z turns along. */
function diagonalise(diagonal: Float64Array, next: Float64Array, Z: Matrix): void {
  const d = diagonal.length;
  const negligible =
    Number.EPSILON * diagonal.reduce((most, value, i) => Math.max(most, Math.abs(value) + Math.abs(next[i])), 0);
  for (let low = 0; low < d; low++)
    for (let step = 0; ; step++) {
      let high = low;
      while (high < d - 1 && Math.abs(next[high]) > negligible) high++;
      if (high === low) break;
      if (step === STEPS) throw new RangeError(`eigenCoordinates: must converge; got ${STEPS} steps`);
      stepQL(diagonal, next, Z, low, high);
    }
}

/** One implicit QL step with Wilkinson's shift on the block from `low` to `high`. */
function stepQL(diagonal: Float64Array, next: Float64Array, Z: Matrix, low: number, high: number): void {
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
      return;
    }
    s = f / r;
    c = g / r;
    g = diagonal[i + 1] - p;
    const turned = (diagonal[i] - g) * s + 2 * c * b;
    p = s * turned;
    diagonal[i + 1] = g + p;
    g = c * turned - b;
    rotate(Z, i, s, c);
  }
  diagonal[low] -= p;
  next[low] = g;
  next[high] = 0;
}

/** Rows i and i+1 of Z, turned. */
function rotate(Z: Matrix, i: number, s: number, c: number): void {
  const { columns: n, data: z } = Z;
  for (let j = 0, at = i * n, below = (i + 1) * n; j < n; j++, at++, below++) {
    const f = z[below];
    z[below] = s * z[at] + c * f;
    z[at] = c * z[at] - s * f;
  }
}
