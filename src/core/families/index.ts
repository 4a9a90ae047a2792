/** The task families, in the order in which readers meet them. */
import { misaligned } from "./misaligned.ts";

export const families = { misaligned };
export type FamilyName = keyof typeof families;
