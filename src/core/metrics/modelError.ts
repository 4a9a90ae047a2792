/** How wrong a trained model is on a task, on the population and without label noise, whatever its kind. */
import { column } from "../linalg/matrix.ts";
import { type Model, type ModelKind, moduleOf, predictor } from "../model.ts";
import type { Task } from "../task.ts";
import { classificationError } from "./classificationError.ts";
import { errorRaw } from "./error.ts";
import { reluErrorRaw } from "./reluError.ts";
import { networkPower, reluNetworkErrorRaw } from "./reluNetworkError.ts";
import { power } from "./truth.ts";

/** The error of task i's predictions, i counted within the model; NaN where it is not defined or no longer finite. */
export type ModelError = (task: Task, model: Model, i: number) => number;

interface ModelErrors {
  readonly raw: ModelError;
  /** What the raw error is divided by: that of predicting 0. */
  readonly unit: (task: Task, model: Model) => number;
}

/**
 * The error of each kind of model. Of a linear one (5.1); of a ReLU (5.2); of two classes (5.3), the share of wrong ones,
 * which is its own normalisation: 1/2 is as good as a guess. Source: SPEC (5.1)–(5.3).
 */
export const modelErrors: Readonly<Record<ModelKind, ModelErrors>> = {
  linear: { raw: (task, model, i) => errorRaw(task, predictor(model, i)), unit: power },
  relu: {
    raw: (task, model, i) =>
      isOneUnit(task, model)
        ? reluErrorRaw(task, { w: column(moduleOf(model, i), 0), head: model.A.data[i] })
        : reluNetworkErrorRaw(task, model, i),
    unit: (task, model) => (isOneUnit(task, model) ? power(task) / 2 : networkPower(task)),
  },
  logistic: { raw: shareOfWrong, unit: () => 1 },
};

/** It has a simpler form, which also takes what is no longer finite. */
function isOneUnit({ Theta }: Task, { B }: Model): boolean {
  return B.columns === 1 && !Theta;
}

function shareOfWrong(task: Task, model: Model, i: number): number {
  const thetaHat = predictor(model, i);
  return thetaHat.every(Number.isFinite) ? classificationError(task, thetaHat) : NaN;
}
