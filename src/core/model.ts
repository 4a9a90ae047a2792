/** What an engine makes: the shared module, the heads, and how well they fit. */
import { type Matrix, dot, matrix, multiply, multiplyVector, row } from "./linalg/matrix.ts";
import { type Data, statistics } from "./task.ts";

/** The kinds of label, and with them of prediction and loss: real, real through a ReLU, or one of two classes. */
export type ModelKind = "linear" | "relu" | "logistic";

/** A model of k tasks: the learned predictor of task i is θ̂_i = B A_i. Row i of A is task i. */
export interface Model {
  readonly B: Matrix; // d×r
  readonly A: Matrix; // k×r
}

/** A model at one step of a run. `losses[i]` is task i's share of F_λ; their sum is what is minimised. */
export interface Snapshot extends Model {
  readonly step: number;
  readonly losses: Float64Array; // k
  readonly alpha: Float64Array; // k
}

/** θ̂_i = B A_i, d. Source: SPEC (1.4). */
export function predictor({ B, A }: Model, i: number): Float64Array {
  return multiplyVector(B, row(A, i));
}

/** ReLU(XB)a, m numbers: the output of r units, B (d×r), with one head a (r). Source: SPEC (1.1). */
export function reluOutput(X: Matrix, B: Matrix, a: Float64Array): Float64Array {
  const XB = multiply(X, B); // m×r
  return multiplyVector(
    matrix(
      XB.rows,
      XB.columns,
      XB.data.map((margin) => Math.max(0, margin)),
    ),
    a,
  );
}

/**
 * Each task's share of F_λ = Σ_i α_i‖X_iBA_i − y_i‖² + λ‖BA_i‖², k numbers, evaluated in float64.
 * Taken from the sufficient statistics where that is cheaper and just as accurate to 1e-12 of ‖y‖².
 * Source: SPEC (1.2), (1.5).
 */
export function penalisedLosses(
  tasks: readonly Data[],
  model: Model,
  alpha: Float64Array,
  ridge: number,
): Float64Array {
  return Float64Array.from(tasks, (task, i) => {
    const thetaHat = predictor(model, i);
    return alpha[i] * residualSumOfSquares(task, thetaHat) + ridge * dot(thetaHat, thetaHat);
  });
}

/** ‖Xθ − y‖²: from the data where they are few, else from the sufficient statistics. */
function residualSumOfSquares(task: Data, theta: Float64Array): number {
  const { X, y } = task;
  if (X.rows <= X.columns) return multiplyVector(X, theta).reduce((sum, value, n) => sum + (value - y[n]) ** 2, 0);
  const { XtX, Xty, yty } = statistics(task);
  return Math.max(0, dot(multiplyVector(XtX, theta), theta) - 2 * dot(Xty, theta) + yty);
}
