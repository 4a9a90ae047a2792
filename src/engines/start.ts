/** Initial values: numbers that every engine is given, in the problem's own coordinates. */
import { cholesky, solveCholesky } from "../core/linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  combine,
  crossProduct,
  dot,
  fromRows,
  identity,
  matrix,
  multiply,
  multiplyVector,
  norm,
  quadraticForm,
  row,
  scale,
  scaled,
  shiftDiagonal,
  trace,
  transposeMultiplyVector,
} from "../core/linalg/matrix.ts";
import { type Model, predictor } from "../core/model.ts";
import { normals, streams } from "../core/random.ts";
import { spectralModule } from "../core/solvers/alternatingLeastSquares.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { solveAlone } from "../core/solvers/singleTask.ts";
import { landscape } from "../core/solvers/twoTasks.ts";
import { statistics } from "../core/task.ts";
import type { Start } from "./engine.ts";

/** Where training begins; what each means stands at `startingModel`. */
export type StartName = "landscape" | "spectral" | "random";

/**
 * B (d×r) and A (k×r) before the first step.
 * landscape: heads at the deepest minimum of φ(t), B the descent direction from 0, Σ_iα_iX_i'y_iA_i'; there is a
 * landscape for k = 2 and r = 1 only, else it is the spectral start;
 * spectral: B the leading directions of the single-task solutions, heads that fit them;
 * random: normals of the seed's own stream, B first, then A.
 * A logistic model starts as the linear one of labels ±1 does. So does a ReLU at random; its other starts have the heads
 * that are best for B, with each column of B turned so that its heads are positive on the whole, as labels are. φ does
 * not see that a sample which is inactive for B has no gradient. So for r = 1 `landscape` is the direction whose margins
 * come closest to those of the tasks' linear solutions, or its opposite, which activates the samples that should be; each twin starts
 * from its own, for what activates the source's samples well can leave the target's out for good. It is within 2 to 15
 * times the optimal loss, where the linear landscape's is at 2 to 190 times.
 * Alignment matrices are looked at by linear starts; those of a ReLU are the start of the inputs as they are.
 * `twins` are the tasks whose twins are trained: all of them unless said.
 * Source: SPEC (4.3), (4.6), (4.9); streams of SPEC (2.8).
 */
export function startingModel(
  problem: Problem,
  name: StartName,
  seed: number,
  twins: readonly number[] = [...problem.tasks.keys()],
): Start {
  switch (problem.model ?? "linear") {
    case "linear":
      return linearStart(problem, name, seed);
    case "logistic":
      return linearStart(withSignedLabels(problem), name, seed);
    case "relu":
      return reluStart(problem, name, seed, twins);
  }
}

function linearStart(problem: Problem, name: StartName, seed: number): Model {
  switch (name) {
    case "landscape": {
      if (problem.tasks.length !== 2 || problem.r !== 1) return linearStart(problem, "spectral", seed);
      const { t } = landscape(problem).minima[0];
      const A = matrix(2, 1, Float64Array.of(Math.cos(t), Math.sin(t)));
      const model = { A, B: descentFromZero(problem, A) };
      const { fit, agreement } = sizes(problem, model);
      return scaledModule(model, agreement / fit); // where F_λ is least along this direction
    }
    case "spectral": {
      const B = spectralModule(problem);
      return { B, A: fromRows(alone(problem).map((theta) => transposeMultiplyVector(B, theta))) };
    }
    case "random": {
      const k = problem.tasks.length;
      const d = problem.tasks[0].X.columns;
      const z = normals(seed, streams.start, (d + k) * problem.r).slice();
      const model = {
        B: matrix(d, problem.r, z.slice(0, d * problem.r)),
        A: matrix(k, problem.r, z.slice(d * problem.r)),
      };
      const { fit, labels } = sizes(problem, model);
      return scaledModule(model, Math.sqrt(labels / fit));
    }
  }
  name satisfies never;
}

function reluStart(problem: Problem, name: StartName, seed: number, twins: readonly number[]): Start {
  if (name === "random") return linearStart(problem, name, seed);
  if (name === "spectral" || problem.r > 1) {
    const { B, A } = linearStart(problem, "spectral", seed);
    const turnedB = turned(B, A);
    return withBestHeads(problem, turnedB, marginsOf(problem, turnedB)).model;
  }
  const ofMargins = (part: Problem): Model => {
    const B = pooledMargins(part);
    const margins = marginsOf(part, B);
    const towards = withBestHeads(part, B, margins);
    const away = withBestHeads(
      part,
      scale(B, -1),
      margins.map((own) => scale(own, -1)),
    );
    return away.explained > towards.explained ? away.model : towards.model; // away: most labels negative
  };
  return {
    ...ofMargins(problem),
    alone: problem.tasks.map((_, i) => (twins.includes(i) ? ofMargins(twin(problem, i)) : undefined)),
  };
}

/** X_iB of every task. */
function marginsOf({ tasks }: Problem, B: Matrix): readonly Matrix[] {
  return tasks.map(({ X }) => multiply(X, B));
}

