/** Least squares: ridge for λ > 0, minimum norm in the limit λ → 0⁺. */
import { type Svd, cholesky, solveCholesky, svd } from "./decompositions.ts";
import {
  type Matrix,
  crossProduct,
  multiplyVector,
  shiftDiagonal,
  transpose,
  transposeMultiplyVector,
} from "./matrix.ts";

/**
 * argmin ‖Xθ − y‖² + ridge·‖θ‖²: (XᵀX + λI)⁻¹Xᵀy, or Xᵀ(XXᵀ + λI)⁻¹y where m < d, or X⁺y for λ = 0.
 * X is m×d, y has m entries; the result has d. Throws if ridge is negative or a length does not fit. Source: SPEC (3.1).
 */
export function ridgeRegression(X: Matrix, y: Float64Array, ridge: number): Float64Array {
  if (!(ridge >= 0)) throw new RangeError(`ridgeRegression: ridge must be at least 0; got ${ridge}`);
  if (ridge === 0) return minimumNorm(X, y);
  if (X.rows < X.columns) {
    const L = cholesky(shiftDiagonal(crossProduct(transpose(X)), ridge));
    return transposeMultiplyVector(X, solveCholesky(L, y));
  }
  return ridgeSolution(crossProduct(X), transposeMultiplyVector(X, y), ridge);
}

/**
 * (XᵀX + λI)⁻¹Xᵀy from the d×d matrix and the d numbers. Throws unless XᵀX + λI is positive definite, as for ridge > 0 it
 * is. Source: SPEC (3.1).
 */
export function ridgeSolution(XtX: Matrix, Xty: Float64Array, ridge: number): Float64Array {
  let last = remembered.get(XtX);
  if (last?.ridge !== ridge) {
    last = { ridge, factor: cholesky(shiftDiagonal(XtX, ridge)) };
    remembered.set(XtX, last);
  }
  return solveCholesky(last.factor, Xty);
}

/** The last factor of each matrix, which must not change: tasks that differ in their labels share it. */
const remembered = new WeakMap<Matrix, { readonly ridge: number; readonly factor: Matrix }>();

/**
 * X⁺y, d: of all minimisers of ‖Xθ − y‖² the one of least norm, the limit λ → 0⁺ of `ridgeRegression`. Singular values
 * below max(m, d)·ε·σ_max are dropped. Throws if X is not finite or y has not m entries. Source: SPEC (3.1).
 */
export function minimumNorm(X: Matrix, y: Float64Array): Float64Array {
  if (y.length !== X.rows)
    throw new RangeError(`minimumNorm: y must have one entry for each of ${X.rows} rows; got ${y.length}`);
  const { U, values, V } = svdOf(X);
  const cut = Math.max(X.rows, X.columns) * Number.EPSILON * (values[0] ?? 0);
  const seen = transposeMultiplyVector(U, y);
  return multiplyVector(
    V,
    values.map((value, j) => (value > cut ? seen[j] / value : 0)),
  );
}

const rememberedSvds = new WeakMap<Matrix, Svd>();

/** The thin SVD of X, computed once per X, which must not change: tasks that differ in their labels share it. */
export function svdOf(X: Matrix): Svd {
  let found = rememberedSvds.get(X);
  if (!found) {
    found = svd(X);
    rememberedSvds.set(X, found);
  }
  return found;
}
