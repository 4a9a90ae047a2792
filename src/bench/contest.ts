/** What the turns of the benchmark's page come to: medians, ratios of the same round, and which rows are void. */
import { summary } from "./measure.ts";
import { names, tfjsWasm } from "./page/contenders.ts";
import type { Turns } from "./page/page.ts";
import type { SizeName } from "./page/sizes.ts";

/** The largest relative difference of a loss from float64's with which a row counts. Source: PERFORMANCE. */
export const AGREEMENT = 2e-6;

/** How many times faster than another contender, round by round. */
export interface Ratio {
  readonly against: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One contender at one size, in milliseconds for a step of all models. */
export interface ContestRow {
  readonly name: string;
  readonly size: SizeName;
  readonly contender: string;
  /** Models that it trained; times are scaled to all of the size. */
  readonly models: number;
  readonly rounds: number;
  readonly median: number | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly stepsPerRound: number;
  /** The largest relative difference of a loss from float64's; null if nothing ran. */
  readonly agreement: number | null;
  /** Its loss is not float64's, or it did not run: then there is no ratio. */
  readonly isVoid: boolean;
  readonly failure: string | null;
  readonly ratios: readonly Ratio[];
}

/** The rows of one size; each is compared with plain TensorFlow.js on WebGPU, and those on WebAssembly with its best. */
export function contestRows(size: SizeName, all: readonly Turns[]): readonly ContestRow[] {
  const baseline = all.find(({ contender }) => contender === names.plainWebgpu);
  const bestWasm = fastest(all, Object.values(tfjsWasm));
  return all.map((turns): ContestRow => {
    const { contender, models, times, steps, agreement, failure } = turns;
    const { median, least, most, rounds } = summary(contender, times);
    const against = contender === names.wasm ? [baseline, bestWasm] : [baseline];
    const ran = failure === undefined && rounds > 0;
    return {
      name: `${size}: ${contender}`,
      size,
      contender,
      models,
      rounds,
      median: ran ? median : null,
      least: ran ? least : null,
      most: ran ? most : null,
      stepsPerRound: steps,
      agreement: Number.isFinite(agreement) ? agreement : null,
      isVoid: isVoid(turns),
      failure: failure ?? null,
      ratios: against.flatMap((other) => (other === undefined || other === turns ? [] : (ratio(turns, other) ?? []))),
    };
  });
}

function isVoid({ times, agreement, failure }: Turns): boolean {
  return failure !== undefined || times.length === 0 || !(agreement <= AGREEMENT);
}

/** The contender of these with the least median, void ones left out. */
function fastest(all: readonly Turns[], among: readonly string[]): Turns | undefined {
  const median = ({ contender, times }: Turns): number => summary(contender, times).median;
  return all
    .filter((turns) => among.includes(turns.contender) && !isVoid(turns))
    .sort((a, b) => median(a) - median(b))[0];
}

function ratio(turns: Turns, other: Turns): Ratio | undefined {
  if (isVoid(turns) || isVoid(other)) return undefined;
  const { median, least, most } = summary(
    "",
    turns.times.map((time, round) => other.times[round] / time),
  );
  return { against: other.contender, median, least, most };
}
