import { formatEstimate, formatNumber } from "../core/format.ts";
import type { Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { estimateAt } from "./sentence.ts";

const COSINES = [0, 0.25, 0.5, 0.75, 1];
const SIZES = [50, 200, 1000, 2000];

export const subspaces: Lab = {
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
      x: { column: "mSource", title: "source sample size mₛ", scale: "log" },
      y: { title: "transfer gap Δ", signed: true },
      series: [{ column: "transferGap", title: "Δ", hue: "ink", weight: "thick" }],
    },
  ],
  conclude: ({ sweep, otherSweep }, { cosine, mSource }) => {
    const here = estimateAt(sweep, "cosine", cosine, "transferGap");
    const largest = estimateAt(otherSweep, "mSource", 2000, "transferGap");
    if (!here) return undefined;
    const words = { helps: "helps", hurts: "hurts", undecided: "leaves the sign undecided" } as const;
    const angle = (Math.acos(Math.min(1, Math.abs(here.value))) * 180) / Math.PI;
    return [
      "With subspaces ",
      { number: `${formatNumber(angle, 0)}°` },
      ` apart a source of ${mSource} samples `,
      { verdict: here.verdict, text: words[here.verdict] },
      ": the gap is ",
      { number: formatEstimate(here.mean, here.standardError, { signed: true }) },
      largest ? "; with 2 000 samples it is " : "",
      largest ? { number: formatEstimate(largest.mean, largest.standardError, { signed: true }) } : "",
      ".",
    ];
  },
  text: async () => (await import("./texts/subspaces.ts")).text,
};
