/**
 * The analysis of given tasks: data in, one report out, everything in closed form. The report's keys and shapes are those
 * of the golden files' `expect`. A key that is not defined for the tasks at hand is absent; what is not unique is null.
 */
import {
  type Matrix,
  difference,
  dot,
  fromRows,
  matrix,
  multiply,
  multiplyVector,
  norm,
  row,
  transpose,
} from "./core/linalg/matrix.ts";
import { orthonormalBasis, principalAngles } from "./core/linalg/subspace.ts";
import { predictor } from "./core/model.ts";
import { alignedPredictor } from "./core/solvers/alignment.ts";
import type { Problem } from "./core/solvers/problem.ts";
import { moduleRank, sharedCovariates } from "./core/solvers/sharedCovariates.ts";
import { solveSingleTask } from "./core/solvers/singleTask.ts";
import { type Landscape, landscape } from "./core/solvers/twoTasks.ts";
import type { Data } from "./core/task.ts";
import { type Leading, covarianceSimilarity, leadingPrincipalAxes } from "./core/theory/covarianceSimilarity.ts";
import { eliminatedObjective } from "./core/theory/eliminatedObjective.ts";
import { type Theorem2, theorem2 } from "./core/theory/theorem2.ts";
import { type Labels, svdWeights } from "./core/weightings/svd.ts";
import type { GivenTasks } from "./givenTasks.ts";

type Vector = readonly number[];
type Rows = readonly Vector[];

/** The report. λ = 0 is the limit λ → 0⁺. Angles are in radians; `i`, `j` number tasks from 0. */
export interface Analysis {
  /** θ̂_i of each task alone, λ = 0, k×d. */
  readonly stl: Rows;
  readonly stl_ridge: { readonly lam: number; readonly theta: Rows };
  /** Equation (5) for i ≤ j, with the ranks that hold 99 % of each trace; null where equal eigenvalues meet the cut. */
  readonly similarity: readonly {
    readonly i: number;
    readonly j: number;
    readonly score: number | null;
    readonly r1: number;
    readonly r2: number;
    readonly normalised: number | null;
  }[];
  /** Between the eigenspaces that equation (5) keeps, i < j; null where one of the two is not unique. */
  readonly principal_angles_rad: readonly {
    readonly i: number;
    readonly j: number;
    readonly subspaces: string;
    readonly ri: number;
    readonly rj: number;
    readonly angles: Vector | null;
  }[];
  readonly h_of_B: readonly { readonly B: Vector; readonly h: number }[];
  /** Algorithm 2 for r = 1 … k, not normalised; null where singular values r and r+1 tie. */
  readonly svd_weights?: WeightsByRank;
  readonly svd_weights_label_normalised?: WeightsByRank;
  readonly prop3?: { readonly unweighted: Proposition3; readonly alpha: Proposition3 };
  readonly mtl_r1?: Optimum;
  readonly mtl_r1_ridge?: Optimum;
  readonly alg1_task0?: Alignment;
  /** Σα_i‖X_iθ̂_i − y_i‖² at λ = 0: what any capacity r ≥ k reaches (Proposition 1). */
  readonly mtl_r_ge_k_loss: number;
  readonly theorem2_source0_target1?: Theorem2Report & { readonly Sigma1: "identity" };
  readonly "theorem2_c_0.3"?: Theorem2Report;
}

type WeightsByRank = Readonly<Record<string, Vector | null>>;

/** F_λ at its minimum over models of capacity 1, and the predictors there; T is null where it is not unique. */
interface Optimum {
  readonly alpha: Vector;
  readonly lam?: number;
  readonly loss: number;
  readonly T: Rows | null;
  readonly note?: string;
}

interface Proposition3 {
  readonly weights: Vector;
  readonly eigenvalues: Vector;
  /** T is one of many where eigenvalues r and r+1 are equal and not 0; the projector on span B is then null. */
  readonly by_r: Readonly<
    Record<
      string,
      {
        readonly loss: number;
        readonly T: Rows;
        readonly rank_B: number;
        readonly relative_eigengap: number;
        readonly subspace_unique: boolean;
        readonly projector: Rows | null;
      }
    >
  >;
}

/** Algorithm 1 for task 0 with the shared module B of `mtl_r1_ridge`. */
interface Alignment {
  readonly lam: number;
  readonly B: Vector;
  readonly by_mu: Readonly<Record<string, Vector>>;
  readonly mu_inf: Vector;
}

interface Theorem2Report {
  readonly kappa_X2: number;
  readonly kappa_S1: number;
  readonly sin: number;
  readonly c_min: number;
  readonly c: number;
  readonly applicable: boolean;
  readonly noise_ratio: number;
  readonly bound: number;
  readonly m1_order: number;
}

