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
  multiplyVector,
  norm,
  row,
  scale,
  scaled,
  shiftDiagonal,
} from "../linalg/matrix.ts";
import { type Model, sigmoid, softplus } from "../model.ts";
import { normals, streams } from "../random.ts";
import { type Data, statistics } from "../task.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import { type Minimum, type Valued, minimiseScaled } from "./lbfgs.ts";
import type { Problem } from "./problem.ts";
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
  const { X, y } = task;
  let theta: Float64Array = new Float64Array(X.columns);
  let here = logisticLoss(task, theta, alpha, ridge);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const newton = solveCholesky(cholesky(hessian(X, y, theta, alpha, ridge)), here.gradient);
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

/** αΣ log(1 + exp(−s_n x_n'θ)) + (λ/2)‖θ‖² and its gradient in θ (d); no overflow at any margin. */
export function logisticLoss({ X, y }: Data, theta: Float64Array, alpha: number, ridge: number): Valued {
  const gradient = scaled(ridge, theta);
  let value = (ridge / 2) * dot(theta, theta);
  for (let n = 0; n < X.rows; n++) {
    const x = row(X, n);
    const s = 2 * y[n] - 1;
    const margin = s * dot(x, theta);
    value += alpha * softplus(-margin);
    addScaled(gradient, -alpha * s * sigmoid(-margin), x);
  }
  return { value, gradient };
}

/** F at (B, A) and its gradient there, d + k numbers: first of B (d), then of A (k). Source: SPEC (4.11). */
export function logisticObjective({ tasks, alpha, ridge }: Problem<Data>, point: Float64Array): Valued {
  const d = tasks[0].X.columns;
  const B = point.subarray(0, d);
  const gradient = new Float64Array(point.length);
  let value = 0;
  tasks.forEach((task, i) => {
    const A = point[d + i];
    const share = logisticLoss(task, scaled(A, B), alpha[i], ridge); // F depends on A_iB alone
    value += share.value;
    addScaled(gradient.subarray(0, d), A, share.gradient);
    gradient[d + i] = dot(B, share.gradient);
  });
  return { value, gradient };
}

/**
 * The best of L-BFGS over (B, A) from several starts, for any number of tasks; alone, the optimum.
 * Throws unless r = 1, ridge > 0 and every label is 0 or 1.
 */
export function solveLogistic(problem: Problem<Data>, { restarts = 0 }: LogisticOptions = {}): LogisticFit {
  const { tasks, r, ridge } = problem;
  requireFit("solveLogistic", tasks, ridge);
  if (r !== 1) throw new RangeError(`solveLogistic: needs r = 1; got ${r}`);
  const d = tasks[0].X.columns;
  const starts = [...directions(problem)];
  for (let start = 0; start < restarts; start++) starts.push(normals(start, streams.start, d));
  const [{ x, value, gradient }] = starts
    .map((B) => descend(problem, scaled(1 / (norm(B) || 1), B)))
    .sort((a, b) => a.value - b.value);
  const heads = x.slice(d);
  const length = norm(heads) || 1;
  return {
    B: matrix(d, 1, scaled(length, x.slice(0, d))),
    A: matrix(tasks.length, 1, scaled(1 / length, heads)),
    loss: value,
    residual: norm(gradient) / Math.max(1, value),
    starts: starts.length,
  };
}

/** Each source's own optimum, the sum of all, and the linear model's B on labels ±1. Source: SPEC (4.11). */
function directions(problem: Problem<Data>): readonly Float64Array[] {
  const { tasks, ridge, alpha } = problem;
  const alone = tasks.map((task, i) => solveLogisticTask(task, ridge, alpha[i]));
  if (tasks.length === 1) return alone;
  const sum = new Float64Array(alone[0].length);
  for (const theta of alone) addScaled(sum, 1, theta);
  const signed = { ...problem, tasks: tasks.map(({ X, y }) => ({ X, y: y.map((label) => 2 * label - 1) })) };
  const linear = tasks.length === 2 ? solveSharedModule(signed) : alternatingLeastSquares(signed, { restarts: 0 });
  return [...alone.slice(1), sum, linear.B.data];
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
function hessian(X: Matrix, y: Float64Array, theta: Float64Array, alpha: number, ridge: number): Matrix {
  const weighted = matrix(X.rows, X.columns, Float64Array.from(X.data));
  for (let n = 0; n < y.length; n++) {
    const p = sigmoid(dot(row(X, n), theta));
    const root = Math.sqrt(p * (1 - p));
    row(weighted, n).forEach((value, j, into) => (into[j] = root * value));
  }
  return shiftDiagonal(scale(crossProduct(weighted), alpha), ridge);
}

function moved(theta: Float64Array, t: number, step: Float64Array): Float64Array {
  const to = Float64Array.from(theta);
  addScaled(to, t, step);
  return to;
}

function requireFit(name: string, tasks: readonly Data[], ridge: number): void {
  if (!(ridge > 0)) throw new RangeError(`${name}: ridge must be above 0; got ${ridge}`);
  for (const { y } of tasks) {
    const wrong = y.find((label) => label !== 0 && label !== 1);
    if (wrong !== undefined) throw new RangeError(`${name}: every label must be 0 or 1; got ${wrong}`);
  }
}
