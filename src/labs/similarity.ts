import type { Lab } from "./lab.ts";
import { gapInWords, signChange, transferAt } from "./sentence.ts";

const COSINES = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.96, 1];

export const similarity: Lab = {
  title: "Similarity",
  question: "How alike must the true models of two tasks be?",
  source: "the paper, section 2 and appendix C; SPEC 10.10",
  settings: { preset: "paper", kind: "2", mSource: 200, seeds: 40 },
  controls: ["cosine", "mSource", "mTarget", "sigma"],
  trains: false,
  sweeps: [{ over: [{ setting: "cosine", values: COSINES }], columns: ["transferGap", "stlError", "mtlError"] }],
  charts: [
    {
      id: "gap-by-similarity",
      form: "lines",
      title: "Transfer gap by model similarity",
      description:
        "The target's error with the source minus its error alone, at the exact optimum, for each cosine between the true parameters: mean and one standard error over seeds.",
      rows: "sweep",
      x: { column: "cosine", title: "cos(θ₁, θ₂)", domain: [0, 1] },
      y: { title: "transfer gap Δ", better: "lower" },
      series: [{ column: "transferGap", title: "Δ", hue: "ink", weight: "thick" }],
    },
    {
      id: "errors-by-similarity",
      form: "lines",
      title: "Errors by model similarity",
      description:
        "The target's error on its population, trained jointly and alone, for each cosine between the true parameters.",
      rows: "sweep",
      x: { column: "cosine", title: "cos(θ₁, θ₂)", domain: [0, 1] },
      y: { title: "error (0 perfect, 1 predicts nothing)", better: "lower" },
      series: [
        { column: "mtlError", title: "target, joint", hue: "target", weight: "thick" },
        { column: "stlError", title: "target, alone", hue: "target", weight: "thin" },
      ],
    },
  ],
  conclude: ({ sweep }, { cosine }) => {
    const here = transferAt(sweep, "cosine", cosine);
    const crossing = signChange(sweep, "cosine");
    if (!here || crossing === undefined) return undefined;
    return [
      "With parameters this alike (cosine ",
      { number: String(here.value) },
      ") the source ",
      { verdict: here.verdict, text: here.verdict === "undecided" ? "leaves the sign undecided" : here.verdict },
      ": the gap is ",
      { number: gapInWords(here) },
      ". ",
      ...crossing,
    ];
  },
  prose: [
    [
      "Here both tasks have the same covariance, so nothing is misaligned; only their true parameters differ. One shared direction has to serve both. ",
      { text: "With equal parameters", set: { cosine: 1 } },
      " the source's samples are as good as the target's own. ",
      { text: "At a right angle", set: { cosine: 0 } },
      " the shared direction is the source's, which tells nothing of the target, and the target pays.",
    ],
    [
      "How alike is alike enough depends on how little the target knows by itself: ",
      { text: "with 20 target samples", set: { mTarget: 20 } },
      " the source must be closer than ",
      { text: "with 5", set: { mTarget: 5 } },
      ". The sign of the cosine does not matter: a head may be negative.",
    ],
  ],
  limits: [
    "Similar models are not enough for transfer: with the cosine at 0.96 a source whose covariance is misaligned hurts all the same, as the Transfer lab shows. And the threshold is no constant of nature: SPEC finds about 0.8 for regression and about 0.57 for classification.",
  ],
  refutation:
    "A gap that does not fall as the cosine grows, or that is below 0 where the parameters are orthogonal, beyond the spread of the seeds.",
};
