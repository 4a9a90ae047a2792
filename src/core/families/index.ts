/**
 * The task families, in the order in which readers meet them. The settings of the page and the command line are those of
 * `misaligned`, which they import by itself, so that the page does not carry the others: they are for the reproduction of
 * SPEC's tables, until a setting chooses among families.
 */
import { lowRank } from "./lowRank.ts";
import { misaligned } from "./misaligned.ts";
import { noisyLabels } from "./noisyLabels.ts";
import { theorem2Tasks } from "./theorem2Tasks.ts";

/** Every family by its name, in the order in which readers meet them. */
export const families = { misaligned, lowRank, noisyLabels, theorem2Tasks };
/** The name of a family. */
export type FamilyName = keyof typeof families;
