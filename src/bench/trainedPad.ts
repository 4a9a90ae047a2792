/** The phase pads that are trained, because no exact solver is fast enough: as the page sweeps them, a share a worker. */
import { levels, runSweep } from "../sweep.ts";
import { defaults } from "../settings/schema.ts";
import { type Measurement, summary } from "./measure.ts";
import { pads } from "./pad.ts";

/** A worker's share of a trained pad. */
export interface TrainedShare {
  readonly preset: "relu" | "logi";
  readonly part: number;
  readonly parts: number;
  /** Whether to end with the coarse grid. */
  readonly coarseOnly: boolean;
}

/** Milliseconds from the beginning until the first levels of the sweep stood, and until all did. */
export interface Stood {
  readonly sketch: number;
  readonly coarse: number;
  readonly complete?: number;
}

const SEEDS = 8;
const { degrees, sizes } = pads.full;

/** The first levels of the sweep, by their grids. */
const grids = [gridOf(levels[0]), gridOf(levels[1])] as const;

export const trainedPadNames = { relu: namesOf("ReLU"), logi: namesOf("logistic") } as const;

interface Grid {
  readonly angles: number;
  readonly sizes: number;
  readonly seeds: number;
}

/** What a level of a sweep makes of the whole pad. */
function gridOf({ seeds, every }: (typeof levels)[number]): Grid {
  return { angles: Math.ceil(degrees.length / every), sizes: Math.ceil(sizes.length / every), seeds };
}

function described(grid: Grid): string {
  return `${grid.angles} angles × ${grid.sizes} sizes × ${grid.seeds} seeds`;
}

/** The grid that the goal calls coarse. */
export const coarseGrid = described(grids[1]);

function namesOf(model: string): Readonly<Record<keyof Stood, string>> {
  const [sketch, coarse] = grids.map(described);
  return {
    sketch: `${model} pad, trained, first ${sketch}`,
    coarse: `${model} pad, trained, coarse ${coarse}`,
    complete: `${model} pad, trained, 13 angles × 9 sizes × 8 seeds`,
  };
}

/** Sweeps a share; in a worker. */
export async function measureShare({ preset, part, parts, coarseOnly }: TrainedShare): Promise<Stood> {
  const settings = { ...defaults({}, preset), seeds: SEEDS };
  const sweep = {
    over: [
      { setting: "phi", values: degrees },
      { setting: "mSource", values: sizes },
    ],
    set: { kind: "phi" },
    columns: ["transferGap"],
  } as const;
  const [sketchRows, coarseRows] = grids.map((grid) => (grid.seeds / parts) * grid.angles * grid.sizes);
  const started = performance.now();
  let [sketch, coarse] = [NaN, NaN];
  let count = 0;
  for await (const rows of runSweep(settings, sweep, new AbortController().signal, { part, parts })) {
    count += rows.length;
    for (const { transferGap } of rows)
      if (!Number.isFinite(transferGap)) throw new Error(`a trained gap must be finite; got ${String(transferGap)}`);
    if (count === sketchRows) sketch = performance.now() - started;
    if (count === coarseRows) coarse = performance.now() - started;
    if (coarseOnly && count === coarseRows) return { sketch, coarse };
  }
  const expected = (SEEDS / parts) * degrees.length * sizes.length;
  if (count !== expected) throw new Error(`the sweep must have ${expected} rows; got ${count}`);
  return { sketch, coarse, complete: performance.now() - started };
}

const ROUNDS = 3;

/** Both pads, each by so many threads: until they stand coarsely, and in a full run once until they are complete; `answer` lets a thread, by its number, measure a share. */
export async function measureTrainedPads(
  threads: number,
  isQuick: boolean,
  answer: (thread: number, job: TrainedShare) => Promise<Stood>,
  note: (name: string) => void,
): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  for (const preset of ["relu", "logi"] as const) {
    const stood: Stood[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      note(trainedPadNames[preset].coarse);
      const coarseOnly = isQuick || round < ROUNDS - 1;
      const shares = await Promise.all(
        Array.from({ length: threads }, (_, part) => answer(part, { preset, part, parts: threads, coarseOnly })),
      );
      stood.push(shares.reduce(later));
    }
    for (const level of ["sketch", "coarse", "complete"] as const) {
      const times = stood.flatMap((one) => one[level] ?? []);
      if (times.length > 0) rows.push(summary(trainedPadNames[preset][level], times));
    }
  }
  return rows;
}

/** What two shares have when the slower one has it. */
function later(one: Stood, other: Stood): Stood {
  const [sketch, coarse] = [Math.max(one.sketch, other.sketch), Math.max(one.coarse, other.coarse)];
  if (one.complete === undefined || other.complete === undefined) return { sketch, coarse };
  return { sketch, coarse, complete: Math.max(one.complete, other.complete) };
}
