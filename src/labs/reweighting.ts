import { formatPercent, formatValue } from "../core/format.ts";
import type { SweepCase } from "../sweep.ts";
import { type SignedEstimate, estimateAt, estimatePart } from "./estimates.ts";
import type { Answer, Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { answer, verdictPart } from "./sentence.ts";

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1];
const DEVIATIONS = [0, 0.5, 1, 1.5, 2, 3];

/** What is compared: the paper's weights as printed and with labels of unit norm, and the weights of Kendall et al. */
const cases: readonly SweepCase[] = [
  { name: "printed", set: { weighting: "svd", labels: "printed" } },
  { name: "unit norm", set: { weighting: "svd", labels: "unit" } },
  { name: "uncertainty", set: { weighting: "uncertainty" } },
];

const WEIGHTS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3];

/** The reader's own weight of the spoiled tasks, beside what Algorithm 2 makes of the same ones. */
const ownCases: readonly SweepCase[] = [
  { name: "chosen", set: { weighting: "chosen" } },
  { name: "Algorithm 2", set: { weighting: "svd" } },
];

const series = [
  { column: "printed: weightingGap", title: "Alg. 2 as printed", hue: "hurts", weight: "thin" },
  { column: "unit norm: weightingGap", title: "Alg. 2, unit norm", hue: "helps", weight: "thick" },
  { column: "uncertainty: weightingGap", title: "uncertainty", hue: "muted", weight: "thin" },
] as const;

export const reweighting = {
  ...openings.reweighting,
  question: "Which task weights survive label noise?",
  source: "the paper, Proposition 3 and Algorithm 2; SPEC section 8, 10.6",
  controls: ["share", "addedNoise", "noisyTasks", "weighting", "sourceWeight", "labels", "r"],
  trains: false,
  sweeps: [
    { over: [{ setting: "share", values: SHARES }], set: { addedNoise: 0 }, cases, columns: ["weightingGap"] },
    { over: [{ setting: "addedNoise", values: DEVIATIONS }], set: { share: 0 }, cases, columns: ["weightingGap"] },
    { over: [{ setting: "sourceWeight", values: WEIGHTS }], cases: ownCases, columns: ["weightingGap"] },
  ],
  charts: [
    {
      id: "gap-by-random-labels",
      form: "sweep",
      title: "Random labels",
      description:
        "Mean error over all tasks with each weighting, minus that with uniform weights, by the share of labels that are random in the spoiled tasks, without added noise: mean and one standard error over seeds.",
      rows: "sweep",
      x: { column: "share", title: "share of random labels p", domain: [0, 1], step: 0.01 },
      y: { title: "gap to uniform weights Δ", signed: true, subject: "weighting" },
      series,
    },
    {
      id: "gap-by-added-noise",
      form: "sweep",
      title: "Added noise",
      description:
        "The same, by the standard deviation of noise that is added to the labels of the spoiled tasks instead, none of them random.",
      rows: "otherSweep",
      x: { column: "addedNoise", title: "standard deviation of the added noise", domain: [0, 3], step: 0.1 },
      y: { title: "gap to uniform weights Δ", signed: true, subject: "weighting" },
      series,
    },
    {
      id: "task-weights",
      form: "sweep",
      title: "The weights",
      description:
        "The weight of each task by the method that is chosen, mean and one standard error over seeds; the last tasks are the ones with spoiled labels. Uniform weights are 1.",
      rows: "weights",
      x: { column: "task", title: "task" },
      y: { title: "weight α" },
      series: [{ column: "weight", title: "α", hue: "ink", weight: "thick" }],
    },
    {
      id: "own-weights",
      form: "weights",
      title: "Weigh them yourself",
      description:
        "How much each task with spoiled labels counts where the others count 1: drag its bar. Dashed is what Algorithm 2 would take.",
      rows: "algorithm2",
      reference: "algorithm2",
      x: { column: "task", title: "" },
      y: { title: "weight α", domain: [0.05, 3], step: 0.05 },
      series: [
        { column: "others", title: "other tasks", hue: "target", weight: "thick" },
        { column: "sourceWeight", title: "spoiled labels", hue: "source", weight: "thin" },
      ],
    },
    {
      id: "gap-by-own-weight",
      form: "sweep",
      title: "What your weight would do",
      description:
        "The gap to uniform weights by the weight that each task with spoiled labels is given, beside that of Algorithm 2 on the same tasks: mean and one standard error over seeds. At 1 your weights are the uniform ones.",
      rows: "thirdSweep",
      x: { column: "sourceWeight", title: "weight of spoiled tasks w", domain: [0.05, 3], step: 0.05 },
      y: { title: "gap to uniform weights Δ", signed: true, subject: "weighting" },
      series: [
        { column: "chosen: weightingGap", title: "your weight", hue: "ink", weight: "thick" },
        { column: "Algorithm 2: weightingGap", title: "Algorithm 2", hue: "helps", weight: "thin" },
      ],
    },
  ],
  rests: ({ share, addedNoise }) => [
    addedNoise > 0 ? { table: "otherSweep", at: addedNoise } : { table: "sweep", at: share },
  ],
  conclude: ({ sweep, otherSweep }, { share, addedNoise, noisyTasks }): Answer => {
    const at = (name: string): SignedEstimate | undefined =>
      addedNoise > 0
        ? estimateAt(otherSweep, "addedNoise", addedNoise, `${name}: weightingGap`)
        : estimateAt(sweep, "share", share, `${name}: weightingGap`);
    const printed = at("printed");
    const unit = at("unit norm");
    if (!printed || !unit) return undefined;
    const values = {
      asPrinted: verdictPart(printed.verdict, "is undecided"),
      printed: estimatePart(printed),
      asUnit: verdictPart(unit.verdict, "is undecided"),
      unit: estimatePart(unit),
    };
    if (noisyTasks === 0)
      return answer(
        "No label is spoiled here: Algorithm 2 as printed {asPrinted} ({printed} of the error against uniform weights); with labels of unit norm it {asUnit} ({unit}).",
        values,
      );
    return addedNoise > 0
      ? answer(
          "Against added noise of {deviation} alone Algorithm 2 as printed {asPrinted} ({printed} of the error against uniform weights); with labels of unit norm it {asUnit} ({unit}).",
          { ...values, deviation: { number: formatValue(addedNoise), of: "addedNoise" } },
        )
      : answer(
          "Against {share} random labels Algorithm 2 as printed {asPrinted} ({printed} of the error against uniform weights); with labels of unit norm it {asUnit} ({unit}).",
          { ...values, share: { number: formatPercent(share).replace("+", ""), of: "share" } },
        );
  },
  text: {
    en: async () => (await import("./texts/reweighting.ts")).text,
    de: async () => (await import("./texts/german/reweighting.ts")).text,
  },
} as const satisfies Lab;
