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
  identity,
  matrix,
  multiplyVector,
  norm,
  scaled,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import type { Model } from "../model.ts";
import { normals, streams } from "../random.ts";
import { type Data, statistics } from "../task.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import { type Minimum, minimiseScaled } from "./lbfgs.ts";
import { type Problem, twin } from "./problem.ts";
import { activeSamples, reluObjective } from "./reluObjective.ts";
import { inRowSpace } from "./rowSpace.ts";
import { solveSharedModule } from "./sharedModule.ts";

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
