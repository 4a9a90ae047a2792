/**
 * The one door to the linear-algebra library. It does not check its input (a NaN can come back as a wrong finite
 * number), so this file does: every matrix must be finite, and symmetric where symmetry is used.
 */
import { Matrix as LibraryMatrix, QrDecomposition, SingularValueDecomposition } from "ml-matrix";
import { type Matrix, addScaled, dot, identity, matrix, norm, row, transpose } from "./matrix.ts";
import { eigenCoordinates } from "./symmetric.ts";

/** Eigenvalues, descending, and the eigenvectors as columns in the same order. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** M = U diag(values) Vᵀ with min(rows, columns) singular values, descending. */
export interface Svd {
  readonly U: Matrix;
  readonly values: Float64Array;
  readonly V: Matrix;
}

/**
 * Symmetric eigen-decomposition M = V diag(values) Vᵀ, d×d, values descending, V orthogonal; of equal eigenvalues any
 * basis may come. Throws if M is not finite or not symmetric.
 */
export function symmetricEigen(M: Matrix): Eigen {
  requireSymmetric("symmetricEigen", M);
  const { values, coordinates: vectors } = eigenCoordinates(M, identity(M.rows));
  return { values, vectors };
}

/**
 * Thin singular value decomposition of an m×d M: U is m×p and V d×p with orthonormal columns, p = min(m, d). The columns
 * of singular values that are 0 up to rounding mean nothing. Throws if M is not finite.
 */
export function svd(M: Matrix): Svd {
  requireFinite("svd", M);
  const size = Math.min(M.rows, M.columns);
  const { leftSingularVectors, diagonal, rightSingularVectors } = new SingularValueDecomposition(toLibrary(M), {
    autoTranspose: true,
  });
  return {
    U: fromLibrary(leftSingularVectors, size),
    values: Float64Array.from(diagonal.slice(0, size)),
    V: fromLibrary(rightSingularVectors, size),
  };
}

/** The singular values of M alone, descending: those of the triangle R of M = QR, where M is tall. Throws if M is not finite. */
export function singularValues(M: Matrix): Float64Array {
  requireFinite("singularValues", M);
  const tall = M.rows >= M.columns ? M : transpose(M);
  const none = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
  const { diagonal } = new SingularValueDecomposition(toLibrary(triangle(tall)), none);
  return Float64Array.from(diagonal);
}

/** R of M = QR up to the signs of its rows, by Householder reflections on the columns of a tall M. */
function triangle(M: Matrix): Matrix {
  const d = M.columns;
  const R = matrix(d, d);
  const columnsOfM = transpose(M);
  for (let k = 0; k < d; k++) {
    const h = row(columnsOfM, k).subarray(k);
    const length = h[0] > 0 ? -norm(h) : norm(h);
    R.data[k * d + k] = length;
    h[0] -= length;
    const squared = dot(h, h);
    for (let j = k + 1; j < d; j++) {
      const other = row(columnsOfM, j).subarray(k);
      if (squared > 0) addScaled(other, (-2 * dot(h, other)) / squared, h);
      R.data[k * d + j] = other[0];
    }
  }
  return R;
}

/**
 * M = Q R for an m×d M with m ≥ d: Q is m×d with orthonormal columns, R d×d upper triangular with a diagonal of at least
 * 0, which makes Q unique where the rank is d. Throws if M is not finite or has more columns than rows.
 */
export function qr(M: Matrix): { readonly Q: Matrix; readonly R: Matrix } {
  requireFinite("qr", M);
  if (M.rows < M.columns)
    throw new RangeError(`qr: M must have at least as many rows as columns; got ${M.rows}×${M.columns}`);
  const { orthogonalMatrix, upperTriangularMatrix } = new QrDecomposition(toLibrary(M));
  const Q = fromLibrary(orthogonalMatrix, M.columns);
  const R = fromLibrary(upperTriangularMatrix, M.columns);
  for (let j = 0; j < M.columns; j++) {
    if (R.data[j * M.columns + j] >= 0) continue;
    for (let i = 0; i < Q.rows; i++) Q.data[i * Q.columns + j] *= -1;
    row(R, j).forEach((value, i, values) => (values[i] = -value));
  }
  return { Q, R };
}

