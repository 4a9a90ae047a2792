import { numberIn } from "../charts/summary.ts";
import { formatValue } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import { estimateAt, estimatePart } from "./estimates.ts";
import type { Answer, Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { answer, verdictPart } from "./sentence.ts";

const SIZES = [10, 20, 50, 100, 200, 350, 500, 1000, 4000];

export const alignment = {
  ...openings.alignment,
  question: "Can aligning the inputs undo negative transfer?",
  source: "the paper, Algorithm 1 and Figure 7; SPEC section 7, 10.1–10.3",
  controls: ["kind", "phi", "mSource", "mTarget", "mu"],
  trains: true,
  aligned: true,
  sweeps: [
    {
      over: [{ setting: "mSource", values: SIZES }],
      columns: ["transferGap", "validatedGap", "pickedGap"],
    },
  ],
  charts: [
    {
      id: "aligned-gap",
      form: "sweep",
      title: "Transfer gap before and after Algorithm 1",
      description:
        "The target's error minus its error alone, by source sample size, for the joint optimum, after Algorithm 1 with its μ chosen on 50 held-out samples, and for the honest control that only chooses between the joint model and the task alone: mean and one standard error over seeds.",
      rows: "sweep",
      x: { column: "mSource", title: "source sample size mₛ", scale: "log", domain: [10, 4000] },
      y: { title: "transfer gap Δ", signed: true },
      series: [
        { column: "transferGap", title: "joint", hue: "hurts", weight: "thick" },
        { column: "pickedGap", title: "control", hue: "muted", weight: "thin" },
        { column: "validatedGap", title: "Algorithm 1", hue: "helps", weight: "thick" },
      ],
    },
    {
      id: "alignment-path",
      form: "sweep",
      title: "The path from joint to single-task",
      description:
        "The transfer gap of Algorithm 1 in closed form for each proximity weight μ: at a large μ it is the joint model's gap, at a small one it goes to 0, that of the task alone. Thin: the gap of the joint optimum that training again finds on the aligned inputs XᵢRᵢ.",
      rows: "alignmentPath",
      x: { column: "mu", title: "proximity weight μ", scale: "log", domain: [3, 1e4] },
      y: { title: "transfer gap Δ", signed: true },
      series: [
        { column: "gap", title: "Algorithm 1", hue: "ink", weight: "thick" },
        { column: "retrainedGap", title: "trained again", hue: "muted", weight: "thin" },
      ],
    },
    {
      id: "training-again",
      form: "lines",
      title: "Training again on aligned inputs",
      description:
        "The transfer gap against training steps, with the inputs kept as Algorithm 1 aligned them at the μ that is set: mean and one standard error over seeds. Dashed is the joint optimum on the inputs as they are.",
      rows: "training",
      reference: "exact",
      x: { column: "step", title: "step" },
      y: { title: "transfer gap Δ", signed: true },
      series: [{ column: "transferGap", title: "trained again", hue: "ink", weight: "thick" }],
    },
    {
      id: "aligned-similarity",
      form: "sweep",
      title: "Covariance similarity along the path",
      description:
        "Equation (5) of the paper for the aligned inputs XᵢRᵢ of both tasks, for each proximity weight μ; at a large μ it is that of the inputs as they are. On samples it hardly moves.",
      rows: "alignmentPath",
      isFlat: true,
      x: { column: "mu", title: "proximity weight μ", scale: "log", domain: [3, 1e4] },
      y: { title: "covariance similarity (raw)" },
      series: [{ column: "similarity", title: "score", hue: "ink", weight: "thick" }],
    },
  ],
  rests: ({ mSource }) => [{ table: "sweep", at: mSource }, { table: "alignmentPath" }],
  conclude: ({ sweep, alignmentPath }, { mSource, mu }): Answer => {
    const [joint, aligned, control] = (["transferGap", "validatedGap", "pickedGap"] as const).map((column) =>
      estimateAt(sweep, "mSource", mSource, column),
    );
    if (!joint) return undefined;
    const again = trainedAgain(alignmentPath, mu) ?? [
      say("Inputs are aligned for linear models with a ridge only: here Play trains on the inputs as they are."),
    ];
    const joined = {
      before: verdictPart(joint.verdict, "leaves the sign undecided"),
      joint: estimatePart(joint),
    };
    const validated =
      aligned && control
        ? answer(
            "Before alignment the source {before} (gap {joint}); after Algorithm 1 it {after} ({aligned}). Merely choosing between the joint model and the task alone on the same held-out samples gives {control}.",
            {
              ...joined,
              after: verdictPart(aligned.verdict, "leaves the sign undecided"),
              aligned: estimatePart(aligned),
              control: estimatePart(control),
            },
          )
        : answer(
            "Before alignment the source {before} (gap {joint}); validation chooses a μ for linear models only.",
            joined,
          );
    return [...validated, " ", ...again];
  },
  text: {
    en: async () => (await import("./texts/alignment.ts")).text,
    de: async () => (await import("./texts/german/alignment.ts")).text,
  },
} as const satisfies Lab;

/** What training again on inputs aligned at this μ changes, seed by seed; undefined where it is not done. */
function trainedAgain(alignmentPath: readonly Row[], mu: number): Answer {
  const compared = alignmentPath.map((row) => ({
    ...row,
    change: numberIn(row, "retrainedGap") - numberIn(row, "gap"),
  }));
  const change = estimateAt(compared, "mu", mu, "change");
  const closed = estimateAt(compared, "mu", mu, "gap");
  if (!change || !closed) return undefined;
  return answer(
    "At μ = {mu} Algorithm 1 leaves {closed}; training again on the aligned inputs changes that by {change}, and {verdict}.",
    {
      mu: { number: formatValue(mu), of: "mu" },
      closed: estimatePart(closed),
      verdict: verdictPart(change.verdict, "leaves the sign undecided"),
      change: estimatePart({ ...change, of: "retrainedGap" }),
    },
  );
}
