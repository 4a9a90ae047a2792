/**
 * The spine: settings → task family → engine → metrics → rows. The worker and the command line are two thin doors to
 * it, and what it yields is what the charts draw.
 */
import { misaligned } from "./core/families/misaligned.ts";
import { type MetricName, metricNames, metrics } from "./core/metrics/index.ts";
import type { Run } from "./core/metrics/metric.ts";
import type { Model } from "./core/model.ts";
import type { Row } from "./core/row.ts";
import type { Problem } from "./core/solvers/problem.ts";
import { landscape } from "./core/solvers/twoTasks.ts";
import { covarianceSimilarity, leadingAxes, leadingPrincipalAxes } from "./core/theory/covarianceSimilarity.ts";
import { populationAngles, sampleAngles } from "./core/theory/signalAngles.ts";
import { type SeedSnapshot, nextTurn } from "./engines/engine.ts";
import { solveExactly } from "./engines/exact.ts";
import type { EngineName } from "./engines/index.ts";
import { loadEngine } from "./engines/load.ts";
import { startingModel } from "./engines/start.ts";
import type { Settings } from "./settings/schema.ts";

/** Steps between two reports, unless the puller asks for another number. */
export const REPORT_EVERY = 5;

/** Training stops when no model's loss moved by more than this share during so many steps. */
const PLATEAU = { steps: 30, share: 1e-7 };

/** The metrics that are worth having at every report: Algorithm 1's gap costs more than the steps in between. */
export const liveColumns = metricNames.filter((name) => name !== "alignedGap" && name !== "alignedGapRaw");

/** What a run reports: one row per seed at one step, and at the end why it ended. */
export interface Report {
  readonly step: number;
  readonly adapter: string;
  readonly rows: readonly Row[];
  readonly ending?: "plateau" | "steps" | "exact";
}

/** The seeds of an experiment: `seed` and the next ones. */
export function seedsOf({ seed, seeds }: Settings): readonly number[] {
  return Array.from({ length: seeds }, (_, i) => seed + i);
}

/** The problem of one seed: its tasks, and what is minimised over them. */
export function problemOf(settings: Settings, seed: number): Problem {
  const tasks = misaligned.sample(settings, seed);
  return { tasks, r: settings.r, ridge: settings.ridge, alpha: new Float64Array(tasks.length).fill(1) };
}

/**
 * Runs the experiment. `next(n)` says how many steps to make before the next report (5 if nothing is said).
 * The exact engine reports seed by seed, the training engines all seeds at one step. Ends at a plateau of every loss,
 * or after `steps` steps. Throws `Diverged` where a loss is not finite. `columns` are the metrics that rows have.
 */
export async function* runExperiment(
  settings: Settings,
  name: EngineName,
  signal: AbortSignal,
  columns: readonly MetricName[] = metricNames,
): AsyncGenerator<Report, void, number | undefined> {
  const engine = await loadEngine(name);
  const { optimiser, learningRate, whiten, start, steps } = settings;
  const options = { optimiser: { name: optimiser, learningRate, whiten }, signal };
  if (name === "exact") {
    for (const seed of seedsOf(settings)) {
      const problems = [problemOf(settings, seed)];
      for await (const snapshots of engine.train({ seeds: [seed], problems }, { ...options, start: [] })) {
        const rows = measure(settings, name, [seed], problems, snapshots, columns);
        yield { step: 0, adapter: engine.adapter, rows, ending: "exact" };
      }
    }
    return;
  }
  const seeds = seedsOf(settings);
  const problems: Problem[] = [];
  const starts: Model[] = [];
  for (const seed of seeds) {
    const problem = problemOf(settings, seed);
    problems.push(problem);
    starts.push(startingModel(problem, start, seed));
    await nextTurn();
    if (signal.aborted) return;
  }
  const run = engine.train({ seeds, problems }, { ...options, start: starts });
  const hasSettled = plateauWatch();
  let step = 0;
  try {
    let pull = await run.next();
    while (!pull.done) {
      const snapshots = pull.value;
      step = snapshots[0].joint.step;
      const losses = snapshots.flatMap(({ joint, alone }) => [joint, ...alone].map(({ losses: parts }) => sum(parts)));
      const ending = step >= steps ? "steps" : hasSettled(step, losses) ? "plateau" : undefined;
      const rows = measure(settings, name, seeds, problems, snapshots, columns);
      const wanted: number | undefined = yield { step, adapter: engine.adapter, rows, ...(ending && { ending }) };
      if (ending) break;
      pull = await run.next(Math.min(wanted ?? REPORT_EVERY, steps - step));
    }
  } finally {
    await run.return(); // wherever it ends, the engine frees what it holds
  }
}

