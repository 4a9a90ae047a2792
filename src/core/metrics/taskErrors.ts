/** The errors of each task, trained jointly and alone. */
import { predictor } from "../model.ts";
import { error, errorRaw } from "./error.ts";
import type { Metric, Run } from "./metric.ts";

const TARGET = 0;
const SOURCE = 1;
const normalised = "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ on the population, without label noise; 1 is as good as predicting 0.";
const raw = "(θ̂−θ)'Σ(θ̂−θ) on the population, without label noise.";

/** Errors of SPEC (5.1): alone and jointly, of the target and of the source; `Raw` without the division by θ'Σθ. */
export const stlError = ofTwin("target's error, trained alone", TARGET, error);
export const mtlError = ofJoint("target's error, trained jointly", TARGET, error);
export const sourceStlError = ofTwin("source's error, trained alone", SOURCE, error);
export const sourceMtlError = ofJoint("source's error, trained jointly", SOURCE, error);
export const stlErrorRaw = ofTwin("target's squared error, trained alone", TARGET, errorRaw);
export const mtlErrorRaw = ofJoint("target's squared error, trained jointly", TARGET, errorRaw);

function ofJoint(title: string, i: number, measure: typeof error): Metric {
  return described(title, measure, ({ problem, joint }) => measure(problem.tasks[i], predictor(joint, i)));
}

function ofTwin(title: string, i: number, measure: typeof error): Metric {
  return described(title, measure, ({ problem, alone }) => measure(problem.tasks[i], predictor(alone[i], 0)));
}

function described(title: string, measure: typeof error, read: (run: Run) => number): Metric {
  const doc = measure === error ? normalised : raw;
  return { title, unit: "", doc, source: "SPEC (5.1)", measure: read };
}
