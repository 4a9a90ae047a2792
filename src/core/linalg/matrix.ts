/** Dense matrices as plain records: row-major, float64, no methods. Rows are contiguous, so row i of `Theta` is task i. */

/** rows×columns numbers: entry (i, j) is data[i·columns + j]. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A rows×columns matrix over `data` (row-major), or of zeros. Throws if the data has another length. */
export function matrix(rows: number, columns: number, data: Float64Array = new Float64Array(rows * columns)): Matrix {
  if (data.length !== rows * columns)
    throw new RangeError(`matrix: ${rows}×${columns} needs ${rows * columns} numbers; got ${data.length}`);
  return { rows, columns, data };
}

/** The matrix with the given rows. Throws if they differ in length. */
export function fromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const M = matrix(rows.length, columns);
  rows.forEach((row, i) => {
    if (row.length !== columns)
      throw new RangeError(`fromRows: row ${i} must have ${columns} numbers; got ${row.length}`);
    M.data.set(row, i * columns);
  });
  return M;
}

/** The d×d identity, times `scale`. */
export function identity(d: number, scale = 1): Matrix {
  const M = matrix(d, d);
  for (let i = 0; i < d; i++) M.data[i * d + i] = scale;
  return M;
}

/** Row i, as a view: writing to it writes to M. */
export function row(M: Matrix, i: number): Float64Array {
  return M.data.subarray(i * M.columns, (i + 1) * M.columns);
}

/** Column j, copied. */
export function column(M: Matrix, j: number): Float64Array {
  const values = new Float64Array(M.rows);
  for (let i = 0; i < M.rows; i++) values[i] = M.data[i * M.columns + j];
  return values;
}

/** Columns from `start` up to, not including, `end`. */
export function columns(M: Matrix, start: number, end: number): Matrix {
  const part = matrix(M.rows, end - start);
  for (let i = 0; i < M.rows; i++) row(part, i).set(row(M, i).subarray(start, end));
  return part;
}

/** Rows from `start` up to, not including, `end`, as a view. */
export function rows(M: Matrix, start: number, end: number): Matrix {
  return matrix(end - start, M.columns, M.data.subarray(start * M.columns, end * M.columns));
}

/** Mᵀ. */
export function transpose(M: Matrix): Matrix {
  const T = matrix(M.columns, M.rows);
  for (let i = 0; i < M.rows; i++)
    for (let j = 0; j < M.columns; j++) T.data[j * M.rows + i] = M.data[i * M.columns + j];
  return T;
}

/** A B. A is p×q, B is q×s. Throws if the inner dimensions differ. */
export function multiply(A: Matrix, B: Matrix): Matrix {
  if (B.columns === 1) return matrix(A.rows, 1, multiplyVector(A, B.data));
  requireEqual("multiply: columns of A and rows of B", A.columns, B.rows);
  const C = matrix(A.rows, B.columns);
  const used = new Int32Array(B.rows);
  for (let i = 0; i < A.rows; i++) addRows(C.data, i * C.columns, B, A.data, i * A.columns, 1, used);
  return C;
}

/** Mᵀ B. M is q×p, B is q×s. Throws if the numbers of rows differ. */
export function transposeMultiply(M: Matrix, B: Matrix): Matrix {
  if (B.columns === 1) return matrix(M.columns, 1, transposeMultiplyVector(M, B.data));
  requireEqual("transposeMultiply: rows of M and B", M.rows, B.rows);
  const C = matrix(M.columns, B.columns);
  const used = new Int32Array(B.rows);
  for (let i = 0; i < M.columns; i++) addRows(C.data, i * C.columns, B, M.data, i, M.columns, used);
  return C;
}

/**
 * M v. M is p×q, v has q entries; the result has p. Throws if the lengths differ. Four rows at a time, whose sums need not
 * wait for each other; each adds its terms in their order.
 */
export function multiplyVector(M: Matrix, v: ArrayLike<number>): Float64Array {
  requireEqual("multiplyVector: columns of M and length of v", M.columns, v.length);
  const { rows: m, columns: d, data } = M;
  const out = new Float64Array(m);
  const whole = m - (m % 4);
  for (let i = 0; i < whole; i += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let j = 0, at = i * d; j < d; j++, at++) {
      const vj = v[j];
      sum0 += data[at] * vj;
      sum1 += data[at + d] * vj;
      sum2 += data[at + 2 * d] * vj;
      sum3 += data[at + 3 * d] * vj;
    }
    out[i] = sum0;
    out[i + 1] = sum1;
    out[i + 2] = sum2;
    out[i + 3] = sum3;
  }
  for (let i = whole; i < m; i++) out[i] = dot(row(M, i), v);
  return out;
}

