/** What the numbers say, in words. */
import { type Verdict, medianOf, summarize, verdictOf } from "../charts/summary.ts";
import { formatCount, formatEstimate, formatRange, formatSigned } from "../core/format.ts";
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

/** Whether the source helps at the exact optimum, and by how much; a sign is only claimed where the seeds agree on it. */
export function verdictInWords(exact: Transfer): readonly AnswerPart[] {
  const values = {
    verdict: verdictPart(exact.verdict, "undecided"),
    gap: { number: gapInWords(exact), of: "transferGap" },
  };
  return exact.verdict === "undecided"
    ? answer("Whether the source helps or hurts is {verdict}: at the exact optimum the transfer gap is {gap}.", values)
    : answer("Training with the source {verdict} the target: at the exact optimum the transfer gap is {gap}.", values);
}

/** What training has reached, and its verdict where it is another one. */
export function trainedInWords(step: number, trained: Transfer, isOther: boolean): readonly AnswerPart[] {
  const verdict = verdictPart(trained.verdict, "undecided");
  const reached = answer("At step {step} of training the gap is {gap}.", {
    step: formatCount(step),
    gap: { number: gapInWords(trained), of: "transferGap" },
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

/** How the tasks lie to each other, once it is known: the circumstances under which the verdict holds. */
export function circumstances({ mSource, mTarget }: Settings, populationAngles: readonly Row[]): string {
  const angles = populationAngles.map((row) => Number(row["degrees"]));
  const [least, largest] = [Math.min(...angles), Math.max(...angles)];
  const source = say(mSource === 1 ? "1 sample" : "{count} samples", { count: mSource });
  if (angles.length === 0) return say("The source has {source}, the target {target}.", { source, target: mTarget }); // not yet
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
