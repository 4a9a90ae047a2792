/**
 * Alternating least squares for any number of tasks and any capacity: A_i ← (B'P_iB)⁻¹B'c_i, then
 * vec B ← (Σ_i A_iA_i' ⊗ P_i)⁻¹ Σ_i vec(c_iA_i'), with B made orthonormal in between. Each half is an exact minimum, so
 * the loss never rises; once it hardly falls, Newton's steps take the place of sweeps wherever they lower it. The result is
 * a stationary point, not a certified optimum. Source: SPEC (4.6).
 */
import { cholesky, qr, solveCholesky, svd } from "../linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  fromRows,
  matrix,
  multiply,
  row,
  shiftDiagonal,
  trace,
  transpose,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { type Model, penalisedLosses } from "../model.ts";
import { normals, streams } from "../random.ts";
import type { Data } from "../task.ts";
import { type Problem, normalEquations } from "./problem.ts";
import { moduleSystem, reducedNewtonStep } from "./reducedNewton.ts";
import { solveAlone } from "./singleTask.ts";

/** How long to look, and from how many starts. */
export interface AlternatingOptions {
  /** Random starts besides the spectral one. */
  readonly restarts?: number;
  /** A start is left once a sweep lowers the loss by less than this share; the best of them goes on to `ROUNDING`. */
  readonly tolerance?: number;
  readonly sweeps?: number;
}

/**
 * The share of the loss below which a sweep's gain is rounding. A gain of 1e-12 leaves parameters some 1e-5 from where
 * they tend to, where convergence is slow: the loss is flat there.
 */
const ROUNDING = 1e-15;

/** Sweeps that lower the loss by less than this share are near enough for Newton's steps, and in the basin they end in. */
const NEAR = 1e-3;

/** A model, its loss F_λ, and the share by which the last sweep still lowered it. */
export interface AlternatingResult extends Model {
  readonly loss: number;
  readonly residual: number;
  readonly starts: number;
}

/**
 * The best of a spectral and `restarts` random starts: B is d×r with orthonormal columns, A is k×r. Not certified.
 * ridge = 0 stands for λ → 0⁺ up to a lift of singular systems by 1e-12. Throws if r exceeds d. Source: SPEC (4.6).
 */
export function alternatingLeastSquares(problem: Problem<Data>, options: AlternatingOptions = {}): AlternatingResult {
  const { restarts = 4, tolerance = 1e-12, sweeps = 2000 } = options;
  const { tasks, r } = problem;
  const d = tasks[0].X.columns;
  if (r > d) throw new RangeError(`alternatingLeastSquares: r must be at most d = ${d}; got ${r}`);
  const starts = [spectralModule(problem)];
  for (let start = 0; start < restarts; start++) starts.push(matrix(d, r, normals(start, streams.start, d * r)));
  let best: AlternatingResult | undefined;
  for (const start of starts) {
    const result = descend(problem, start, tolerance, sweeps);
    if (!best || result.loss < best.loss) best = { ...result, starts: starts.length };
  }
  const polished = descend(problem, best!.B, Math.min(tolerance, ROUNDING), sweeps);
  return { ...polished, starts: starts.length };
}

/**
 * The top r left singular vectors of [√α_i θ̂_i^STL], d×r with orthonormal columns; where there are fewer tasks than r,
 * unit vectors without what is there already. Source: SPEC (4.6).
 */
export function spectralModule(problem: Problem<Data>): Matrix {
  const { tasks, r, alpha } = problem;
  const d = tasks[0].X.columns;
  const thetas = tasks.map((_, i) => solveAlone(problem, i).map((value) => Math.sqrt(alpha[i]) * value));
  const { V } = svd(fromRows(thetas)); // rows are tasks, so the right vectors live in R^d
  const B = matrix(d, r);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < r; j++) B.data[i * r + j] = j < V.columns ? V.data[i * V.columns + j] : Number(i === j);
  return qr(B).Q;
}

function descend(
  problem: Problem<Data>,
  start: Matrix,
  tolerance: number,
  sweeps: number,
): Omit<AlternatingResult, "starts"> {
  const { tasks, alpha, ridge, r, R } = problem;
  const d = start.rows;
  const equations = tasks.map((_, i) => normalEquations(problem, i));
  const P = equations.map((task) => task.P);
  const c = equations.map((task) => task.c);
  const lossOf = (model: Model): number =>
    penalisedLosses({ tasks, alpha, ridge, R }, model).reduce((a, b) => a + b, 0);

  const at = (found: Matrix): Model & { readonly loss: number } => {
    const B = qr(found).Q;
    const A = solveHeads(P, c, B);
    return { B, A, loss: lossOf({ B, A }) };
  };

  let here = at(start);
  let residual = Infinity;
  let near = ridge > 0 ? NEAR : 0;
  for (let sweep = 0; sweep < sweeps && residual > tolerance; sweep++) {
    const newton = residual < near ? reducedNewtonStep(P, c, here.B, here.A) : undefined;
    let next = newton && at(newton);
    if (!next || !(next.loss < here.loss)) {
      if (residual < near) near = residual / 10;
      next = at(solveModule(P, c, here.A, d, r));
    }
    residual = Math.max(0, here.loss - next.loss) / Math.max(here.loss, Number.MIN_VALUE);
    here = next;
  }
  return { ...here, residual };
}

/** A_i = (B'P_iB)⁻¹B'c_i, k×r, for k matrices P_i (d×d), k vectors c_i (d) and B (d×r). Source: SPEC (4.6). */
export function solveHeads(P: readonly Matrix[], c: readonly Float64Array[], B: Matrix): Matrix {
  return fromRows(
    P.map((Pi, i) => solvePositive(multiply(transpose(B), multiply(Pi, B)), transposeMultiplyVector(B, c[i]))),
  );
}

/** B from vec B (column after column) = (Σ_i A_iA_i' ⊗ P_i)⁻¹ Σ_i vec(c_iA_i'), d×r. */
function solveModule(P: readonly Matrix[], c: readonly Float64Array[], A: Matrix, d: number, r: number): Matrix {
  const right = matrix(r, d);
  c.forEach((ci, i) => row(A, i).forEach((a, j) => addScaled(row(right, j), a, ci)));
  return transpose(matrix(r, d, solvePositive(moduleSystem(P, A), right.data)));
}

/** x with M x = b for a positive semi-definite M; a singular one is lifted by 1e-12 of its mean diagonal. */
function solvePositive(M: Matrix, b: Float64Array): Float64Array {
  const lift = (1e-12 * trace(M)) / M.rows;
  return solveCholesky(cholesky(shiftDiagonal(M, lift || Number.EPSILON)), b);
}
