/**
 * The spine: settings → task family → engine → metrics → rows. The worker and the command line are two thin doors to
 * it, and what it yields is what the charts draw.
 */
import { families } from "./core/families/index.ts";
import { labellings } from "./core/families/labels.ts";
import { type MetricName, metrics } from "./core/metrics/index.ts";
import type { Run } from "./core/metrics/metric.ts";
import type { Row } from "./core/row.ts";
import type { Problem } from "./core/solvers/problem.ts";
import { type Task, heldOut, nested } from "./core/task.ts";
import { weightings } from "./core/weightings/index.ts";
import { settledWeights } from "./core/weightings/settled.ts";
import { asWeighed } from "./core/weightings/weighed.ts";
import { Diverged, type SeedSnapshot, type Start, turns } from "./engines/engine.ts";
import type { EngineName } from "./engines/index.ts";
import type { Optimiser } from "./engines/optimiser.ts";
import { loadEngine } from "./engines/load.ts";
import type { Standing } from "./engines/standing.ts";
import type { Settings } from "./settings/schema.ts";
import type { Said } from "./text/sentence.ts";

/** Steps between two reports, unless the puller asks for another number. */
export const REPORT_EVERY = 5;

/** Training stops when no model's loss moved by more than this share during so many steps. */
const PLATEAU = { steps: 30, share: 1e-7 };

/** What is asked of a target and its source; `loss` and what describes the fit is asked of all. */
const pairMetrics = [
  ...(["stlError", "mtlError", "transferGap", "loss", "headAngle", "alignedGap", "sourceStlError"] as const),
  ...(["sourceMtlError", "stlErrorRaw", "mtlErrorRaw", "transferGapRaw", "alignedGapRaw", "nullLoss"] as const),
] satisfies MetricName[];
/** What is asked where all tasks are judged. */
const manyMetrics = [
  ...(["risk", "stlRisk", "riskGap", "meanError", "meanStlError", "weightingGap", "loss", "nullLoss"] as const),
] satisfies MetricName[];
/** Cheap enough for every report of a run: those that solve nothing. */
const costly: ReadonlySet<MetricName> = new Set(["alignedGap", "alignedGapRaw", "weightingGap"]);

/** The columns of an experiment's rows. */
export function columnsOf({ family }: Settings): readonly MetricName[] {
  switch (family) {
    case "misaligned":
    case "boundary":
    case "reluSubspaces":
      return pairMetrics;
    case "theorem2Tasks":
      return [...pairMetrics, "parameterError", "stlParameterError"];
    case "lowRank":
    case "noisyLabels":
      return manyMetrics;
  }
  family satisfies never;
}

/** Those of them that are worth having at every report. */
export function liveColumnsOf(settings: Settings): readonly MetricName[] {
  return columnsOf(settings).filter((name) => !costly.has(name));
}

/** What a run reports: one row per seed at one step, and at the end why it ended. */
export interface Report {
  readonly step: number;
  readonly adapter: string;
  readonly rows: readonly Row[];
  readonly ending?: "plateau" | "steps" | "exact";
  /** Where a run with steps stands. */
  readonly reached?: Standing;
  /** What went otherwise than usual and is to be said. */
  readonly remark?: Said;
}

/** How a run differs from the usual one, which begins where the settings say and ends at a plateau. */
export interface Course {
  /** Where a run of the same settings stood: this one goes on from there, and its first report is of that step. */
  readonly from?: Standing | undefined;
  /** Goes on at a plateau. */
  readonly pastPlateaus?: boolean;
  /** Trains on inputs that Algorithm 1 has aligned, with the settings' μ, where it can. */
  readonly aligned?: boolean | undefined;
}

/** Which seeds are one worker's: every `parts`-th, from number `part` on. */
export interface Share {
  readonly part: number;
  readonly parts: number;
}

/** What is reported of a share of the seeds at one step: their rows, and the losses of all their models. */
export interface ShareReport extends Pick<Report, "step" | "adapter" | "rows" | "remark"> {
  readonly losses: readonly number[];
  readonly reached: Standing;
}

/** The training of a share, which goes on for as long as it is pulled; `next(n)` as in `runExperiment`. */
export type ShareRun = AsyncGenerator<ShareReport, void, number | undefined>;

