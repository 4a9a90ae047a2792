import { number, points } from "../../fields.ts";
import { vocabulary } from "../../vocabulary.ts";
import type { FamilyDescription } from "../family.ts";

const { mSource, mTarget, sigma } = vocabulary;

const fields = {
  beta: number({
    title: "share of points like the target's",
    symbol: "β",
    doc: "How likely a source point is to lie all around the boundary; the others lie in two clusters far from it.",
    initial: 0.1,
    min: 0,
    max: 1,
  }),
  delta: number({
    title: "angle between the boundaries",
    symbol: "δ",
    doc: "How far the source's boundary is turned away from the target's.",
    initial: 5,
    min: 0,
    max: 90,
    step: 0.5,
    unit: "°",
  }),
  mSource,
  mTarget,
  sigma,
  painted: points({
    title: "painted source points",
    doc: "Points that the source has besides those that are drawn, the same for every seed; their labels are right.",
    most: 40,
    reach: 6,
  }),
} as const;

/** What is said of the tasks of `boundary.ts`, and may be chosen of them. */
export const boundaryDescription = {
  title: "boundaries in the plane (Figure 2)",
  source: "the paper, Figure 2; SPEC (9.2)",
  fields,
  models: ["logistic"],
} as const satisfies FamilyDescription<typeof fields>;
