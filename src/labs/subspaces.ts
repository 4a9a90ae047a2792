import { formatCount, formatNumber } from "../core/format.ts";
import { estimateAt, estimatePart } from "./estimates.ts";
import type { Answer, Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { answer, verdictPart } from "./sentence.ts";

const COSINES = [0, 0.25, 0.5, 0.75, 1];
const LARGEST = 2000;
const SIZES = [50, 200, 1000, LARGEST];

export const subspaces = {
  ...openings.subspaces,
  question: "What if the tasks' subspaces turn away from each other?",
  source: "the paper, appendix (ReLU of higher rank); SPEC 10.13",
  controls: ["cosine", "mSource", "mTarget", "rank", "r"],
  trains: false,
  sweeps: [
    { over: [{ setting: "cosine", values: COSINES }], columns: ["transferGap", "mtlError", "stlError"] },
    { over: [{ setting: "mSource", values: SIZES }], columns: ["transferGap", "mtlError", "stlError"] },
  ],
  charts: [
    {
      id: "gap-by-cosine",
      form: "sweep",
      title: "Transfer gap by the cosine of the principal angles",
      description:
        "The target's error with the source minus its error alone, for networks of r ReLU units with weight decay, by the cosine that every principal angle between the tasks' parameter subspaces has. Mean and one standard error over seeds.",
      rows: "sweep",
      x: { column: "cosine", title: "cosine of every principal angle", domain: [0, 1], step: 0.01 },
      y: { title: "transfer gap Δ", signed: true },
      series: [{ column: "transferGap", title: "Δ", hue: "ink", weight: "thick" }],
    },
    {
      id: "gap-by-size",
      form: "sweep",
      title: "Transfer gap by the source's sample size",
      description:
        "The same for the cosine that is chosen: more source samples make the effect larger, whichever it is.",
      rows: "otherSweep",
      x: { column: "mSource", title: "source sample size mₛ", scale: "log", domain: [SIZES[0], LARGEST] },
      y: { title: "transfer gap Δ", signed: true },
      series: [{ column: "transferGap", title: "Δ", hue: "ink", weight: "thick" }],
    },
  ],
  rests: ({ cosine }) => [
    { table: "sweep", at: cosine },
    { table: "otherSweep", at: LARGEST },
  ],
  conclude: ({ sweep, otherSweep }, { cosine, mSource }): Answer => {
    const here = estimateAt(sweep, "cosine", cosine, "transferGap");
    const largest = estimateAt(otherSweep, "mSource", LARGEST, "transferGap");
    if (!here) return undefined;
    const angle = (Math.acos(Math.min(1, Math.abs(cosine))) * 180) / Math.PI;
    const values = {
      angle: { number: `${formatNumber(angle, 0)}°`, of: "cosine" },
      count: formatCount(mSource),
      verdict: verdictPart(here.verdict, "leaves the sign undecided"),
      gap: estimatePart(here),
    };
    return largest
      ? answer(
          "With subspaces {angle} apart a source of {count} samples {verdict}: the gap is {gap}; with 2 000 samples it is {largest}.",
          { ...values, largest: estimatePart(largest) },
        )
      : answer("With subspaces {angle} apart a source of {count} samples {verdict}: the gap is {gap}.", values);
  },
  text: {
    en: async () => (await import("./texts/subspaces.ts")).text,
    de: async () => (await import("./texts/german/subspaces.ts")).text,
  },
} as const satisfies Lab;
