/**
 * ReLU with capacity 1: prediction A_i·ReLU(X_iB), one shared direction B and one head per task, minimising
 *   F_λ = Σ_i α_i‖A_iReLU(X_iB) − y_i‖² + λA_i²‖B‖².
 *
 * Given B the heads are closed form, A_i = α_i⟨z_i,y_i⟩/(α_i‖z_i‖² + λ‖B‖²) with z_i = ReLU(X_iB), which leaves a
 * function V(B) that no positive factor on B changes. Given which samples are active, 1(X_iB > 0), the problem is a
 * linear one of the active rows, whose optimum is known; so L-BFGS goes down both from each start itself and from where
 * such moves lead, and finishes the best few. V has many local minima, and what is found is not certified. Line searches
 * cost little, for on a line all margins are linear; and few samples are fitted in the span of their rows.
 * Source: SPEC (3.2), (4.9), (4.10).
 */
import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  combine,
  dot,
  identity,
  matrix,
  moved,
  multiplyVector,
  norm,
  row,
  scaled,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import type { Model } from "../model.ts";
import { normals, streams } from "../random.ts";
import { type Data, statistics } from "../task.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import { type Minimum, type Trial, type Valued, minimiseScaled } from "./lbfgs.ts";
import { type Problem, twin } from "./problem.ts";
import { inRowSpace } from "./rowSpace.ts";
import { solveSharedModule } from "./sharedModule.ts";

/** V(B), its gradient (d), the heads that it is reached with, and each task's share. */
export interface ReluObjective extends Valued {
  readonly heads: Float64Array; // k
  readonly losses: Float64Array; // k
}

/** What one task contributes to V at given margins. */
interface ReluTaskFit {
  readonly head: number;
  readonly loss: number;
  readonly slopes: Float64Array; // m, ∂V/∂(X_iB)
}

/** The best model found (heads of length 1), its loss, how many starts were tried, and how far it is from stationary. */
export interface ReluFit extends Model {
  readonly loss: number;
  readonly losses: Float64Array; // k
  /**
   * ‖∇V‖/V per unit of B, measured by ΣαX'X + kλI. Where a sample sits on its kink, X_iB = 0, it does not vanish at a
   * minimum either.
   */
  readonly residual: number;
  readonly starts: number;
}

/** Random directions to start from besides those of (4.10). */
export interface ReluOptions {
  readonly restarts?: number;
  /** How many of the best after a short descent are finished; with 20 samples in 100 dimensions, 3 lost up to 9 %. */
  readonly finished?: number;
}

/** Moves from active set to active set per start. */
const MOVES = 8;
/** L-BFGS iterations of every start, and of the best that are finished. */
const SKETCH = 60;
const ITERATIONS = 1000;
/**
 * Where ten steps lower V by less than this share, it is enough. Not for the loss's sake: with many source samples the
 * target's share of it is so small that 4e-6 of the whole moved the target's error by a tenth.
 */
const ENOUGH = 1e-9;
/** Starts whose values are closer than this share are the same one, reached in two ways. */
const ALIKE = 1e-12;
/** Short descents whose ends are closer than this share are taken for the same minimum. */
const SAME = 1e-4;

/**
 * V(B) = min_A F_λ with heads eliminated, and its gradient Σ 2α_iA_iX_i'[(A_iz_i − y_i)∘1(X_iB>0)] + 2λA_i²B (the
 * envelope theorem: heads are at their optimum, so their own change does not count). B is d; ridge > 0. At B = 0, where V
 * has no limit, it is Σα_i‖y_i‖² with gradient 0. Source: SPEC (4.9).
 */
export function reluObjective(problem: Problem<Data>, B: Float64Array): ReluObjective {
  return objectiveAt(
    problem,
    B,
    problem.tasks.map(({ X }) => multiplyVector(X, B)),
  );
}

/** V(B) given the margins X_iB, which on a line B + tp are linear in t: a line search reads X_i once, not for every t. */
function objectiveAt(problem: Problem<Data>, B: Float64Array, margins: readonly Float64Array[]): ReluObjective {
  const { tasks, ridge } = problem;
  const fits = tasks.map((_, i) => fitOf(problem, i, margins[i], dot(B, B)));
  const heads = Float64Array.from(fits, (fit) => fit.head);
  const losses = Float64Array.from(fits, (fit) => fit.loss);
  const gradient = scaled(2 * ridge * dot(heads, heads), B);
  tasks.forEach(({ X }, i) => addScaled(gradient, 1, transposeMultiplyVector(X, fits[i].slopes)));
  const along = (p: Float64Array): ((t: number) => Trial) => {
    const changes = tasks.map(({ X }) => multiplyVector(X, p));
    return (t) => {
      const to = moved(B, t, p);
      const marginsThere = margins.map((margin, i) => moved(margin, t, changes[i]));
      let [value, slope] = [0, 0];
      tasks.forEach((_, i) => {
        const { head, loss, slopes } = fitOf(problem, i, marginsThere[i], dot(to, to));
        value += loss;
        slope += dot(slopes, changes[i]) + 2 * ridge * head * head * dot(to, p);
      });
      return { value, slope, there: () => objectiveAt(problem, to, marginsThere) };
    };
  };
  return { value: losses.reduce((a, b) => a + b, 0), gradient, heads, losses, along };
}

