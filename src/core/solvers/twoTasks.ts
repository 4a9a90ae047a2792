/**
 * The global optimum for two tasks and capacity 1.
 *
 * Up to scale the heads are A = (cos t, sin t). For fixed t the best shared module solves least squares, so the loss
 * is a function φ(t) of one angle with period π:
 *   M(t) = cos²t P₁ + sin²t P₂,  b(t) = cos t c₁ + sin t c₂,  B(t) = M⁻¹b,  φ(t) = Σα_i‖y_i‖² − b'M⁻¹b,
 * with P_i = α_iX_i'X_i + λI, c_i = α_iX_i'y_i. One generalised eigenproblem P₁V = (P₁+P₂)V diag(L), V'(P₁+P₂)V = I
 * makes M(t) diagonal, so that with u = V'c₁, v = V'c₂
 *   b'M⁻¹b = Σ_j (cos t u_j + sin t v_j)² / (cos²t L_j + sin²t (1−L_j)),
 * which costs O(d) for each t. Source: SPEC (4.2)–(4.4).
 */
import { cholesky, solveLower, solveTransposed, svd, symmetricEigen } from "../linalg/decompositions.ts";
import { minimumNorm } from "../linalg/leastSquares.ts";
import {
  type Matrix,
  columns,
  combine,
  crossProduct,
  dot,
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
import type { Model } from "../model.ts";
import { type Data, penalisedCovariance, statistics } from "../task.ts";
import type { Problem } from "./problem.ts";

/** The loss as a function of the head angle t: the target's head is cos t, the source's is sin t. */
export interface Landscape {
  /** φ(t), the least F_λ that heads (cos t, sin t) allow. Period π. */
  readonly loss: (t: number) => number;
  /** φ′(t). */
  readonly slope: (t: number) => number;
  /** B(t), d: the best shared module for heads (cos t, sin t). */
  readonly module: (t: number) => Float64Array;
  /** Local minima, t in (−π/2, π/2], deepest first. Never more than two were seen in 1,800 problems (SPEC 4.3). */
  readonly minima: readonly { readonly t: number; readonly loss: number }[];
  /** What chooses among the t: φ(t), or in the limit λ → 0⁺, where every t has the same loss, ‖B(t)‖. */
  readonly settledBy: "loss" | "norm";
}

/** Grid angles on half the circle; SPEC (4.3) asks for 121 to 721. */
const GRID = 720;
/** Halvings of a grid cell that bring t to the last bit. */
const HALVINGS = 60;
/** Below this share a generalised eigenvalue is rounding: one of the two tasks does not see that direction. */
const UNSEEN = 1e-13;
/** Below this Σ L_j(1 − L_j) is rounding: no direction is seen by both tasks. */
const INDEPENDENT = 1e-12;

const remembered = new WeakMap<Problem<Data>, Landscape>();

/**
 * The landscape of two tasks with capacity 1, computed once per problem; ridge ≥ 0, 0 being the limit λ → 0⁺.
 * Throws unless there are two tasks and r = 1. Source: SPEC (4.2)–(4.4).
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
  if (problem.ridge > 0) return pencilLandscape(problem, penalised(problem));
  const { rank, equations, least } = rowSpace(problem);
  if (rank === 0) return flatLandscape(problem);
  return least === undefined ? pencilLandscape(problem, equations) : independentLandscape(problem, least);
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

/** P_i and c_i, in the coordinates B = W B̃ where a W (d×q) is given. */
interface NormalEquations {
  readonly P: readonly [Matrix, Matrix];
  readonly c: readonly [Float64Array, Float64Array];
  readonly W?: Matrix;
}

function penalised({ tasks, alpha, ridge }: Problem<Data>): NormalEquations {
  const [first, second] = tasks.map((task, i) => {
    const found = statistics(task);
    return { P: penalisedCovariance(found, alpha[i], ridge), c: scaled(alpha[i], found.Xty) };
  });
  return { P: [first.P, second.P], c: [first.c, second.c] };
}

function pencilLandscape(problem: Problem<Data>, { P, c, W }: NormalEquations): Landscape {
  const { V, L } = generalisedEigen(P[0], P[1]);
  const u = transposeMultiplyVector(V, c[0]);
  const v = transposeMultiplyVector(V, c[1]);
  L.forEach((value, j) => {
    if (value < UNSEEN) L[j] = u[j] = 0;
    if (value > 1 - UNSEEN) {
      L[j] = 1;
      v[j] = 0;
    }
  });
  const total = squaredLabels(problem);

  const loss = (t: number): number => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    let explained = 0;
    for (let j = 0; j < L.length; j++) explained += ratio(cos, sin, u[j], v[j], L[j]);
    return total - explained;
  };
  const slope = (t: number): number => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    let sum = 0;
    for (let j = 0; j < L.length; j++) {
      if (L[j] === 0 || L[j] === 1) continue; // a constant share
      const b = cos * u[j] + sin * v[j];
      const M = cos * cos * L[j] + sin * sin * (1 - L[j]);
      const db = cos * v[j] - sin * u[j];
      const dM = 2 * cos * sin * (1 - 2 * L[j]);
      sum += (2 * b * db * M - b * b * dM) / (M * M);
    }
    return -sum;
  };
  const module = (t: number): Float64Array => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    const coordinates = L.map((value, j) => {
      if (value === 0) return v[j] / sin;
      if (value === 1) return u[j] / cos;
      return (cos * u[j] + sin * v[j]) / (cos * cos * value + sin * sin * (1 - value));
    });
    const B = multiplyVector(V, coordinates);
    return W ? multiplyVector(W, B) : B;
  };
  return { loss, slope, module, minima: localMinima(loss, slope), settledBy: "loss" };
}

