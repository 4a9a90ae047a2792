/** Initial values: numbers that every engine is given, in the problem's own coordinates. */
import { dot, fromRows, matrix, quadraticForm, row, scale, transposeMultiplyVector } from "../core/linalg/matrix.ts";
import { type Model, predictor } from "../core/model.ts";
import { normals, streams } from "../core/random.ts";
import { spectralModule } from "../core/solvers/alternatingLeastSquares.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { landscape } from "../core/solvers/twoTasks.ts";
import { statistics } from "../core/task.ts";

/** Where training begins; what each means stands at `startingModel`. */
export type StartName = "landscape" | "spectral" | "random";

/**
 * B (d×r) and A (k×r) before the first step.
 * landscape: heads at the deepest minimum of φ(t), B the descent direction from 0, Σ_iα_iX_i'y_iA_i'; there is a
 * landscape for k = 2 and r = 1 only, else it is the spectral start;
 * spectral: B the leading directions of the single-task solutions, heads that fit them;
 * random: normals of the seed's own stream, B first, then A.
 * Source: SPEC (4.3), (4.6); streams of SPEC (2.8).
 */
export function startingModel(problem: Problem, name: StartName, seed: number): Model {
  switch (name) {
    case "landscape": {
      if (problem.tasks.length !== 2 || problem.r !== 1) return startingModel(problem, "spectral", seed);
      const { t } = landscape(problem).minima[0];
      const A = matrix(2, 1, Float64Array.of(Math.cos(t), Math.sin(t)));
      const model = { A, B: descentFromZero(problem, A) };
      const { fit, agreement } = sizes(problem, model);
      return scaledModule(model, agreement / fit); // where F_λ is least along this direction
    }
    case "spectral": {
      const B = spectralModule(problem);
      const thetas = problem.tasks.map((task, i) => solveSingleTask(task, problem.ridge, problem.alpha[i]));
      return { B, A: fromRows(thetas.map((theta) => transposeMultiplyVector(B, theta))) };
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

/** Minus the gradient of F_λ/2 in B at B = 0, d×r. */
function descentFromZero({ tasks, alpha }: Problem, A: Model["A"]): Model["B"] {
  const B = matrix(tasks[0].X.columns, A.columns);
  tasks.forEach((task, i) => {
    const { Xty } = statistics(task);
    for (let j = 0; j < A.columns; j++) Xty.forEach((value, n) => (row(B, n)[j] += alpha[i] * value * row(A, i)[j]));
  });
  return B;
}

/** The three terms of F_λ = fit − 2·agreement + labels: what a multiple τ of B makes of it is τ²·fit − 2τ·agreement + …. */
function sizes({ tasks, alpha, ridge }: Problem, model: Model): { fit: number; agreement: number; labels: number } {
  let [fit, agreement, labels] = [0, 0, 0];
  tasks.forEach((task, i) => {
    const { XtX, Xty, yty } = statistics(task);
    const theta = predictor(model, i);
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
