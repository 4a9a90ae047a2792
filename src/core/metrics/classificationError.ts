import type { Task } from "../task.ts";
import { populationCorrelation } from "./reluError.ts";

/**
 * The share of points x ~ N(0, Σ) that sign(x'w) puts into another class than sign(x'θ), without label noise:
 * arccos(ρ)/π in [0, 1], ρ the correlation of x'w and x'θ; 1/2 for w = 0, which does not choose. The length of w does not
 * matter. Source: SPEC (5.3).
 */
export function classificationError(task: Pick<Task, "theta" | "Sigma">, w: Float64Array): number {
  return Math.acos(populationCorrelation(task, w)) / Math.PI;
}
