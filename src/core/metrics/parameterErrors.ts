/** How far the target's predictor is from its true parameter, the measure that Theorem 2 bounds. */
import { difference, norm } from "../linalg/matrix.ts";
import { predictor } from "../model.ts";
import type { Metric, Run } from "./metric.ts";

/** ‖θ̂ − θ‖/‖θ‖ of the target, jointly and alone. Source: the paper, Theorem 2; SPEC (5.7). */
export const parameterError: Metric = {
  title: "target's relative parameter error, trained jointly",
  unit: "",
  doc: "‖B A − θ‖ / ‖θ‖ of the target: what Theorem 2 bounds.",
  source: "the paper, Theorem 2; SPEC (5.7)",
  measure: (run) => relativeError(run, predictor(run.joint, 0)),
};

/** The same of its single-task twin. */
export const stlParameterError: Metric = {
  title: "target's relative parameter error, trained alone",
  unit: "",
  doc: "‖θ̂ − θ‖ / ‖θ‖ of the target's single-task twin.",
  source: "SPEC (5.7), 10.7",
  measure: (run) => relativeError(run, predictor(run.alone[0], 0)),
};

function relativeError({ problem: { tasks } }: Run, thetaHat: Float64Array): number {
  const { theta } = tasks[0];
  return norm(difference(thetaHat, theta)) / norm(theta);
}
