import { numberIn } from "../charts/summary.ts";
import { formatValue } from "../core/format.ts";
import { signChange } from "./estimates.ts";
import type { Answer, Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { answer, gapInWords, transferOf, verdictPart } from "./sentence.ts";

const COSINES = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.96, 1];

export const similarity = {
  ...openings.similarity,
  question: "How alike must the true models of two tasks be?",
  source: "the paper, section 2 and appendix C; SPEC 10.10",
  controls: ["cosine", "mSource", "mTarget", "sigma"],
  trains: false,
  sweeps: [{ over: [{ setting: "cosine", values: COSINES }], columns: ["transferGap", "stlError", "mtlError"] }],
  charts: [
    {
      id: "gap-by-similarity",
      form: "sweep",
      title: "Transfer gap by model similarity",
      description:
        "The target's error with the source minus its error alone, at the exact optimum, for each cosine between the true parameters: mean and one standard error over seeds.",
      rows: "sweep",
      x: { column: "cosine", title: "cos(θ₁, θ₂)", domain: [0, 1], step: 0.01 },
      y: { title: "transfer gap Δ", signed: true },
      series: [{ column: "transferGap", title: "Δ", hue: "ink", weight: "thick" }],
    },
    {
      id: "errors-by-similarity",
      form: "sweep",
      title: "Errors by model similarity",
      description:
        "The target's error on its population, trained jointly and alone, for each cosine between the true parameters.",
      rows: "sweep",
      x: { column: "cosine", title: "cos(θ₁, θ₂)", domain: [0, 1], step: 0.01 },
      y: { title: "error (0 perfect, 1 predicts nothing)", better: "lower" },
      series: [
        { column: "mtlError", title: "target, joint", hue: "target", weight: "thick" },
        { column: "stlError", title: "target, alone", hue: "target", weight: "thin" },
      ],
    },
  ],
  rests: () => [{ table: "sweep" }],
  conclude: ({ sweep }, { cosine }): Answer => {
    const here = transferOf(sweep.filter((row) => numberIn(row, "cosine") === cosine));
    const crossing = signChange(
      sweep.filter((row) => numberIn(row, "cosine") >= 0),
      "cosine",
    ); // that of −cosine is the same
    if (!here || crossing === undefined) return undefined;
    return [
      ...answer("With parameters this alike (cosine {cosine}) the source {verdict}: the gap is {gap}.", {
        cosine: { number: formatValue(cosine), of: "cosine" },
        verdict: verdictPart(here.verdict, "leaves the sign undecided"),
        gap: { number: gapInWords(here), of: "transferGap" },
      }),
      " ",
      ...crossing,
    ];
  },
  text: {
    en: async () => (await import("./texts/similarity.ts")).text,
    de: async () => (await import("./texts/german/similarity.ts")).text,
  },
} as const satisfies Lab;
