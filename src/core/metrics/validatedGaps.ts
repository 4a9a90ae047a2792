/** What validation makes of a joint model: Algorithm 1 with its μ chosen so, and the honest control. */
import { moduleOf, predictor } from "../model.ts";
import { alignedPredictorOf } from "../solvers/alignment.ts";
import { bestOnHeldOut, muLadder } from "../solvers/validation.ts";
import { error } from "./error.ts";
import type { Metric, Run } from "./metric.ts";
import { stlError } from "./taskErrors.ts";

/** error(Algorithm 1, μ by validation) − error(STL) of the target; NaN without held-out rows. Source: SPEC (7.2). */
export const validatedGap: Metric = {
  title: "transfer gap after Algorithm 1, μ by validation",
  unit: "",
  doc: "The target's error after covariance alignment with the μ that 50 held-out samples prefer, minus its error alone.",
  source: "Algorithm 1 of the paper; SPEC (7.2), (7.3)",
  measure: (run) =>
    judged(run, ({ problem, joint, heldOut }) => {
      if (!heldOut) return undefined;
      const B = moduleOf(joint, 0);
      const path = muLadder.map((mu) => alignedPredictorOf(problem, 0, B, mu));
      return path[bestOnHeldOut(path, heldOut)];
    }),
};

/** error(the better of MTL and STL on held-out rows) − error(STL); NaN without them. Source: SPEC (7.6). */
export const pickedGap: Metric = {
  title: "transfer gap of the honest control",
  unit: "",
  doc: "Joint model or task alone, whichever 50 held-out samples prefer: its error minus the error alone.",
  source: "SPEC (7.6)",
  measure: (run) =>
    judged(run, ({ joint, alone, heldOut }) => {
      if (!heldOut) return undefined;
      const candidates = [predictor(joint, 0), predictor(alone[0], 0)];
      return candidates[bestOnHeldOut(candidates, heldOut)];
    }),
};

/** NaN for models that are not linear: their path of alignment is another one. */
function judged(run: Run, choose: (run: Run) => Float64Array | undefined): number {
  const { model = "linear" } = run.problem;
  const finite = model === "linear" && run.joint.B.data.every(Number.isFinite);
  const thetaHat = finite ? choose(run) : undefined;
  return thetaHat ? error(run.problem.tasks[0], thetaHat) - stlError.measure(run) : NaN;
}