/** The lower triangular L with M = L Lᵀ. Throws if M is not finite, not symmetric or not positive definite. */
export function cholesky(M: Matrix): Matrix {
  const L = choleskyIfPositive(M);
  if (!L) throw new RangeError("cholesky: the matrix must be positive definite");
  return L;
}

/**
 * The same, or undefined where M is not positive definite; from the lower triangle of M, four rows at a time, whose sums need
 * not wait for each other. Not the library's, which refuses matrices whose halves differ by rounding. Throws if M is not
 * finite or not symmetric.
 */
export function choleskyIfPositive(M: Matrix): Matrix | undefined {
  requireSymmetric("cholesky", M);
  const { rows: d, data: m } = M;
  const L = matrix(d, d);
  const l = L.data;
  for (let j = 0, jd = 0; j < d; j++, jd += d) {
    let pivot = m[jd + j];
    for (let n = 0; n < j; n++) pivot -= l[jd + n] * l[jd + n];
    if (!(pivot > 0)) return undefined;
    const root = Math.sqrt(pivot);
    l[jd + j] = root;
    let i = j + 1;
    for (; i + 4 <= d; i += 4) {
      const i0 = i * d;
      const i1 = (i + 1) * d;
      const i2 = (i + 2) * d;
      const i3 = (i + 3) * d;
      let sum0 = m[i0 + j];
      let sum1 = m[i1 + j];
      let sum2 = m[i2 + j];
      let sum3 = m[i3 + j];
      for (let n = 0; n < j; n++) {
        const ljn = l[jd + n];
        sum0 -= l[i0 + n] * ljn;
        sum1 -= l[i1 + n] * ljn;
        sum2 -= l[i2 + n] * ljn;
        sum3 -= l[i3 + n] * ljn;
      }
      l[i0 + j] = sum0 / root;
      l[i1 + j] = sum1 / root;
      l[i2 + j] = sum2 / root;
      l[i3 + j] = sum3 / root;
    }
    for (; i < d; i++) {
      let sum = m[i * d + j];
      for (let n = 0; n < j; n++) sum -= l[i * d + n] * l[jd + n];
      l[i * d + j] = sum / root;
    }
  }
  return L;
}

/** B L⁻ᵀ, n×d: each row x of it has L x = the row of B (n×d). L is lower triangular without a 0 on its diagonal. */
export function solveLowerRows(L: Matrix, B: Matrix): Matrix {
  requireLength("solveLowerRows", L.rows, B.columns);
  const X = matrix(B.rows, B.columns, Float64Array.from(B.data));
  for (let n = 0; n < B.rows; n += 4) solveFourRows(L, X, n, 0);
  return X;
}

/** L⁻ᵀ, upper triangular, of a lower triangular L without a 0 on its diagonal. */
export function inverseTransposed(L: Matrix): Matrix {
  const X = identity(L.rows);
  for (let n = 0; n < L.rows; n += 4) solveFourRows(L, X, n, n);
  return X;
}

