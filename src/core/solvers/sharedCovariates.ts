/**
 * Proposition 3: the optimum in closed form, for any capacity r, where all tasks have the same covariates X = UDV'.
 *
 * M = Σ_i α_i U'y_iy_i'U, Q_r = its top r eigenvectors, λ_1 ≥ λ_2 ≥ … its eigenvalues:
 *   span B* = span V D⁻¹Q_r,  θ̂_i = V D⁻¹Q_rQ_r'U'y_i,  F = Σα_i‖y_i‖² − Σ_{j≤r} λ_j.
 * Weights enter the stacked labels as √α_i (the paper's display after the proposition prints α_i). Zero singular values
 * of X are dropped, which is the limit λ → 0⁺: the predictors of minimum norm. Source: the paper, Proposition 3;
 * SPEC (6.3).
 */
import { type Svd, svd } from "../linalg/decompositions.ts";
import { svdOf } from "../linalg/leastSquares.ts";
import {
  type Matrix,
  columns,
  dot,
  fromRows,
  matrix,
  multiply,
  multiplyVector,
  norm,
  row,
  scaled,
  transpose,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import type { Model } from "../model.ts";

/** A gap between eigenvalues r and r+1 below this share of the largest is rounding. Source: SPEC, section 11. */
const GAP = 1e-8;

/** The optimum of capacity r: B is d×q and A is k×q, where q ≤ r is what the data determine. */
export interface SharedOptimum extends Model {
  /** min F at λ = 0, Σα_i‖X θ̂_i − y_i‖². */
  readonly loss: number;
  /** θ̂_i = B A_i, one row for each task, k×d. One of many where eigenvalues r and r+1 > 0 are equal. */
  readonly ThetaHat: Matrix;
  /** (λ_r − λ_{r+1})/λ_1, eigenvalues that do not exist being 0; 0 where all are. */
  readonly relativeEigengap: number;
  /** Whether span B* is the only optimal subspace inside the row space of X: the relative gap exceeds 1e-8. */
  readonly isUnique: boolean;
}

/** Proposition 3 for all capacities at once. Source: SPEC (6.3). */
export interface SharedCovariates {
  /** λ_1 ≥ λ_2 ≥ … of M, min(k, rank X) of them. */
  readonly eigenvalues: Float64Array;
  /** The optimum of capacity r ≥ 1. Throws if r is not a positive integer. */
  readonly optimum: (r: number) => SharedOptimum;
}

/**
 * The optima of every capacity for k tasks with the same covariates, at λ = 0.
 * X is m×d of any rank, Y holds the k label vectors of length m, alpha the k weights, all positive.
 * Throws if there is no task, or a length does not fit. Source: the paper, Proposition 3; SPEC (6.3).
 */
export function sharedCovariates(X: Matrix, Y: readonly Float64Array[], alpha: Float64Array): SharedCovariates {
  if (Y.length === 0 || alpha.length !== Y.length)
    throw new RangeError(
      `sharedCovariates: every task must have labels and a weight; got ${Y.length} and ${alpha.length}`,
    );
  const space = rowSpace(X);
  const { values, V } = space;
  const seen = Y.map((y) => seenOf(space, y)); // U'y_i, rank
  const total = Y.reduce((sum, y, i) => sum + alpha[i] * dot(y, y), 0);
  const { Q, eigenvalues } = eigenvectors(seen, alpha);
  const at = (j: number): number => eigenvalues[j] ?? 0;

  const optimum = (r: number): SharedOptimum => {
    if (!Number.isInteger(r) || r < 1) throw new RangeError(`sharedCovariates: r must be at least 1; got ${r}`);
    const Qr = columns(Q, 0, Math.min(r, Q.columns)); // rank×q
    const B = multiply(V, divideRows(Qr, values));
    const A = matrix(Y.length, Qr.columns);
    seen.forEach((labels, i) => row(A, i).set(transposeMultiplyVector(Qr, labels)));
    const ThetaHat = fromRows(Y.map((_, i) => multiplyVector(B, row(A, i))));
    const explained = eigenvalues.slice(0, r).reduce((sum, value) => sum + value, 0);
    const relativeEigengap = at(0) > 0 ? (at(r - 1) - at(r)) / at(0) : 0;
    return {
      B,
      A,
      loss: Math.max(0, total - explained),
      ThetaHat,
      relativeEigengap,
      isUnique: relativeEigengap > GAP,
    };
  };
  return { eigenvalues, optimum };
}

interface RowSpace extends Svd {
  /** U'y of every y so far, whatever the weights that it is asked for with; labels must not change. */
  readonly seen: WeakMap<Float64Array, Float64Array>;
}

const remembered = new WeakMap<Matrix, RowSpace>();

/** X = U diag(values) V' without the singular values below max(m, d)·ε·σ_max; once per X, whatever the weights. */
function rowSpace(X: Matrix): RowSpace {
  let found = remembered.get(X);
  if (!found) {
    found = { ...computeRowSpace(X), seen: new WeakMap() };
    remembered.set(X, found);
  }
  return found;
}

/** U'y, as many numbers as X has rank. */
function seenOf({ U, seen }: RowSpace, y: Float64Array): Float64Array {
  let found = seen.get(y);
  if (!found) {
    found = transposeMultiplyVector(U, y);
    seen.set(y, found);
  }
  return found;
}

function computeRowSpace(X: Matrix): Svd {
  const { U, values, V } = svdOf(X);
  const cut = Math.max(X.rows, X.columns) * Number.EPSILON * values[0];
  const rank = values.filter((value) => value > cut).length;
  return { U: columns(U, 0, rank), values: values.slice(0, rank), V: columns(V, 0, rank) };
}

/** Q and λ with M = W W' = Q diag(λ) Q', from the singular vectors of W = [√α_i U'y_i], rank×k. */
function eigenvectors(
  seen: readonly Float64Array[],
  alpha: Float64Array,
): { readonly Q: Matrix; readonly eigenvalues: Float64Array } {
  if (seen[0].length === 0) return { Q: matrix(0, 0), eigenvalues: new Float64Array(0) };
  const { U, values } = svd(transpose(fromRows(seen.map((labels, i) => scaled(Math.sqrt(alpha[i]), labels)))));
  return { Q: U, eigenvalues: values.map((value) => value * value) };
}

/** diag(values)⁻¹ M. */
function divideRows(M: Matrix, values: Float64Array): Matrix {
  return matrix(
    M.rows,
    M.columns,
    M.data.map((value, at) => value / values[Math.floor(at / M.columns)]),
  );
}

/**
 * How many singular values of B (d×r) exceed 1e-9 of the largest; 0 for B = 0. Throws if B is not finite.
 * Source: SPEC, section 11.
 */
export function moduleRank(B: Matrix): number {
  if (norm(B.data) === 0) return 0;
  const { values } = svd(B);
  return values.filter((value) => value > 1e-9 * values[0]).length;
}
