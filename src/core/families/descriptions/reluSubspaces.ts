import { vocabulary } from "../../vocabulary.ts";
import type { FamilyDescription } from "../family.ts";

const { d, cosine, mSource, mTarget, rank, sigma } = vocabulary;

const fields = { rank, cosine, mSource, mTarget, sigma, d } as const;

/** What is said of the tasks of `reluSubspaces.ts`, and may be chosen of them. */
export const reluSubspacesDescription = {
  title: "sums of ReLU units in turned subspaces",
  source: "the paper, appendix (ReLU of higher rank); SPEC 10.13",
  fields,
  models: ["relu"],
} as const satisfies FamilyDescription<typeof fields>;
