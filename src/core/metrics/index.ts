/** The metrics: each is a column of every table, in this order. */
import { alignedGap, alignedGapRaw } from "./alignedGap.ts";
import { headAngle, loss, nullLoss } from "./fit.ts";
import { meanError, meanStlError, risk, riskGap, stlRisk, weightingGap } from "./meanErrors.ts";
import { parameterError, stlParameterError } from "./parameterErrors.ts";
import { gradientConflict } from "./gradientConflict.ts";
import { mtlError, mtlErrorRaw, sourceMtlError, sourceStlError, stlError, stlErrorRaw } from "./taskErrors.ts";
import { transferGap, transferGapRaw } from "./transferGap.ts";
import { pickedGap, validatedGap } from "./validatedGaps.ts";

/** Every metric by its name, which is its column. */
export const metrics = {
  stlError,
  mtlError,
  transferGap,
  loss,
  headAngle,
  alignedGap,
  sourceStlError,
  sourceMtlError,
  stlErrorRaw,
  mtlErrorRaw,
  transferGapRaw,
  alignedGapRaw,
  nullLoss,
  validatedGap,
  pickedGap,
  risk,
  stlRisk,
  riskGap,
  meanError,
  meanStlError,
  weightingGap,
  parameterError,
  stlParameterError,
  gradientConflict,
};
/** The name of a metric. */
export type MetricName = keyof typeof metrics;
/** The names of all metrics, in the order of their columns. */
export const metricNames = Object.keys(metrics) as readonly MetricName[]; // the keys of a literal object
