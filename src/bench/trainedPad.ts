/** The phase pads that are trained, because no exact solver is fast enough: as the page sweeps them, a share a worker. */
import { runSweep } from "../sweep.ts";
import { defaults } from "../settings/schema.ts";
import { type Measurement, summary } from "./measure.ts";
import { pads } from "./pad.ts";

/** A worker's share of a trained pad. */
export interface TrainedShare {
  readonly preset: "relu" | "logi";
  readonly part: number;
  readonly parts: number;
  /** Whether to end with the coarse grid, which comes first. */
  readonly coarseOnly: boolean;
}

/** Milliseconds from the beginning until the coarse grid of the first seeds stood, and until all did. */
export interface Stood {
  readonly coarse: number;
  readonly complete?: number;
}

const SEEDS = 8;
/** Seeds that are first shown coarsely; see `sweep.ts`. */
const COARSE_SEEDS = 4;

export const trainedPadNames = {
  relu: { coarse: "ReLU pad, trained, coarse", complete: "ReLU pad, trained, 13 angles × 9 sizes × 8 seeds" },
  logi: { coarse: "logistic pad, trained, coarse", complete: "logistic pad, trained, 13 angles × 9 sizes × 8 seeds" },
} as const;

/** Sweeps a share; in a worker. */
export async function measureShare({ preset, part, parts, coarseOnly }: TrainedShare): Promise<Stood> {
  const { degrees, sizes } = pads.full;
  const settings = { ...defaults({}, preset), seeds: SEEDS };
  const sweep = {
    over: [
      { setting: "phi", values: degrees },
      { setting: "mSource", values: sizes },
    ],
    set: { kind: "phi" },
    columns: ["transferGap"],
  } as const;
  const coarseRows = (COARSE_SEEDS / parts) * Math.ceil(degrees.length / 2) * Math.ceil(sizes.length / 2);
  const started = performance.now();
  let coarse = NaN;
  let count = 0;
  for await (const rows of runSweep(settings, sweep, new AbortController().signal, { part, parts })) {
    count += rows.length;
    for (const { transferGap } of rows)
      if (!Number.isFinite(transferGap)) throw new Error(`a trained gap must be finite; got ${String(transferGap)}`);
    if (count === coarseRows) coarse = performance.now() - started;
    if (coarseOnly && count === coarseRows) return { coarse };
  }
  const expected = (SEEDS / parts) * degrees.length * sizes.length;
  if (count !== expected) throw new Error(`the sweep must have ${expected} rows; got ${count}`);
  return { coarse, complete: performance.now() - started };
}

/** Both pads, each by so many threads: until they stand coarsely, and in a full run once until they are complete; `answer` lets a thread, by its number, measure a share. */
export async function measureTrainedPads(
  threads: number,
  isQuick: boolean,
  answer: (thread: number, job: TrainedShare) => Promise<Stood>,
  note: (name: string) => void,
): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  const rounds = isQuick ? 2 : 3;
  for (const preset of ["relu", "logi"] as const) {
    const stood: Stood[] = [];
    for (let round = 0; round < rounds; round++) {
      note(trainedPadNames[preset].coarse);
      const coarseOnly = isQuick || round < rounds - 1;
      const shares = await Promise.all(
        Array.from({ length: threads }, (_, part) => answer(part, { preset, part, parts: threads, coarseOnly })),
      );
      stood.push({
        coarse: Math.max(...shares.map(({ coarse }) => coarse)),
        ...(coarseOnly ? {} : { complete: Math.max(...shares.map(({ complete }) => complete ?? NaN)) }),
      });
    }
    rows.push(
      summary(
        trainedPadNames[preset].coarse,
        stood.map(({ coarse }) => coarse),
      ),
    );
    const complete = stood.flatMap((one) => one.complete ?? []);
    if (complete.length > 0) rows.push(summary(trainedPadNames[preset].complete, complete));
  }
  return rows;
}
