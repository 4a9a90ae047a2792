/** A quantity over two settings: means on a grid that may still have holes, and where they cross zero. Pure. */
import { contours } from "d3";
import type { Row } from "../core/row.ts";
import type { Point } from "./place.ts";
import { type Summary, numberIn, quantileOf, summarize } from "./summary.ts";

export interface Grid {
  /** Ascending. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Row by row from the least y; undefined where there is no number yet. */
  readonly cells: readonly (Summary | undefined)[];
}

/** The mean over all rows with the same x and y, for every pair of values of the two that occurs. */
export function gridOf(rows: readonly Row[], columns: { x: string; y: string; value: string }): Grid {
  const known = rows
    .map((row) => ({ x: numberIn(row, columns.x), y: numberIn(row, columns.y), value: numberIn(row, columns.value) }))
    .filter(({ x, y, value }) => Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(value));
  const groups = new Map<string, number[]>();
  for (const { x, y, value } of known) {
    const group = groups.get(`${x} ${y}`);
    if (group) group.push(value);
    else groups.set(`${x} ${y}`, [value]);
  }
  const xs = [...new Set(known.map(({ x }) => x))].toSorted((a, b) => a - b);
  const ys = [...new Set(known.map(({ y }) => y))].toSorted((a, b) => a - b);
  return { xs, ys, cells: ys.flatMap((y) => xs.map((x) => summarize(groups.get(`${x} ${y}`) ?? []))) };
}

/**
 * The means, holes filled where they lie between known cells: in proportion to the distance between its neighbours in
 * the same row, or else in the same column. What is coarse at first thereby covers the plane while finer cells come.
 */
export function filledMeans(
  { xs, ys, cells }: Grid,
  atX: readonly number[],
  atY: readonly number[],
): readonly (number | undefined)[] {
  const filled = cells.map((cell) => cell?.mean);
  ys.forEach((_, j) => fill(filled, atX, (i) => j * xs.length + i));
  xs.forEach((_, i) => fill(filled, atY, (j) => j * xs.length + i));
  return filled;
}

/** Fills the holes along one row or column, in place. */
function fill(means: (number | undefined)[], places: readonly number[], indexOf: (at: number) => number): void {
  const known = places.flatMap((place, at) => {
    const mean = means[indexOf(at)];
    return mean === undefined ? [] : [{ at, place, mean }];
  });
  for (const [i, end] of known.entries()) {
    const start = known[i - 1] ?? end;
    for (let at = start.at + 1; at < end.at; at++) {
      const share = (places[at] - start.place) / (end.place - start.place);
      means[indexOf(at)] = start.mean + share * (end.mean - start.mean);
    }
  }
}

/**
 * Lines along which the means cross zero, in pixels: interpolated between neighbouring columns and rows at the places
 * given, wherever both neighbours are known.
 */
export function zeroLines(
  { xs, ys }: Grid,
  means: readonly (number | undefined)[],
  atX: readonly number[],
  atY: readonly number[],
): readonly (readonly Point[])[] {
  if (xs.length < 2 || ys.length < 2) return [];
  const { coordinates } = contours()
    .size([xs.length, ys.length])
    .contour(
      means.map((mean) => mean ?? 0),
      0,
    );
  const isKnown = (i: number, j: number): boolean =>
    i >= 0 && i < xs.length && j >= 0 && j < ys.length && means[j * xs.length + i] !== undefined;
  // d3 puts the value of index i at i + 1/2. A point lies between two neighbours; what leaves the grid is closed outside.
  const isInside = ([x, y]: readonly number[]): boolean =>
    isKnown(Math.floor(x - 0.5), Math.floor(y - 0.5)) && isKnown(Math.ceil(x - 0.5), Math.ceil(y - 0.5));
  return coordinates
    .flat()
    .flatMap((ring) => runsOf(ring, isInside))
    .map((run) => run.map(([x, y]) => ({ x: between(atX, x - 0.5), y: between(atY, y - 0.5) })));
}

/** The runs of a closed ring that are inside; all of it if it is. */
function runsOf<T>(ring: readonly T[], isInside: (item: T) => boolean): readonly (readonly T[])[] {
  const cut = ring.findIndex((item) => !isInside(item));
  if (cut < 0) return [ring];
  const runs: T[][] = [];
  let open = false;
  for (const item of [...ring.slice(cut, -1), ...ring.slice(0, cut)]) {
    if (!isInside(item)) open = false;
    else if (open) runs.at(-1)?.push(item);
    else {
      runs.push([item]);
      open = true;
    }
  }
  return runs.filter((run) => run.length > 1);
}

function between(places: readonly number[], index: number): number {
  const below = Math.min(places.length - 2, Math.max(0, Math.floor(index)));
  return places[below] + (index - below) * (places[below + 1] - places[below]);
}

/** The edges of cells around ascending or descending places: half way between neighbours, and the two ends. */
export function edgesOf(places: readonly number[], [first, last]: readonly [number, number]): readonly number[] {
  return [first, ...places.slice(1).map((place, i) => (places[i] + place) / 2), last];
}

/** A round number that nine in ten of the values do not exceed in size: where a scale of colours ends. */
export function roundLimit(values: readonly number[]): number {
  const size = quantileOf(values.map(Math.abs), 0.9);
  if (!(size > 1e-12)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  return Number((([1, 2, 5].find((factor) => factor * power >= size * (1 - 1e-9)) ?? 10) * power).toPrecision(1));
}
