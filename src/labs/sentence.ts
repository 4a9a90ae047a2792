/** What the numbers say, in words. */
import {
  type Verdict,
  finiteValues,
  groupByNumber,
  meanOf,
  medianOf,
  summarize,
  verdictOf,
} from "../charts/summary.ts";
import { formatCount, formatEstimate, formatNumber, formatRange, formatSigned } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import type { Settings } from "../settings/schema.ts";
import type { AnswerPart } from "./lab.ts";

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

/** The transfer at the swept value that is nearest to where the setting stands; undefined before there is one. */
export function transferAt(
  rows: readonly Row[],
  column: string,
  value: number,
): (Transfer & { readonly value: number }) | undefined {
  const values = [...new Set(rows.map((row) => Number(row[column])))];
  if (values.length === 0) return undefined;
  const nearest = values.reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));
  const here = transferOf(rows.filter((row) => Number(row[column]) === nearest));
  return here && { ...here, value: nearest };
}

/** Where the mean transfer gap changes its sign along a swept setting, in words; undefined before two values are known. */
export function signChange(rows: readonly Row[], column: string): readonly AnswerPart[] | undefined {
  const means = groupByNumber(rows, column).map(
    ([value, group]) => [value, meanOf(finiteValues(group, "transferGap"))] as const,
  );
  if (means.length < 2) return undefined;
  const at = means.findIndex(([, mean], i) => i > 0 && Math.sign(mean) !== Math.sign(means[i - 1][1]));
  if (at < 0) return [`Over the whole range the mean gap stays ${means[0][1] > 0 ? "above" : "below"} 0.`];
  const [[low, before], [high, after]] = [means[at - 1], means[at]];
  const crossing = low + ((high - low) * before) / (before - after);
  return ["The mean gap changes its sign at about ", { number: formatNumber(crossing, 2) }, "."];
}

/** A signed quantity over seeds, and whether its sign may be claimed; below 0 it helps. */
export interface SignedEstimate {
  /** Where it was measured. */
  readonly value: number;
  readonly verdict: Verdict;
  readonly mean: number;
  readonly standardError: number;
}

/** A column's estimate at the swept value that is nearest to where the setting stands; undefined without a finite number. */
export function estimateAt(
  rows: readonly Row[],
  setting: string,
  value: number,
  column: string,
): SignedEstimate | undefined {
  const values = groupByNumber(rows, setting);
  if (values.length === 0) return undefined;
  const [nearest, group] = values.reduce((best, one) =>
    Math.abs(one[0] - value) < Math.abs(best[0] - value) ? one : best,
  );
  const summary = summarize(finiteValues(group, column));
  return summary && { ...summary, value: nearest, verdict: verdictOf(summary) };
}
