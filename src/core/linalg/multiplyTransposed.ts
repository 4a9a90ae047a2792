import { type Matrix, matrix, multiplyVector, requireEqual, row } from "./matrix.ts";

/**
 * A Bᵀ, the dot products of A's rows with B's. A is p×q, B is s×q; the result is p×s. Throws if the numbers of columns
 * differ. Four rows of A and two of B at a time, so that each number that is read serves several sums; where they do not
 * come out even, the last rows are taken again with the ones before.
 */
export function multiplyTransposed(A: Matrix, B: Matrix): Matrix {
  requireEqual("multiplyTransposed: columns of A and B", A.columns, B.columns);
  const C = matrix(A.rows, B.rows);
  if (A.rows < 4 || B.rows < 2) {
    for (let i = 0; i < A.rows; i++) C.data.set(multiplyVector(B, row(A, i)), i * B.rows);
    return C;
  }
  for (let i = 0; i < A.rows; i += 4)
    for (let j = 0; j < B.rows; j += 2) eightDots(A, Math.min(i, A.rows - 4), B, Math.min(j, B.rows - 2), C);
  return C;
}

/** Rows i … i+3 and columns j, j+1 of C = A Bᵀ. */
function eightDots({ columns: q, data: a }: Matrix, i: number, { data: b }: Matrix, j: number, C: Matrix): void {
  const [i0, i1, i2, i3] = [i * q, (i + 1) * q, (i + 2) * q, (i + 3) * q];
  const [j0, j1] = [j * q, (j + 1) * q];
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (let l = 0; l < q; l++) {
    const b0 = b[j0 + l];
    const b1 = b[j1 + l];
    const a0 = a[i0 + l];
    const a1 = a[i1 + l];
    const a2 = a[i2 + l];
    const a3 = a[i3 + l];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s30 += a3 * b0;
    s31 += a3 * b1;
  }
  const { columns: s, data: c } = C;
  const at = i * s + j;
  c[at] = s00;
  c[at + 1] = s01;
  c[at + s] = s10;
  c[at + s + 1] = s11;
  c[at + 2 * s] = s20;
  c[at + 2 * s + 1] = s21;
  c[at + 3 * s] = s30;
  c[at + 3 * s + 1] = s31;
}