/** Task i's best head at its margins, its share of V, and that share's derivative in each margin, 0 where not active. */
function fitOf({ tasks, alpha, ridge }: Problem<Data>, i: number, margin: Float64Array, BtB: number): ReluTaskFit {
  const { y } = tasks[i];
  let [zz, zy] = [0, 0];
  for (let n = 0; n < margin.length; n++) {
    const z = margin[n];
    if (!(z > 0)) continue;
    zz += z * z;
    zy += z * y[n];
  }
  const scale = alpha[i] * zz + ridge * BtB;
  const head = scale > 0 ? (alpha[i] * zy) / scale : 0;
  let squares = 0;
  const slopes = new Float64Array(margin.length);
  for (let n = 0; n < margin.length; n++) {
    const isActive = margin[n] > 0;
    const residual = isActive ? head * margin[n] - y[n] : -y[n];
    squares += residual * residual;
    if (isActive) slopes[n] = 2 * alpha[i] * head * residual;
  }
  return { head, loss: alpha[i] * squares + ridge * head * head * BtB, slopes };
}

/**
 * The best local minimum of V over all starts, for any number of tasks; alone, a task's twin.
 * Throws unless r = 1 and ridge > 0: without a ridge, few samples leave V without a unique minimum. Source: SPEC (4.9), (4.10).
 */
export function solveRelu(problem: Problem<Data>, { restarts = 0, finished = 6 }: ReluOptions = {}): ReluFit {
  const { tasks, r, ridge } = problem;
  if (r !== 1 || !(ridge > 0))
    throw new RangeError(`solveRelu: needs r = 1 and ridge > 0; got r = ${r} and ridge = ${ridge}`);
  const d = tasks[0].X.columns;
  const { problem: reduced, toReduced, toFull } = inRowSpace(problem);
  const starts = [...(tasks.length === 1 ? startsAlone(reduced) : startsTogether(reduced))];
  for (let start = 0; start < restarts; start++) starts.push(toReduced(normals(start, streams.start, d)));
  const L = cholesky(curvature(reduced));
  const throughActiveSets = activeSetMoves(reduced);
  const tried = distinct(
    starts.map((start) => pointOf(reduced, start)).flatMap((start) => [start, throughActiveSets(start)]),
    ALIKE,
  );
  const sketches = tried.map(({ x }) => descend(reduced, L, x, SKETCH));
  const [{ x, gradient }] = distinct(sketches, SAME)
    .slice(0, finished)
    .map((sketch) => descend(reduced, L, sketch.x, ITERATIONS))
    .sort((a, b) => a.value - b.value);
  const { value, heads, losses } = reluObjective(reduced, x);
  const residual = (norm(gradient) * norm(transposeMultiplyVector(L, x))) / (value || 1);
  const length = norm(heads) || 1;
  const B = matrix(d, 1, scaled(length, toFull(x)));
  return {
    B,
    A: matrix(tasks.length, 1, scaled(1 / length, heads)),
    loss: value,
    losses,
    residual,
    starts: starts.length,
  };
}

/** From a direction of unit length in the scaled coordinates, since V does not change along it. */
function descend(problem: Problem<Data>, L: Matrix, B: Float64Array, iterations: number): Minimum {
  const size = norm(transposeMultiplyVector(L, B)) || 1;
  return minimiseScaled((x) => reluObjective(problem, x), scaled(1 / size, B), L, { iterations, decrease: ENOUGH });
}

/** A ReLU predictor A·ReLU(x'B) as w = |A|B and the sign of its head: A·ReLU(x'B) = sign·ReLU(x'w). */
export function reluDirection({ B, A }: Model, i: number): { readonly w: Float64Array; readonly sign: 1 | -1 } {
  return { w: scaled(Math.abs(A.data[i]), B.data), sign: A.data[i] < 0 ? -1 : 1 };
}

