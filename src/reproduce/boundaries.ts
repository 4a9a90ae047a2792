/** Table 10.12: the plane of Figure 2, and how much of the source's data must lie along the boundary. */
import { boundary } from "../core/families/boundary.ts";
import { classificationError } from "../core/metrics/classificationError.ts";
import { predictor } from "../core/model.ts";
import { solveLogistic, solveLogisticTask } from "../core/solvers/logistic.ts";
import { type Estimate, mean, share } from "./estimate.ts";
import type { Experiment, Samples } from "./experiment.ts";
import { printed, printedTables, section } from "./specification.ts";

const [{ header, rows }] = printedTables("10.12");
const shares = header.slice(1);
const [, stl] = /^STL accuracy ([^;]*);/m.exec(section("10.12")) ?? ["", ""];
/** Preset FIG2 of SPEC section 9. */
const settings = { delta: 5, mSource: 100, mTarget: 8, sigma: 0, painted: "" };
const ridge = 1;

/** What each row reports of one β. */
const reported: Readonly<Record<string, (of: Samples, beta: string) => Estimate>> = {
  "accuracy with source": (of, beta) => mean(of(`accuracy ${beta}`)),
  "gap in error (> 0 negative)": (of, beta) => mean(of(`gap ${beta}`)),
  "share of seeds negative": (of, beta) => share(of(`gap ${beta}`), (gap) => gap > 0),
};

export const boundaries: Experiment = {
  table: "10.12",
  seeds: 100,
  quickSeeds: 30,
  isExact: false,
  cost: 0.04,
  claims: [
    {
      title: "STL",
      cells: [{ column: "accuracy", printed: printed(stl), estimate: (of) => mean(of("STL accuracy")) }],
    },
    ...rows.map(([title, ...texts]) => ({
      title,
      cells: texts.map((text, i) => ({
        column: `β = ${shares[i]}`,
        printed: printed(text),
        estimate: (of: Samples) => reported[title](of, shares[i]),
      })),
    })),
  ],
  measure: (seed) => {
    const measured: Record<string, number> = {};
    for (const beta of shares) {
      const tasks = boundary.sample({ ...settings, beta: Number(beta) }, seed);
      const [target] = tasks;
      const alone = classificationError(target, solveLogisticTask(target, ridge));
      const joint = solveLogistic({ tasks, r: 1, ridge, alpha: Float64Array.of(1, 1), model: "logistic" });
      const found = classificationError(target, predictor(joint, 0));
      measured["STL accuracy"] = 1 - alone;
      measured[`accuracy ${beta}`] = 1 - found;
      measured[`gap ${beta}`] = found - alone;
    }
    return measured;
  },
};
