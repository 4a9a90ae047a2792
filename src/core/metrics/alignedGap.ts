import { matrix } from "../linalg/matrix.ts";
import { type Model, moduleOf } from "../model.ts";
import { alignedPredictorOf } from "../solvers/alignment.ts";
import { alignedRelu } from "../solvers/reluAlignment.ts";
import type { Metric, Run } from "./metric.ts";
import { errorOf, stlError, stlErrorRaw } from "./taskErrors.ts";

const source = "Algorithm 1 of the paper; SPEC (7.3), (7.5)";

/**
 * error(Algorithm 1) − error(STL) of the target at the run's μ, with its shared module as the target meets it; below 0
 * transfer helps. NaN once the run has diverged. Source: Algorithm 1 of the paper; SPEC (7.3), (7.5), (1.5).
 */
export const alignedGap: Metric = {
  title: "transfer gap after Algorithm 1",
  unit: "",
  doc: "The target's error after covariance alignment with the μ that is set, minus its error trained alone; not defined for two classes.",
  source,
  measure: (run) => errorOf(run, aligned(run), 0, 0, "normalised") - stlError.measure(run),
};

/** The same difference of squared errors, without the division by θ'Σθ; in squared label units. */
export const alignedGapRaw: Metric = {
  title: "transfer gap after Algorithm 1, not normalised",
  unit: "",
  doc: "The target's squared error after covariance alignment with the μ that is set, minus its squared error trained alone.",
  source,
  measure: (run) => errorOf(run, aligned(run), 0, 0, "raw") - stlErrorRaw.measure(run),
};

const remembered = new WeakMap<Run, Model>();

/**
 * The target's model after Algorithm 1, of one column and one head: θ̂(μ) of a linear one, the unit w of a ReLU. NaN for
 * classes, for which it is not done here, for a ReLU with r > 1 or without ridge, and once the run has diverged. Two
 * columns ask for it, so it is kept for the run.
 */
function aligned(run: Run): Model {
  let found = remembered.get(run);
  if (!found) {
    const { joint } = run;
    found =
      (joint.B.data.every(Number.isFinite) && alignedModel(run)) || unit(new Float64Array(joint.B.rows).fill(NaN), 1);
    remembered.set(run, found);
  }
  return found;
}

function alignedModel({ problem, joint, mu }: Run): Model | undefined {
  const { tasks, ridge, alpha, model = "linear" } = problem;
  const B = moduleOf(joint, 0);
  if (model === "linear") return unit(alignedPredictorOf(problem, 0, B, mu), 1);
  if (model === "logistic" || B.columns > 1 || !(ridge > 0)) return undefined;
  const [{ w, sign }] = alignedRelu(tasks[0], B.data, ridge / alpha[0], [mu / alpha[0]]);
  return unit(w, sign);
}

function unit(w: Float64Array, head: number): Model {
  return { B: matrix(w.length, 1, w), A: matrix(1, 1, Float64Array.of(head)) };
}
