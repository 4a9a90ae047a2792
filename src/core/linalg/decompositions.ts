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
  const { values, coordinates } = eigenCoordinates(M, identity(M.rows));
  return { values, vectors: transpose(coordinates) };
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

/**
 * The lower triangular L with M = L Lᵀ, from the lower triangle of M. Not the library's, which refuses matrices whose
 * halves differ by rounding. Throws if M is not finite, not symmetric or not positive definite.
 */
export function cholesky(M: Matrix): Matrix {
  requireSymmetric("cholesky", M);
  const d = M.rows;
  const L = matrix(d, d);
  const l = L.data;
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = M.data[i * d + j];
      for (let n = 0, ni = i * d, nj = j * d; n < j; n++) sum -= l[ni++] * l[nj++];
      if (i === j && !(sum > 0)) throw new RangeError("cholesky: the matrix must be positive definite");
      l[i * d + j] = i === j ? Math.sqrt(sum) : sum / l[j * d + j];
    }
  return L;
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
  const at = M.data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0)
    throw new RangeError(
      `${name}: every entry must be finite; got ${M.data[at]} in row ${Math.floor(at / M.columns)}, column ${at % M.columns}`,
    );
}

/** Symmetric up to rounding: 1e-10 of the largest entry, far above what products of the same numbers differ by. */
function requireSymmetric(name: string, M: Matrix): void {
  if (M.rows !== M.columns) throw new RangeError(`${name}: the matrix must be square; got ${M.rows}×${M.columns}`);
  requireFinite(name, M);
  let largest = 0;
  for (const value of M.data) largest = Math.max(largest, Math.abs(value));
  for (let i = 0; i < M.rows; i++)
    for (let j = 0; j < i; j++)
      if (Math.abs(M.data[i * M.rows + j] - M.data[j * M.rows + i]) > 1e-10 * largest)
        throw new RangeError(`${name}: the matrix must be symmetric; entries (${i}, ${j}) and (${j}, ${i}) differ`);
}
