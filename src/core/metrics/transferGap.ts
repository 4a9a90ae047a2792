import type { Metric } from "./metric.ts";
import { mtlError, mtlErrorRaw, stlError, stlErrorRaw } from "./taskErrors.ts";

const source = "the paper, Figure 3; SPEC (5.4)";

/** error(MTL) − error(STL) of the target. Negative: the source helps. Positive: negative transfer. SPEC (5.4). */
export const transferGap: Metric = {
  title: "transfer gap",
  symbol: "Δ",
  unit: "",
  doc: "The target's error trained jointly, minus its error trained alone on the same data. Below 0 the source helps.",
  source,
  measure: (run) => mtlError.measure(run) - stlError.measure(run),
};

/** The same difference of squared errors, without the division by θ'Σθ; in squared label units. SPEC (5.4). */
export const transferGapRaw: Metric = {
  title: "transfer gap, not normalised",
  unit: "",
  doc: "The target's squared error trained jointly, minus its squared error trained alone.",
  source,
  measure: (run) => mtlErrorRaw.measure(run) - stlErrorRaw.measure(run),
};
