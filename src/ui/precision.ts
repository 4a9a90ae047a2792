/** Whether a run would say the same in float64: what the audit compares, and its verdict in words. */
import { finiteValues, meanOf, numberIn } from "../charts/summary.ts";
import { formatCount, formatNumber, formatSigned } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";

/** What carries the sign of the transfer: of a target and its source, or where all tasks are judged. */
export const gaps = { transferGap: "transfer gap", riskGap: "gap of the excess risk" } as const;
export type GapColumn = keyof typeof gaps;

/** The column of these rows that carries the sign; undefined where none does. */
export function gapColumnOf(rows: readonly Row[]): GapColumn | undefined {
  return (["transferGap", "riskGap"] as const).find((column) => finiteValues(rows, column).length > 0);
}

export interface Comparison {
  /** Per step and seed: the gap `here`, as the run had it, and `there`, in float64. */
  readonly gaps: readonly Row[];
  /** Per step the largest `difference` of the two over the seeds, and the largest of all. */
  readonly differences: readonly Row[];
  readonly most: { readonly step: number; readonly difference: number };
  /** Whose sign at the last step depends on the precision: the mean's, that of some seeds only, or no one's. */
  readonly depends: "mean" | "seeds" | "none";
  readonly step: number;
  /** Means at that step. */
  readonly here: number;
  readonly there: number;
  /** How many of the seeds have another sign there. */
  readonly turned: number;
  readonly seeds: number;
}

/** Compares the reports of a run with those of the same steps in float64; undefined where they have none in common. */
export function compare(column: GapColumn, run: readonly Row[], float64: readonly Row[]): Comparison | undefined {
  const keyOf = (row: Row): string => `${row["step"]} ${row["seed"]}`;
  const there = new Map(float64.map((row) => [keyOf(row), numberIn(row, column)]));
  const pairs = run.flatMap((row) => {
    const [a, b] = [numberIn(row, column), there.get(keyOf(row)) ?? Number.NaN];
    const at = { step: numberIn(row, "step"), seed: numberIn(row, "seed") };
    return Number.isFinite(a) && Number.isFinite(b) ? [{ ...at, here: a, there: b }] : [];
  });
  if (pairs.length === 0) return undefined;
  const worst = new Map<number, number>();
  for (const { step, here, there } of pairs) worst.set(step, Math.max(worst.get(step) ?? 0, Math.abs(here - there)));
  const differences = [...worst].map(([step, difference]) => ({ step, difference }));
  const step = Math.max(...worst.keys());
  const last = pairs.filter((pair) => pair.step === step);
  const [here, mean64] = (["here", "there"] as const).map((side) => meanOf(last.map((pair) => pair[side])));
  const turned = last.filter((pair) => Math.sign(pair.here) !== Math.sign(pair.there)).length;
  const depends = Math.sign(here) !== Math.sign(mean64) ? "mean" : turned > 0 ? "seeds" : "none";
  const most = differences.reduce((a, b) => (b.difference > a.difference ? b : a));
  return { gaps: pairs, differences, most, depends, step, here, there: mean64, turned, seeds: last.length };
}

/** What the comparison has found, in the reader's language. */
export function verdictOf(column: GapColumn, found: Comparison): string {
  const { depends, step, here, there, turned, seeds, most } = found;
  const gap = say(gaps[column]);
  const values = { gap, step: formatCount(step), here: formatSigned(here), there: formatSigned(there) };
  const largest = say("The largest difference of a {gap} is {difference}, at step {step}.", {
    gap,
    difference: formatNumber(most.difference),
    step: formatCount(most.step),
  });
  switch (depends) {
    case "mean":
      return say(
        "The sign of the transfer depends on the precision: at step {step} the mean {gap} is {here} in this run and {there} in float64.",
        values,
      );
    case "seeds": {
      const some = { gap, step: values.step, turned: formatCount(turned), seeds: formatCount(seeds) };
      return `${say("The sign of the mean {gap} stands in float64, but that of {turned} of {seeds} seeds depends on the precision at step {step}.", some)} ${largest}`;
    }
    case "none": {
      const stands = { gap, step: values.step, there: values.there };
      return `${say("The sign of the transfer stands in float64: at step {step} the mean {gap} is {there}, as in this run.", stands)} ${largest}`;
    }
  }
}
