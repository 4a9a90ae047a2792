/**
 * The global optimum for two tasks and capacity 1.
 *
 * Up to scale the heads are A = (cos t, sin t). For fixed t the best shared module solves least squares, so the loss
 * is a function φ(t) of one angle with period π:
 *   M(t) = cos²t P₁ + sin²t P₂,  b(t) = cos t c₁ + sin t c₂,  B(t) = M⁻¹b,  φ(t) = Σα_i‖y_i‖² − b'M⁻¹b,
 * with P_i = α_iX_i'X_i + λI, c_i = α_iX_i'y_i (`normalEquations`, which also takes alignment matrices). One generalised
 * eigenproblem P₁V = (P₁+P₂)V diag(L), V'(P₁+P₂)V = I makes M(t) diagonal, so that with u = V'c₁, v = V'c₂
 *   b'M⁻¹b = Σ_j (cos t u_j + sin t v_j)² / (cos²t L_j + sin²t (1−L_j)),
 * which costs O(d) for each t. Source: SPEC (4.2)–(4.4).
 */
import { cholesky, solveCholesky, solveLower, solveLowerRows, svd, symmetricEigen } from "../linalg/decompositions.ts";
import { minimumNorm } from "../linalg/leastSquares.ts";
import {
  type Matrix,
  columns,
  combine,
  crossProduct,
  dot,
  fromRows,
  matrix,
  multiplyVector,
  row,
  rows,
  scale,
  scaled,
  stack,
  trace,
  transpose,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { eigenCoordinates } from "../linalg/symmetric.ts";
import type { Model } from "../model.ts";
import { type Data, statistics } from "../task.ts";
import { type Minimum, localMinima, searchAngles } from "./headAngle.ts";
import { type Norms, leastNorms, quotient } from "./norms.ts";
import { type Problem, normalEquations } from "./problem.ts";
import { type Shares, finestScale, lossAt, slopeAt, withoutRounding } from "./shares.ts";

/** The loss as a function of the head angle t: the target's head is cos t, the source's is sin t. */
export type Landscape = Relief & Settled;

interface Relief {
  /** φ(t), the least F_λ that heads (cos t, sin t) allow. Period π. */
  readonly loss: (t: number) => number;
  /** φ′(t). */
  readonly slope: (t: number) => number;
  /** B(t), d: the best shared module for heads (cos t, sin t). */
  readonly module: (t: number) => Float64Array;
  /** Local minima, t in (−π/2, π/2], deepest first. Never more than two were seen in 1,800 problems (SPEC 4.3). */
  readonly minima: readonly Minimum[];
}

/** What chooses among the t: φ(t), or in the limit λ → 0⁺, where every t has the same loss, ‖B(t)‖; and what it is made of. */
type Settled =
  | { readonly settledBy: "loss"; readonly shares: Shares }
  | { readonly settledBy: "norm"; readonly norms: Norms };

/** Below this Σ L_j(1 − L_j) is rounding: no direction is seen by both tasks. */
const INDEPENDENT = 1e-12;

const remembered = new WeakMap<Problem<Data>, Landscape>();

/**
 * The landscape of two tasks with capacity 1, computed once per problem; ridge ≥ 0, 0 being the limit λ → 0⁺.
 * Throws unless there are two tasks and r = 1, and where `normalEquations` does. Source: SPEC (4.2)–(4.4).
 */
export function landscape(problem: Problem<Data>): Landscape {
  let found = remembered.get(problem);
  if (!found) {
    found = computeLandscape(problem);
    remembered.set(problem, found);
  }
  return found;
}

function computeLandscape(problem: Problem<Data>): Landscape {
  if (problem.tasks.length !== 2 || problem.r !== 1)
    throw new RangeError(`landscape: needs 2 tasks and r = 1; got ${problem.tasks.length} and r = ${problem.r}`);
  if (problem.ridge > 0 || problem.R) return penalisedLandscape(problem);
  const { rank, equations, least } = rowSpace(problem);
  if (rank === 0) return flatLandscape(problem);
  return least === undefined ? limitLandscape(problem, equations) : independentLandscape(problem, least);
}

/**
 * The global minimiser of F_λ for two tasks and r = 1: A = (cos t, sin t), B = B(t) (d×1) at the deepest minimum of φ, t
 * in (−π/2, π/2]. Throws where `landscape` does. Source: SPEC (4.2)–(4.4).
 */
export function solveTwoTasks(problem: Problem<Data>): Model & { readonly t: number } {
  const { minima, module } = landscape(problem);
  const { t } = minima[0];
  const B = module(t);
  return { t, B: matrix(B.length, 1, B), A: matrix(2, 1, Float64Array.of(Math.cos(t), Math.sin(t))) };
}

/**
 * λ > 0. The pencil is reduced by a Cholesky factor C of P₁ + P₂: L are the eigenvalues of C⁻¹P₁C⁻ᵀ, and u, v the
 * coordinates of C⁻¹c₁, C⁻¹c₂ in its eigenbasis, which itself is never made. B(t) solves M(t)B = b(t).
 */
function penalisedLandscape(problem: Problem<Data>): Landscape {
  const [{ P: P1, c: c1 }, { P: P2, c: c2 }] = [0, 1].map((i) => normalEquations(problem, i));
  const C = cholesky(combine(1, P1, 1, P2));
  const { values: L, coordinates } = eigenCoordinates(reduced(P1, C), fromRows([solveLower(C, c1), solveLower(C, c2)]));
  const shares = { total: squaredLabels(problem), L, u: row(coordinates, 0), v: row(coordinates, 1) };
  const module = (t: number): Float64Array => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    const b = c1.map((value, j) => cos * value + sin * c2[j]);
    return solveCholesky(cholesky(combine(cos * cos, P1, sin * sin, P2)), b);
  };
  return settledByLoss(withoutRounding(shares), module);
}

