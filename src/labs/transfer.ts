import type { Lab } from "./lab.ts";
import { openings } from "./openings.ts";

const ANGLES = [0, 7.5, 15, 22.5, 30, 37.5, 45, 52.5, 60, 67.5, 75, 82.5, 90];
const SIZES = [10, 20, 50, 100, 150, 200, 350, 500, 1000, 4000];

export const transfer = {
  ...openings.transfer,
  question: "Does the source task help or hurt the target?",
  source: "the paper, Figure 3 and equations (3), (4)",
  controls: ["phi", "mSource", "kind", "preset"],
  trains: true,
  sweeps: [
    {
      over: [
        { setting: "phi", values: ANGLES },
        { setting: "mSource", values: SIZES },
      ],
      set: { kind: "phi" },
      columns: ["transferGap"],
    },
  ],
  reads: ["exact", "populationAngles", "sourceLimits"],
  charts: [
    {
      id: "phase-pad",
      form: "heatmap",
      title: "Where the source helps, and where it hurts",
      description:
        "The transfer gap at the exact optimum over the angle between the signal subspaces and the source's sample size, a mean over seeds: blue where the source helps, orange where it hurts. Move the puck to choose an experiment; dashed is where a rule of thumb puts the boundary.",
      rows: "sweep",
      reference: "phaseBoundary",
      of: {
        column: "kind",
        value: "phi",
        description: "Your source task is not on this map: press it to turn one by φ.",
      },
      x: { column: "mSource", title: "source sample size mₛ", scale: "log", domain: [10, 4000] },
      y: { column: "phi", title: "misalignment φ", unit: "°", domain: [0, 90], step: 0.5 },
      series: [{ column: "transferGap", title: "transfer gap Δ", hue: "ink" }],
    },
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
      id: "data-plane",
      form: "plane",
      title: "The data, in the plane of two signal directions",
      description:
        "Samples of both tasks for the first seed on the target's first strong coordinate and the one it turns into, with each population's covariance as an ellipse; filled points have labels above 0. Turn the source's ellipse to misalign the tasks.",
      rows: "plane",
      x: { column: "x", title: "target's strong direction" },
      y: { column: "y", title: "direction at a right angle" },
      series: [
        { column: "y", where: { task: "target" }, title: "target", hue: "target", weight: "thick" },
        { column: "y", where: { task: "source" }, title: "source", hue: "source", weight: "thin" },
      ],
      turn: { column: "phi", task: "source" },
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
      id: "spectrum",
      form: "spectrum",
      title: "Spectra of the covariances",
      description:
        "Eigenvalues of each task's sample covariance XᵢᵀXᵢ/mᵢ for the first seed, largest first; the ring marks how many make 99 % of the sum, which is what covariance similarity compares.",
      rows: "spectrum",
      x: { column: "index", title: "eigenvalue number" },
      y: { title: "eigenvalue", scale: "log" },
      series: [
        { column: "value", where: { task: "target" }, title: "target", hue: "target", weight: "thick" },
        { column: "value", where: { task: "source" }, title: "source", hue: "source", weight: "thin" },
      ],
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
  text: {
    en: async () => (await import("./texts/transfer.ts")).text,
    de: async () => (await import("./texts/german/transfer.ts")).text,
  },
} as const satisfies Lab;