/** Losses closer than this share of Σα_i‖y_i‖² tie, … */
const LOSS_TIE = 1e-10;
/** … and norms of B closer than this share of the least. */
const NORM_TIE = 1e-8;
/** Predictors closer than this share are the same. */
const SAME = 1e-6;

/**
 * Everything that SPEC defines in closed form for given tasks. Throws only where double precision does not suffice
 * (a system that is singular up to rounding). Sources: SPEC (3.1), (4.1)–(4.4), (5.5)–(5.8), (6.3), (7.3), (8.1), (8.2).
 */
export function analyse(given: GivenTasks): Analysis {
  const { tasks, alpha, ridge, B } = given;
  const alone = tasks.map((task) => solveSingleTask(task, 0));
  return {
    stl: alone.map(toVector),
    stl_ridge: { lam: ridge, theta: tasks.map((task) => toVector(solveSingleTask(task, ridge))) },
    ...covariances(tasks),
    h_of_B: B.map((module) => ({ B: toVector(module), h: eliminatedObjective(tasks, module) })),
    ...(haveSameCovariates(tasks) && sharedReport(tasks, alpha)),
    ...(tasks.length === 2 && pairReport(given)),
    mtl_r_ge_k_loss: alone.reduce((sum, thetaHat, i) => sum + alpha[i] * squaredResidual(tasks[i], thetaHat), 0),
    ...theoremReport(given),
  };
}

function covariances(tasks: readonly Data[]): Pick<Analysis, "similarity" | "principal_angles_rad"> {
  const leading = tasks.map(leadingPrincipalAxes);
  const pairs = leading.flatMap((_, i) => leading.slice(i).map((__, offset) => ({ i, j: i + offset })));
  const similarity = pairs.map(({ i, j }) => {
    const { score, normalised, ranks } = covarianceSimilarity(leading[i], leading[j]);
    const ranked = { i, j, r1: ranks[0], r2: ranks[1] };
    const isDefined = i === j || (leading[i].isUnique && leading[j].isUnique); // a task's own score needs values only
    return isDefined ? { ...ranked, score, normalised } : { ...ranked, score: null, normalised: null };
  });
  const principal_angles_rad = pairs
    .filter(({ i, j }) => i < j)
    .map(({ i, j }) => ({
      i,
      j,
      subspaces: "top-r99 eigenvectors of X'X",
      ri: leading[i].values.length,
      rj: leading[j].values.length,
      angles: anglesBetween(leading[i], leading[j]),
    }));
  return { similarity, principal_angles_rad };
}

/** No angles where one covariance is 0. */
function anglesBetween(first: Leading, second: Leading): Vector | null {
  if (!first.isUnique || !second.isUnique) return null;
  if (first.values.length === 0 || second.values.length === 0) return [];
  return toVector(principalAngles(first.vectors, second.vectors));
}

function haveSameCovariates([first, ...others]: readonly Data[]): boolean {
  return others.every(({ X }) => X.rows === first.X.rows && X.data.every((value, at) => value === first.X.data[at]));
}

function sharedReport(
  tasks: readonly Data[],
  alpha: Float64Array,
): Required<Pick<Analysis, "svd_weights" | "svd_weights_label_normalised" | "prop3">> {
  const ones = new Float64Array(tasks.length).fill(1);
  return {
    svd_weights: weightsByRank(tasks, "printed"),
    svd_weights_label_normalised: weightsByRank(tasks, "unit"),
    prop3: { unweighted: proposition3(tasks, ones), alpha: proposition3(tasks, alpha) },
  };
}

function weightsByRank(tasks: readonly Data[], labels: Labels): WeightsByRank {
  return byRank(tasks.length, (r) => {
    const { alpha, isUnique } = svdWeights(tasks, r, labels);
    return isUnique ? toVector(alpha) : null;
  });
}

function proposition3(tasks: readonly Data[], alpha: Float64Array): Proposition3 {
  const labels = tasks.map(({ y }) => y);
  const { eigenvalues, optimum } = sharedCovariates(tasks[0].X, labels, alpha);
  const by_r = byRank(tasks.length, (r) => {
    const { B, ThetaHat, loss, relativeEigengap, isUnique } = optimum(r);
    return {
      loss,
      T: toRows(ThetaHat),
      rank_B: moduleRank(B),
      relative_eigengap: relativeEigengap,
      subspace_unique: isUnique,
      projector: isUnique ? toRows(projectorOn(B)) : null,
    };
  });
  return { weights: toVector(alpha), eigenvalues: toVector(eigenvalues), by_r };
}

function projectorOn(B: Matrix): Matrix {
  const Q = orthonormalBasis(B);
  return multiply(Q, transpose(Q));
}

