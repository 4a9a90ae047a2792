import { formatCount, formatEstimate, formatNumber, formatOrder } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { named, say } from "../text/say.ts";
import { type SignedEstimate, estimateAt } from "./estimates.ts";
import type { Answer, AnswerPart, Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { answer } from "./sentence.ts";

const SINES = [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2];
const SIZES = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

export const bound = {
  ...openings.bound,
  question: "How much source data guarantees transfer, and how tight is the guarantee?",
  source: "the paper, Theorem 2; SPEC (5.7), 10.7",
  controls: ["mSource", "sine", "mTarget", "sigma", "sourceConditionNumber"],
  trains: false,
  sweeps: [
    {
      over: [{ setting: "mSource", values: SIZES }],
      columns: ["parameterError", "stlParameterError", "theorem2Bound", "theorem2Margin"],
    },
    {
      over: [{ setting: "sine", values: SINES }],
      columns: ["parameterError", "stlParameterError", "theorem2Bound"],
    },
  ],
  charts: [
    {
      id: "error-and-bound",
      form: "sweep",
      title: "The target's error and Theorem 2's bound",
      description:
        "Relative error ‖B A − θ‖/‖θ‖ of the target's parameter, trained jointly and alone, and the theorem's upper bound on the joint one, by source sample size: mean and one standard error over seeds.",
      rows: "sweep",
      x: { column: "mSource", title: "source sample size mₛ", scale: "log", domain: [20, 20_000] },
      y: { title: "relative parameter error", scale: "log", better: "lower" },
      series: [
        { column: "theorem2Bound", title: "bound", hue: "ink", weight: "thin" },
        { column: "parameterError", title: "joint", hue: "target", weight: "thick" },
        { column: "stlParameterError", title: "alone", hue: "target", weight: "thin" },
      ],
    },
    {
      id: "error-and-bound-by-sine",
      form: "sweep",
      title: "The same by the sine between the parameters",
      description:
        "At the source's sample size that is chosen. The bound ends where the theorem does: its c, the sine times the condition number of the target's covariates, must be at most 1/3. Well before that, the joint error rises above the one alone.",
      rows: "otherSweep",
      x: { column: "sine", title: "sin(θ₁, θ₂)", scale: "log", domain: [0.001, 0.2], step: 0.0001 },
      y: { title: "relative parameter error", scale: "log", better: "lower" },
      series: [
        { column: "theorem2Bound", title: "bound", hue: "ink", weight: "thin" },
        { column: "parameterError", title: "joint", hue: "target", weight: "thick" },
        { column: "stlParameterError", title: "alone", hue: "target", weight: "thin" },
      ],
    },
  ],
  rests: ({ mSource }) => [{ table: "sweep", at: mSource }, { table: "assumptions" }],
  conclude: ({ sweep, assumptions }, { mSource }): Answer => {
    const joint = estimateAt(sweep, "mSource", mSource, "parameterError");
    const alone = estimateAt(sweep, "mSource", mSource, "stlParameterError");
    const promised = estimateAt(sweep, "mSource", mSource, "theorem2Bound");
    const margin = estimateAt(sweep, "mSource", mSource, "theorem2Margin");
    if (!joint || !alone || !margin) return undefined;
    const values = {
      joint: { number: formatEstimate(joint.mean, joint.standardError), of: joint.of },
      alone: { number: formatEstimate(alone.mean, alone.standardError), of: alone.of },
      margin: { number: `c = ${formatNumber(margin.mean, 3)}`, of: margin.of },
    };
    const broken = assumptions.map(brokenInWords).join(" ");
    return [
      ...promise(values, promised, joint.count),
      " ",
      broken === ""
        ? say("These settings meet every assumption.")
        : say("What the theorem asks for and the first seed does not have: {broken}", { broken }),
      " ",
      assumptions.some((row) => !("samples" in row)) // that of the sample size is of an order only
        ? say("Without that the bound certifies nothing about transfer.")
        : certificate(promised, alone, joint.count),
    ];
  },
  text: {
    en: async () => (await import("./texts/bound.ts")).text,
    de: async () => (await import("./texts/german/bound.ts")).text,
  },
} as const satisfies Lab;

type Values = Readonly<Record<"joint" | "alone" | "margin", AnswerPart>>;

/** What the theorem promises, which may hold for some seeds only. */
function promise(values: Values, promised: SignedEstimate | undefined, seeds: number): readonly AnswerPart[] {
  if (!promised)
    return answer(
      "Trained jointly the target's parameter is wrong by {joint}, alone by {alone}; the theorem promises nothing here, with {margin}.",
      values,
    );
  const bound = { number: formatNumber(promised.mean, 2), of: promised.of };
  return promised.count === seeds
    ? answer(
        "Trained jointly the target's parameter is wrong by {joint}, alone by {alone}; the theorem promises at most {bound}, with {margin}.",
        { ...values, bound },
      )
    : answer(
        "Trained jointly the target's parameter is wrong by {joint}, alone by {alone}; the theorem promises at most {bound} on average over {some} of {all} seeds and nothing for the others, with {margin}.",
        { ...values, bound, some: formatCount(promised.count), all: formatCount(seeds) },
      );
}

function certificate(promised: SignedEstimate | undefined, alone: SignedEstimate, seeds: number): string {
  if (promised && promised.count < seeds) return say("So it certifies nothing for all of them.");
  return promised && promised.mean < alone.mean
    ? say("The bound lies below the error alone, so it certifies positive transfer.")
    : say("The bound lies above the error alone, so it certifies nothing about transfer.");
}

/** An assumption that is not met: its sentence, with the numbers of its row. */
function brokenInWords({ assumption, ...numbers }: Row): string {
  return named(String(assumption)).replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "order" ? formatOrder(Number(numbers[name])) : formatNumber(Number(numbers[name]), 3),
  );
}
