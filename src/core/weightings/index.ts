/** The rules for the task weights α, in the order in which readers meet them. */
import { bySampleSize } from "./bySampleSize.ts";
import { svd } from "./svd.ts";
import { uncertainty } from "./uncertainty.ts";
import { uniform } from "./uniform.ts";

export const weightings = { uniform, bySampleSize, svd, uncertainty };
export type WeightingName = keyof typeof weightings;
