/** The labs, in reading order. */
import { alignment } from "./alignment.ts";
import { bound } from "./bound.ts";
import { boundaries } from "./boundaries.ts";
import { capacity } from "./capacity.ts";
import type { Lab } from "./lab.ts";
import type { LabName } from "./openings.ts";
import { reweighting } from "./reweighting.ts";
import { similarity } from "./similarity.ts";
import { subspaces } from "./subspaces.ts";
import { transfer } from "./transfer.ts";

export const labs = {
  transfer,
  boundaries,
  capacity,
  similarity,
  subspaces,
  bound,
  alignment,
  reweighting,
} as const satisfies Record<LabName, Lab>;
