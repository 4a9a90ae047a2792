/** What an engine makes: the shared module, the heads, and how well they fit. */
import { type Matrix, column, dot, multiply, multiplyVector, row } from "./linalg/matrix.ts";
import { type Data, statistics } from "./task.ts";

/** The kinds of label, and with them of prediction and loss: real, real through a ReLU, or one of two classes. */
export type ModelKind = "linear" | "relu" | "logistic";

/** A model of k tasks: the learned predictor of task i is θ̂_i = R_iBA_i, R_i = I unless given. Row i of A is task i. */
export interface Model {
  readonly B: Matrix; // d×r
  readonly A: Matrix; // k×r
  /** Alignment matrices, k of them, d×d: task i's inputs are Z_i = X_iR_i. */
  readonly R?: readonly Matrix[] | undefined;
}

/** A model at one step of a run. `losses[i]` is task i's share of F_λ; their sum is what is minimised. */
export interface Snapshot extends Model {
  readonly step: number;
  readonly losses: Float64Array; // k
  readonly alpha: Float64Array; // k
}

/** R_iB, d×r: the shared module as the inputs X_i meet it. Source: SPEC (7.2). */
export function moduleOf({ B, R }: Model, i: number): Matrix {
  return R ? multiply(R[i], B) : B;
}

/** θ̂_i = R_iBA_i, d. Source: SPEC (1.4), (7.2). */
export function predictor({ B, A, R }: Model, i: number): Float64Array {
  const unaligned = multiplyVector(B, row(A, i));
  return R ? multiplyVector(R[i], unaligned) : unaligned;
}

/** ReLU(XB)a, m numbers: the output of r units, B (d×r), with one head a (r). Source: SPEC (1.1). */
export function reluOutput(X: Matrix, B: Matrix, a: Float64Array): Float64Array {
  const out = new Float64Array(X.rows);
  for (let j = 0; j < a.length; j++) {
    const margins = multiplyVector(X, column(B, j));
    for (let n = 0; n < out.length; n++) out[n] += Math.max(0, margins[n]) * a[j];
  }
  return out;
}

/** What is minimised, of whichever kind: the tasks, their weights, the ridge; linear unless `model` says otherwise. */
export interface Objective {
  readonly tasks: readonly Data[];
  readonly alpha: Float64Array; // k
  readonly ridge: number;
  readonly model?: ModelKind;
  readonly R?: readonly Matrix[] | undefined;
}

/**
 * Each task's share of F_λ, k numbers, evaluated in float64:
 *   linear    α_i‖X_iBA_i − y_i‖² + λ‖BA_i‖²
 *   relu      α_i‖ReLU(X_iB)A_i − y_i‖² + λΣ_jA_ij²‖B_j‖², B_j column j of B
 *   logistic  α_iΣ_n log(1 + exp(−s_n x_n'BA_i)) + (λ/2)‖BA_i‖², s = 2y − 1 for labels y in {0, 1}
 * with R_iB in place of B where the objective has alignment matrices; the model's own do not count. Linear ones are taken
 * from the sufficient statistics where that is cheaper and just as accurate to 1e-12 of ‖y‖².
 * Source: SPEC (1.2), (1.3), (1.5), (7.2).
 */
export function penalisedLosses(
  { tasks, alpha, ridge, model: kind = "linear", R }: Objective,
  { B, A }: Model,
): Float64Array {
  const model = { B, A, R };
  return Float64Array.from(tasks, (task, i) => {
    const { loss, penalty } = terms[kind](task, model, i);
    return alpha[i] * loss + ridge * penalty;
  });
}

/** F_λ of B = 0, what predicting 0 costs: Σα_i‖y_i‖², for two classes Σα_im_i log 2. */
export function nullLoss({ tasks, alpha, model }: Objective): number {
  const lossOf = ({ y }: Data): number => (model === "logistic" ? y.length * Math.LN2 : dot(y, y));
  return tasks.reduce((sum, task, i) => sum + alpha[i] * lossOf(task), 0);
}

/** log(1 + e^u), without overflow. */
export function softplus(u: number): number {
  return Math.max(0, u) + Math.log1p(Math.exp(-Math.abs(u)));
}

/** 1/(1 + e^−u), without overflow. */
export function sigmoid(u: number): number {
  return u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u));
}

interface Terms {
  readonly loss: number;
  readonly penalty: number;
}

/** What α_i and λ multiply in the share of task i. */
const terms: Readonly<Record<ModelKind, (task: Data, model: Model, i: number) => Terms>> = {
  linear: (task, model, i) => {
    const thetaHat = predictor(model, i);
    return { loss: residualSumOfSquares(task, thetaHat), penalty: dot(thetaHat, thetaHat) };
  },
  relu: ({ X, y }, model, i) => {
    const head = row(model.A, i);
    const B = moduleOf(model, i);
    const outputs = reluOutput(X, B, head);
    let loss = 0;
    for (let n = 0; n < outputs.length; n++) loss += (outputs[n] - y[n]) ** 2;
    let penalty = 0;
    for (let at = 0; at < B.data.length; at++) penalty += (head[at % B.columns] * B.data[at]) ** 2;
    return { loss, penalty };
  },
  logistic: ({ X, y }, model, i) => {
    const thetaHat = predictor(model, i);
    const margins = multiplyVector(X, thetaHat);
    let loss = 0;
    for (let n = 0; n < margins.length; n++) loss += softplus((1 - 2 * y[n]) * margins[n]);
    return { loss, penalty: dot(thetaHat, thetaHat) / 2 };
  },
};

/** ‖Xθ − y‖²: from the data where they are few, else from the sufficient statistics. */
function residualSumOfSquares(task: Data, theta: Float64Array): number {
  const { X, y } = task;
  if (X.rows <= X.columns) return multiplyVector(X, theta).reduce((sum, value, n) => sum + (value - y[n]) ** 2, 0);
  const { XtX, Xty, yty } = statistics(task);
  return Math.max(0, dot(multiplyVector(XtX, theta), theta) - 2 * dot(Xty, theta) + yty);
}
