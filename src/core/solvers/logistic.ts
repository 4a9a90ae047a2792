/**
 * Two classes with capacity 1: the sign of A_ix'B, one shared direction B and one head per task, no bias, minimising
 *   F = Σ_i α_iΣ_n log(1 + exp(−s_in A_ix_in'B)) + (λ/2)Σ_iA_i²‖B‖²,  s = 2y − 1 for labels y in {0, 1}.
 *
 * Alone, a task's problem in θ = A B is strictly convex and Newton's method solves it. Together it is not convex, and
 * what L-BFGS over (B, A) finds from several starts is not certified. Source: SPEC (1.3), (1.5), (3.2), (4.11).
 */
import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  combine,
  crossProduct,
  dot,
  identity,
  matrix,
  moved,
  multiplyVector,
  norm,
  row,
  scale,
  scaled,
  shiftDiagonal,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import type { Model } from "../model.ts";
import { normals, streams } from "../random.ts";
import { type Data, statistics } from "../task.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import { type Minimum, type Trial, type Valued, minimiseScaled } from "./lbfgs.ts";
import type { Problem } from "./problem.ts";
import { inRowSpace } from "./rowSpace.ts";
import { solveSharedModule } from "./sharedModule.ts";

/** The best model found (heads of length 1), its loss, how many starts were tried, and how far it is from stationary. */
export interface LogisticFit extends Model {
  readonly loss: number;
  /** ‖∇F‖ over max(1, F), in coordinates in which the curvature at the start is about the identity. */
  readonly residual: number;
  readonly starts: number;
}

/** Random directions to start from besides those of (4.11). */
export interface LogisticOptions {
  readonly restarts?: number;
}

/** Newton stops once half its squared decrement, what a step still gains, is below this share of 1 + F. */
const GAIN = 1e-14;
const NEWTON_STEPS = 100;
const HALVINGS = 40;

/**
 * argmin αΣ log(1 + exp(−s_n x_n'θ)) + (λ/2)‖θ‖², d numbers, by Newton's method with halved steps.
 * Labels are 0 or 1. Throws unless ridge > 0: separable classes have no minimum without it. Source: SPEC (3.2), (4.11).
 */
export function solveLogisticTask(task: Data, ridge: number, alpha = 1): Float64Array {
  requireFit("solveLogisticTask", [task], ridge);
  const { X } = task;
  let theta: Float64Array = new Float64Array(X.columns);
  let here = logisticLoss(task, theta, alpha, ridge);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const newton = solveCholesky(cholesky(hessian(X, theta, alpha, ridge)), here.gradient);
    const gain = dot(newton, here.gradient) / 2;
    if (gain <= GAIN * (1 + here.value)) break;
    let [t, next] = [1, moved(theta, -1, newton)];
    let there = logisticLoss(task, next, alpha, ridge);
    for (let halving = 0; halving < HALVINGS && !(there.value <= here.value - 0.5 * t * gain); halving++) {
      t /= 2;
      next = moved(theta, -t, newton);
      there = logisticLoss(task, next, alpha, ridge);
    }
    if (!(there.value < here.value)) break; // rounding
    [theta, here] = [next, there];
  }
  return theta;
}

/**
 * αΣ log(1 + exp(−s_n x_n'θ)) + (λ/2)‖θ‖² and its gradient in θ (d); no overflow at any margin. Labels are 0 or 1.
 * Source: SPEC (1.3), (1.5).
 */
export function logisticLoss({ X, y }: Data, theta: Float64Array, alpha: number, ridge: number): Valued {
  const { value, slopes } = lossOf(multiplyVector(X, theta), y, alpha);
  const gradient = transposeMultiplyVector(X, slopes);
  addScaled(gradient, ridge, theta);
  return { value: value + (ridge / 2) * dot(theta, theta), gradient };
}

