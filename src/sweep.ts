/**
 * Sweeps: one experiment at many settings, each at its exact optimum, for every seed. What one draw serves is drawn once:
 * a larger sample only adds rows, so all sample sizes of the source are the beginnings of one sample.
 */
import { type MetricName, metrics } from "./core/metrics/index.ts";
import type { Run } from "./core/metrics/metric.ts";
import type { Row } from "./core/row.ts";
import type { Problem } from "./core/solvers/problem.ts";
import { networkError } from "./core/sweeps/networkErrors.ts";
import { type PairCell, pairSweep } from "./core/sweeps/pairSweep.ts";
import { type TheoryName, theory } from "./core/theory/index.ts";
import { turns } from "./engines/engine.ts";
import { solveExactly } from "./engines/exact.ts";
import { loadEngine } from "./engines/load.ts";
import { startingModel } from "./engines/start.ts";
import { type Draw, lossesOf, plateauWatch, seedsOf } from "./experiment.ts";
import type { SettingName, Settings } from "./settings/schema.ts";
import { type Drawer, drawer, remembering, turningDrawer } from "./sweepDraws.ts";

/** A setting that is a number, and the values it takes, ascending. */
export interface SweepAxis {
  readonly setting: NumberSetting;
  readonly values: readonly number[];
}

/** The settings that are numbers. */
export type NumberSetting = {
  [K in SettingName]: Settings[K] extends number ? K : never;
}[SettingName];

/** One of several ways that are compared at each point. */
export interface SweepCase {
  readonly name: string;
  readonly set: Partial<Settings>;
}

/** What is varied and what is measured. A row is one point of one seed, with a column `name: metric` for each case. */
export interface Sweep {
  /** One axis or two. */
  readonly over: readonly SweepAxis[];
  /** What is not varied and yet not the experiment's own. */
  readonly set?: Partial<Settings>;
  /** Absent where nothing is compared; then columns bear the metrics' own names. */
  readonly cases?: readonly SweepCase[];
  readonly columns: readonly (MetricName | TheoryName)[];
}

/** The name of a case's column. */
export function caseColumn(name: string, column: MetricName | TheoryName): string {
  return `${name}: ${column}`;
}

/** What is computed together: one point of one seed. */
interface Job {
  readonly seed: number;
  readonly point: Readonly<Record<string, number>>;
}

/** What a sweep of two axes shows first, ever finer: of so many seeds every so manieth value of each axis. */
export const levels = [
  { seeds: 2, every: 4 },
  { seeds: 4, every: 2 },
  { seeds: 4, every: 1 },
] as const;
/**
 * The rows of a sweep in the order in which they are worth seeing: of two axes the first seeds at few values, then at more
 * (`levels`), then the other seeds; of one axis seed by seed. `part` of `parts` takes every parts-th seed, so that several
 * workers share a sweep. Ends early when `signal` is aborted.
 */
export async function* runSweep(
  experiment: Settings,
  sweep: Sweep,
  signal: AbortSignal,
  { part = 0, parts = 1 }: { readonly part?: number; readonly parts?: number } = {},
): AsyncGenerator<readonly Row[], void, undefined> {
  const settings = { ...experiment, ...sweep.set };
  const seeds = seedsOf(settings).filter((_, i) => i % parts === part);
  const rowAt = rowsBy(settings, sweep, signal);
  const turn = turns();
  for (const { seed, point } of jobsOf(sweep, seeds, parts)) {
    if (signal.aborted) return;
    yield [{ ...point, seed, ...(await rowAt(point, seed)) }];
    await turn();
  }
}

/** The jobs of one worker's seeds; so many workers share each level's. */
function jobsOf({ over }: Sweep, seeds: readonly number[], parts: number): readonly Job[] {
  const points = product(over);
  const levelOf = (n: number, { indices }: GridPoint): number => {
    const level = levels.findIndex(
      ({ seeds: first, every }) => n < Math.ceil(first / parts) && indices.every((index) => index % every === 0),
    );
    return level < 0 ? levels.length : level;
  };
  const jobs = seeds.flatMap((seed, n) =>
    points.map((point) => ({ seed, point: point.point, level: over.length === 1 ? 0 : levelOf(n, point) })),
  );
  return jobs.toSorted((a, b) => a.level - b.level);
}

interface GridPoint {
  readonly point: Readonly<Record<string, number>>;
  /** Which value of each axis it has. */
  readonly indices: readonly number[];
}

function product(over: readonly SweepAxis[]): readonly GridPoint[] {
  return over.reduce<readonly GridPoint[]>(
    (points, { setting, values }) =>
      points.flatMap(({ point, indices }) =>
        values.map((value, i) => ({ point: { ...point, [setting]: value }, indices: [...indices, i] })),
      ),
    [{ point: {}, indices: [] }],
  );
}

/** The columns of one point of one seed. */
type RowAt = (point: Job["point"], seed: number) => Row | Promise<Row>;

/** The way that suits the experiment. */
function rowsBy(settings: Settings, sweep: Sweep, signal: AbortSignal): RowAt {
  if (isPhaseDiagram(settings, sweep)) return phaseRows(settings, sweep);
  if (settings.family === "reluSubspaces") return networkRows(settings, sweep);
  if (settings.family === "misaligned" && settings.model !== "linear") return trainedRows(settings, sweep, signal);
  return rowsOf(settings, sweep);
}

/** What a cell of a phase diagram knows, by the column that reads it. */
const cellColumns = {
  transferGap: ({ gap }: PairCell) => gap,
  mtlError: ({ error }: PairCell) => error,
  loss: ({ loss }: PairCell) => loss,
  headAngle: ({ t }: PairCell) => t,
} as const satisfies Partial<Record<MetricName, (cell: PairCell) => number>>;

