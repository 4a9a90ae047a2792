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
import type { Phrase } from "../text/german.ts";
import { parts, say } from "../text/say.ts";
import type { NamesIn } from "../text/sentence.ts";
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
  if (seeds === 1) return say("{gap} (1 seed, so no spread)", { gap: formatSigned(mean) });
  const gap = formatEstimate(mean, standardError, { signed: true });
  return say("{gap} ({seeds} seeds, median {median})", { gap, seeds, median: formatSigned(median, 2) });
}

/** A phrase whose values are parts of an answer. */
export function answer<P extends Phrase>(
  phrase: P,
  values: Readonly<Record<NamesIn<P>, AnswerPart>>,
): readonly AnswerPart[] {
  return parts<P, AnswerPart>(phrase, values);
}

/** The verdict as a word that is set off, or where it stays open the words for that. */
export function verdictPart(
  verdict: Verdict,
  open: "undecided" | "is undecided" | "leaves the sign undecided",
): AnswerPart {
  return { verdict, text: say(verdict === "undecided" ? open : verdict) };
}

/** “+0.31 ± 0.04”, set off. */
export function estimatePart({ mean, standardError }: Pick<SignedEstimate, "mean" | "standardError">): AnswerPart {
  return { number: formatEstimate(mean, standardError, { signed: true }) };
}

/** Whether the source helps at the exact optimum, and by how much; a sign is only claimed where the seeds agree on it. */
export function verdictInWords(exact: Transfer): readonly AnswerPart[] {
  const values = { verdict: verdictPart(exact.verdict, "undecided"), gap: { number: gapInWords(exact) } };
  return exact.verdict === "undecided"
    ? answer("Whether the source helps or hurts is {verdict}: at the exact optimum the transfer gap is {gap}.", values)
    : answer("Training with the source {verdict} the target: at the exact optimum the transfer gap is {gap}.", values);
}

/** What training has reached, and its verdict where it is another one. */
export function trainedInWords(step: number, trained: Transfer, isOther: boolean): readonly AnswerPart[] {
  const verdict = verdictPart(trained.verdict, "undecided");
  const reached = answer("At step {step} of training the gap is {gap}.", {
    step: formatCount(step),
    gap: { number: gapInWords(trained) },
  });
  if (!isOther) return reached;
  return [
    ...reached,
    " ",
    ...(trained.verdict === "undecided"
      ? answer("Whether the source helps or hurts is {verdict}.", { verdict })
      : answer("Training with the source {verdict} the target.", { verdict })),
  ];
}

/** How the tasks lie to each other: the circumstances under which the verdict holds. */
export function circumstances({ mSource, mTarget }: Settings, populationAngles: readonly Row[]): string {
  const angles = populationAngles.map((row) => Number(row["degrees"]));
  const [least, largest] = [Math.min(...angles), Math.max(...angles)];
  const source = say(mSource === 1 ? "1 sample" : "{count} samples", { count: mSource });
  const angle = `${formatRange(least, largest, 1)}°`;
  return largest < 0.05
    ? say("The signal subspaces coincide; the source has {source}, the target {target}.", { source, target: mTarget })
    : say("The signal subspaces are {angle} apart; the source has {source}, the target {target}.", {
        angle,
        source,
        target: mTarget,
      });
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
  if (at < 0)
    return [
      say(
        means[0][1] > 0
          ? "Over the whole range the mean gap stays above 0."
          : "Over the whole range the mean gap stays below 0.",
      ),
    ];
  const [[low, before], [high, after]] = [means[at - 1], means[at]];
  const crossing = low + ((high - low) * before) / (before - after);
  return answer("The mean gap changes its sign at about {value}.", { value: { number: formatNumber(crossing, 2) } });
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
