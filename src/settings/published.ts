/**
 * Links that have been published, with the settings that each must give for ever: what it writes, over the values that
 * it left out when it was published. Links are added, never changed; `permalink.test.ts` opens them all.
 */
import type { Settings } from "./schema.ts";

/** A link, and the lab and the complete settings that it stands for. */
export interface PublishedLink {
  readonly link: string;
  readonly lab: string;
  readonly settings: Settings;
}

/** What version 1 means by a link that says nothing. */
const transfer1: Settings = {
  preset: "live",
  family: "misaligned",
  model: "linear",
  kind: "phi",
  phi: 60,
  printed: false,
  mSource: 150,
  mTarget: 6,
  kappa: 20,
  cosine: 0.96,
  sigma: 2,
  d: 100,
  beta: 0.1,
  delta: 5,
  painted: "",
  sine: 0.05,
  sourceConditionNumber: 1,
  k: 8,
  rank: 2,
  deviation: 0.3,
  m: 30,
  noisyTasks: 5,
  share: 0.2,
  addedNoise: 0,
  ridge: 10,
  r: 1,
  mu: 100,
  weighting: "uniform",
  sourceWeight: 1,
  labels: "unit",
  optimiser: "nesterov",
  learningRate: 1,
  whiten: true,
  start: "landscape",
  steps: 1000,
  seed: 1,
  seeds: 16,
};
const paper1: Settings = { ...transfer1, preset: "paper", kappa: 100, mTarget: 5 };
const mini1: Settings = { ...transfer1, preset: "mini", d: 60, kappa: 30, mTarget: 3, sigma: 1.5, ridge: 5 };
const boundaries1: Settings = {
  ...transfer1,
  preset: "fig2",
  beta: 0.05,
  mSource: 100,
  seeds: 100,
  family: "boundary",
  model: "logistic",
  d: 2,
  mTarget: 8,
  sigma: 0,
  ridge: 1,
};
const alignment1: Settings = { ...paper1, kind: "3", mSource: 100, seeds: 40 };

/** In the order in which they were published. */
export const published: readonly PublishedLink[] = [
  { link: "#transfer", lab: "transfer", settings: transfer1 },
  {
    link: "#transfer?v=1&phi=60&mSource=200&seed=7",
    lab: "transfer",
    settings: { ...transfer1, mSource: 200, seed: 7 },
  },
  { link: "#transfer?v=1&preset=paper", lab: "transfer", settings: paper1 },
  { link: "#transfer?v=1&preset=mini&seeds=4", lab: "transfer", settings: { ...mini1, seeds: 4 } },
  { link: "#transfer?v=1&kind=2", lab: "transfer", settings: { ...transfer1, kind: "2" } },
  { link: "#transfer?v=1&kind=3&mSource=4000", lab: "transfer", settings: { ...transfer1, kind: "3", mSource: 4000 } },
  { link: "#transfer?v=1&kind=4&preset=paper", lab: "transfer", settings: { ...paper1, kind: "4" } },
  {
    link: "#transfer?v=1&phi=90&start=random&optimiser=adam&whiten=false",
    lab: "transfer",
    settings: { ...transfer1, phi: 90, start: "random", optimiser: "adam", whiten: false },
  },
  {
    link: "#transfer?v=1&cosine=-0.5&ridge=0&sigma=0&r=2",
    lab: "transfer",
    settings: { ...transfer1, cosine: -0.5, ridge: 0, sigma: 0, r: 2 },
  },
  {
    link: "#boundaries?v=1&painted=1.2_-0.4~2_1",
    lab: "boundaries",
    settings: { ...boundaries1, painted: "1.2_-0.4~2_1" },
  },
  { link: "#alignment", lab: "alignment", settings: alignment1 },
  { link: "#alignment?v=1&mu=30", lab: "alignment", settings: { ...alignment1, mu: 30 } },
];
