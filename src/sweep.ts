/**
 * Sweeps: one experiment at many settings, each at its exact optimum, for every seed. What one draw serves is drawn once:
 * a larger sample only adds rows, so all sample sizes of the source are the beginnings of one sample.
 */
import { type MetricName, metrics } from "./core/metrics/index.ts";
import type { Row } from "./core/row.ts";
import { type Task, nested } from "./core/task.ts";
import { type TheoryName, theory } from "./core/theory/index.ts";
import { nextTurn } from "./engines/engine.ts";
import { solveExactly } from "./engines/exact.ts";
import { type Draw, problemOf, sampleOf, seedsOf } from "./experiment.ts";
import { familyDescriptions } from "./core/families/descriptions/index.ts";
import type { SettingName, Settings } from "./settings/schema.ts";

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

/** How many seeds are shown coarsely before anything is refined. */
const COARSE_SEEDS = 4;
/** Draws kept: enough for every case of one seed. */
const KEPT_DRAWS = 8;

/**
 * The rows of a sweep in the order in which they are worth seeing: of two axes every other value for the first four seeds,
 * then the rest of these, then the other seeds; of one axis seed by seed. `part` of `parts` takes every parts-th seed, so
 * that several workers share a sweep. Ends early when `signal` is aborted.
 */
export async function* runSweep(
  settings: Settings,
  sweep: Sweep,
  signal: AbortSignal,
  { part = 0, parts = 1 }: { readonly part?: number; readonly parts?: number } = {},
): AsyncGenerator<readonly Row[], void, undefined> {
  const seeds = seedsOf(settings).filter((_, i) => i % parts === part);
  const draw = drawer(sweep);
  for (const { seed, point } of jobsOf(sweep, seeds, Math.ceil(COARSE_SEEDS / parts))) {
    if (signal.aborted) return;
    yield [{ ...point, seed, ...measured(draw, { ...settings, ...point }, sweep, seed) }];
    await nextTurn();
  }
}

function jobsOf({ over }: Sweep, seeds: readonly number[], coarseSeeds: number): readonly Job[] {
  const points = product(over);
  const jobs = (chosen: readonly number[], keep: (point: GridPoint) => boolean): readonly Job[] =>
    chosen.flatMap((seed) => points.filter(keep).map(({ point }) => ({ seed, point })));
  if (over.length === 1) return jobs(seeds, () => true);
  const [first, others] = [seeds.slice(0, coarseSeeds), seeds.slice(coarseSeeds)];
  return [
    ...jobs(first, ({ isCoarse }) => isCoarse),
    ...jobs(first, ({ isCoarse }) => !isCoarse),
    ...jobs(others, () => true),
  ];
}

interface GridPoint {
  readonly point: Readonly<Record<string, number>>;
  /** Every other value of each axis, its ends among them where their number is odd. */
  readonly isCoarse: boolean;
}

function product(over: readonly SweepAxis[]): readonly GridPoint[] {
  return over.reduce<readonly GridPoint[]>(
    (points, { setting, values }) =>
      points.flatMap(({ point, isCoarse }) =>
        values.map((value, i) => ({ point: { ...point, [setting]: value }, isCoarse: isCoarse && i % 2 === 0 })),
      ),
    [{ point: {}, isCoarse: true }],
  );
}

/** The columns of every case at one point. */
function measured(draw: Drawer, settings: Settings, { cases, columns }: Sweep, seed: number): Row {
  if (!cases) return measure(draw(settings, seed), columns, (column) => column);
  const parts = cases.map(({ name, set }) =>
    measure(draw({ ...settings, ...set }, seed), columns, (column) => caseColumn(name, column)),
  );
  return Object.assign({}, ...parts) as Row; // rows of disjoint columns
}

function measure(draw: Draw, columns: Sweep["columns"], nameOf: (column: MetricName | TheoryName) => string): Row {
  const { joint, alone } = solveExactly(draw.problem);
  const run = { ...draw, joint, alone };
  return Object.fromEntries(
    columns.map((column) => [
      nameOf(column),
      isTheory(column) ? theory[column].predict(draw.problem) : metrics[column].measure(run),
    ]),
  );
}

function isTheory(column: MetricName | TheoryName): column is TheoryName {
  return Object.hasOwn(theory, column);
}

type Drawer = (settings: Settings, seed: number) => Draw;

/** Draws each sample once: at the largest sample size of the source that the sweep asks for. */
function drawer({ over }: Sweep): Drawer {
  const sizes = over.find(({ setting }) => setting === "mSource")?.values.toSorted((a, b) => a - b);
  const kept = new Map<string, ReturnType<typeof sampleOf> & { readonly sources: ReadonlyMap<number, Task> }>();
  const sampled = (settings: Settings, seed: number): NonNullable<ReturnType<typeof kept.get>> => {
    const key = JSON.stringify([seed, drawnFrom(settings)]);
    const known = kept.get(key);
    if (known) return known;
    const sample = sampleOf(sizes ? { ...settings, mSource: sizes.at(-1) ?? settings.mSource } : settings, seed);
    const sources = new Map(sizes ? nested(sample.tasks[1], sizes).map((source) => [source.X.rows, source]) : []);
    const made = { ...sample, sources };
    if (kept.size === KEPT_DRAWS) kept.delete(kept.keys().next().value ?? "");
    kept.set(key, made);
    return made;
  };
  return (settings, seed) => {
    const { tasks, heldOut, sources } = sampled(settings, seed);
    const source = sources.get(settings.mSource);
    return { problem: problemOf(settings, source ? [tasks[0], source] : tasks), heldOut };
  };
}

/** The settings that a sample depends on, but for the size that it is a beginning of. */
function drawnFrom(settings: Settings): readonly unknown[] {
  const names = Object.keys(familyDescriptions[settings.family].fields) as readonly SettingName[]; // fields of the schema
  return [settings.family, settings.model, ...names.map((name) => (name === "mSource" ? "" : settings[name]))];
}
