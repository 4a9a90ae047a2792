/**
 * With which settings each lab opens, in reading order: all that links and the navigation need to know of a lab. A lab's
 * own values lie over the schema's and are frozen for each version of the links.
 */
import type { Settings } from "../settings/schema.ts";

/** A lab as others see it. */
export interface Opening {
  readonly title: string;
  readonly settings: Partial<Settings>;
  /** About how many letters each paragraph of its answer has with these settings: the page keeps room for them. */
  readonly answer: readonly number[];
}

export const openings = {
  transfer: {
    title: "Transfer",
    settings: { preset: "live", kind: "phi", phi: 60, mSource: 150, seeds: 16 },
    answer: [134, 84, 91],
  },
  boundaries: {
    title: "Boundaries",
    settings: { preset: "fig2", mSource: 100, beta: 0.05, seeds: 100 },
    answer: [249],
  },
  capacity: {
    title: "Capacity",
    settings: { preset: "cap", r: 2, seeds: 8 },
    answer: [176],
  },
  similarity: {
    title: "Similarity",
    settings: { preset: "paper", kind: "2", mSource: 200, seeds: 40 },
    answer: [195],
  },
  subspaces: {
    title: "Subspaces",
    settings: { preset: "subspaces", mSource: 200, cosine: 0.5, seeds: 8 },
    answer: [155],
  },
  bound: {
    title: "Bound",
    settings: { preset: "thm2", mSource: 1000, seeds: 16 },
    answer: [363],
  },
  alignment: {
    title: "Alignment",
    settings: { preset: "paper", kind: "3", mSource: 100, seeds: 40 },
    answer: [405],
  },
  reweighting: {
    title: "Reweighting",
    settings: { preset: "alg2", share: 0.6, weighting: "svd", seeds: 40 },
    answer: [186],
  },
} as const satisfies Record<string, Opening>;

export type LabName = keyof typeof openings;
export const labNames = Object.keys(openings) as readonly LabName[]; // the keys of a literal object

/** Each lab's own initial values: what links need to know of labs. */
export const overlays = Object.fromEntries(labNames.map((name) => [name, openings[name].settings]));
