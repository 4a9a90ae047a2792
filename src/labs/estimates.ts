/** What swept tables say at a setting, for the answers of the labs that are exact throughout. */
import { type Verdict, finiteValues, groupByNumber, meanOf, summarize, verdictOf } from "../charts/summary.ts";
import { formatEstimate, formatNumber } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { AnswerPart } from "./lab.ts";
import { type Transfer, answer, transferOf } from "./sentence.ts";

/** “+0.31 ± 0.04”, set off. */
export function estimatePart({ mean, standardError, of }: SignedEstimate): AnswerPart {
  return { number: formatEstimate(mean, standardError, { signed: true }), of };
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
  return answer("The mean gap changes its sign at about {value}.", {
    value: { number: formatNumber(crossing, 2), of: column },
  });
}

/** A signed quantity over seeds, and whether its sign may be claimed; below 0 it helps. */
export interface SignedEstimate {
  /** The column that it is of. */
  readonly of: string;
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
  return summary && { ...summary, of: column, value: nearest, verdict: verdictOf(summary) };
}
