/**
 * The tables that need no training: what is known of one seed's tasks in closed form. A lab's charts name the tables that
 * they draw, and only those are made.
 */
import { error } from "./core/metrics/error.ts";
import { predictor } from "./core/model.ts";
import { row } from "./core/linalg/matrix.ts";
import type { Row } from "./core/row.ts";
import { hasExactOptimum } from "./core/solvers/exactOptimum.ts";
import type { Problem } from "./core/solvers/problem.ts";
import { landscape } from "./core/solvers/twoTasks.ts";
import { principalAxes } from "./core/task.ts";
import { covarianceSimilarity, leadingPrincipalAxes } from "./core/theory/covarianceSimilarity.ts";
import { sampleAngles } from "./core/theory/signalAngles.ts";
import { sourceLimit } from "./core/theory/sourceLimit.ts";
import { lastTasks } from "./core/weightings/chosen.ts";
import { weightings } from "./core/weightings/index.ts";
import { asWeighed } from "./core/weightings/weighed.ts";
import type { SeedSnapshot } from "./engines/engine.ts";
import { solveExactly } from "./engines/exact.ts";
import { type Draw, columnsOf, drawOf, measure } from "./experiment.ts";
import { populationTables } from "./population.ts";
import type { Settings } from "./settings/schema.ts";

/** One seed, drawn. */
export interface Drawn extends Draw {
  readonly settings: Settings;
  readonly seed: number;
}

/** One seed, drawn and solved. */
export interface Solved extends Drawn {
  readonly snapshot: SeedSnapshot;
}

/** The tables that need the tasks alone. */
const ofDraws = {
  angles: anglesRows,
  similarity: similarityRows,
  spectrum: spectrumRows,
  truth: truthRows,
  weights: weightRows,
  algorithm2: algorithm2Rows,
  landscape: landscapeRows,
  populationAngles: ({ settings }: Drawn) => populationTables(settings).populationAngles,
  populationSimilarity: ({ settings }: Drawn) => populationTables(settings).populationSimilarity,
} as const satisfies Record<string, (drawn: Drawn) => readonly Row[]>;

/** The tables that need the optimum too. */
const ofOptima = {
  exact: ({ settings, seed, snapshot, ...draw }: Solved) =>
    measure(settings, "exact", [seed], [draw], [snapshot], columnsOf(settings)),
  plane: planeRows,
  sourceLimits: limitRows,
} as const satisfies Record<string, (solved: Solved) => readonly Row[]>;

/** Those of the labs about a theorem or an algorithm; what they need is loaded when one of them is asked for. */
const ofTheory = ["assumptions", "alignmentPath"] as const;

/** The tables in closed form. */
export type ClosedTable = keyof typeof ofDraws | keyof typeof ofOptima | (typeof ofTheory)[number];

/** Those that show one curve or one picture, which sixteen seeds would blur. */
const firstOnly: ReadonlySet<ClosedTable> = new Set([
  "landscape",
  "spectrum",
  "plane",
  "truth",
  "assumptions",
  "populationAngles",
  "populationSimilarity",
]);

/**
 * The tables asked for, of one seed. A table that shows one seed only is empty for all but the first, and what is known of an
 * optimum is empty where no solver finds it.
 */
export async function closedTables(
  settings: Settings,
  seed: number,
  names: readonly ClosedTable[],
): Promise<Partial<Record<ClosedTable, readonly Row[]>>> {
  const shown = names.filter((name) => seed === settings.seed || !firstOnly.has(name));
  const made = new Map<ClosedTable, readonly Row[]>(names.map((name) => [name, []]));
  if (shown.length === 0) return Object.fromEntries(made);
  const drawn: Drawn = { ...drawOf(settings, seed), settings, seed };
  for (const name of shown) if (isOfDraws(name)) made.set(name, ofDraws[name](drawn));
  if (shown.every(isOfDraws)) return Object.fromEntries(made);
  if (!hasExactOptimum(settings, drawn.problem.tasks.length)) {
    if (shown.includes("plane")) made.set("plane", samplesInPlane(drawn));
    return Object.fromEntries(made);
  }
  const solved: Solved = { ...drawn, snapshot: await solveExactly(drawn.problem) };
  for (const name of shown) if (isOfOptima(name)) made.set(name, ofOptima[name](solved));
  if (shown.some((name) => !isOfDraws(name) && !isOfOptima(name))) {
    const { theoryTables } = await import("./theoryTables.ts");
    for (const name of ofTheory) if (shown.includes(name)) made.set(name, theoryTables[name](solved));
  }
  return Object.fromEntries(made);
}

function isOfOptima(name: ClosedTable): name is keyof typeof ofOptima {
  return Object.hasOwn(ofOptima, name);
}

function isOfDraws(name: ClosedTable): name is keyof typeof ofDraws {
  return Object.hasOwn(ofDraws, name);
}

const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Principal angles between the signal subspaces of the samples, one row each, in degrees; none where no signal is strong. */
function anglesRows({ seed, problem: { tasks } }: Drawn): readonly Row[] {
  const [target, source] = tasks;
  if (tasks.some(({ population }) => population.signal.length === 0)) return [];
  return Array.from(sampleAngles(target, source), (angle, j) => ({ seed, index: j + 1, degrees: degrees(angle) }));
}

/** Covariance similarity of the samples, one row. */
function similarityRows({ seed, problem: { tasks } }: Drawn): readonly Row[] {
  const [target, source] = tasks.map(leadingPrincipalAxes);
  const { score, normalised } = covarianceSimilarity(target, source);
  return [{ seed, score, normalised }];
}