/** Rows n … n+3 of X, as many as there are, become L⁻¹ times themselves; before column `start` they are 0. */
function solveFourRows({ data: l }: Matrix, { rows, columns: d, data: x }: Matrix, n: number, start: number): void {
  if (n + 4 > rows) {
    for (let at = n * d; at < rows * d; at += d)
      for (let i = start; i < d; i++) {
        let sum = x[at + i];
        for (let j = start; j < i; j++) sum -= l[i * d + j] * x[at + j];
        x[at + i] = sum / l[i * d + i];
      }
    return;
  }
  const n0 = n * d;
  const n1 = (n + 1) * d;
  const n2 = (n + 2) * d;
  const n3 = (n + 3) * d;
  for (let i = start, id = i * d; i < d; i++, id += d) {
    let sum0 = x[n0 + i];
    let sum1 = x[n1 + i];
    let sum2 = x[n2 + i];
    let sum3 = x[n3 + i];
    for (let j = start; j < i; j++) {
      const lij = l[id + j];
      sum0 -= lij * x[n0 + j];
      sum1 -= lij * x[n1 + j];
      sum2 -= lij * x[n2 + j];
      sum3 -= lij * x[n3 + j];
    }
    const pivot = l[id + i];
    x[n0 + i] = sum0 / pivot;
    x[n1 + i] = sum1 / pivot;
    x[n2 + i] = sum2 / pivot;
    x[n3 + i] = sum3 / pivot;
  }
}

/** x with L Lᵀ x = b, given the Cholesky factor L (d×d); b has d entries. Throws if it has not. */
export function solveCholesky(L: Matrix, b: ArrayLike<number>): Float64Array {
  return solveTransposed(L, solveLower(L, b));
}

/** x with L x = b, for a lower triangular L (d×d) without a 0 on its diagonal. Throws unless b has d entries. */
export function solveLower(L: Matrix, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(b);
  const { rows: d, data: l } = L;
  requireLength("solveLower", d, x.length);
  for (let i = 0; i < d; i++) {
    let sum = x[i];
    for (let j = 0, at = i * d; j < i; j++) sum -= l[at++] * x[j];
    x[i] = sum / l[i * d + i];
  }
  return x;
}

/** x with Lᵀ x = b, for a lower triangular L (d×d) without a 0 on its diagonal. Throws unless b has d entries. */
export function solveTransposed(L: Matrix, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(b);
  const { rows: d, data: l } = L;
  requireLength("solveTransposed", d, x.length);
  for (let i = d - 1; i >= 0; i--) {
    const xi = (x[i] /= l[i * d + i]);
    for (let j = 0, at = i * d; j < i; j++) x[j] -= l[at++] * xi;
  }
  return x;
}

function toLibrary(M: Matrix): LibraryMatrix {
  return LibraryMatrix.from1DArray(M.rows, M.columns, M.data);
}

function fromLibrary(M: LibraryMatrix, columns: number): Matrix {
  const copy = matrix(M.rows, columns);
  for (let i = 0; i < M.rows; i++) for (let j = 0; j < columns; j++) copy.data[i * columns + j] = M.get(i, j);
  return copy;
}

function requireLength(name: string, d: number, length: number): void {
  if (length !== d) throw new RangeError(`${name}: b must have ${d} entries; got ${length}`);
}

function requireFinite(name: string, M: Matrix): void {
  const { data, columns } = M;
  for (let at = 0; at < data.length; at++)
    if (!Number.isFinite(data[at]))
      throw new RangeError(
        `${name}: every entry must be finite; got ${data[at]} in row ${Math.floor(at / columns)}, column ${at % columns}`,
      );
}

/** Symmetric up to rounding: 1e-10 of the largest entry, far above what products of the same numbers differ by. */
function requireSymmetric(name: string, M: Matrix): void {
  if (M.rows !== M.columns) throw new RangeError(`${name}: the matrix must be square; got ${M.rows}×${M.columns}`);
  requireFinite(name, M);
  let largest = 0;
  const { rows: d, data } = M;
  for (let at = 0; at < data.length; at++) largest = Math.max(largest, Math.abs(data[at]));
  for (let i = 0; i < d; i++)
    for (let j = 0; j < i; j++)
      if (Math.abs(data[i * d + j] - data[j * d + i]) > 1e-10 * largest)
        throw new RangeError(`${name}: the matrix must be symmetric; entries (${i}, ${j}) and (${j}, ${i}) differ`);
}
