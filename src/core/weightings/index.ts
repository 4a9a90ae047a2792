/** The rules for the task weights α, in the order in which readers meet them. */
import { bySampleSize } from "./bySampleSize.ts";
import { svd } from "./svd.ts";
import { uniform } from "./uniform.ts";

export const weightings = { uniform, bySampleSize, svd };
export type WeightingName = keyof typeof weightings;
