/** What a plane shows, read from its rows, and where it lies in the picture. */
import { scaleLinear } from "d3";
import { named } from "../../text/say.ts";
import type { Row } from "../../core/row.ts";
import type { ChartSpec, Hue, Series } from "../chart.ts";
import type { Box } from "../frame.tsx";
import type { Point } from "../place.ts";
import { numberIn, quantileOf } from "../summary.ts";

export interface Dot extends Point {
  readonly series: Series;
  readonly shape: number;
  readonly label: number;
}

export interface Ellipse {
  readonly series: Series;
  /** Half axes at `DEVIATIONS` standard deviations, the long one first. */
  readonly long: number;
  readonly short: number;
  /** Of the long axis from the first coordinate, in degrees, −90 … 90. */
  readonly angle: number;
  readonly isTruth: boolean;
}

export interface Boundary {
  readonly name: string;
  readonly hue: Hue;
  /** The unit normal; labels are positive on its side. */
  readonly normal: Point;
  readonly isTruth: boolean;
}

export interface Marks {
  readonly dots: readonly Dot[];
  readonly ellipses: readonly Ellipse[];
  readonly boundaries: readonly Boundary[];
}

/** An ellipse is drawn at this many standard deviations: it holds 86 % of normal data. */
export const DEVIATIONS = 2;

export type Scale = ReturnType<typeof scaleLinear<number>>;

export function marksOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): Marks {
  const seriesOf = (row: Row): number =>
    spec.series.findIndex(({ where }) => Object.entries(where ?? {}).every(([column, value]) => row[column] === value));
  const known = (
    table: readonly Row[],
    mark: string,
  ): readonly { row: Row; series: Series | undefined; shape: number }[] =>
    table
      .filter((row) => row["mark"] === mark)
      .map((row) => ({ row, series: spec.series[seriesOf(row)], shape: seriesOf(row) }));
  const dots = known(rows, "point").flatMap(({ row, series, shape }) => {
    const [x, y] = [numberIn(row, spec.x.column), numberIn(row, spec.y.column ?? "y")];
    const label = numberIn(row, "label");
    return series && Number.isFinite(x) && Number.isFinite(y) ? [{ x, y, series, shape, label }] : [];
  });
  const both = [
    [rows, false],
    [reference, true],
  ] as const;
  const ellipses = both.flatMap(([table, isTruth]) =>
    known(table, "ellipse").flatMap(({ row, series }) => {
      const axes = ellipseOf(numberIn(row, "xx"), numberIn(row, "xy"), numberIn(row, "yy"));
      return series && axes ? [{ series, ...axes, isTruth }] : [];
    }),
  );
  const boundaries = both.flatMap(([table, isTruth]) =>
    known(table, "boundary").flatMap(({ row, series }) => {
      const [x, y] = [numberIn(row, "nx"), numberIn(row, "ny")];
      const length = Math.hypot(x, y);
      if (!(length > 0) || !Number.isFinite(length)) return [];
      const hue: Hue = row["task"] === undefined ? "ink" : (series?.hue ?? "ink");
      return [{ name: named(String(row["name"] ?? "")), hue, normal: { x: x / length, y: y / length }, isTruth }];
    }),
  );
  return { dots, ellipses, boundaries };
}

/**
 * Half axes (at two standard deviations) and the angle of the long one, in degrees, of a covariance [[xx, xy], [xy, yy]];
 * undefined if it is none.
 */
export function ellipseOf(xx: number, xy: number, yy: number): Pick<Ellipse, "long" | "short" | "angle"> | undefined {
  const [middle, half] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  const [larger, smaller] = [middle + half, middle - half];
  if (!Number.isFinite(larger) || !(larger > 0) || smaller < -1e-9 * larger) return undefined;
  const angle = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI;
  return { long: DEVIATIONS * Math.sqrt(larger), short: DEVIATIONS * Math.sqrt(Math.max(0, smaller)), angle };
}

/** Equal scales with the origin in the middle, wide enough for the ellipses and all but the farthest points. */
export function frameOf(spec: ChartSpec, { dots, ellipses }: Marks, width: number) {
  const top = 24 + (width < 2 * KEY_WIDTH ? 18 : 0);
  const plot = Math.round(Math.min(420, Math.max(220, width * 0.7)));
  const box: Box = { left: 44, right: width - 14, top, bottom: top + plot };
  const extents = ellipses.map(({ long, short, angle }) => {
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    return { x: Math.hypot(long * cos, short * sin), y: Math.hypot(long * sin, short * cos) };
  });
  const farthest = (values: readonly number[]): number => (values.length === 0 ? 0 : quantileOf(values, 0.99));
  const reach = {
    x: Math.max(farthest(dots.map(({ x }) => Math.abs(x))), ...extents.map(({ x }) => x)),
    y: Math.max(farthest(dots.map(({ y }) => Math.abs(y))), ...extents.map(({ y }) => y)),
  };
  const [across, down] = [(box.right - box.left) / 2, plot / 2];
  const needed = 1.12 * Math.max(reach.x / across, reach.y / down);
  const perPixel = spec.x.domain
    ? (spec.x.domain[1] - spec.x.domain[0]) / (2 * across)
    : needed > 0
      ? needed
      : 1 / down;
  const x = scaleLinear([-across * perPixel, across * perPixel], [box.left, box.right]);
  const y = scaleLinear([-down * perPixel, down * perPixel], [box.bottom, box.top]);
  return { box, x, y, unit: 1 / perPixel };
}

export const KEY_WIDTH = 230;

/** Where a boundary meets the edge of the plot, on its right or upper side. */
export function edgeOf({ normal }: Boundary, x: Scale, y: Scale, box: Box): Point {
  const [across, up] = normal.y < 0 || (normal.y === 0 && normal.x > 0) ? [-normal.y, normal.x] : [normal.y, -normal.x];
  const [half, tall] = [(box.right - box.left) / 2, (box.bottom - box.top) / 2];
  const reach = Math.min(half / Math.max(1e-9, Math.abs(across)), tall / Math.max(1e-9, Math.abs(up)));
  return { x: x(0) + reach * across, y: y(0) - reach * up };
}

/** Where the long axis of an ellipse ends, kept inside the plot. */
export function endOf({ long, angle }: Ellipse, x: Scale, y: Scale, unit: number, box: Box): Point {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const room = Math.min(
    long * unit,
    ((box.right - box.left) / 2 - 6) / Math.max(1e-9, Math.abs(cos)),
    ((box.bottom - box.top) / 2 - 6) / Math.max(1e-9, Math.abs(sin)),
  );
  return { x: x(0) + room * cos, y: y(0) - room * sin };
}
