/** What the numbers say, in words. */
import { type Verdict, medianOf, summarize, verdictOf } from "../charts/summary.ts";
import { formatCount, formatEstimate, formatRange, formatSigned } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import type { Settings } from "../settings/schema.ts";

export interface Transfer {
  readonly verdict: Verdict;
  readonly mean: number;
  readonly standardError: number;
  readonly median: number;
  readonly seeds: number;
}

/** Whether the source helps, hurts, or the seeds leave it open; one seed always does. Undefined without a finite gap. */
export function transferOf(rows: readonly Row[]): Transfer | undefined {
  const gaps = rows.map((row) => Number(row["transferGap"])).filter(Number.isFinite);
  const summary = summarize(gaps);
  if (!summary) return undefined;
  const { mean, standardError, count } = summary;
  return { verdict: verdictOf(summary), mean, standardError, median: medianOf(gaps), seeds: count };
}

/** “+0.31 ± 0.04 (16 seeds, median +0.22)”; with one seed the gap alone. */
export function gapInWords({ mean, standardError, median, seeds }: Transfer): string {
  if (seeds === 1) return `${formatSigned(mean)} (1 seed, so no spread)`;
  const estimate = formatEstimate(mean, standardError, { signed: true });
  return `${estimate} (${formatCount(seeds)} seeds, median ${formatSigned(median, 2)})`;
}

/** How the tasks lie to each other: the circumstances under which the verdict holds. */
export function circumstances({ mSource, mTarget }: Settings, populationAngles: readonly Row[]): string {
  const angles = populationAngles.map((row) => Number(row["degrees"]));
  const [least, largest] = [Math.min(...angles), Math.max(...angles)];
  const samples = `${formatCount(mSource)} ${mSource === 1 ? "sample" : "samples"}`;
  const alignment =
    largest < 0.05
      ? "The signal subspaces coincide"
      : `The signal subspaces are ${formatRange(least, largest, 1)}° apart`;
  return `${alignment}; the source has ${samples}, the target ${formatCount(mTarget)}.`;
}

/** A run counts as having missed the optimum if its loss ends this share above it, */
const MISSED = 0.01;
/** and by more than this share of the loss of predicting 0: an optimum of 0 is reached to rounding. */
const ROUNDING = 1e-6;

/** Of how many seeds the joint loss ended more than 1 % above the exact optimum; undefined unless both are known. */
export function missedOptimum(trained: readonly Row[], exact: readonly Row[]): number | undefined {
  const best = new Map(exact.map((row) => [row["seed"], row]));
  if (trained.length === 0 || !trained.every((row) => best.has(row["seed"]))) return undefined;
  return trained.filter((row) => {
    const optimum = best.get(row["seed"]);
    const [least, scale] = [Number(optimum?.["loss"]), Number(optimum?.["nullLoss"])];
    return Number(row["loss"]) - least > Math.max(MISSED * least, ROUNDING * scale);
  }).length;
}
