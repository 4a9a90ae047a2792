/** The labs as the page opens them: the home lab comes with the page, the others when they are first opened. */
import type { Lab } from "../labs/lab.ts";
import type { LabName } from "../labs/openings.ts";
import { transfer } from "../labs/transfer.ts";
import { late } from "./late.ts";

const loaders: Readonly<Record<LabName, () => Promise<Lab>>> = {
  transfer: () => Promise.resolve(transfer),
  boundaries: async () => (await import("../labs/boundaries.ts")).boundaries,
  capacity: async () => (await import("../labs/capacity.ts")).capacity,
  similarity: async () => (await import("../labs/similarity.ts")).similarity,
  subspaces: async () => (await import("../labs/subspaces.ts")).subspaces,
  bound: async () => (await import("../labs/bound.ts")).bound,
  alignment: async () => (await import("../labs/alignment.ts")).alignment,
  reweighting: async () => (await import("../labs/reweighting.ts")).reweighting,
};

const loaded = new Map<LabName, Lab>([["transfer", transfer]]);

/** The lab if it is here already. */
export function labHere(name: LabName): Lab | undefined {
  return loaded.get(name);
}

/** The lab, loaded once; undefined if it cannot be loaded. */
export const labNamed = late(async (name: LabName) => {
  const lab = await loaders[name]();
  loaded.set(name, lab);
  return lab;
});
