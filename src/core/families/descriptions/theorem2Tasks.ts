import { number } from "../../fields.ts";
import { vocabulary } from "../../vocabulary.ts";
import type { FamilyDescription } from "../family.ts";

const { d, mSource, mTarget, sigma } = vocabulary;

const fields = {
  sine: number({
    title: "sine between the parameters",
    symbol: "sin(θ₁, θ₂)",
    doc: "Sine of the angle between the true parameters; the theorem bounds the error by a multiple of it.",
    initial: 0.05,
    min: 0,
    max: 1,
  }),
  sourceConditionNumber: number({
    title: "condition number of the source",
    symbol: "κ(Σ₁)",
    doc: "The largest over the least eigenvalue of the source's covariance.",
    initial: 1,
    min: 1,
    max: 1000,
    scale: "log",
  }),
  mSource,
  mTarget,
  sigma,
  d,
} as const;

/** What is said of the tasks of `theorem2Tasks.ts`, and may be chosen of them. */
export const theorem2TasksDescription = {
  title: "nearly parallel tasks (Theorem 2)",
  source: "the paper, Theorem 2; SPEC (5.7) and section 9",
  fields,
  models: ["linear"],
} as const satisfies FamilyDescription<typeof fields>;
