/** R'MR, and matrices R that differ from the identity by one direction, for which it costs O(d²). */
import {
  type Matrix,
  addScaled,
  combine,
  dot,
  identity,
  matrix,
  multiply,
  multiplyVector,
  row,
  transpose,
  transposeMultiply,
} from "./matrix.ts";

/** I + uv', d×d, that remembers its u and v. */
export interface RankOneChange extends Matrix {
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** I + uv'. u and v have d entries. */
export function identityPlus(u: Float64Array, v: Float64Array): RankOneChange {
  const R = identity(u.length);
  u.forEach((value, i) => addScaled(row(R, i), value, v));
  return { ...R, u, v };
}

/** R'MR for a symmetric M, d×d: symmetric to the last bit. Of R = I + uv' it is M + vw' + wv' + (u'w)vv' with w = Mu. */
export function congruence(M: Matrix, R: Matrix | RankOneChange): Matrix {
  if (!("u" in R)) {
    const product = transposeMultiply(R, multiply(M, R));
    return combine(0.5, product, 0.5, transpose(product));
  }
  const { u, v } = R;
  const w = multiplyVector(M, u);
  const square = dot(u, w);
  const { rows: d, data: m } = M;
  const product = matrix(d, d);
  for (let i = 0, at = 0; i < d; i++)
    for (let j = 0; j < d; j++, at++) product.data[at] = m[at] + (v[i] * w[j] + w[i] * v[j]) + square * (v[i] * v[j]);
  return product;
}

/** XR, m×d: of R = I + uv' it is X + (Xu)v'. */
export function timesChange(X: Matrix, R: Matrix | RankOneChange): Matrix {
  if (!("u" in R)) return multiply(X, R);
  const product = matrix(X.rows, X.columns, Float64Array.from(X.data));
  multiplyVector(X, R.u).forEach((value, i) => addScaled(row(product, i), value, R.v));
  return product;
}