/** αΣ log(1 + exp(−s_nu_n)) for u = X_iBA_i (m), and its derivative in each, both from one exponential of at most 1. */
function lossOf(
  u: Float64Array,
  y: Float64Array,
  alpha: number,
): { readonly value: number; readonly slopes: Float64Array } {
  const slopes = new Float64Array(u.length);
  let value = 0;
  for (let n = 0; n < u.length; n++) {
    const s = 2 * y[n] - 1;
    const decay = Math.exp(-Math.abs(u[n]));
    value += Math.max(0, -s * u[n]) + Math.log1p(decay);
    slopes[n] = (-alpha * s * (s * u[n] > 0 ? decay : 1)) / (1 + decay);
  }
  return { value: alpha * value, slopes };
}

/** F at (B, A) and its gradient there, d + k numbers: first of B (d), then of A (k). Source: SPEC (4.11). */
export function logisticObjective(problem: Problem<Data>, point: Float64Array): Valued {
  const B = point.subarray(0, problem.tasks[0].X.columns);
  return objectiveAt(
    problem,
    point,
    problem.tasks.map(({ X }) => multiplyVector(X, B)),
  );
}

/** F given X_iB, which on a line are linear in t: a line search reads X_i once, not for every t. */
function objectiveAt(problem: Problem<Data>, point: Float64Array, projections: readonly Float64Array[]): Valued {
  const { tasks, alpha, ridge } = problem;
  const d = tasks[0].X.columns;
  const [B, heads] = [point.subarray(0, d), point.subarray(d)];
  const [BtB, AtA] = [dot(B, B), dot(heads, heads)];
  const gradient = scaled(ridge * AtA, point);
  let value = (ridge / 2) * AtA * BtB;
  tasks.forEach(({ X, y }, i) => {
    const share = lossOf(scaled(heads[i], projections[i]), y, alpha[i]);
    value += share.value;
    addScaled(gradient.subarray(0, d), heads[i], transposeMultiplyVector(X, share.slopes));
    gradient[d + i] = dot(share.slopes, projections[i]) + ridge * heads[i] * BtB;
  });
  const along = (p: Float64Array): ((t: number) => Trial) => {
    const [towards, headsTowards] = [p.subarray(0, d), p.subarray(d)];
    const changes = tasks.map(({ X }) => multiplyVector(X, towards));
    return (t) => {
      const to = moved(point, t, p);
      const [toB, toHeads] = [to.subarray(0, d), to.subarray(d)];
      const there = projections.map((projection, i) => moved(projection, t, changes[i]));
      const [toBtB, toAtA] = [dot(toB, toB), dot(toHeads, toHeads)];
      let trial = (ridge / 2) * toAtA * toBtB;
      let slope = ridge * (toAtA * dot(toB, towards) + toBtB * dot(toHeads, headsTowards));
      tasks.forEach(({ y }, i) => {
        const share = lossOf(scaled(toHeads[i], there[i]), y, alpha[i]);
        trial += share.value;
        slope += toHeads[i] * dot(share.slopes, changes[i]) + headsTowards[i] * dot(share.slopes, there[i]);
      });
      return { value: trial, slope, there: () => objectiveAt(problem, to, there) };
    };
  };
  return { value, gradient, along };
}

/**
 * The best of L-BFGS over (B, A) from several starts, for any number of tasks; alone, the optimum.
 * Throws unless r = 1, ridge > 0 and every label is 0 or 1. Source: SPEC (4.11).
 */
export function solveLogistic(problem: Problem<Data>, { restarts = 0 }: LogisticOptions = {}): LogisticFit {
  const { tasks, r, ridge } = problem;
  requireFit("solveLogistic", tasks, ridge);
  if (r !== 1) throw new RangeError(`solveLogistic: needs r = 1; got ${r}`);
  const d = tasks[0].X.columns;
  const { problem: reduced, toReduced, toFull } = inRowSpace(problem);
  const starts = [...directions(reduced)];
  for (let start = 0; start < restarts; start++) starts.push(toReduced(normals(start, streams.start, d)));
  const [{ x, value, gradient }] = starts
    .map((B) => descend(reduced, scaled(1 / (norm(B) || 1), B)))
    .sort((a, b) => a.value - b.value);
  const [B, heads] = [x.slice(0, -tasks.length), x.slice(-tasks.length)];
  const length = norm(heads) || 1;
  return {
    B: matrix(d, 1, scaled(length, toFull(B))),
    A: matrix(tasks.length, 1, scaled(1 / length, heads)),
    loss: value,
    residual: norm(gradient) / Math.max(1, value),
    starts: starts.length,
  };
}

