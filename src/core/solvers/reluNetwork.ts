/**
 * ReLU networks of capacity r ≥ 1: prediction ReLU(X_iB)A_i, r shared units and one head per task, minimising
 *   F = Σ_i α_i‖ReLU(X_iB)A_i − y_i‖² + λΩ(B, A),
 * by L-BFGS over units and heads together. With b_j = ‖B_j‖² of unit j's column and a_j = Σ_iA_ij² of its heads, Ω is
 *   invariant: Σ_j a_jb_j, which does not change when a unit is scaled and its heads by the inverse; r = 1 is `relu.ts`;
 *   decay:     Σ_j a_j + b_j = ‖A‖² + ‖B‖², under which a_j = b_j at every stationary point.
 *
 * F has many local minima; what a start leads to is one of them and not certified. Source: SPEC (1.5), 10.13.
 */
import {
  type Matrix,
  addScaled,
  addTransposeMultiplied,
  column,
  dot,
  matrix,
  norm,
  row,
  transpose,
} from "../linalg/matrix.ts";
import { multiplyTransposed } from "../linalg/multiplyTransposed.ts";
import type { Model } from "../model.ts";
import { normals, streams } from "../random.ts";
import type { Data } from "../task.ts";
import { type Valued, minimise } from "./lbfgs.ts";
import type { Problem } from "./problem.ts";

/** Ω: see above. */
export type NetworkPenalty = "invariant" | "decay";

/** The best model found, its loss, how many starts were tried, and how far it is from stationary. */
export interface ReluNetworkFit extends Model {
  readonly loss: number;
  /** ‖∇F‖‖(B, A)‖ over Σα‖y‖², the loss of predicting 0. Where a sample sits on its kink it does not vanish. */
  readonly residual: number;
  readonly starts: number;
}

/** Which Ω, and how long to look from how many random starts, which are drawn from streams 50, 51, … of the seed. */
export interface ReluNetworkOptions {
  readonly penalty?: NetworkPenalty;
  readonly seed?: number;
  readonly starts?: number;
  readonly iterations?: number;
}

/**
 * The best of L-BFGS from random starts, for any number of tasks; alone, a task's twin. A start has B_lj ~ N(0, 1/d) and
 * A_ij ~ N(0, 1/r), so that margins and predictions are of order 1 for covariates that are.
 * Throws unless there is a start and ridge > 0: without a ridge, few samples leave F without a unique minimum.
 */
export function solveReluNetwork(
  problem: Problem<Data>,
  { penalty = "invariant", seed = 0, starts = 1, iterations = 300 }: ReluNetworkOptions = {},
): ReluNetworkFit {
  const { tasks, r, alpha, ridge } = problem;
  if (!(ridge > 0 && starts >= 1))
    throw new RangeError(
      `solveReluNetwork: needs ridge > 0 and at least 1 start; got ridge = ${ridge} and ${starts} starts`,
    );
  const [k, d] = [tasks.length, tasks[0].X.columns];
  const [{ x, value, gradient }] = Array.from({ length: starts }, (_, start) => {
    const point = normals(seed, streams.start + start, (d + k) * r).map((z, at) => z / Math.sqrt(at < d * r ? d : r));
    return minimise((to) => reluNetworkObjective(problem, to, penalty), point, { iterations });
  }).sort((one, other) => one.value - other.value);
  const nothing = tasks.reduce((sum, { y }, i) => sum + alpha[i] * dot(y, y), 0);
  return {
    B: matrix(d, r, x.slice(0, d * r)),
    A: matrix(k, r, x.slice(d * r)),
    loss: value,
    residual: (norm(gradient) * norm(x)) / (nothing || 1),
    starts,
  };
}

/**
 * F at (B, A) and its gradient there, (d + k)r numbers: first of B (d×r), then of A (k×r), row by row. A sample on its
 * kink, x'B_j = 0, counts as inactive. Source: SPEC (1.2), (1.5), 10.13.
 */
export function reluNetworkObjective(
  { tasks, r, alpha, ridge }: Problem<Data>,
  point: Float64Array,
  penalty: NetworkPenalty,
): Valued {
  const d = tasks[0].X.columns;
  const Bt = transpose(matrix(d, r, point.subarray(0, d * r))); // r×d: a unit's weights are contiguous
  const A = matrix(tasks.length, r, point.subarray(d * r));
  const gradient = { Bt: matrix(r, d), A: matrix(tasks.length, r) };
  const fits = tasks.map((task, i) => addFit(task, Bt, row(A, i), alpha[i], gradient.Bt, row(gradient.A, i)));
  const value = fits.reduce((sum, fit) => sum + fit, addPenalty(Bt, A, ridge, penalty, gradient));
  const joined = new Float64Array(point.length);
  joined.set(transpose(gradient.Bt).data);
  joined.set(gradient.A.data, d * r);
  return { value, gradient: joined };
}

/** α‖ReLU(XB)a − y‖²; its gradient is added. */
function addFit(
  { X, y }: Data,
  Bt: Matrix,
  a: Float64Array,
  alpha: number,
  gradientBt: Matrix,
  gradientA: Float64Array,
): number {
  const margins = multiplyTransposed(X, Bt).data; // m×r
  const slopes = Array.from(a, () => new Float64Array(X.rows)); // of each unit: what multiplies x in its gradient
  let value = 0;
  for (let n = 0, at = 0; n < X.rows; n++, at += a.length) {
    let predicted = 0;
    for (let j = 0; j < a.length; j++) predicted += Math.max(0, margins[at + j]) * a[j];
    const residual = predicted - y[n];
    value += alpha * residual * residual;
    const slope = 2 * alpha * residual;
    for (let j = 0; j < a.length; j++) {
      const z = margins[at + j];
      if (!(z > 0)) continue;
      gradientA[j] += slope * z;
      slopes[j][n] = slope * a[j];
    }
  }
  slopes.forEach((ofUnit, j) => addTransposeMultiplied(row(gradientBt, j), X, ofUnit));
  return value;
}

/** λΩ; its gradient is added. */
function addPenalty(
  Bt: Matrix,
  A: Matrix,
  ridge: number,
  penalty: NetworkPenalty,
  gradient: { readonly Bt: Matrix; readonly A: Matrix },
): number {
  const isDecay = penalty === "decay";
  let value = 0;
  for (let j = 0; j < Bt.rows; j++) {
    const [unit, heads] = [row(Bt, j), column(A, j)];
    const [b, a] = [dot(unit, unit), dot(heads, heads)];
    value += ridge * (isDecay ? a + b : a * b);
    addScaled(row(gradient.Bt, j), 2 * ridge * (isDecay ? 1 : a), unit);
    heads.forEach((head, i) => (row(gradient.A, i)[j] += 2 * ridge * (isDecay ? 1 : b) * head));
  }
  return value;
}
