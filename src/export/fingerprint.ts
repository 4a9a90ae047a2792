/**
 * A result as a few numbers in a link, so that whoever opens it can see whether it comes out the same there: of each column
 * the mean over seeds and its standard error. `?result=transferGap_0.31531200_0.041234000~stlError_…`: it is presentation
 * and never changes what a link means.
 */
import type { ChartSpec } from "../charts/chart.ts";
import { finiteValues, groupByNumber, meanOf, standardErrorOf } from "../charts/summary.ts";
import type { Row } from "../core/row.ts";
import type { SettingName, Settings } from "../settings/schema.ts";

/** What a fingerprint holds of one column. */
export interface Estimate {
  readonly column: string;
  readonly mean: number;
  /** NaN for a single seed. */
  readonly standardError: number;
}

export type Fingerprint = readonly Estimate[];

/** What counts as reproduced: |was − is| ≤ TOLERANCE·max(1, |was|), as for gaps and errors in all comparisons. */
export const TOLERANCE = 1e-6;
/** Enough that rounding is a twentieth of the tolerance at most. */
const DIGITS = 8;
/** No lab draws more; a longer text is not one of ours. */
const MOST_COLUMNS = 8;

/**
 * The fingerprint of what a lab shows: of its exact results, else of what its first sweep draws at the swept value that is
 * nearest to where the setting stands. Empty while nothing is known.
 */
export function fingerprintOf(
  charts: readonly ChartSpec[],
  { exact, sweep }: Readonly<Record<"exact" | "sweep", readonly Row[]>>,
  settings: Settings,
): Fingerprint {
  if (exact.length > 0) return estimates(exact, ["transferGap", "stlError", "mtlError"]);
  const main = charts.find(({ form, rows }) => form === "sweep" && rows === "sweep");
  if (!main || sweep.length === 0) return [];
  const { column } = main.x;
  const stands = isSetting(column, settings) ? Number(settings[column]) : 0;
  const [, nearest] = groupByNumber(sweep, column).reduce((best, one) =>
    Math.abs(one[0] - stands) < Math.abs(best[0] - stands) ? one : best,
  );
  return estimates(
    nearest,
    main.series.map((series) => series.column),
  );
}

function isSetting(column: string, settings: Settings): column is SettingName {
  return Object.hasOwn(settings, column);
}

function estimates(rows: readonly Row[], columns: readonly string[]): Fingerprint {
  return columns.flatMap((column) => {
    const values = finiteValues(rows, column);
    return values.length === 0 ? [] : [{ column, mean: meanOf(values), standardError: standardErrorOf(values) }];
  });
}

/** The text of a fingerprint, fit for the query of an address. */
export function formatFingerprint(fingerprint: Fingerprint): string {
  return fingerprint
    .map(({ column, mean, standardError }) => [encodeURIComponent(column), written(mean), written(standardError)])
    .map((parts) => parts.join("_"))
    .join("~");
}

/** A plus would be read as a space there. */
const written = (value: number): string => String(Number(value.toPrecision(DIGITS))).replace("+", "");

const ESTIMATE = /^([^~]+)_(-?\d+(?:\.\d+)?(?:e-?\d+)?)_(\d+(?:\.\d+)?(?:e-?\d+)?|NaN)$/;

/** The fingerprint that a text stands for, already decoded as a part of a query; undefined if it stands for none. */
export function parseFingerprint(text: string): Fingerprint | undefined {
  const parts = text.split("~").map((part) => ESTIMATE.exec(part));
  if (parts.includes(null) || parts.length > MOST_COLUMNS) return undefined;
  const found = parts.flatMap((match) =>
    match ? [{ column: match[1], mean: Number(match[2]), standardError: Number(match[3]) }] : [],
  );
  return found.every(({ mean }) => Number.isFinite(mean)) ? found : undefined;
}

/** One number of a fingerprint as it was and as it is here. */
export interface Compared {
  readonly column: string;
  readonly of: "mean" | "standardError";
  readonly was: number;
  readonly is: number;
  /** |was − is| / max(1, |was|). */
  readonly off: number;
}

/** What has become of a fingerprint: every number of it, the worst first; or columns of it that are not here. */
export type Comparison =
  | { readonly kind: "compared"; readonly numbers: readonly Compared[] }
  | { readonly kind: "absent"; readonly columns: readonly string[] };

/** Compares a fingerprint with what is found here. A standard error that both lack is no number. */
export function compareFingerprints(was: Fingerprint, is: Fingerprint): Comparison {
  const here = new Map(is.map((estimate) => [estimate.column, estimate]));
  const absent = was.map(({ column }) => column).filter((column) => !here.has(column));
  if (absent.length > 0) return { kind: "absent", columns: absent };
  const numbers = was.flatMap((before) =>
    (["mean", "standardError"] as const).flatMap((of) => {
      const [a, b] = [before[of], here.get(before.column)?.[of] ?? NaN];
      if (Number.isNaN(a) && Number.isNaN(b)) return [];
      const off = Math.abs(a - b) / Math.max(1, Math.abs(a));
      return [{ column: before.column, of, was: a, is: b, off: Number.isNaN(off) ? Infinity : off }];
    }),
  );
  return { kind: "compared", numbers: numbers.toSorted((a, b) => b.off - a.off) };
}
