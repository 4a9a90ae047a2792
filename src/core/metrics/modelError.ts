/** How wrong a trained model is on a task, on the population and without label noise, whatever its kind. */
import { column } from "../linalg/matrix.ts";
import { type Model, type ModelKind, predictor } from "../model.ts";
import type { Task } from "../task.ts";
import { classificationError } from "./classificationError.ts";
import { error, errorRaw } from "./error.ts";
import { reluError, reluErrorRaw } from "./reluError.ts";
import { reluNetworkError, reluNetworkErrorRaw } from "./reluNetworkError.ts";

/** The error of task i's predictions, i counted within the model; NaN where it is not defined or no longer finite. */
export type ModelError = (task: Task, model: Model, i: number) => number;

/**
 * The error of each kind of model. Of a linear one (5.1); of a ReLU (5.2), for r = 1 only; of two classes (5.3), the share
 * of wrong ones, which is its own normalisation: 1/2 is as good as a guess. Source: SPEC (5.1)–(5.3).
 */
export const modelErrors: Readonly<Record<ModelKind, { readonly normalised: ModelError; readonly raw: ModelError }>> = {
  linear: {
    normalised: (task, model, i) => error(task, predictor(model, i)),
    raw: (task, model, i) => errorRaw(task, predictor(model, i)),
  },
  relu: { normalised: ofUnits(reluError, reluNetworkError), raw: ofUnits(reluErrorRaw, reluNetworkErrorRaw) },
  logistic: { normalised: shareOfWrong, raw: shareOfWrong },
};

/** One unit has a simpler form, which also takes what is no longer finite. */
function ofUnits(ofOne: typeof reluError, ofMany: typeof reluNetworkErrorRaw): ModelError {
  return (task, model, i) => {
    const { B, A } = model;
    return B.columns === 1 && !task.Theta ? ofOne(task, { w: column(B, 0), head: A.data[i] }) : ofMany(task, model, i);
  };
}

function shareOfWrong(task: Task, model: Model, i: number): number {
  const thetaHat = predictor(model, i);
  return thetaHat.every(Number.isFinite) ? classificationError(task, thetaHat) : NaN;
}
