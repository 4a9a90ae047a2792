/** What is given of a task, its data; and what a family makes, the truth behind them as well. */
import { type Eigen, svd, symmetricEigen } from "./linalg/decompositions.ts";
import {
  type Matrix,
  combine,
  crossProduct,
  dot,
  matrix,
  multiply,
  row,
  rows,
  scale,
  shiftDiagonal,
  transpose,
  transposeMultiplyVector,
} from "./linalg/matrix.ts";

/**
 * The law of one row x of a task's covariates: x = axes·diag(√variances)·z with z standard normal, so that
 * Σ = axes·diag(variances)·axesᵀ. The axes numbered in `signal` span the task's signal subspace.
 */
export interface Population {
  readonly axes: Matrix; // d×d, orthonormal columns
  readonly variances: Float64Array; // d
  readonly signal: readonly number[];
}

/** All that a fit may see of a task, and all that is known of one that a reader brings. */
export interface Data {
  readonly X: Matrix; // m×d
  readonly y: Float64Array; // m
}

/** Data together with the truth that they were drawn from. */
export interface Task extends Data {
  readonly role: "target" | "source";
  /** The true parameter, never an estimate. */
  readonly theta: Float64Array; // d
  /** Where the truth is a sum of several ReLU units, their parameters, of which `theta` is the sum. */
  readonly Theta?: Matrix; // d×r*
  readonly Sigma: Matrix; // d×d, covariance of a row of X
  readonly population: Population;
  /** What was added to the labels. */
  readonly noise: Float64Array; // m
}

/** What least squares needs of a task, whatever its sample size. */
export interface Statistics {
  readonly XtX: Matrix; // d×d
  readonly Xty: Float64Array; // d
  readonly yty: number;
  readonly m: number;
}

const remembered = new WeakMap<Data, Statistics>();
const rememberedProducts = new WeakMap<Matrix, Matrix>();

/** XᵀX, d×d, computed once per X, which must not change: tasks that differ in their labels share it. */
export function productOf(X: Matrix): Matrix {
  let found = rememberedProducts.get(X);
  if (!found) {
    found = crossProduct(X);
    rememberedProducts.set(X, found);
  }
  return found;
}

/** XᵀX (d×d), Xᵀy (d), ‖y‖² and m of a task; computed once per task, in float64, so its data must not change. */
export function statistics(task: Data): Statistics {
  let found = remembered.get(task);
  if (!found) {
    const { X, y } = task;
    found = { XtX: productOf(X), Xty: transposeMultiplyVector(X, y), yty: dot(y, y), m: X.rows };
    remembered.set(task, found);
  }
  return found;
}

/**
 * The task's first m rows for each m of `sizes`, ascending: views, not copies. The statistics of each continue those of
 * the one before, so that a whole sweep over m costs one X'X of its longest. Throws unless sizes ascend within 1 … m.
 */
export function nested(task: Task, sizes: readonly number[]): readonly Task[] {
  let before: Statistics | undefined;
  return sizes.map((m, i) => {
    if (!Number.isInteger(m) || m <= (sizes[i - 1] ?? 0) || m > task.X.rows)
      throw new RangeError(`nested: sizes must ascend within 1 … ${task.X.rows}; got ${sizes.join(", ")}`);
    const first = between(task, 0, m);
    const added = statistics(between(task, before?.m ?? 0, m));
    before = before ? sumOf(before, added) : added;
    remembered.set(first, before);
    rememberedProducts.set(first.X, before.XtX);
    return first;
  });
}

/** Rows m, m+1, … of a task: what is held out when the first m are seen, a view. Source: SPEC (2.9). */
export function heldOut(task: Task, m: number): Task {
  return between(task, m, task.X.rows);
}

function between(task: Task, start: number, end: number): Task {
  const { X, y, noise } = task;
  return { ...task, X: rows(X, start, end), y: y.subarray(start, end), noise: noise.subarray(start, end) };
}

function sumOf(one: Statistics, other: Statistics): Statistics {
  const Xty = one.Xty.map((value, j) => value + other.Xty[j]);
  return { XtX: combine(1, one.XtX, 1, other.XtX), Xty, yty: one.yty + other.yty, m: one.m + other.m };
}

const rememberedAxes = new WeakMap<Data, Eigen>();

/**
 * Eigenpairs of XᵀX, descending: min(m, d) of them, all others are 0. Computed once per task. Throws if X is not finite.
 */
export function principalAxes(task: Data): Eigen {
  let found = rememberedAxes.get(task);
  if (!found) {
    found = task.X.rows < task.X.columns ? fewAxes(task.X) : symmetricEigen(statistics(task).XtX);
    rememberedAxes.set(task, found);
  }
  return found;
}

/** From X = UΣVᵀ, without the d×d matrix. */
function fewAxes(X: Matrix): Eigen {
  const { values, V } = svd(X);
  return { values: values.map((value) => value * value), vectors: V };
}

/** Σ = axes·diag(variances)·axesᵀ, d×d, of one row of X. Source: SPEC (2.4). */
export function covariance({ axes, variances }: Population): Matrix {
  return multiply(scaledColumns(axes, variances), transpose(axes));
}

/** An orthonormal basis of the signal subspace, d×s: the axes numbered in `signal`. Source: SPEC (2.1), (2.6). */
export function signalSubspace({ axes, signal }: Population): Matrix {
  const basis = matrix(axes.rows, signal.length);
  for (let i = 0; i < axes.rows; i++) signal.forEach((axis, j) => (row(basis, i)[j] = row(axes, i)[axis]));
  return basis;
}

function scaledColumns(M: Matrix, factors: Float64Array): Matrix {
  const S = matrix(M.rows, M.columns);
  for (let i = 0, at = 0; i < M.rows; i++)
    for (let j = 0; j < M.columns; j++, at++) S.data[at] = M.data[at] * factors[j];
  return S;
}

/** P_i = α_iX_iᵀX_i + λI, d×d. Source: SPEC (4.2). */
export function penalisedCovariance({ XtX }: Statistics, alpha: number, ridge: number): Matrix {
  return shiftDiagonal(scale(XtX, alpha), ridge);
}
