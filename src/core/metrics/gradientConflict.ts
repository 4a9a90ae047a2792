/** Whether the tasks pull the shared module the same way: the inner products of their gradients. */
import {
  type Matrix,
  addScaled,
  dot,
  matrix,
  multiplyVector,
  row,
  scaled,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { type Model, predictor } from "../model.ts";
import type { Problem } from "../solvers/problem.ts";
import { type Data, statistics } from "../task.ts";
import type { Metric } from "./metric.ts";

/**
 * g_i = ∂F_i/∂B = 2[α_iX_i'(X_iBA_i − y_i) + λBA_i]A_i' for each task, k of them, d×r: the tasks' shares of the gradient
 * of F_λ, which is their sum. Throws unless the model is linear. Source: the derivative of SPEC (1.5).
 */
export function moduleGradients(problem: Problem<Data>, model: Model): readonly Matrix[] {
  return forces("moduleGradients", problem, model).map((force, i) => {
    const A = row(model.A, i);
    const gradient = matrix(force.length, A.length);
    force.forEach((value, n) => row(gradient, n).set(scaled(value, A)));
    return gradient;
  });
}

/**
 * The gramian of the tasks' gradients with respect to the shared module, k×k: G_ij = ⟨g_i, g_j⟩ = (f_i'f_j)(A_i'A_j) with
 * f_i = 2[α_iX_i'(X_iBA_i − y_i) + λBA_i], without the k gradients of d·r numbers. Positive semi-definite; it permutes
 * with the tasks. In a stationary point of F_λ its rows sum to 0. Throws unless the model is linear.
 * Source: the derivative of SPEC (1.5); Sener & Koltun 2018, whose min-norm problem it defines.
 */
export function gradientGramian(problem: Problem<Data>, model: Model): Matrix {
  const f = forces("gradientGramian", problem, model);
  const k = f.length;
  const G = matrix(k, k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) row(G, i)[j] = dot(f[i], f[j]) * dot(row(model.A, i), row(model.A, j));
  return G;
}

/** The largest −cos(g_i, g_j) of two tasks: above 0 a step that helps one of them hurts the other. */
export const gradientConflict: Metric = {
  title: "gradient conflict",
  symbol: "−cos(g₁, g₂)",
  unit: "",
  doc: "The largest −cos of two tasks' gradients of the shared module; 1 where they cancel, as at two tasks' optimum.",
  source: "the derivative of SPEC (1.5); Yu et al. 2020, definition 1",
  measure: ({ problem, joint }) =>
    (problem.model ?? "linear") === "linear" ? largestConflict(gradientGramian(problem, joint)) : NaN,
};

/** max over i < j of −G_ij/√(G_iiG_jj), in [−1, 1]; a gradient of 0 is in conflict with none, and alone there is none. */
function largestConflict(G: Matrix): number {
  const conflicts: number[] = [];
  for (let i = 0; i < G.rows; i++)
    for (let j = 0; j < i; j++) {
      const size = Math.sqrt(row(G, i)[i] * row(G, j)[j]);
      conflicts.push(size === 0 ? 0 : Math.min(1, Math.max(-1, -row(G, i)[j] / size)));
    }
  return conflicts.length > 0 ? Math.max(...conflicts) : 0;
}

/** f_i = 2[α_iX_i'(X_iBA_i − y_i) + λBA_i], d: the gradient of F_i with respect to BA_i; R_i' times it with alignment. */
function forces(
  name: string,
  { tasks, alpha, ridge, model: kind = "linear", R }: Problem<Data>,
  { B, A }: Model,
): readonly Float64Array[] {
  if (kind !== "linear") throw new RangeError(`${name}: the model must be linear; got ${kind}`);
  return tasks.map((task, i) => {
    const { XtX, Xty } = statistics(task);
    const thetaHat = predictor({ B, A, R }, i);
    const force = scaled(2 * alpha[i], multiplyVector(XtX, thetaHat));
    addScaled(force, -2 * alpha[i], Xty);
    addScaled(force, 2 * ridge, thetaHat);
    return R ? transposeMultiplyVector(R[i], force) : force;
  });
}
