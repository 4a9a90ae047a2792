/** What forms compute before they draw. Pure; values that are not finite are left out, never drawn. */
import type { Row } from "../core/row.ts";

export interface Summary {
  readonly mean: number;
  /** NaN for a single value: one seed has no spread. */
  readonly standardError: number;
  readonly least: number;
  readonly greatest: number;
  readonly count: number;
}

/** The number in a cell; NaN if there is none. */
export function numberIn(row: Row, column: string): number {
  const cell = row[column];
  return typeof cell === "number" ? cell : cell === undefined || cell === "" ? Number.NaN : Number(cell);
}

/** The finite numbers of a column. */
export function finiteValues(rows: readonly Row[], column: string): readonly number[] {
  return rows.map((row) => numberIn(row, column)).filter(Number.isFinite);
}

/** The mean; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The standard error of the mean, from the sample variance; NaN of fewer than two values. */
export function standardErrorOf(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** The median; NaN of nothing. */
export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** The value below which a share of the values lies, interpolated; NaN of nothing. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted.length === 0 ? Number.NaN : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** Mean, spread and ends of the finite numbers; undefined if there is none. */
export function summarize(values: readonly number[]): Summary | undefined {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const [least, greatest] = [Math.min(...finite), Math.max(...finite)];
  return { mean: meanOf(finite), standardError: standardErrorOf(finite), least, greatest, count: finite.length };
}

/** Half the height of a band or whisker: the standard error, or nothing where it is not known. */
export function halfWidth({ standardError }: Summary): number {
  return Number.isFinite(standardError) ? standardError : 0;
}

/** 97.5 % quantiles of Student's t for 1 … 10 degrees of freedom: two seeds must lie far closer together than twenty. */
const STUDENT = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23];

/** How many standard errors a mean must be from 0 for its sign to be claimed: a 95 % interval that leaves 0 out. */
export function errorsApart(count: number): number {
  const freedom = count - 1;
  return STUDENT[freedom - 1] ?? 1.96 + 2.6 / freedom; // within 0.01 beyond the table
}

export type Verdict = "helps" | "hurts" | "undecided";

/** A gap that is smaller is 0: it is the difference of errors of order 1 that solvers find to about 1e-10. */
export const ROUNDING = 1e-9;

/** What a transfer gap shows: a positive one hurts. The seeds may leave it open, and one seed always does. */
export function verdictOf({ mean, standardError, count }: Summary): Verdict {
  const isDecided = count > 1 && Math.abs(mean) > Math.max(ROUNDING, errorsApart(count) * standardError);
  return !isDecided ? "undecided" : mean > 0 ? "hurts" : "helps";
}

/** Rows by the number in one column, ascending; rows without such a number are left out. */
export function groupByNumber(rows: readonly Row[], column: string): readonly (readonly [number, readonly Row[]])[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = numberIn(row, column);
    if (!Number.isFinite(key)) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].toSorted(([a], [b]) => a - b);
}

/**
 * Positions moved as little as needed so that they lie at least `gap` apart and within [low, high], in their own
 * order. If they cannot all fit, they are spread evenly.
 */
export function dodge(
  positions: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): readonly number[] {
  const count = positions.length;
  const space = count > 1 ? Math.min(gap, (high - low) / (count - 1)) : gap;
  const order = positions.map((_, i) => i).toSorted((a, b) => positions[a] - positions[b] || a - b);
  // Least squares with an order: what each would be without the gaps must not decrease (pool adjacent violators).
  const pools: { sum: number; size: number }[] = [];
  for (const [rank, i] of order.entries()) {
    pools.push({ sum: positions[i] - rank * space, size: 1 });
    while (pools.length > 1) {
      const [before, last] = pools.slice(-2);
      if (before.sum / before.size <= last.sum / last.size) break;
      pools.splice(-2, 2, { sum: before.sum + last.sum, size: before.size + last.size });
    }
  }
  const starts = pools.flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size));
  const moved = Array.from({ length: count }, () => 0);
  const room = Math.max(low, high - (count - 1) * space);
  for (const [rank, i] of order.entries()) moved[i] = Math.min(room, Math.max(low, starts[rank])) + rank * space;
  return moved;
}

/**
 * Heights that let dots of one radius stand beside each other where their places coincide, centred on 0 and at most
 * `most` away from it: beyond that they overlap.
 */
export function swarm(places: readonly number[], radius: number, most: number): readonly number[] {
  const heights = places.map(() => 0);
  const placed: number[] = [];
  const step = radius / 2;
  const order = places.map((_, i) => i).toSorted((a, b) => places[a] - places[b]);
  for (const i of order) {
    const near = placed.filter((other) => Math.abs(places[other] - places[i]) < 2 * radius);
    const isFree = (height: number): boolean =>
      near.every(
        (other) => (places[other] - places[i]) ** 2 + (heights[other] - height) ** 2 >= 4 * radius * radius - 1e-9,
      );
    let found = 0;
    for (let away = 0; away <= most; away += step) {
      if (isFree(away)) {
        found = away;
        break;
      }
      if (isFree(-away)) {
        found = -away;
        break;
      }
    }
    heights[i] = found;
    placed.push(i);
  }
  return heights;
}

/**
 * Ends that show the bulk of the values: all of them, unless some lie more than three times the distance between the
 * quartiles outside these.
 */
export function bulkOf(values: readonly number[]): readonly [number, number] {
  const [low, high] = [quantileOf(values, 0.25), quantileOf(values, 0.75)];
  const reach = 3 * (high - low);
  const inside = values.filter((value) => value >= low - reach && value <= high + reach);
  return [Math.min(...inside), Math.max(...inside)];
}
