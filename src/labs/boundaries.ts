import { formatPercent } from "../core/format.ts";
import { boundaryDescription } from "../core/families/descriptions/boundary.ts";
import { estimateAt, estimatePart, signChange } from "./estimates.ts";
import type { Answer, Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { answer, verdictPart } from "./sentence.ts";

const { most, reach } = boundaryDescription.fields.painted;
const SHARES = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 1];

export const boundaries = {
  ...openings.boundaries,
  question: "Same decision boundary, different data: why does one source help and the other hurt?",
  source: "the paper, Figure 2; SPEC (9.2), 10.12",
  controls: ["beta", "delta", "mSource", "painted"],
  trains: false,
  sweeps: [{ over: [{ setting: "beta", values: SHARES }], columns: ["transferGap", "mtlError", "stlError"] }],
  charts: [
    {
      id: "plane",
      form: "plane",
      title: "Both tasks in the plane",
      description:
        "The samples of both tasks for the first seed, filled for one class and hollow for the other; the boundary that the target learns jointly and alone, and dashed the true ones. Press the plane to paint a source point, drag it to move it, press it to erase it.",
      rows: "plane",
      reference: "truth",
      x: { column: "x", title: "first coordinate" },
      y: { column: "y", title: "second coordinate" },
      series: [
        { column: "y", where: { task: "target" }, title: "target", hue: "target", weight: "thick" },
        { column: "y", where: { task: "source" }, title: "source", hue: "source", weight: "thin" },
      ],
      paint: { column: "painted", task: "source", most, reach },
    },
    {
      id: "gap-by-share",
      form: "sweep",
      title: "Transfer gap by the share of useful points",
      description:
        "The target's error rate with the source minus its error rate alone, by the share β of source points that lie all around the boundary; the others lie in two clusters far from it. Mean and one standard error over seeds.",
      rows: "sweep",
      x: { column: "beta", title: "share of points like the target's, β", domain: [0, 1], step: 0.01 },
      y: { title: "gap in error rate Δ", signed: true },
      series: [{ column: "transferGap", title: "Δ", hue: "ink", weight: "thick" }],
    },
    {
      id: "errors-by-share",
      form: "sweep",
      title: "Error rates",
      description: "The target's share of wrong predictions on its population, trained jointly and alone.",
      rows: "sweep",
      x: { column: "beta", title: "share of points like the target's, β", domain: [0, 1], step: 0.01 },
      y: { title: "error rate", better: "lower" },
      series: [
        { column: "mtlError", title: "joint", hue: "target", weight: "thick" },
        { column: "stlError", title: "alone", hue: "target", weight: "thin" },
      ],
    },
  ],
  rests: () => [{ table: "sweep" }],
  conclude: ({ sweep }, { beta, sigma }): Answer => {
    const gap = estimateAt(sweep, "beta", beta, "transferGap");
    const alone = estimateAt(sweep, "beta", beta, "stlError");
    if (!gap || !alone) return undefined;
    const values = {
      error: { number: formatPercent(alone.mean).replace("+", ""), of: "stlError" },
      share: { number: formatPercent(beta).replace("+", ""), of: "beta" },
      verdict: verdictPart(gap.verdict, "leaves the sign undecided"),
      gap: estimatePart(gap),
    };
    return [
      ...(sigma === 0
        ? answer(
            "Alone the target is wrong on {error} of its points. A source of which {share} lie all around the boundary {verdict}: the error rate changes by {gap}, although every label of the source is right.",
            values,
          )
        : answer(
            "Alone the target is wrong on {error} of its points. A source of which {share} lie all around the boundary {verdict}: the error rate changes by {gap}.",
            values,
          )),
      " ",
      ...(signChange(sweep, "beta") ?? []),
    ];
  },
  text: {
    en: async () => (await import("./texts/boundaries.ts")).text,
    de: async () => (await import("./texts/german/boundaries.ts")).text,
  },
} as const satisfies Lab;