/** One row per seed: what was varied, then the metrics asked for. */
function measure(
  settings: Settings,
  engine: EngineName,
  seeds: readonly number[],
  problems: readonly Problem[],
  snapshots: readonly SeedSnapshot[],
  columns: readonly MetricName[] = metricNames,
): readonly Row[] {
  const { preset, kind, phi, mSource, mTarget } = settings;
  return snapshots.map(({ joint, alone }, s) => {
    const run: Run = { problem: problems[s], joint, alone };
    const measured = columns.map((name) => [name, metrics[name].measure(run)] as const);
    const varied = { preset, kind, phi, mSource, mTarget, seed: seeds[s], engine, step: joint.step };
    return { ...varied, ...Object.fromEntries(measured) };
  });
}

/** True once every loss has stayed within the plateau's share during the plateau's steps. */
function plateauWatch(): (step: number, losses: readonly number[]) => boolean {
  const history: { step: number; losses: readonly number[] }[] = [];
  return (step, losses) => {
    history.push({ step, losses });
    const from = history.findLastIndex((past) => past.step <= step - PLATEAU.steps);
    if (from < 0) return false;
    history.splice(0, from);
    return losses.every((_, i) => {
      const values = history.map((past) => past.losses[i]);
      const least = Math.min(...values);
      return Math.max(...values) - least <= PLATEAU.share * Math.abs(least);
    });
  };
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

/** The tables that need no training, of one seed. */
export interface ClosedForm {
  readonly exact: readonly Row[];
  readonly angles: readonly Row[];
  readonly similarity: readonly Row[];
  /** Of the first seed only: one curve can be read, sixteen cannot. */
  readonly landscape: readonly Row[];
}

/** Everything that is known of one seed without training, from one draw of its tasks. */
export async function closedForm(settings: Settings, seed: number): Promise<ClosedForm> {
  const problem = problemOf(settings, seed);
  return {
    exact: await exactRows(settings, seed, problem),
    angles: anglesTable(seed, problem),
    similarity: similarityTable(seed, problem),
    landscape: seed === settings.seed ? landscapeTable(seed, problem) : [],
  };
}

async function exactRows(settings: Settings, seed: number, problem: Problem): Promise<readonly Row[]> {
  return measure(settings, "exact", [seed], [problem], [await solveExactly(problem)]);
}

const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Principal angles between the signal subspaces of the samples, one row each, in degrees. */
function anglesTable(seed: number, { tasks: [target, source] }: Problem): readonly Row[] {
  return Array.from(sampleAngles(target, source), (angle, j) => ({ seed, index: j + 1, degrees: degrees(angle) }));
}

/** Covariance similarity of the samples, one row. */
function similarityTable(seed: number, { tasks }: Problem): readonly Row[] {
  const [target, source] = tasks.map(leadingPrincipalAxes);
  const { score, normalised } = covarianceSimilarity(target, source);
  return [{ seed, score, normalised }];
}

/** The same two of the population, for the first seed: no samples are drawn, so they follow a slider in its frame. */
export function populationTables(settings: Settings): {
  readonly angles: readonly Row[];
  readonly similarity: readonly Row[];
} {
  const [target, source] = misaligned.population(settings, settings.seed);
  const angles = Array.from(populationAngles(target, source), (angle, j) => ({
    index: j + 1,
    degrees: degrees(angle),
  }));
  const { score, normalised } = covarianceSimilarity(leadingAxes(target), leadingAxes(source));
  return { angles, similarity: [{ score, normalised }] };
}

/** φ(t) on a grid of head angles and its local minima, in degrees; empty unless r = 1. */
function landscapeTable(seed: number, problem: Problem): readonly Row[] {
  if (problem.r !== 1) return [];
  const { loss, minima } = landscape(problem);
  const curve = Array.from({ length: 181 }, (_, i) => {
    const t = ((i - 90 + 0.25) * Math.PI) / 180; // off 0° and ±90°, where λ → 0 leaves φ undefined
    return { seed, mark: "curve", t: degrees(t), loss: loss(t) };
  });
  return [...curve, ...minima.map((minimum) => ({ seed, mark: "minimum", t: degrees(minimum.t), loss: minimum.loss }))];
}
