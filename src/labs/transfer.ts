import type { Lab } from "./lab.ts";
import { openings } from "./openings.ts";

export const transfer: Lab = {
  ...openings.transfer,
  question: "Does the source task help or hurt the target?",
  source: "the paper, Figure 3 and equations (3), (4)",
  controls: ["preset", "kind", "phi", "mSource"],
  trains: true,
  charts: [
    {
      id: "transfer-gap",
      form: "strip",
      title: "Transfer gap",
      description:
        "The target's error trained jointly with the source, minus its error trained alone on the same data: one dot per seed, the diamond is the mean with one standard error.",
      rows: "training",
      reference: "exact",
      x: { column: "transferGap", title: "transfer gap Δ" },
      y: { title: "" },
      series: [{ column: "transferGap", title: "Δ", hue: "ink" }],
    },
    {
      id: "error-curves",
      form: "lines",
      title: "Errors while training",
      description:
        "Error of each task on its population against training steps: mean and one standard error over seeds, trained jointly (thick) and alone (thin); dashed is the exact optimum.",
      rows: "training",
      reference: "exact",
      x: { column: "step", title: "step" },
      y: { title: "error (0 perfect, 1 predicts nothing)", better: "lower" },
      series: [
        { column: "mtlError", title: "target, joint", hue: "target", weight: "thick" },
        { column: "stlError", title: "target, alone", hue: "target", weight: "thin" },
        { column: "sourceMtlError", title: "source, joint", hue: "source", weight: "thick" },
        { column: "sourceStlError", title: "source, alone", hue: "source", weight: "thin" },
      ],
    },
    {
      id: "principal-angles",
      form: "dial",
      title: "Principal angles",
      description:
        "Angles between the directions that carry each task's signal: of the population, and as the samples show them.",
      rows: "angles",
      reference: "populationAngles",
      x: { column: "degrees", title: "principal angle", unit: "°" },
      y: { title: "" },
      series: [{ column: "degrees", title: "angle", hue: "ink" }],
    },
    {
      id: "landscape",
      form: "landscape",
      title: "Landscape of the heads",
      description:
        "The least training loss that each pair of heads allows, for the first seed. Where there are two valleys, training can end in the wrong one.",
      rows: "landscape",
      x: { column: "t", title: "head angle t", unit: "°", domain: [-90, 90] },
      y: { title: "training loss F", better: "lower" },
      series: [{ column: "loss", title: "loss", hue: "ink" }],
    },
    {
      id: "covariance-similarity",
      form: "bars",
      title: "Covariance similarity",
      description:
        "Equation (5) of the paper on the samples, mean and one standard error; dashed is the population. The raw score of equal covariances is not 1, the normalised one is.",
      rows: "similarity",
      reference: "populationSimilarity",
      x: { column: "score", title: "" },
      y: { title: "similarity", domain: [0, 1] },
      series: [
        { column: "score", title: "raw", hue: "ink" },
        { column: "normalised", title: "normalised", hue: "ink" },
      ],
    },
  ],
  text: async () => (await import("./texts/transfer.ts")).text,
};
