/** The errors of each task, trained jointly and alone. */
import type { Metric, Run } from "./metric.ts";
import type { Model } from "../model.ts";
import { modelErrors } from "./modelError.ts";

const TARGET = 0;
const SOURCE = 1;
type Form = "normalised" | "raw";
const docs: Readonly<Record<Form, string>> = {
  normalised:
    "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ on the population, without label noise; 1 is as good as predicting 0. " +
    "A ReLU: the same of its predictions. Two classes: the share of wrong ones.",
  raw:
    "(θ̂−θ)'Σ(θ̂−θ) on the population, without label noise. " +
    "A ReLU: the mean squared error of its predictions. Two classes: the share of wrong ones.",
};

/** Errors of SPEC (5.1)–(5.3): alone and jointly, of the target and of the source; `Raw` without the normalisation. */
export const stlError = ofTwin("target's error, trained alone", TARGET, "normalised");
export const mtlError = ofJoint("target's error, trained jointly", TARGET, "normalised");
export const sourceStlError = ofTwin("source's error, trained alone", SOURCE, "normalised");
export const sourceMtlError = ofJoint("source's error, trained jointly", SOURCE, "normalised");
export const stlErrorRaw = ofTwin("target's squared error, trained alone", TARGET, "raw");
export const mtlErrorRaw = ofJoint("target's squared error, trained jointly", TARGET, "raw");

function ofJoint(title: string, i: number, form: Form): Metric {
  return described(title, form, (run) => errorOf(run, run.joint, i, i, form));
}

function ofTwin(title: string, i: number, form: Form): Metric {
  return described(title, form, (run) => errorOf(run, run.alone[i], i, 0, form));
}

/** The raw errors of a run's models so far, by task: several columns read each. */
const remembered = new WeakMap<Run, Map<Model, number[]>>();

/** The error of a model of the run on task `i`, which is the model's own number `within`. */
export function errorOf(run: Run, model: Model, i: number, within: number, form: Form): number {
  const { raw, unit } = modelErrors[run.problem.model ?? "linear"];
  const task = run.problem.tasks[i];
  const ofRun = remembered.get(run) ?? new Map<Model, number[]>();
  remembered.set(run, ofRun);
  const found = ofRun.get(model) ?? [];
  ofRun.set(model, found);
  const error = (found[i] ??= raw(task, model, within));
  return form === "raw" ? error : error / unit(task, model);
}

function described(title: string, form: Form, read: (run: Run) => number): Metric {
  return { title, unit: "", doc: docs[form], source: "SPEC (5.1)–(5.3)", measure: read };
}
