import { finiteValues, groupByNumber, meanOf } from "../charts/summary.ts";
import { say } from "../text/say.ts";
import { estimateAt, estimatePart } from "./estimates.ts";
import type { Answer, Lab } from "./lab.ts";
import { openings } from "./openings.ts";
import { answer, verdictPart } from "./sentence.ts";

const CAPACITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export const capacity = {
  ...openings.capacity,
  question: "How wide should the shared module be?",
  source: "the paper, Proposition 1 and Figure 6; SPEC (5.8), (9.1), 10.11",
  controls: ["r", "rank", "deviation", "k", "m"],
  trains: false,
  sweeps: [{ over: [{ setting: "r", values: CAPACITIES }], columns: ["risk", "stlRisk", "riskGap"] }],
  charts: [
    {
      id: "risk-by-capacity",
      form: "sweep",
      title: "Excess risk by capacity",
      description:
        "Squared error on the population, averaged over the tasks, trained jointly with each capacity r and alone: mean and one standard error over seeds. From r = k on nothing is shared, and the two are equal.",
      rows: "sweep",
      x: { column: "r", title: "capacity r", domain: [1, 10] },
      y: { title: "excess risk, mean over tasks", better: "lower" },
      series: [
        { column: "risk", title: "joint", hue: "target", weight: "thick" },
        { column: "stlRisk", title: "alone", hue: "target", weight: "thin" },
      ],
    },
    {
      id: "gap-by-capacity",
      form: "sweep",
      title: "Gap to single-task learning by capacity",
      description:
        "The joint risk minus that of the single-task twins, for the same seeds: below 0 sharing helps. It is exactly 0 once the capacity reaches the number of tasks (Proposition 1).",
      rows: "sweep",
      x: { column: "r", title: "capacity r", domain: [1, 10] },
      y: { title: "gap of the excess risk Δ", signed: true, subject: "sharing" },
      series: [{ column: "riskGap", title: "Δ", hue: "ink", weight: "thick" }],
    },
  ],
  rests: () => [{ table: "sweep" }],
  conclude: ({ sweep }, { r, k, rank }): Answer => {
    const here = estimateAt(sweep, "r", r, "riskGap");
    const means = groupByNumber(sweep, "r").map(
      ([value, rows]) => [value, meanOf(finiteValues(rows, "risk"))] as const,
    );
    if (!here || means.length < 2) return undefined;
    const [best] = means.reduce((least, one) => (one[1] < least[1] ? one : least));
    const least = { number: `r = ${best}`, of: "r" };
    if (r >= k)
      return answer(
        "With capacity {r} and {k} tasks {nothing}: every task has room for itself, and the joint model is the single-task one to the last digit (Proposition 1). The least risk is at {least}.",
        { r: String(r), k: String(k), nothing: { verdict: "undecided", text: say("nothing is shared") }, least },
      );
    return answer(
      "With capacity {r} sharing {verdict}: the risk changes by {gap}. The true parameters lie near a subspace of dimension {rank}; the least risk is at {least}.",
      {
        r: { number: String(r), of: "r" },
        verdict: verdictPart(here.verdict, "is undecided"),
        gap: estimatePart(here),
        rank: String(rank),
        least,
      },
    );
  },
  text: {
    en: async () => (await import("./texts/capacity.ts")).text,
    de: async () => (await import("./texts/german/capacity.ts")).text,
  },
} as const satisfies Lab;
