import { alignedPredictor } from "../solvers/alignment.ts";
import { error, errorRaw } from "./error.ts";
import type { Metric, Run } from "./metric.ts";
import { stlError, stlErrorRaw } from "./taskErrors.ts";

const MU = 100;
const source = "Algorithm 1 of the paper; SPEC (7.3)";

/**
 * error(Algorithm 1, μ = 100) − error(STL) of the target, with the shared module of this run; below 0 transfer helps. For
 * a linear model; NaN once the run has diverged. Source: Algorithm 1 of the paper; SPEC (7.3).
 */
export const alignedGap: Metric = {
  title: "transfer gap after Algorithm 1",
  unit: "",
  doc: "The target's error after covariance alignment (closed form, μ = 100), minus its error trained alone.",
  source,
  measure: (run) => error(run.problem.tasks[0], aligned(run)) - stlError.measure(run),
};

/** The same difference of squared errors, without the division by θ'Σθ; in squared label units. */
export const alignedGapRaw: Metric = {
  title: "transfer gap after Algorithm 1, not normalised",
  unit: "",
  doc: "The target's squared error after covariance alignment (μ = 100), minus its squared error trained alone.",
  source,
  measure: (run) => errorRaw(run.problem.tasks[0], aligned(run)) - stlErrorRaw.measure(run),
};

const remembered = new WeakMap<Run, Float64Array>();

/** θ̂(μ) of the target; NaN once the run has diverged. Two columns ask for it, so it is kept for the run. */
function aligned(run: Run): Float64Array {
  let found = remembered.get(run);
  if (!found) {
    const { problem, joint } = run;
    const finite = joint.B.data.every(Number.isFinite);
    found = finite
      ? alignedPredictor(problem.tasks[0], joint.B, problem.ridge, MU)
      : new Float64Array(joint.B.rows).fill(NaN);
    remembered.set(run, found);
  }
  return found;
}