/** Whether it is the angle and the source's sample size of linear pairs with capacity 1, for which there is a faster way. */
function isPhaseDiagram(settings: Settings, { over, cases, columns }: Sweep): boolean {
  const { family, kind, model, r, weighting } = settings;
  const isPair = family === "misaligned" && kind === "phi" && model === "linear" && r === 1 && weighting === "uniform";
  const isSwept = over.every(({ setting }) => setting === "phi" || setting === "mSource");
  return (
    isPair && isSwept && over.length === 2 && !cases && columns.every((column) => Object.hasOwn(cellColumns, column))
  );
}

/** One draw and one eigen-decomposition a sample size serve every angle: `pairSweep`. */
function phaseRows(settings: Settings, { over, columns }: Sweep): RowAt {
  const sizes = over.find(({ setting }) => setting === "mSource")?.values ?? [];
  const sweepOf = remembering((seed: number) => pairSweep(settings, sizes, seed));
  return ({ phi, mSource }, seed) => {
    const cell = sweepOf(seed, seed).cell((phi * Math.PI) / 180, mSource);
    return Object.fromEntries(columns.map((column) => [column, cellColumns[column as keyof typeof cellColumns](cell)])); // checked by isPhaseDiagram
  };
}

/** Networks of several units: their errors jointly and alone, and the difference. The target alone is fitted once a seed. */
function networkRows(settings: Settings, sweep: Sweep): RowAt {
  const draw = drawer(sweep);
  const alone = remembering(({ problem }: Draw, seed: number) =>
    networkError([problem.tasks[0]], settings.r, settings.ridge, seed),
  );
  return (point, seed) => {
    const drawn = draw({ ...settings, ...point }, seed);
    const stlError = alone(seed, drawn, seed);
    const mtlError = networkError(drawn.problem.tasks, settings.r, settings.ridge, seed);
    const all: Row = { stlError, mtlError, transferGap: mtlError - stlError };
    return Object.fromEntries(sweep.columns.map((column) => [column, all[column] ?? NaN]));
  };
}

/** So many steps bring most fits within a few per cent of where they end; whether one stands is asked in between. */
const TRAINED = { steps: 300, between: 30 } as const;

/**
 * Where exact fits take seconds each: what training has reached after 300 steps from the settings' own start, or at a
 * plateau before, on the CPU's vector units where there are any.
 */
function trainedRows(settings: Settings, sweep: Sweep, signal: AbortSignal): RowAt {
  const { optimiser: name, learningRate, whiten, start } = settings;
  // What sees coordinates by themselves walks another path in other coordinates.
  const isTurning = settings.kind === "phi" && name !== "adam" && start !== "random";
  const draw = isTurning ? turningDrawer(sweep) : drawer(sweep);
  // WebAssembly may be there and refuse to be compiled, or to have memory.
  const loaded = loadEngine("wasm").catch(() => loadEngine("cpu"));
  return async (point, seed) => {
    const drawn = draw({ ...settings, ...point }, seed);
    const { problem } = drawn;
    const twins = twinsRead(problem, sweep.columns);
    const engine = await loaded;
    const options = {
      optimiser: { name, learningRate, whiten },
      start: [startingModel(problem, start, seed, twins)],
      signal,
    };
    const run = engine.train({ seeds: [seed], problems: [problem], twins }, options);
    try {
      const hasSettled = plateauWatch();
      let reached = await run.next();
      for (let step = 0; step < TRAINED.steps; step += TRAINED.between) {
        if (reached.done || hasSettled(step, lossesOf(reached.value[0]))) break;
        reached = await run.next(TRAINED.between);
      }
      if (reached.done) return {};
      const [{ joint, alone }] = reached.value;
      return columnsOf({ ...drawn, joint, alone }, sweep.columns, (column) => column);
    } finally {
      await run.return();
    }
  };
}

/** Any point, drawn and solved by itself. */
function rowsOf(settings: Settings, sweep: Sweep): RowAt {
  const draw = drawer(sweep);
  return (point, seed) => measured(draw, { ...settings, ...point }, sweep, seed);
}

/** The columns of every case at one point. */
async function measured(draw: Drawer, settings: Settings, { cases, columns }: Sweep, seed: number): Promise<Row> {
  if (!cases) return measure(draw(settings, seed), columns, (column) => column);
  const parts: Row[] = [];
  for (const { name, set } of cases)
    parts.push(await measure(draw({ ...settings, ...set }, seed), columns, (column) => caseColumn(name, column)));
  return Object.assign({}, ...parts) as Row; // rows of disjoint columns
}

async function measure(
  draw: Draw,
  columns: Sweep["columns"],
  nameOf: (column: MetricName | TheoryName) => string,
): Promise<Row> {
  const { joint, alone } = await solveExactly(draw.problem, twinsRead(draw.problem, columns));
  return columnsOf({ ...draw, joint, alone }, columns, nameOf);
}

/** The single-task twins that the columns look at: a source, which stands behind the target, is only judged by its own. */
function twinsRead({ tasks }: Problem, columns: Sweep["columns"]): readonly number[] {
  const isSourceRead = columns.some((column) => column.startsWith("source"));
  return [...tasks.keys()].filter((i) => isSourceRead || tasks[i].role === "target");
}

function columnsOf(run: Run, columns: Sweep["columns"], nameOf: (column: MetricName | TheoryName) => string): Row {
  return Object.fromEntries(
    columns.map((column) => [
      nameOf(column),
      isTheory(column) ? theory[column].predict(run.problem) : metrics[column].measure(run),
    ]),
  );
}

function isTheory(column: MetricName | TheoryName): column is TheoryName {
  return Object.hasOwn(theory, column);
}