/** Of one task: the linear solution and its opposite, and what fits the positive or the negative labels alone. */
function startsAlone(problem: Problem<Data>): readonly Float64Array[] {
  const { tasks } = problem;
  const [{ y }] = tasks;
  const linear = solveSharedModule(problem).B.data;
  const positive = solveSharedModule(activePart(problem, [y])).B.data;
  const negative = solveSharedModule(activePart(problem, [scaled(-1, y)])).B.data;
  return [linear, scaled(-1, linear), positive, scaled(-1, negative)];
}

/**
 * b_i, Σb_i, 0.3b_1 + the rest, ± the linear model's B, and the pooled margins. Source: SPEC (4.10), but for the last:
 * Σb_i loses the margins of the few target samples. With d = κ = 100 and 200 orthogonal source samples (seed 1) the
 * others ended at 3 times its loss by active sets, and at 1.01 times by L-BFGS.
 */
function startsTogether(problem: Problem<Data>): readonly Float64Array[] {
  const alone = problem.tasks.map((_, i) => reluDirection(solveRelu(twin(problem, i)), 0).w);
  const linear = solveLinear(problem).B.data;
  return [...alone, sumOf(alone, 1), sumOf(alone, 0.3), linear, scaled(-1, linear), pooledMargins(problem, alone)];
}

/** The one direction whose margins are closest to those of each task alone: argmin Σα_i‖X_iB − X_ib_i‖² + kλ‖B‖². */
function pooledMargins(problem: Problem<Data>, alone: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(alone[0].length);
  problem.tasks.forEach((task, i) => addScaled(sum, problem.alpha[i], multiplyVector(statistics(task).XtX, alone[i])));
  return solveCholesky(cholesky(curvature(problem)), sum);
}

/** first·b_1 + b_2 + … */
function sumOf([b, ...rest]: readonly Float64Array[], first: number): Float64Array {
  const sum = scaled(first, b);
  for (const other of rest) addScaled(sum, 1, other);
  return sum;
}

/** A module and V there. */
interface Point {
  readonly x: Float64Array;
  readonly value: number;
}

function pointOf(problem: Problem<Data>, x: Float64Array): Point {
  return { x, value: reluObjective(problem, x).value };
}

/** In the order of their values, without those that lie above another by less than this share. */
function distinct<P extends Point>(points: readonly P[], share: number): readonly P[] {
  const sorted = points.toSorted((a, b) => a.value - b.value);
  return sorted.filter(({ value }, at) => at === 0 || value > sorted[at - 1].value * (1 + share));
}

/**
 * From active set to active set, each the optimum of the linear problem of the one before, as long as V falls.
 * Paths from several starts often meet, so the better side of each active set's optimum is remembered.
 */
function activeSetMoves(problem: Problem<Data>): (start: Point) => Point {
  const optima = new Map<string, Point>();
  const optimumOf = (B: Float64Array): Point => {
    const margins = problem.tasks.map(({ X }) => multiplyVector(X, B));
    const active = margins.map((margin) => margin.map((value) => Number(value > 0)).join("")).join();
    let found = optima.get(active);
    if (!found) {
      const linear = solveLinear(activePart(problem, margins)).B.data;
      const [towards, away] = [linear, scaled(-1, linear)].map((x) => pointOf(problem, x));
      found = towards.value <= away.value ? towards : away;
      optima.set(active, found);
    }
    return found;
  };
  return (start) => {
    let best = start;
    for (let move = 0; move < MOVES; move++) {
      const next = optimumOf(best.x);
      if (!(next.value < best.value)) break;
      best = next;
    }
    return best;
  };
}

/** The same problem of the samples whose margin is positive. */
function activePart(problem: Problem<Data>, margins: readonly Float64Array[]): Problem<Data> {
  return { ...problem, tasks: problem.tasks.map((task, i) => activeSamples(task, margins[i])) };
}

/** The samples of a task whose margin is positive. */
export function activeSamples({ X, y }: Data, margin: Float64Array): Data {
  const active = Array.from(margin.keys()).filter((n) => margin[n] > 0);
  const part = matrix(active.length, X.columns);
  active.forEach((n, into) => row(part, into).set(row(X, n)));
  return { X: part, y: Float64Array.from(active, (n) => y[n]) };
}

/** The optimum of the linear problem; for more than two tasks a rough one will do. */
function solveLinear(problem: Problem<Data>): Model {
  if (problem.tasks.length <= 2) return solveSharedModule(problem);
  return alternatingLeastSquares(problem, { restarts: 0, tolerance: 1e-6, sweeps: 100 });
}

/** ΣαX'X + kλI. */
function curvature({ tasks, alpha, ridge }: Problem<Data>): Matrix {
  return tasks.reduce(
    (sum, task, i) => combine(1, sum, alpha[i], statistics(task).XtX),
    identity(tasks[0].X.columns, tasks.length * ridge),
  );
}
