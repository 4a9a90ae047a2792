/** How the labels of a task follow from its covariates, its true parameter and its noise. */
import { type Matrix, addScaled, multiplyVector } from "../linalg/matrix.ts";
import type { ModelKind } from "../model.ts";

/** y, m numbers, from X (m×d), θ (d) and ε (m). */
export type Labelling = (X: Matrix, theta: Float64Array, noise: Float64Array) => Float64Array;

/** y = Xθ + ε. Source: SPEC (1.3). */
export function linearLabels(X: Matrix, theta: Float64Array, noise: Float64Array): Float64Array {
  const y = multiplyVector(X, theta);
  addScaled(y, 1, noise);
  return y;
}

/** y = a·ReLU(Xθ) + ε with the scale a > 0. The noise comes after ReLU, so labels can be negative. Source: SPEC (1.3). */
export function reluLabels(X: Matrix, theta: Float64Array, noise: Float64Array, scale = 1): Float64Array {
  const y = multiplyVector(X, theta);
  for (let n = 0; n < y.length; n++) y[n] = scale * Math.max(0, y[n]);
  addScaled(y, 1, noise);
  return y;
}

/** y = 1[x'θ + ε > 0], 0 or 1: noise turns labels near the boundary, and there is no bias term. Source: SPEC (1.3). */
export function classLabels(X: Matrix, theta: Float64Array, noise: Float64Array): Float64Array {
  const y = linearLabels(X, theta, noise);
  for (let n = 0; n < y.length; n++) y[n] = Number(y[n] > 0);
  return y;
}

/** The labels of each model, ReLU with a = 1. */
export const labellings: Readonly<Record<ModelKind, Labelling>> = {
  linear: linearLabels,
  relu: (X, theta, noise) => reluLabels(X, theta, noise),
  logistic: classLabels,
};