/** (cos u + sin v)² / (cos² L + sin² (1−L)); where only one task sees the direction, the constant it comes to. */
function ratio(cos: number, sin: number, u: number, v: number, L: number): number {
  if (L === 0) return v * v;
  if (L === 1) return u * u;
  return (cos * u + sin * v) ** 2 / (cos * cos * L + sin * sin * (1 - L));
}

/** V and L with P₁V = (P₁+P₂)V diag(L) and V'(P₁+P₂)V = I. P₁ + P₂ must be positive definite. */
function generalisedEigen(P1: Matrix, P2: Matrix): { V: Matrix; L: Float64Array } {
  const q = P1.rows;
  const C = cholesky(combine(1, P1, 1, P2));
  const half = matrix(q, q); // row j is C⁻¹ times column j of P₁, so half = P₁C⁻ᵀ
  for (let j = 0; j < q; j++) row(half, j).set(solveLower(C, row(P1, j)));
  const reduced = matrix(q, q);
  const halfTransposed = transpose(half);
  for (let j = 0; j < q; j++) row(reduced, j).set(solveLower(C, row(halfTransposed, j)));
  const { values, vectors } = symmetricEigen(combine(0.5, reduced, 0.5, transpose(reduced)));
  const V = transpose(vectors);
  for (let j = 0; j < q; j++) row(V, j).set(solveTransposed(C, row(V, j)));
  return { V: transpose(V), L: values };
}

/**
 * λ → 0⁺ where the tasks' row spaces are independent: every t but 0 and π/2 fits each task as well as it can be fitted
 * alone, for m₁ + m₂ independent rows exactly, and the ridge chooses the t of least
 * ‖B(t)‖² = p₁₁/cos² + 2p₁₂/(cos sin) + p₂₂/sin², p_ij = n_i'n_j, n₁ = Z⁺[y₁; 0], n₂ = Z⁺[0; y₂].
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
  const [p11, p12, p22] = [dot(n1, n1), dot(n1, n2), dot(n2, n2)];
  const squaredNorm = (t: number): number => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    return p11 / cos ** 2 + (2 * p12) / (cos * sin) + p22 / sin ** 2;
  };
  const squaredNormSlope = (t: number): number => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    return (
      (2 * p11 * sin) / cos ** 3 - (2 * p12 * (cos * cos - sin * sin)) / (cos * sin) ** 2 - (2 * p22 * cos) / sin ** 3
    );
  };
  const module = (t: number): Float64Array => n1.map((value, j) => value / Math.cos(t) + n2[j] / Math.sin(t));
  const minima = localMinima(squaredNorm, squaredNormSlope).map(({ t }) => ({ t, loss: least }));
  return { loss: () => least, slope: () => 0, module, minima, settledBy: "norm" };
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
  const P = [crossProduct(U1), crossProduct(U2)] as const;
  const c = [
    transposeMultiplyVector(U1, scaled(roots[0], first.y)),
    transposeMultiplyVector(U2, scaled(roots[1], second.y)),
  ] as const;
  const W = columns(V, 0, rank);
  for (let i = 0; i < W.rows; i++) row(W, i).forEach((value, j, into) => (into[j] = value / values[j]));
  const independent = trace(P[0]) - dot(P[0].data, P[0].data) < INDEPENDENT; // Σ L_j(1 − L_j)
  const unexplained = rank === Z.rows ? 0 : squaredLabels(problem) - dot(c[0], c[0]) - dot(c[1], c[1]);
  return { rank, equations: { P, c, W }, least: independent ? Math.max(0, unexplained) : undefined };
}

/** Where no task has data that vary, nothing can be learned: every model costs Σα_i‖y_i‖², and B = 0 is the shortest. */
function flatLandscape(problem: Problem<Data>): Landscape {
  const total = squaredLabels(problem);
  const module = (): Float64Array => new Float64Array(problem.tasks[0].X.columns);
  return { loss: () => total, slope: () => 0, module, minima: [{ t: 0, loss: total }], settledBy: "norm" };
}

function squaredLabels({ tasks, alpha }: Problem<Data>): number {
  return tasks.reduce((sum, task, i) => sum + alpha[i] * statistics(task).yty, 0);
}

/**
 * Local minima of a function of period π: bracketed on a grid that avoids 0 and π/2, then polished as roots of the
 * slope, because minimising by value leaves t good to √ε only. Deepest first.
 */
function localMinima(loss: (t: number) => number, slope: (t: number) => number): { t: number; loss: number }[] {
  const cell = Math.PI / GRID;
  const angle = (i: number): number => -Math.PI / 2 + (i + 0.5) * cell;
  const values = Array.from({ length: GRID }, (_, i) => loss(angle(i)));
  const at = (i: number): number => values[(i + GRID) % GRID];
  const found = values
    .map((_, i) => i)
    .filter((i) => at(i) <= at(i - 1) && at(i) < at(i + 1))
    .map((i) => principal(rootOfSlope(slope, angle(i) - cell, angle(i) + cell)))
    .map((t) => ({ t, loss: loss(t) }));
  if (found.length === 0) found.push({ t: angle(0), loss: values[0] }); // a constant: every t is a minimum
  return found.sort((a, b) => a.loss - b.loss);
}

/** The t in [low, high] where the slope turns from falling to rising, by bisection. */
function rootOfSlope(slope: (t: number) => number, low: number, high: number): number {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** t modulo π in (−π/2, π/2]. */
function principal(t: number): number {
  if (t > Math.PI / 2) return t - Math.PI;
  if (t <= -Math.PI / 2) return t + Math.PI;
  return t;
}
