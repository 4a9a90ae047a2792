/** What swept tables say at a setting, for the answers of the labs that are exact throughout. */
import {
  ROUNDING,
  type Verdict,
  finiteValues,
  groupByNumber,
  meanOf,
  numberIn,
  summarize,
  verdictOf,
} from "../charts/summary.ts";
import { formatEstimate, formatNumber } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { AnswerPart } from "./lab.ts";
import { answer } from "./sentence.ts";

/** “+0.31 ± 0.04”, set off; what is 0 to rounding is 0. */
export function estimatePart({ mean, standardError, of }: SignedEstimate): AnswerPart {
  const isZero = Math.abs(mean) < ROUNDING && standardError < ROUNDING;
  return { number: isZero ? formatEstimate(0, 0) : formatEstimate(mean, standardError, { signed: true }), of };
}

/** Where the mean transfer gap changes its sign along a swept setting, in words; undefined before two values are known. */
export function signChange(rows: readonly Row[], column: string): readonly AnswerPart[] | undefined {
  const means = groupByNumber(rows, column).map(
    ([value, group]) => [value, meanOf(finiteValues(group, "transferGap"))] as const,
  );
  if (means.length < 2) return undefined;
  if (means.every(([, mean]) => Math.abs(mean) < ROUNDING))
    return [say("Over the whole range the gap is 0: a module this wide shares nothing (Proposition 1).")];
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
  return answer("The mean gap changes its sign at about {value}.", {
    value: { number: formatNumber(crossing, 2), of: column },
  });
}

/** A signed quantity over seeds, and whether its sign may be claimed; below 0 it helps. */
export interface SignedEstimate {
  /** The column that it is of. */
  readonly of: string;
  readonly verdict: Verdict;
  readonly mean: number;
  readonly standardError: number;
  /** How many seeds have a finite number. */
  readonly count: number;
}

/** A column's estimate at a swept value; undefined without a finite number. */
export function estimateAt(
  rows: readonly Row[],
  setting: string,
  value: number,
  column: string,
): SignedEstimate | undefined {
  const here = rows.filter((row) => numberIn(row, setting) === value);
  const summary = summarize(finiteValues(here, column));
  return summary && { ...summary, of: column, verdict: verdictOf(summary) };
}
