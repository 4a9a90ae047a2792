/** The labs, in reading order. */
import { alignment } from "./alignment.ts";
import { bound } from "./bound.ts";
import { capacity } from "./capacity.ts";
import type { Lab } from "./lab.ts";
import { reweighting } from "./reweighting.ts";
import { similarity } from "./similarity.ts";
import { transfer } from "./transfer.ts";

export const labs = {
  transfer,
  capacity,
  similarity,
  bound,
  alignment,
  reweighting,
} as const satisfies Record<string, Lab>;
export type LabName = keyof typeof labs;

/** Each lab's own initial values: what links need to know of labs. */
export const overlays = Object.fromEntries(Object.entries(labs).map(([name, lab]) => [name, lab.settings]));
