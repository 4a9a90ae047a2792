/** The labs as the page opens them: the home lab comes with the page, the others when they are first opened. */
import type { Lab } from "../labs/lab.ts";
import type { LabName } from "../labs/openings.ts";
import { transfer } from "../labs/transfer.ts";

const loaders: Readonly<Record<Exclude<LabName, "transfer">, () => Promise<Lab>>> = {
  boundaries: async () => (await import("../labs/boundaries.ts")).boundaries,
  capacity: async () => (await import("../labs/capacity.ts")).capacity,
  similarity: async () => (await import("../labs/similarity.ts")).similarity,
  subspaces: async () => (await import("../labs/subspaces.ts")).subspaces,
  bound: async () => (await import("../labs/bound.ts")).bound,
  alignment: async () => (await import("../labs/alignment.ts")).alignment,
  reweighting: async () => (await import("../labs/reweighting.ts")).reweighting,
};

const loaded = new Map<LabName, Lab>([["transfer", transfer]]);
const loading = new Map<LabName, Promise<Lab>>();

/** The lab if it is here already. */
export function labHere(name: LabName): Lab | undefined {
  return loaded.get(name);
}

/** The lab, loaded once. */
export function labNamed(name: LabName): Promise<Lab> {
  const begun = loading.get(name);
  if (begun) return begun;
  const promise = name === "transfer" ? Promise.resolve(transfer) : loaders[name]();
  loading.set(name, promise);
  void promise.then((lab) => loaded.set(name, lab));
  return promise;
}
