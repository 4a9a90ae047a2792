/** Table 10.7: how far Theorem 2's bound is from what it bounds, and when it is broken. */
import { theorem2Tasks } from "../core/families/theorem2Tasks.ts";
import { type Matrix, difference, matrix, multiplyVector, norm } from "../core/linalg/matrix.ts";
import { predictor } from "../core/model.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { solveTwoTasks } from "../core/solvers/twoTasks.ts";
import { type Data, type Task, nested, statistics } from "../core/task.ts";
import { theorem2 } from "../core/theory/theorem2.ts";
import { type Estimate, largest, mean, share } from "./estimate.ts";
import type { Experiment, Measured, Samples } from "./experiment.ts";
import { fromNormalEquations } from "./sameFit.ts";
import { printed, printedTables } from "./specification.ts";

const [{ header, rows }] = printedTables("10.7");
const lawsOfRows = [...new Set(rows.map(([law]) => law))];
const sizes = [...new Set(rows.map(([, m1]) => Number(m1)))];

/** What each column reports of the numbers of one row; m₁'s order is κ²(Σ₁)‖y₂‖²/sin⁴, printed to one digit. */
const columns: Readonly<Record<string, (of: (what: string) => readonly number[]) => Estimate>> = {
  c: (of) => mean(of("c")),
  "‖B*A2*−θ2‖/‖θ2‖": (of) => mean(of("error")),
  "STL error": (of) => mean(of("alone")),
  bound: (of) => mean(of("bound").filter(Number.isFinite)),
  violations: (of) => share(of("excess"), (ratio) => ratio > 1),
  "max err/bound": (of) => largest(of("excess")),
  "P(bound<STL err)": (of) => share(of("gap"), (gap) => gap < 0),
  "m1 order": (of) => ({ ...mean(of("order")), orderOnly: true }),
};

export const theoremTwo: Experiment = {
  table: "10.7",
  seeds: 100,
  quickSeeds: 20,
  isExact: false,
  cost: 1.5,
  claims: rows.map(([law, m1, ...texts]) => ({
    title: `d,m2,κ(Σ1),sin,σ = ${law}; m1 = ${m1}`,
    cells: texts.map((text, i) => ({
      column: header[i + 2],
      printed: printed(text),
      estimate: (of: Samples) => columns[header[i + 2]]((what) => of(`${law} ${Number(m1)} ${what}`)),
    })),
  })),
  measure: measureSeed,
};

/** The source at κ(Σ₁) = 1 and σ = 1, X = R and y = Rθ + z: all laws share its draws, and only its R'R and R'z. */
function measureSeed(seed: number): Measured {
  const d = 10;
  const isotropic = { sine: 0, sourceConditionNumber: 1, mSource: Math.max(...sizes), mTarget: 1, sigma: 1, d };
  const [, source] = theorem2Tasks.sample(isotropic, seed);
  const draws = nested(source, sizes).map((first) => {
    const { XtX, Xty, m } = statistics(first);
    return { RtR: XtX, Rtz: difference(Xty, multiplyVector(XtX, source.theta)), m };
  });
  return Object.fromEntries(lawsOfRows.flatMap((law) => measureLaw(law, draws, seed)));
}

interface Draws {
  readonly RtR: Matrix;
  readonly Rtz: Float64Array;
  readonly m: number;
}

function measureLaw(law: string, draws: readonly Draws[], seed: number): readonly (readonly [string, number])[] {
  const [d, mTarget, sourceConditionNumber, sine, sigma] = law.split(",").map(Number);
  const [target, source] = theorem2Tasks.sample({ d, mTarget, sourceConditionNumber, sine, sigma, mSource: 1 }, seed);
  const relativeError = (found: Float64Array): number => norm(difference(found, target.theta)) / norm(target.theta);
  const alone = relativeError(solveSingleTask(target, 0));
  const { margin, bound, sampleSizeOrder } = theorem2(source, target, { sourceConditionNumber });
  return draws.flatMap((drawn) => {
    const tasks = [target, sourceOf(source, sigma, drawn)];
    const error = relativeError(predictor(solveTwoTasks({ tasks, r: 1, ridge: 0, alpha: Float64Array.of(1, 1) }), 0));
    const gap = bound - alone;
    const found = { c: margin, error, alone, bound, excess: error / bound, gap, order: sampleSizeOrder };
    return Object.entries(found).map(([what, value]) => [`${law} ${drawn.m} ${what}`, value] as const);
  });
}

/** The law's m samples, as d with the same fit: with rows x = Dz, X'X = D R'R D and X'y = X'Xθ + σD R'z. */
function sourceOf({ theta, population }: Task, sigma: number, { RtR, Rtz }: Draws): Data {
  const D = population.variances.map(Math.sqrt);
  const XtX = matrix(
    D.length,
    D.length,
    RtR.data.map((value, at) => value * D[Math.floor(at / D.length)] * D[at % D.length]),
  );
  const Xty = multiplyVector(XtX, theta).map((value, j) => value + sigma * D[j] * Rtz[j]);
  return fromNormalEquations(XtX, Xty);
}
