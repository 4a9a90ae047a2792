/** Table 10.5: the transfer gaps of Figure 3 for classification, and the sweep that 10.10 takes as well. */
import { labellings } from "../core/families/labels.ts";
import { classificationError } from "../core/metrics/classificationError.ts";
import { predictor } from "../core/model.ts";
import { solveLogistic, solveLogisticTask } from "../core/solvers/logistic.ts";
import type { Experiment } from "./experiment.ts";
import { figure3Claims } from "./figure3.ts";
import { type PairSettings, nestedTasks } from "./sweep.ts";

/** Preset LOGI of SPEC section 9. */
const settings = { d: 100, kappa: 30, cosine: 0.96, mTarget: 8, sigma: 3 };
const ridge = 0.1;
const { sizes, claims } = figure3Claims("10.5", "error rate");

export const classFigure3: Experiment = {
  table: "10.5 LOGI",
  seeds: 40,
  quickSeeds: 2,
  isExact: false,
  cost: 6,
  claims,
  measure: (seed) => {
    const measured: Record<string, number> = {};
    for (const kind of ["2", "3", "4"] as const) {
      const source = { kind, phi: 0, printed: false };
      const { stlError, gaps } = classSweep({ ...settings, ...source }, ridge, sizes, seed);
      measured["STL"] = stlError;
      for (const [mSource, gap] of gaps) measured[`${kind} ${mSource}`] = gap;
    }
    return measured;
  },
};

/**
 * The target's error rate alone, and the gap that each sample size of the source makes of it, ascending; all nested in
 * one draw at the largest. Source: SPEC (4.11), (5.3), (5.4).
 */
export function classSweep(
  pair: Omit<PairSettings, "mSource">,
  lambda: number,
  ascending: readonly number[],
  seed: number,
): { readonly stlError: number; readonly gaps: readonly (readonly [mSource: number, gap: number])[] } {
  const { target, sources } = nestedTasks(pair, ascending, seed, 0, labellings.logistic);
  const stlError = classificationError(target, solveLogisticTask(target, lambda));
  const gaps = sources.map((first) => {
    const joint = solveLogistic({ tasks: [target, first], r: 1, ridge: lambda, alpha: Float64Array.of(1, 1) });
    return [first.X.rows, classificationError(target, predictor(joint, 0)) - stlError] as const;
  });
  return { stlError, gaps };
}
