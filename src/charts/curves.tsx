/** What the forms with curves share: means over seeds, their bands, and how series are told apart. */
import { area, line } from "d3";
import type { ReactNode } from "react";
import type { Row } from "../core/row.ts";
import type { Axis, ChartSpec, Series } from "./chart.ts";
import { Label, colour, px, textWidth } from "./frame.tsx";
import { type Summary, halfWidth, numberIn, summarize } from "./summary.ts";

export interface Point extends Summary {
  readonly x: number;
}

export type Place = (value: number) => number;

/** The rows of one series. */
export function rowsOf(rows: readonly Row[], { where }: Series): readonly Row[] {
  const wanted = Object.entries(where ?? {});
  return wanted.length === 0 ? rows : rows.filter((row) => wanted.every(([column, value]) => row[column] === value));
}

/** The mean of each group, left out where it has none, an infinite one, or none that a logarithmic axis could show. */
export function meansOf(
  groups: readonly (readonly [number, readonly Row[]])[],
  series: Series,
  { scale }: Axis,
): readonly Point[] {
  return groups.flatMap(([x, group]) => {
    const values = rowsOf(group, series).map((row) => numberIn(row, series.column));
    const summary = values.includes(Infinity) ? undefined : summarize(values);
    return summary && (scale !== "log" || summary.mean > 0) ? [{ x, ...summary }] : [];
  });
}

export function pathOf(points: readonly Point[], x: Place, y: Place): string {
  return (
    line<Point>(
      (point) => px(x(point.x)),
      (point) => px(y(point.mean)),
    )(points as Point[]) ?? ""
  );
}

export function bandOf(points: readonly Point[], x: Place, y: Place): string {
  const lower = (point: Point): number => {
    const low = y(point.mean - halfWidth(point));
    return Number.isFinite(low) ? low : y(point.mean); // a logarithmic axis has no 0
  };
  return (
    area<Point>(
      (point) => px(x(point.x)),
      (point) => px(lower(point)),
      (point) => px(y(point.mean + halfWidth(point))),
    )(points as Point[]) ?? ""
  );
}

export const strokeOf = ({ weight }: Series): { strokeWidth: number } => ({
  strokeWidth: weight === "thin" ? 1.25 : 2.75,
});

export const dashOf = ({ weight }: Series): { strokeDasharray: string; strokeWidth: number } =>
  weight === "thin" ? { strokeDasharray: "2 4", strokeWidth: 1.25 } : { strokeDasharray: "7 5", strokeWidth: 1.75 };

export function Ring({ x, y, series }: { readonly x: number; readonly y: number; readonly series: Series }) {
  return <circle cx={px(x)} cy={px(y)} r={2.75} fill="var(--paper)" stroke={colour(series.hue)} strokeWidth={1.25} />;
}

/** The outline of a series' mark by its place among the series: circle, square, triangle, diamond. */
export function markPath(shape: number, x: number, y: number, radius: number): string {
  const [r, h, t] = [px(radius), px(radius * 0.89), px(radius * 1.2)]; // of about equal area
  switch (shape % 4) {
    case 0:
      return `M${px(x - r)},${px(y)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;
    case 1:
      return `M${px(x - h)},${px(y - h)}h${2 * h}v${2 * h}h${-2 * h}Z`;
    case 2:
      return `M${px(x)},${px(y - t)}l${t},${2 * h}h${-2 * t}Z`;
    default:
      return `M${px(x)},${px(y - t)}l${t},${t}l${-t},${t}l${-t},${-t}Z`;
  }
}

/** The mark of one of several series: a shape of its own, filled unless the series is thin. */
export function Mark({
  x,
  y,
  shape,
  series,
  radius = 3.5,
}: {
  readonly x: number;
  readonly y: number;
  /** Its place among the series. */
  readonly shape: number;
  readonly series: Series;
  readonly radius?: number;
}) {
  const hollow = series.weight === "thin";
  return (
    <path
      d={markPath(shape, x, y, radius)}
      fill={hollow ? "var(--paper)" : colour(series.hue)}
      stroke={hollow ? colour(series.hue) : "var(--paper)"}
      strokeWidth={hollow ? 1.5 : 0.75}
    />
  );
}

/** Points about 45 pixels apart. */
export function sparse(points: readonly Point[], x: Place): readonly Point[] {
  let last = Number.NEGATIVE_INFINITY;
  return points.filter((point) => {
    if (x(point.x) - last < 45) return false;
    last = x(point.x);
    return true;
  });
}

/** A line, or a line with a ring on it: the mark of a series beside its name. */
export function Swatch({ series }: { readonly series: Series }) {
  return (
    <>
      <line x1={-9} x2={9} y1={0} y2={0} stroke={colour(series.hue)} {...strokeOf(series)} />
      {series.weight === "thin" && <Ring x={0} y={0} series={series} />}
    </>
  );
}

export function keyRows(spec: ChartSpec, width: number): number {
  return Math.ceil(spec.series.length / keyColumns(spec, width));
}

function keyColumns(spec: ChartSpec, width: number): number {
  const widest = 24 + 14 + Math.max(...spec.series.map(({ title }) => textWidth(title)));
  return Math.max(1, Math.min(2, Math.floor(width / widest)));
}

/** The names in rows over the plot, where there is no room beside it. */
export function Key({
  spec,
  y,
  width,
  mark: Own = Swatch,
}: {
  readonly spec: ChartSpec;
  readonly y: number;
  readonly width: number;
  /** The mark of a series of this shape. */
  readonly mark?: (props: { readonly series: Series; readonly shape: number }) => ReactNode;
}) {
  const columns = keyColumns(spec, width);
  return (
    <g>
      {spec.series.map((series, i) => (
        <g
          key={series.title}
          transform={`translate(${px(((i % columns) * width) / columns + 9)} ${px(y + 18 * Math.floor(i / columns))})`}
        >
          <Own series={series} shape={i} />
          <g data-meant={series.column}>
            <Label x={16} y={4} fill={colour(series.hue)} weight={series.weight === "thick" ? 650 : 400} rim={false}>
              {series.title}
            </Label>
          </g>
        </g>
      ))}
    </g>
  );
}

interface EndTitleProps {
  readonly series: Series;
  /** Where the line from the curve's end begins, and the right edge of the plot. */
  readonly from: number;
  readonly right: number;
  /** The height of the curve's end, and that of the title, which gives way to others. */
  readonly at: number;
  readonly moved: number;
  readonly children?: ReactNode;
}

/** A series' title behind its end, joined to it by a line. */
export function EndTitle({ series: { hue, weight, title }, from, right, at, moved, children }: EndTitleProps) {
  return (
    <>
      <polyline
        points={`${px(from)},${px(at)} ${px(right + 6)},${px(at)} ${px(right + 12)},${px(moved)} ${px(right + 16)},${px(moved)}`}
        fill="none"
        stroke={colour(hue)}
        strokeWidth={1}
      />
      <Label x={right + 20} y={moved + 4} fill={colour(hue)} weight={weight === "thick" ? 650 : 400} rim={false}>
        {title}
        {children}
      </Label>
    </>
  );
}
