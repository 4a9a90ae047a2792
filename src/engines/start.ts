/** Initial values: numbers that every engine is given, in the problem's own coordinates. */
import { fromRows, matrix, row, transposeMultiplyVector } from "../core/linalg/matrix.ts";
import type { Model } from "../core/model.ts";
import { normals, streams } from "../core/random.ts";
import { spectralModule } from "../core/solvers/alternatingLeastSquares.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { landscape } from "../core/solvers/twoTasks.ts";
import { statistics } from "../core/task.ts";

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
      return { A, B: descentFromZero(problem, A) };
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
      return { B: matrix(d, problem.r, z.slice(0, d * problem.r)), A: matrix(k, problem.r, z.slice(d * problem.r)) };
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
