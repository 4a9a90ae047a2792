import { choice, number, toggle } from "../../fields.ts";
import { vocabulary } from "../../vocabulary.ts";
import type { FamilyDescription } from "../family.ts";

const { d, kappa, cosine, mSource, mTarget, sigma } = vocabulary;

const fields = {
  kind: choice({
    title: "source task",
    doc: "How the source's covariance relates to the target's.",
    initial: "phi",
    options: {
      "2": { title: "same covariance", doc: "The source's strong coordinates are the target's (task 2 of the paper)." },
      "3": { title: "orthogonal", doc: "Strong coordinates disjoint from the target's (task 3)." },
      "4": { title: "random rotation", doc: "The target's covariance, turned by a random rotation (task 4)." },
      phi: { title: "angle φ", doc: "All principal angles between the signal subspaces equal φ." },
    },
  }),
  phi: number({
    title: "misalignment",
    symbol: "φ",
    doc: "The angle between the signal subspaces: at 0° they coincide, at 90° they are orthogonal. Only for the source “angle φ”.",
    initial: 60,
    min: 0,
    max: 90,
    step: 0.5,
    unit: "°",
  }),
  printed: toggle({
    title: "as printed",
    doc: "Multiplies in the paper's printed order, X = R Q D, which undoes the rotation of kind 4: it gets task 2's law.",
    initial: false,
  }),
  mSource,
  mTarget,
  kappa,
  cosine,
  sigma,
  d,
} as const;

/** What is said of the tasks of `misaligned.ts`, and may be chosen of them. */
export const misalignedDescription = {
  title: "misaligned Gaussian tasks",
  source: "the paper, section 2.3 and Figure 3; SPEC section 2",
  fields,
  models: ["linear", "relu", "logistic"],
} as const satisfies FamilyDescription<typeof fields>;

/** s = max(1, round(d/10)), halves to even. Source: SPEC (2.1). */
export function strongCoordinates(dimension: number): number {
  const tenth = dimension / 10;
  const floor = Math.floor(tenth);
  const rounded = tenth - floor === 0.5 ? floor + (floor % 2) : Math.round(tenth);
  return Math.max(1, rounded);
}
