/**
 * The table of (6.1): without label noise and ridge (λ → 0) the paper's picture is upside down or not there. A number
 * without a standard error is a median, printed where the mean is dominated by the peak at m₁ + m_s ≈ d.
 */
import { misaligned } from "../core/families/misaligned.ts";
import { error } from "../core/metrics/error.ts";
import { predictor } from "../core/model.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { solveTwoTasks } from "../core/solvers/twoTasks.ts";
import { nested } from "../core/task.ts";
import { presets } from "../settings/schema.ts";
import { mean, median } from "./estimate.ts";
import type { Experiment } from "./experiment.ts";
import { sameFit } from "./sameFit.ts";
import { printed, printedTables } from "./specification.ts";

const [{ header, rows }] = printedTables("6");
const sizes = header.slice(2).map(Number);
/** The first cell names the target once for the three sources below it: m1=5, STL 0.4975. */
const targets = rows
  .map(([name]) => /^m1=(\d+), STL ([\d.]+)$/.exec(name))
  .flatMap((found) => (found ? [{ m1: Number(found[1]), stl: found[2] }] : []));
const kinds = ["2", "3", "4"] as const;
const { kappa, cosine, d } = presets.paper;

export const noiseless: Experiment = {
  table: "6.1",
  seeds: 100,
  quickSeeds: 8,
  isExact: false,
  cost: 4,
  claims: targets.flatMap(({ m1, stl }, at) => [
    {
      title: `m1 = ${m1}, STL`,
      cells: [{ column: "NMSE", printed: printed(stl), estimate: (of) => mean(of(`${m1} STL`)) }],
    },
    ...rows.slice(at * kinds.length, (at + 1) * kinds.length).map(([, source, ...texts]) => ({
      title: `m1 = ${m1}, source ${source}`,
      cells: texts.map((text, i): Experiment["claims"][number]["cells"][number] => ({
        column: `m_s = ${sizes[i]}`,
        printed: printed(text),
        estimate: (of) => (text.includes("±") ? mean : median)(of(`${m1} ${source} ${sizes[i]}`)),
      })),
    })),
  ]),
  measure: (seed) => {
    const measured: Record<string, number> = {};
    for (const { m1 } of targets)
      for (const kind of kinds) {
        const settings = { kind, phi: 0, printed: false, kappa, cosine, d, sigma: 0, mTarget: m1 };
        const [target, source] = misaligned.sample({ ...settings, mSource: Math.max(...sizes) }, seed);
        const alone = error(target, solveSingleTask(target, 0));
        measured[`${m1} STL`] = alone;
        for (const first of nested(source, sizes)) {
          const tasks = [sameFit(target), sameFit(first)];
          const joint = solveTwoTasks({ tasks, r: 1, ridge: 0, alpha: Float64Array.of(1, 1) });
          measured[`${m1} ${kind} ${first.X.rows}`] = error(target, predictor(joint, 0)) - alone;
        }
      }
    return measured;
  },
};