/** Mᵀ v. M is p×q, v has p entries; the result has q. Throws if the lengths differ. */
export function transposeMultiplyVector(M: Matrix, v: ArrayLike<number>): Float64Array {
  requireEqual("transposeMultiplyVector: rows of M and length of v", M.rows, v.length);
  const out = new Float64Array(M.columns);
  addTransposeMultiplied(out, M, v);
  return out;
}

/** out += Mᵀ v, in place, row after row of M: M is p×q, v has p entries and out q; lengths are not checked, as in `dot`. */
export function addTransposeMultiplied(out: Float64Array, M: Matrix, v: ArrayLike<number>): void {
  addRows(out, 0, M, v, 0, 1, new Int32Array(M.rows));
}

/**
 * Adds Σ_l v_l·(row l of B) to what begins at `at`, v_l = v[start + l·stride]. Rows whose v_l is 0 are left out, and the
 * others taken four at a time, added in their order; `used` is room for B.rows numbers.
 */
function addRows(
  out: Float64Array,
  at: number,
  { rows: count, columns: d, data: b }: Matrix,
  v: ArrayLike<number>,
  start: number,
  stride: number,
  used: Int32Array,
): void {
  let n = 0;
  for (let l = 0, from = start; l < count; l++, from += stride) if (v[from] !== 0) used[n++] = l;
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    const l0 = used[i];
    const l1 = used[i + 1];
    const l2 = used[i + 2];
    const l3 = used[i + 3];
    const v0 = v[start + l0 * stride];
    const v1 = v[start + l1 * stride];
    const v2 = v[start + l2 * stride];
    const v3 = v[start + l3 * stride];
    const at0 = l0 * d;
    const at1 = l1 * d;
    const at2 = l2 * d;
    const at3 = l3 * d;
    for (let j = 0; j < d; j++)
      out[at + j] = out[at + j] + v0 * b[at0 + j] + v1 * b[at1 + j] + v2 * b[at2 + j] + v3 * b[at3 + j];
  }
  for (let i = whole; i < n; i++) {
    const vl = v[start + used[i] * stride];
    for (let j = 0, from = used[i] * d; j < d; j++) out[at + j] += vl * b[from++];
  }
}

/**
 * XᵀX, d×d for an m×d X; one triangle is computed and mirrored. Four rows at a time, which visits C a quarter as often, and
 * four columns, so that each number of X serves all of them; where they are 0, as in a triangle, they are left out.
 */
export function crossProduct(X: Matrix): Matrix {
  const { rows: m, columns: d, data: x } = X;
  const C = matrix(d, d);
  const c = C.data;
  const whole = m - (m % 4);
  const tiled = d - (d % 4);
  for (let n = 0; n < whole; n += 4) {
    const x0 = n * d;
    const x1 = (n + 1) * d;
    const x2 = (n + 2) * d;
    const x3 = (n + 3) * d;
    for (let i = 0; i < tiled; i += 4) {
      const a0 = x[x0 + i];
      const a1 = x[x1 + i];
      const a2 = x[x2 + i];
      const a3 = x[x3 + i];
      const b0 = x[x0 + i + 1];
      const b1 = x[x1 + i + 1];
      const b2 = x[x2 + i + 1];
      const b3 = x[x3 + i + 1];
      const e0 = x[x0 + i + 2];
      const e1 = x[x1 + i + 2];
      const e2 = x[x2 + i + 2];
      const e3 = x[x3 + i + 2];
      const f0 = x[x0 + i + 3];
      const f1 = x[x1 + i + 3];
      const f2 = x[x2 + i + 3];
      const f3 = x[x3 + i + 3];
      if (areZero(a0, a1, a2, a3) && areZero(b0, b1, b2, b3) && areZero(e0, e1, e2, e3) && areZero(f0, f1, f2, f3))
        continue;
      for (let j = i, at = i * d + i; j < d; j++, at++) {
        const v0 = x[x0 + j];
        const v1 = x[x1 + j];
        const v2 = x[x2 + j];
        const v3 = x[x3 + j];
        c[at] += a0 * v0 + a1 * v1 + (a2 * v2 + a3 * v3);
        c[at + d] += b0 * v0 + b1 * v1 + (b2 * v2 + b3 * v3);
        c[at + 2 * d] += e0 * v0 + e1 * v1 + (e2 * v2 + e3 * v3);
        c[at + 3 * d] += f0 * v0 + f1 * v1 + (f2 * v2 + f3 * v3);
      }
    }
    for (let i = tiled; i < d; i++)
      for (let j = i; j < d; j++)
        c[i * d + j] += x[x0 + i] * x[x0 + j] + x[x1 + i] * x[x1 + j] + (x[x2 + i] * x[x2 + j] + x[x3 + i] * x[x3 + j]);
  }
  for (let n = whole; n < m; n++)
    for (let i = 0; i < d; i++) for (let j = i; j < d; j++) c[i * d + j] += x[n * d + i] * x[n * d + j];
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) c[i * d + j] = c[j * d + i];
  return C;
}