/** The seeds of an experiment: `seed` and the next ones. */
export function seedsOf({ seed, seeds }: Settings): readonly number[] {
  return Array.from({ length: seeds }, (_, i) => seed + i);
}

/** What one seed draws: the problem that is fitted, further samples of the target where there is one, and Algorithm 1's μ. */
export type Draw = Pick<Run, "problem" | "heldOut" | "mu">;

/** Samples of the target beyond its training rows, for choices by validation. Source: SPEC (7.2). */
const HELD_OUT_ROWS = 50;

/** The tasks of one seed, with their weights, and what is minimised over them. */
export function drawOf(settings: Settings, seed: number): Draw {
  const { tasks, heldOut } = sampleOf(settings, seed);
  return { problem: problemOf(settings, tasks), heldOut, mu: settings.mu };
}

/** The tasks that a family draws for one seed, the target's further samples apart. Source: SPEC (2.9). */
export function sampleOf(
  settings: Settings,
  seed: number,
): { readonly tasks: readonly Task[]; readonly heldOut?: Task | undefined } {
  const family = families[settings.family];
  const label = family.models.length > 1 ? labellings[settings.model] : undefined;
  if (!Object.hasOwn(family.fields, "mTarget")) return { tasks: family.sample(settings, seed, label) };
  const { mTarget } = settings;
  const [drawn, ...others] = family.sample({ ...settings, mTarget: mTarget + HELD_OUT_ROWS }, seed, label);
  const [target] = nested(drawn, [mTarget]);
  return { tasks: [target, ...others], heldOut: heldOut(drawn, mTarget) };
}

/** The tasks of one seed of a course: with aligned inputs where it asks for them and they are to be had. */
async function drawIn({ aligned = false }: Course, settings: Settings, seed: number): Promise<Draw> {
  const draw = drawOf(settings, seed);
  if (!aligned) return draw;
  const { canAlign, withAlignedInputs } = await import("./core/solvers/alignedInputs.ts");
  return canAlign(settings) ? { ...draw, problem: withAlignedInputs(draw.problem, draw.mu) } : draw;
}

/** What is minimised over these tasks. */
export function problemOf(settings: Settings, tasks: readonly Task[]): Problem {
  const { r, ridge, model, weighting } = settings;
  const method = weightings[weighting];
  const seen = asWeighed(tasks, model);
  const rule = method.start(seen, settings);
  const problem = { tasks, r, ridge, model };
  const alpha = method.needs === "losses" ? settledWeights({ ...problem, tasks: seen }, rule) : rule({});
  return { ...problem, alpha };
}

/**
 * Runs the experiment. `next(n)` says how many steps to make before the next report (5 if nothing is said).
 * The exact engine reports seed by seed, the training engines all seeds at one step. Ends at a plateau of every loss,
 * or after `steps` steps. Throws `Diverged` where a loss is not finite. `columns` are the metrics that rows have, and
 * `train` is who trains. A run with a `course` of its own counts steps from where it goes on; its optimiser remembers
 * nothing from before.
 */
export async function* runExperiment(
  settings: Settings,
  name: EngineName,
  signal: AbortSignal,
  columns: readonly MetricName[] = columnsOf(settings),
  course: Course = {},
  train = (): ShareRun => runShare(settings, name, signal, columns, course),
): AsyncGenerator<Report, void, number | undefined> {
  const { steps } = settings;
  const { from, pastPlateaus = false } = course;
  if (name === "exact") {
    const engine = await loadEngine(name);
    // What is proven is this engine's alone to say, and the page's figures do not wait for the proof.
    const { optimalityGap } = await import("./core/metrics/optimalityGap.ts");
    for (const seed of seedsOf(settings)) {
      const draw = await drawIn(course, settings, seed);
      for await (const snapshots of engine.train(
        { seeds: [seed], problems: [draw.problem] },
        { optimiser: optimiserOf(settings), start: [], signal },
      )) {
        const [row] = measure(settings, name, [seed], [draw], snapshots, columns);
        const proven = optimalityGap.measure({ ...draw, ...snapshots[0] });
        yield { step: 0, adapter: engine.adapter, rows: [{ ...row, optimalityGap: proven }], ending: "exact" };
      }
    }
    return;
  }
  const run = train();
  const hasSettled = plateauWatch();
  let step = from?.step ?? 0;
  try {
    let pull = await run.next();
    while (!pull.done) {
      const { losses, ...report } = pull.value;
      step = report.step;
      const ending = step >= steps ? "steps" : !pastPlateaus && hasSettled(step, losses) ? "plateau" : undefined;
      const wanted: number | undefined = yield { ...report, ...(ending && { ending }) };
      if (ending) break;
      pull = await run.next(Math.min(wanted ?? REPORT_EVERY, steps - step));
    }
  } finally {
    await run.return(); // wherever it ends, the engine frees what it holds
  }
}