/** What BA_i is of the tasks' linear models alone, d numbers each. */
function alone(problem: Problem): readonly Float64Array[] {
  return problem.tasks.map((_, i) => solveAlone(problem, i));
}

/** The same with labels −1 and 1 in place of 0 and 1. */
function withSignedLabels(problem: Problem): Problem {
  const tasks = problem.tasks.map((task) => {
    const y = new Float64Array(task.y.length);
    for (let n = 0; n < y.length; n++) y[n] = 2 * task.y[n] - 1;
    return { ...task, y };
  });
  return { ...problem, tasks };
}

/** argmin over B (d×1) of Σα_i‖X_iB − X_iθ̂_i‖² + kλ‖B‖², θ̂_i the linear solution of task i alone. */
function pooledMargins(problem: Problem): Matrix {
  const { tasks, alpha, ridge } = problem;
  const d = tasks[0].X.columns;
  const sum = new Float64Array(d);
  const thetas = alone(problem);
  tasks.forEach((task, i) => addScaled(sum, alpha[i], multiplyVector(statistics(task).XtX, thetas[i])));
  const P = tasks.reduce(
    (total, task, i) => combine(1, total, alpha[i], statistics(task).XtX),
    identity(d, tasks.length * ridge),
  );
  return matrix(d, 1, solveLifted(P, sum));
}

/**
 * Columns of B times ±1, so that those of A with them have sums that are not negative. Columns beyond the number of tasks
 * are orthogonal to every solution: their heads are 0 but for rounding, which turns nothing.
 */
function turned(B: Matrix, A: Matrix): Matrix {
  const sums = new Float64Array(A.columns);
  A.data.forEach((head, at) => (sums[at % A.columns] += head));
  const rounding = 1e-12 * norm(A.data);
  return matrix(
    B.rows,
    B.columns,
    B.data.map((value, at) => (sums[at % B.columns] < -rounding ? -value : value)),
  );
}

/**
 * A_i = (α_iZ'Z + λ diag‖B_j‖²)⁻¹α_iZ'y_i with Z = ReLU(X_iB), m_i×r: the best heads for B, from the margins X_iB; and
 * Σ_iA_i'α_iZ'y_i, what they take off Σα_i‖y_i‖². Source: SPEC (4.9).
 */
function withBestHeads(
  { tasks, alpha, ridge }: Problem,
  B: Matrix,
  margins: readonly Matrix[],
): { readonly model: Model; readonly explained: number } {
  const r = B.columns;
  let explained = 0;
  const heads = tasks.map(({ y }, i) => {
    const Z = matrix(y.length, r);
    for (let at = 0; at < Z.data.length; at++) Z.data[at] = Math.max(0, margins[i].data[at]);
    const M = scale(crossProduct(Z), alpha[i]);
    B.data.forEach((value, at) => (row(M, at % r)[at % r] += ridge * value ** 2));
    const agreement = scaled(alpha[i], transposeMultiplyVector(Z, y));
    const head = solveLifted(M, agreement);
    explained += dot(head, agreement);
    return head;
  });
  return { model: { B, A: fromRows(heads) }, explained };
}

/** M⁻¹b of a symmetric M that is singular at worst: its diagonal is lifted by 1e-12 of its mean. */
function solveLifted(M: Matrix, b: Float64Array): Float64Array {
  return solveCholesky(cholesky(shiftDiagonal(M, (1e-12 * trace(M)) / M.rows || 1)), b);
}

/** Minus the gradient of F_λ/2 in B at B = 0, d×r. */
function descentFromZero({ tasks, alpha, R }: Problem, A: Model["A"]): Model["B"] {
  const B = matrix(tasks[0].X.columns, A.columns);
  tasks.forEach((task, i) => {
    const { Xty } = statistics(task);
    const Zty = R ? transposeMultiplyVector(R[i], Xty) : Xty;
    for (let j = 0; j < A.columns; j++) Zty.forEach((value, n) => (row(B, n)[j] += alpha[i] * value * row(A, i)[j]));
  });
  return B;
}

/** The three terms of F_λ = fit − 2·agreement + labels: what a multiple τ of B makes of it is τ²·fit − 2τ·agreement + …. */
function sizes(
  { tasks, alpha, ridge, R }: Problem,
  { B, A }: Model,
): { fit: number; agreement: number; labels: number } {
  let [fit, agreement, labels] = [0, 0, 0];
  tasks.forEach((task, i) => {
    const { XtX, Xty, yty } = statistics(task);
    const theta = predictor({ B, A, R }, i);
    fit += alpha[i] * quadraticForm(XtX, theta) + ridge * dot(theta, theta);
    agreement += alpha[i] * dot(Xty, theta);
    labels += alpha[i] * yty;
  });
  return { fit, agreement, labels };
}

/** B times a factor; unchanged where the factor is no number (labels that are all 0). */
function scaledModule({ B, A }: Model, factor: number): Model {
  return { B: scale(B, factor || 1), A };
}