function areZero(a: number, b: number, c: number, d: number): boolean {
  return a === 0 && b === 0 && c === 0 && d === 0;
}

/** a A + b B, elementwise. Throws if the shapes differ. */
export function combine(a: number, A: Matrix, b: number, B: Matrix): Matrix {
  requireEqual("combine: rows of A and B", A.rows, B.rows);
  requireEqual("combine: columns of A and B", A.columns, B.columns);
  const C = matrix(A.rows, A.columns);
  const [one, other, sum] = [A.data, B.data, C.data];
  for (let at = 0; at < sum.length; at++) sum[at] = a * one[at] + b * other[at]; // a callback would box every number
  return C;
}

/** M + shift·I, for a square M. Throws if it is not. */
export function shiftDiagonal(M: Matrix, shift: number): Matrix {
  requireEqual("shiftDiagonal: rows and columns", M.rows, M.columns);
  const data = Float64Array.from(M.data);
  for (let i = 0; i < M.rows; i++) data[i * M.rows + i] += shift;
  return matrix(M.rows, M.columns, data);
}

/** The rows of A above the rows of B. Throws if they have other numbers of columns. */
export function stack(A: Matrix, B: Matrix): Matrix {
  requireEqual("stack: columns of A and B", A.columns, B.columns);
  const S = matrix(A.rows + B.rows, A.columns);
  S.data.set(A.data);
  S.data.set(B.data, A.data.length);
  return S;
}

/** s M. */
export function scale(M: Matrix, s: number): Matrix {
  return matrix(M.rows, M.columns, scaled(s, M.data));
}

/** The trace Σ M_ii of a square matrix. */
export function trace(M: Matrix): number {
  let sum = 0;
  for (let i = 0; i < M.rows; i++) sum += M.data[i * M.columns + i];
  return sum;
}

/** u·v, over the entries of u; the innermost loop of everything, so the lengths are the caller's to match. */
export function dot(u: ArrayLike<number>, v: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i] * v[i];
  return sum;
}

/** ‖v‖₂; of a matrix's data, its Frobenius norm. */
export function norm(v: ArrayLike<number>): number {
  return Math.sqrt(dot(v, v));
}

/** v' M v, for a d×d M and a v with d entries. Throws if they differ. */
export function quadraticForm(M: Matrix, v: ArrayLike<number>): number {
  return dot(multiplyVector(M, v), v);
}

/** y += a·x, in place, over the entries of y; lengths are not checked, as in `dot`. */
export function addScaled(y: Float64Array, a: number, x: ArrayLike<number>): void {
  for (let i = 0; i < y.length; i++) y[i] += a * x[i];
}

/** x + a·p, copied. */
export function moved(x: Float64Array, a: number, p: ArrayLike<number>): Float64Array {
  const to = x.slice();
  addScaled(to, a, p);
  return to;
}

/** a·v, copied. */
export function scaled(a: number, v: Float64Array): Float64Array {
  const out = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) out[i] = a * v[i];
  return out;
}

/** u − v, copied, over the entries of u; lengths are not checked, as in `dot`. */
export function difference(u: Float64Array, v: ArrayLike<number>): Float64Array {
  const out = new Float64Array(u.length);
  for (let i = 0; i < u.length; i++) out[i] = u[i] - v[i];
  return out;
}

export function requireEqual(what: string, a: number, b: number): void {
  if (a !== b) throw new RangeError(`${what} must be equal; got ${a} and ${b}`);
}
