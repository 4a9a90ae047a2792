/** The task families, in the order in which readers meet them; what is said of each stands in `descriptions/`. */
import { boundary } from "./boundary.ts";
import { lowRank } from "./lowRank.ts";
import { misaligned } from "./misaligned.ts";
import { noisyLabels } from "./noisyLabels.ts";
import { reluSubspaces } from "./reluSubspaces.ts";
import { theorem2Tasks } from "./theorem2Tasks.ts";

/** Every family by its name, in the order in which readers meet them. */
export const families = { misaligned, boundary, lowRank, reluSubspaces, theorem2Tasks, noisyLabels };
/** The name of a family. */
export type FamilyName = keyof typeof families;