/** The same after so many steps before the first. */
function after(before: number, snapshots: readonly SeedSnapshot[]): readonly SeedSnapshot[] {
  if (before === 0) return snapshots;
  return snapshots.map(({ joint, alone }) => ({
    joint: { ...joint, step: joint.step + before },
    alone: alone.map((twin) => ({ ...twin, step: twin.step + before })),
  }));
}

/** The engine, and what begins and continues a run: loaded when first asked for, so that no first figure waits for it. */
export async function trainer(name: EngineName) {
  return Promise.all([loadEngine(name), import("./engines/start.ts"), import("./engines/standing.ts")]);
}

/**
 * Draws the tasks of a share of the seeds and trains on them, from where a run of all seeds stood if it is given. Each seed
 * is by itself, so that shares change no number.
 */
export async function* runShare(
  settings: Settings,
  name: EngineName,
  signal: AbortSignal,
  columns: readonly MetricName[],
  { share = { part: 0, parts: 1 }, ...course }: Course & { readonly share?: Share } = {},
): ShareRun {
  const [engine, { startingModel }, { shareOf, standing, startsFrom }] = await trainer(name);
  const { part, parts } = share;
  const { from } = course;
  const seeds = seedsOf(settings).filter((_, i) => i % parts === part);
  const draws: Draw[] = [];
  const starts: Start[] = [];
  const turn = turns();
  for (const seed of seeds) {
    const draw = await drawIn(course, settings, seed);
    draws.push(draw);
    if (!from) starts.push(startingModel(draw.problem, settings.start, seed));
    await turn();
    if (signal.aborted) return;
  }
  const problems = draws.map(({ problem }) => problem);
  const start = from ? startsFrom(shareOf(from, settings.seeds, share), problems) : starts;
  const before = from?.step ?? 0;
  const run = engine.train({ seeds, problems }, { optimiser: optimiserOf(settings), start, signal });
  try {
    let pull = await run.next();
    while (!pull.done) {
      const snapshots = after(before, pull.value);
      const losses = snapshots.flatMap(lossesOf);
      const rows = measure(settings, name, seeds, draws, snapshots, columns);
      const { step } = snapshots[0].joint;
      const wanted: number | undefined = yield {
        step,
        adapter: engine.adapter,
        rows,
        losses,
        reached: standing(snapshots),
      };
      pull = await run.next(wanted ?? REPORT_EVERY);
    }
  } catch (error) {
    throw error instanceof Diverged ? new Diverged(before + error.step) : error;
  } finally {
    await run.return();
  }
}

function optimiserOf({ optimiser: name, learningRate, whiten }: Settings): Optimiser {
  return { name, learningRate, whiten };
}

/** One row per seed: what was varied, then the metrics asked for. */
export function measure(
  settings: Settings,
  engine: EngineName,
  seeds: readonly number[],
  draws: readonly Draw[],
  snapshots: readonly SeedSnapshot[],
  columns: readonly MetricName[],
): readonly Row[] {
  const { preset, kind, phi, mSource, mTarget } = settings;
  return snapshots.map(({ joint, alone }, s) => {
    const run: Run = { ...draws[s], joint, alone };
    const measured = columns.map((name) => [name, metrics[name].measure(run)] as const);
    const varied = { preset, kind, phi, mSource, mTarget, seed: seeds[s], engine, step: joint.step };
    return { ...varied, ...Object.fromEntries(measured) };
  });
}

/** The loss F_λ of every model of a seed: jointly, then each twin's. */
export function lossesOf({ joint, alone }: SeedSnapshot): readonly number[] {
  return [joint, ...alone].map(({ losses }) => sum(losses));
}

/** True once every loss has stayed within the plateau's share during the plateau's steps. */
export function plateauWatch(): (step: number, losses: readonly number[]) => boolean {
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
