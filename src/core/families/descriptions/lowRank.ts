import { number } from "../../fields.ts";
import { vocabulary } from "../../vocabulary.ts";
import type { FamilyDescription } from "../family.ts";

const { d, k, m, rank, sigma } = vocabulary;

const fields = {
  k,
  rank,
  deviation: number({
    title: "deviation from low rank",
    symbol: "ν",
    doc: "Length of what a true parameter has outside the common subspace; at 0 capacity r* loses nothing.",
    initial: 0.3,
    min: 0,
    max: 5,
    step: 0.05,
  }),
  m,
  sigma,
  d,
} as const;

/** What is said of the tasks of `lowRank.ts`, and may be chosen of them. */
export const lowRankDescription = {
  title: "tasks around a low-rank parameter matrix",
  source: "the paper, section 2.2; SPEC (9.1)",
  fields,
  models: ["linear"],
} as const satisfies FamilyDescription<typeof fields>;
