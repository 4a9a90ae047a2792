/** The rules for the task weights α, in the order in which readers meet them. */
import { bySampleSize } from "./bySampleSize.ts";
import { chosen } from "./chosen.ts";
import { svd } from "./svd.ts";
import { uncertainty } from "./uncertainty.ts";
import { uniform } from "./uniform.ts";

/** Every weighting by its name. */
export const weightings = { uniform, bySampleSize, svd, uncertainty, chosen };
/** The name of a weighting. */
export type WeightingName = keyof typeof weightings;