/** C⁻¹PC⁻ᵀ. */
function reduced(P: Matrix, C: Matrix): Matrix {
  return solveLowerRows(C, transpose(solveLowerRows(C, P)));
}

function settledByLoss(shares: Shares, module: Relief["module"]): Landscape {
  const loss = (t: number): number => lossAt(shares, t);
  const slope = (t: number): number => slopeAt(shares, t);
  const minima = localMinima(loss, slope, searchAngles(finestScale(shares) / 8));
  return { loss, slope, module, minima, settledBy: "loss", shares };
}

/** P_i and c_i in the coordinates B = W B̃ of the row space, W d×q, where P₁ + P₂ = I. */
interface NormalEquations {
  readonly P1: Matrix;
  readonly c: readonly [Float64Array, Float64Array];
  readonly W: Matrix;
}

/** λ → 0⁺, where the tasks share directions: in the row space the eigenvectors V of P₁ make the pencil diagonal. */
function limitLandscape(problem: Problem<Data>, { P1, c, W }: NormalEquations): Landscape {
  const { values: L, vectors: V } = symmetricEigen(P1);
  const [u, v] = c.map((ci) => transposeMultiplyVector(V, ci));
  const shares = withoutRounding({ total: squaredLabels(problem), L, u, v });
  const module = (t: number): Float64Array => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    const coordinates = shares.L.map((value, j) => {
      if (value === 0) return shares.v[j] / sin;
      if (value === 1) return shares.u[j] / cos;
      return (cos * shares.u[j] + sin * shares.v[j]) / (cos * cos * value + sin * sin * (1 - value));
    });
    return multiplyVector(W, multiplyVector(V, coordinates));
  };
  return settledByLoss(shares, module);
}

