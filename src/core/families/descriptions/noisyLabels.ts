import { number } from "../../fields.ts";
import { vocabulary } from "../../vocabulary.ts";
import type { FamilyDescription } from "../family.ts";

const { d, k, m, noisyTasks, rank, sigma } = vocabulary;

const fields = {
  k,
  rank,
  noisyTasks,
  share: number({
    title: "share of random labels",
    symbol: "p",
    doc: "The share of a spoiled task's labels that are replaced by noise of the same variance.",
    initial: 0.2,
    min: 0,
    max: 1,
  }),
  addedNoise: number({
    title: "added noise",
    symbol: "",
    doc: "Standard deviation of the noise that is added to a spoiled task's labels.",
    initial: 0,
    min: 0,
    max: 20,
    step: 0.1,
  }),
  m,
  sigma,
  d,
} as const;

/** What is said of the tasks of `noisyLabels.ts`, and may be chosen of them. */
export const noisyLabelsDescription = {
  title: "shared covariates, noisy labels",
  source: "the paper, section 3.3; SPEC (8.5) and section 9",
  fields,
  models: ["linear"],
} as const satisfies FamilyDescription<typeof fields>;