function pairReport(given: GivenTasks): Pick<Analysis, "mtl_r1" | "mtl_r1_ridge" | "alg1_task0"> {
  const { tasks, alpha, ridge } = given;
  const penalised = optimumOf({ tasks, r: 1, ridge, alpha });
  return {
    mtl_r1: optimumOf({ tasks, r: 1, ridge: 0, alpha }).report,
    mtl_r1_ridge: { ...penalised.report, lam: ridge },
    ...(penalised.report.T && { alg1_task0: alignment(given, penalised.B) }),
  };
}

/** The optimum of two tasks with capacity 1, and its shared module. */
function optimumOf(problem: Problem<Data>): { readonly report: Optimum; readonly B: Float64Array } {
  const found = landscape(problem);
  const { t } = found.minima[0];
  const T = predictorsAt(found, t);
  const loss = problem.tasks.reduce((sum, task, i) => {
    const thetaHat = row(T, i);
    return sum + problem.alpha[i] * squaredResidual(task, thetaHat) + problem.ridge * dot(thetaHat, thetaHat);
  }, 0);
  const report = isUnique(problem, found)
    ? { T: toRows(T) }
    : { T: null, note: "the minimiser is not unique; the loss is" };
  return { report: { alpha: toVector(problem.alpha), loss, ...report }, B: found.module(t) };
}

/** θ̂_i = B(t)A_i for heads (cos t, sin t), 2×d. */
function predictorsAt({ module }: Landscape, t: number): Matrix {
  const B = module(t);
  const model = { B: matrix(B.length, 1, B), A: matrix(2, 1, Float64Array.of(Math.cos(t), Math.sin(t))) };
  return fromRows([predictor(model, 0), predictor(model, 1)]);
}

/**
 * Whether no other head angle does as well with other predictors. The rivals are the other local minima and, for a
 * landscape without relief, angles in between.
 */
function isUnique({ tasks, alpha }: Problem<Data>, found: Landscape): boolean {
  const [{ t: best }, ...others] = found.minima;
  const total = tasks.reduce((sum, { y }, i) => sum + alpha[i] * dot(y, y), 0);
  const T = predictorsAt(found, best);
  const ties = (t: number): boolean =>
    found.settledBy === "loss"
      ? found.loss(t) - found.loss(best) <= LOSS_TIE * total
      : norm(found.module(t)) <= (1 + NORM_TIE) * norm(found.module(best));
  const differs = (t: number): boolean => norm(difference(predictorsAt(found, t).data, T.data)) > SAME * norm(T.data);
  return ![...others.map(({ t }) => t), best + 0.4, best + 0.8, best + 1.2].some((t) => ties(t) && differs(t));
}

function alignment({ tasks: [task], ridge, mus }: GivenTasks, B: Float64Array): Alignment {
  const module = matrix(B.length, 1, B);
  const aligned = (mu: number): Vector => toVector(alignedPredictor(task, module, ridge, mu));
  return {
    lam: ridge,
    B: toVector(B),
    by_mu: Object.fromEntries(mus.map((mu) => [String(mu), aligned(mu)])),
    mu_inf: aligned(Infinity),
  };
}

/** Theorem 2 for two tasks whose truth is known, with Σ₁ = I: for the least margin, and for c = 0.3 where it may be. */
function theoremReport({
  tasks,
  theta,
  noise,
}: GivenTasks): Pick<Analysis, "theorem2_source0_target1" | "theorem2_c_0.3"> {
  if (tasks.length !== 2 || !theta || !noise) return {};
  const source = { X: tasks[0].X, theta: theta[0] };
  const target = { ...tasks[1], theta: theta[1], noise: noise[1] };
  const least = theorem2(source, target);
  return {
    theorem2_source0_target1: { Sigma1: "identity", ...theoremShape(least) },
    ...(least.leastMargin <= 1 / 3 && {
      "theorem2_c_0.3": theoremShape(theorem2(source, target, { margin: 0.3 })),
    }),
  };
}

function theoremShape(found: Theorem2): Theorem2Report {
  return {
    kappa_X2: found.targetConditionNumber,
    kappa_S1: found.sourceConditionNumber,
    sin: found.sine,
    c_min: found.leastMargin,
    c: found.margin,
    applicable: found.isApplicable,
    noise_ratio: found.noiseRatio,
    bound: found.bound,
    m1_order: found.sampleSizeOrder,
  };
}

/** ‖Xθ − y‖², from the data themselves. */
function squaredResidual({ X, y }: Data, theta: Float64Array): number {
  const residual = difference(multiplyVector(X, theta), y);
  return dot(residual, residual);
}

function byRank<T>(k: number, value: (r: number) => T): Record<string, T> {
  return Object.fromEntries(Array.from({ length: k }, (_, i) => [String(i + 1), value(i + 1)]));
}

function toVector(values: Float64Array): Vector {
  return Array.from(values);
}

function toRows(M: Matrix): Rows {
  return Array.from({ length: M.rows }, (_, i) => toVector(row(M, i)));
}
