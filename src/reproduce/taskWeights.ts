/**
 * Tables 10.6 (a) to (c): Algorithm 2 and its rivals on tasks with the same covariates, some of which have spoiled labels.
 * Errors are averaged over the tasks; every method's optimum is Proposition 3's.
 */
import type { Values } from "../core/fields.ts";
import { families } from "../core/families/index.ts";
import type { noisyLabels } from "../core/families/noisyLabels.ts";
import { type Matrix, row } from "../core/linalg/matrix.ts";
import { error } from "../core/metrics/error.ts";
import { sharedCovariates } from "../core/solvers/sharedCovariates.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { svdWeights } from "../core/weightings/svd.ts";
import { uncertaintyFit } from "../core/weightings/uncertainty.ts";
import { type Estimate, mean, ratio } from "./estimate.ts";
import type { Experiment, Measured, Samples } from "./experiment.ts";
import { printed, printedTables } from "./specification.ts";

type Settings = Values<typeof noisyLabels.fields>;

const tables = printedTables("10.6");
/** Presets ALG2 and ALG2PAIR of SPEC section 9. */
const many: Settings = { k: 10, rank: 2, noisyTasks: 5, share: 0, addedNoise: 0, m: 40, sigma: 1, d: 20 };
const pair: Settings = { ...many, k: 2, rank: 1, noisyTasks: 1, sigma: 0.5 };

export const randomLabels = taskWeights("(a)", 0, many, "share", 30);
export const addedNoise = taskWeights("(b)", 1, many, "addedNoise", 30);
export const randomLabelsOfAPair = taskWeights("(c)", 2, pair, "share", 30);

function taskWeights(
  part: string,
  at: number,
  settings: Settings,
  knob: "share" | "addedNoise",
  quickSeeds: number,
): Experiment {
  const { header, rows } = tables[at];
  return {
    table: `10.6 ${part}`,
    seeds: 200,
    quickSeeds,
    isExact: false,
    cost: 0.1,
    claims: rows.map(([p, ...texts]) => ({
      title: `p = ${p}`,
      cells: texts.map((text, i) => ({
        column: header[i + 1],
        printed: printed(text),
        estimate: (of) => columnOf(header[i + 1], p, of),
      })),
    })),
    measure: (seed) => Object.fromEntries(rows.flatMap(([p]) => measure({ ...settings, [knob]: Number(p) }, p, seed))),
  };
}

/** What the column means: a ratio of mean weights, an error, or its difference to the unweighted one. */
function columnOf(title: string, p: string, of: Samples): Estimate {
  const isClean = title.startsWith("clean");
  const which = isClean ? "clean" : "all";
  const name = title.replace(/^clean( tasks)?: /, "").replace(/ − unw\.$/, "");
  if (title === "w clean/noisy") return ratio(of(`${p} clean weights`), of(`${p} noisy weights`));
  if (title === "unweighted") return mean(of(`${p} all unweighted`));
  const method = name === "Alg 2 unit-norm" ? "Alg 2 (unit-norm labels)" : name;
  const unweighted = of(`${p} ${which} unweighted`);
  return mean(of(`${p} ${which} ${method}`).map((value, i) => value - unweighted[i]));
}

function measure(settings: Settings, p: string, seed: number): [string, number][] {
  const tasks = families.noisyLabels.sample(settings, seed);
  const { k, rank: r, noisyTasks } = settings;
  const { X } = tasks[0];
  const labels = tasks.map(({ y }) => y);
  const jointly = (alpha: Float64Array): Matrix => sharedCovariates(X, labels, alpha).optimum(r).ThetaHat;
  const printedWeights = svdWeights(tasks, r, "printed").alpha;
  const joint = {
    unweighted: jointly(new Float64Array(k).fill(1)),
    "Alg 2": jointly(printedWeights),
    "Alg 2 (unit-norm labels)": jointly(svdWeights(tasks, r, "unit").alpha),
    Kendall: uncertaintyFit(tasks, r).ThetaHat,
  };
  const alone = tasks.map((task) => error(task, solveSingleTask(task, 0)));
  const errors = Object.entries(joint).map(
    ([name, ThetaHat]) => [name, tasks.map((task, i) => error(task, row(ThetaHat, i)))] as const,
  );
  const clean = k - noisyTasks;
  return [
    [`${p} clean weights`, average(printedWeights.slice(0, clean))],
    [`${p} noisy weights`, average(printedWeights.slice(clean))],
    ...[...errors, ["STL", alone] as const].flatMap(([name, each]): [string, number][] => [
      [`${p} all ${name}`, average(each)],
      [`${p} clean ${name}`, average(each.slice(0, clean))],
    ]),
  ] satisfies [keyof Measured, number][];
}

function average(values: ArrayLike<number>): number {
  return Array.from(values).reduce((a, b) => a + b, 0) / values.length;
}