/** Eigenvalues of each task's X'X/m, one row each, descending. */
function spectrumRows({ seed, problem: { tasks } }: Drawn): readonly Row[] {
  return tasks.flatMap((task) =>
    Array.from(principalAxes(task).values, (value, j) => ({
      seed,
      task: task.role,
      index: j + 1,
      value: Math.max(0, value) / task.X.rows,
    })),
  );
}

/** So many points of each task are shown; more would only cover each other. */
const MOST_POINTS = 150;

/** The tasks' samples in a plane, and for two classes in the plane the boundaries that were learned. */
function planeRows(solved: Solved): readonly Row[] {
  const { seed, problem, snapshot } = solved;
  return [...samplesInPlane(solved), ...boundaryRows(seed, problem, snapshot)];
}

/**
 * Points, and each population's covariance as an ellipse: in the plane of all there is where d = 2, else that of the two
 * first strong coordinates of target and source, which the angle φ turns into each other.
 */
function samplesInPlane({ seed, problem }: Drawn): readonly Row[] {
  const [first, second] = planeOf(problem);
  const points = problem.tasks.flatMap(({ X, y, role }) =>
    Array.from({ length: Math.min(MOST_POINTS, X.rows) }, (_, n) => {
      const x = row(X, n);
      return { seed, mark: "point", task: role, x: x[first], y: x[second], label: labelOf(problem, y[n]) };
    }),
  );
  const ellipses = problem.tasks.map(({ Sigma, role }) => {
    const at = (i: number, j: number): number => row(Sigma, i)[j];
    return { seed, mark: "ellipse", task: role, xx: at(first, first), xy: at(first, second), yy: at(second, second) };
  });
  return [...points, ...ellipses];
}

/** The true boundaries of classes in the plane; empty for other tasks. */
function truthRows({ seed, problem }: Drawn): readonly Row[] {
  if (!isPlane(problem)) return [];
  return problem.tasks.map(({ theta, role }) => ({
    seed,
    mark: "boundary",
    task: role,
    name: `true, ${role}`,
    nx: theta[0],
    ny: theta[1],
  }));
}

function boundaryRows(seed: number, problem: Problem, { joint, alone }: SeedSnapshot): readonly Row[] {
  if (!isPlane(problem)) return [];
  const [together, single] = [predictor(joint, 0), predictor(alone[0], 0)];
  const mark = { seed, mark: "boundary", task: "target" };
  return [
    { ...mark, name: "learned jointly", nx: together[0], ny: together[1] },
    { ...mark, name: "learned alone", nx: single[0], ny: single[1] },
  ];
}

const isPlane = ({ tasks }: Problem): boolean => tasks[0].X.columns === 2;

/** The first strong coordinates of the target, and of a source at a right angle to it. */
function planeOf({ tasks: [{ population }] }: Problem): readonly [number, number] {
  return [0, Math.min(Math.max(1, population.signal.length), population.axes.columns - 1)];
}

/** Which of two marks a point gets: its class, or whether a number is above 0. */
function labelOf({ model }: Problem, y: number): number {
  return model === "logistic" ? y : Number(y > 0);
}

/** The target's error alone, and what it is jointly with an endless source: what the boundary of (5.9) is made of. */
function limitRows({ seed, problem: { tasks, ridge }, snapshot: { alone } }: Solved): readonly Row[] {
  const [target, source] = tasks;
  const limit = error(target, sourceLimit(target, source.theta, ridge));
  return [{ seed, stlError: error(target, predictor(alone[0], 0)), limitError: limit }];
}

/** The weight of each task, one row each. */
function weightRows({ seed, problem: { alpha } }: Drawn): readonly Row[] {
  return Array.from(alpha, (weight, i) => ({ seed, task: i + 1, weight }));
}

/** What Algorithm 2 would count the last tasks, those with spoiled labels, where all others have 1 on average; of both there must be some. */
function algorithm2Rows({ seed, settings, problem: { tasks } }: Drawn): readonly Row[] {
  const alpha = weightings.svd.start(asWeighed(tasks, settings.model), settings)({});
  const first = alpha.length - lastTasks(alpha.length, settings.noisyTasks);
  if (first === 0 || first === alpha.length) return [];
  const [others, last] = [alpha.slice(0, first), alpha.slice(first)].map(meanOf);
  return [{ seed, others: 1, sourceWeight: last / others }];
}

const meanOf = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;

/** φ(t) on a grid of head angles and its local minima, in degrees; empty unless there is such a landscape. */
function landscapeRows({ seed, problem }: Drawn): readonly Row[] {
  if (!hasLandscape(problem)) return [];
  const { loss, minima } = landscape(problem);
  const curve = Array.from({ length: 181 }, (_, i) => {
    const t = ((i - 90 + 0.25) * Math.PI) / 180; // off 0° and ±90°, where λ → 0 leaves φ undefined
    return { seed, mark: "curve", t: degrees(t), loss: loss(t) };
  });
  return [...curve, ...minima.map((minimum) => ({ seed, mark: "minimum", t: degrees(minimum.t), loss: minimum.loss }))];
}

/** φ(t) is that of two linear tasks with capacity 1. */
function hasLandscape({ tasks, r, model = "linear" }: Problem): boolean {
  return tasks.length === 2 && r === 1 && model === "linear";
}