/**
 * Each task's own optimum, the sum of all, of two their difference, which heads of opposite sign need, and the linear model's
 * B on labels ±1. SPEC (4.11) has neither the target's own optimum nor the difference: without them 11 of 180 instances like
 * LOGI with d = 30 ended above the best of 12 random starts, with them one.
 */
function directions(problem: Problem<Data>): readonly Float64Array[] {
  const { tasks, ridge, alpha } = problem;
  const alone = tasks.map((task, i) => solveLogisticTask(task, ridge, alpha[i]));
  if (tasks.length === 1) return alone;
  const sum = new Float64Array(alone[0].length);
  for (const theta of alone) addScaled(sum, 1, theta);
  const signed = { ...problem, tasks: tasks.map(({ X, y }) => ({ X, y: y.map((label) => 2 * label - 1) })) };
  const linear = tasks.length === 2 ? solveSharedModule(signed) : alternatingLeastSquares(signed, { restarts: 0 });
  const difference = tasks.length === 2 ? [moved(alone[0], -1, alone[1])] : [];
  return [...alone, sum, ...difference, linear.B.data].filter((B) => norm(B) > 0);
}

/** Down from B with its best heads, in coordinates in which the two blocks of the curvature there are the identity. */
function descend(problem: Problem<Data>, B: Float64Array): Minimum {
  const { tasks, alpha, ridge } = problem;
  const d = B.length;
  const heads = tasks.map(({ X, y }, i) => {
    const margins = { X: matrix(X.rows, 1, multiplyVector(X, B)), y };
    return solveLogisticTask(margins, ridge * dot(B, B), alpha[i])[0];
  });
  const start = Float64Array.of(...B, ...heads);
  const L = matrix(d + tasks.length, d + tasks.length);
  const block = cholesky(curvature(problem, heads));
  for (let j = 0; j < d; j++) row(L, j).set(row(block, j));
  tasks.forEach(({ X }, i) => {
    const z = multiplyVector(X, B);
    row(L, d + i)[d + i] = Math.sqrt((alpha[i] * dot(z, z)) / 4 + ridge * dot(B, B));
  });
  return minimiseScaled((point) => logisticObjective(problem, point), start, L, { decrease: 1e-10, iterations: 1000 });
}

/** Σ A_i²(α_iX_i'X_i/4 + λI), a bound of the second derivative in B; lifted where all heads vanish. */
function curvature({ tasks, alpha, ridge }: Problem<Data>, heads: readonly number[]): Matrix {
  const total = dot(heads, heads) || 1;
  return tasks.reduce(
    (sum, task, i) => combine(1, sum, (alpha[i] * heads[i] ** 2) / 4, statistics(task).XtX),
    identity(tasks[0].X.columns, ridge * total),
  );
}

/** αΣ p_n(1 − p_n)x_nx_n' + λI. */
function hessian(X: Matrix, theta: Float64Array, alpha: number, ridge: number): Matrix {
  const weighted = matrix(X.rows, X.columns);
  multiplyVector(X, theta).forEach((u, n) => {
    const decay = Math.exp(-Math.abs(u));
    const root = Math.sqrt(decay) / (1 + decay); // √(p(1 − p))
    for (let at = n * X.columns; at < (n + 1) * X.columns; at++) weighted.data[at] = root * X.data[at];
  });
  return shiftDiagonal(scale(crossProduct(weighted), alpha), ridge);
}

function requireFit(name: string, tasks: readonly Data[], ridge: number): void {
  if (!(ridge > 0)) throw new RangeError(`${name}: ridge must be above 0; got ${ridge}`);
  for (const { y } of tasks) {
    const wrong = y.find((label) => label !== 0 && label !== 1);
    if (wrong !== undefined) throw new RangeError(`${name}: every label must be 0 or 1; got ${wrong}`);
  }
}