/**
 * λ → 0⁺ where the tasks' row spaces are independent: every t but 0 and π/2 fits each task as well as it can be fitted
 * alone, for m₁ + m₂ independent rows exactly, and the ridge chooses the t of least
 * ‖B(t)‖², B(t) = n₁/cos t + n₂/sin t, n₁ = Z⁺[y₁; 0], n₂ = Z⁺[0; y₂].
 * `minima` are those of ‖B(t)‖²; the loss of all is `least`. Source: SPEC (4.4), and the same for dependent rows.
 */
function independentLandscape({ tasks: [first, second] }: Problem<Data>, least: number): Landscape {
  const Z = stack(first.X, second.X);
  const padded = (offset: number, y: Float64Array): Float64Array => {
    const labels = new Float64Array(Z.rows);
    labels.set(y, offset);
    return labels;
  };
  const n1 = minimumNorm(Z, padded(0, first.y));
  const n2 = minimumNorm(Z, padded(first.X.rows, second.y));
  const norms = { p11: dot(n1, n1), p12: dot(n1, n2), p22: dot(n2, n2) };
  const module = (t: number): Float64Array =>
    n1.map((value, j) => quotient(value, Math.cos(t)) + quotient(n2[j], Math.sin(t)));
  const minima = leastNorms(norms).map((t) => ({ t, loss: least }));
  return { loss: () => least, slope: () => 0, module, minima, settledBy: "norm", norms };
}

/**
 * The row space of Z = UΣV', the tasks' stacked rows √α_iX_i. In it, with B = VΣ⁻¹B̃, the normal equations are
 * P_i = U_i'U_i and c_i = √α_iU_i'y_i, U_i the rows of U that belong to task i: P₁ + P₂ = I however ill-conditioned Z
 * is. Where the row spaces of the two tasks are independent, P₁ and P₂ are projectors and `least` is the loss that every
 * t reaches, Σα_i‖y_i‖² − ‖c_i‖²; otherwise it is undefined.
 */
function rowSpace(problem: Problem<Data>): {
  readonly rank: number;
  readonly equations: NormalEquations;
  readonly least: number | undefined;
} {
  const { tasks, alpha } = problem;
  const [first, second] = tasks;
  const roots = alpha.map(Math.sqrt);
  const Z = stack(scale(first.X, roots[0]), scale(second.X, roots[1]));
  const { U, values, V } = svd(Z);
  const rank = values.filter((value) => value > 1e-12 * values[0]).length;
  const U1 = rows(columns(U, 0, rank), 0, first.X.rows);
  const U2 = rows(columns(U, 0, rank), first.X.rows, Z.rows);
  const P1 = crossProduct(U1);
  const c = [
    transposeMultiplyVector(U1, scaled(roots[0], first.y)),
    transposeMultiplyVector(U2, scaled(roots[1], second.y)),
  ] as const;
  const W = columns(V, 0, rank);
  for (let i = 0; i < W.rows; i++) row(W, i).forEach((value, j, into) => (into[j] = value / values[j]));
  const independent = trace(P1) - dot(P1.data, P1.data) < INDEPENDENT; // Σ L_j(1 − L_j)
  const unexplained = rank === Z.rows ? 0 : squaredLabels(problem) - dot(c[0], c[0]) - dot(c[1], c[1]);
  return { rank, equations: { P1, c, W }, least: independent ? Math.max(0, unexplained) : undefined };
}

/** Where no task has data that vary, nothing can be learned: every model costs Σα_i‖y_i‖², and B = 0 is the shortest. */
function flatLandscape(problem: Problem<Data>): Landscape {
  const total = squaredLabels(problem);
  const module = (): Float64Array => new Float64Array(problem.tasks[0].X.columns);
  const norms = { p11: 0, p12: 0, p22: 0 };
  return { loss: () => total, slope: () => 0, module, minima: [{ t: 0, loss: total }], settledBy: "norm", norms };
}

function squaredLabels({ tasks, alpha }: Problem<Data>): number {
  return tasks.reduce((sum, task, i) => sum + alpha[i] * statistics(task).yty, 0);
}
