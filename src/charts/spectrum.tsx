import { type ReactNode, useMemo } from "react";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { ChartProps, ChartSpec, Form, Series } from "./chart.ts";
import { rowsOf } from "./curves.tsx";
import { Label, SMALL, colour, px, textWidth } from "./frame.tsx";
import { type Point, clearest, dense } from "./place.ts";
import { finiteValues, groupByNumber, meanOf } from "./summary.ts";
import { Sweep } from "./sweep.tsx";
import type { Plot } from "./sweep/plot.ts";

/**
 * Eigenvalues of each task in descending order on a logarithmic axis, and how many of them hold 99 % of the sum. What
 * rounding leaves of a zero eigenvalue is not drawn.
 */
export const spectrum: Form = { title: "spectrum", draw: (props) => <Spectrum {...props} /> };

/** The share of the sum that a rank must hold. */
const SHARE = 0.99;

/** A value so much smaller than the largest is a zero, rounded. */
const ROUNDING = 1e-12;

function Spectrum({ spec, rows, ...rest }: ChartProps) {
  const shown = useMemo(() => withoutZeros(spec, rows), [spec, rows]);
  const ranks = useMemo(() => ranksOf(spec, shown), [spec, shown]);
  const logarithmic = useMemo((): ChartSpec => ({ ...spec, y: { scale: "log", ...spec.y } }), [spec]);
  return (
    <Sweep {...rest} spec={logarithmic} rows={shown} words={inWords(ranks)} overlay={(plot) => ranksOn(plot, ranks)} />
  );
}

function withoutZeros(spec: ChartSpec, rows: readonly Row[]): readonly Row[] {
  const columns = spec.series.map(({ column }) => column);
  const largest = Math.max(0, ...columns.flatMap((column) => finiteValues(rows, column)));
  return rows.filter((row) => columns.some((column) => Number(row[column]) > ROUNDING * largest));
}

interface Rank {
  readonly series: Series;
  readonly rank: number;
}

function ranksOf(spec: ChartSpec, rows: readonly Row[]): readonly Rank[] {
  return spec.series.flatMap((series) => {
    const means = groupByNumber(rowsOf(rows, series), spec.x.column).map(([, group]) =>
      meanOf(finiteValues(group, series.column)),
    );
    const rank = rankHolding(SHARE, means.filter(Number.isFinite));
    return rank === 0 ? [] : [{ series, rank }];
  });
}

/** How many of the largest values hold a share of the sum of all; 0 of none. */
export function rankHolding(share: number, values: readonly number[]): number {
  const descending = values.toSorted((a, b) => b - a);
  const sum = values.reduce((total, value) => total + value, 0);
  let held = 0;
  const last = descending.findIndex((value) => {
    held += value;
    return held >= share * sum * (1 - 1e-12); // the last term of a sum may be lost to rounding
  });
  return last + 1;
}

/** A ring around the eigenvalue at which the share is reached, with its rank. */
function ranksOn(plot: Plot, ranks: readonly Rank[]): ReactNode {
  const { curves, x, y, box } = plot;
  const placed: Point[] = curves.flatMap(({ points }) =>
    dense(
      points.map((point) => ({ x: x(point.x), y: y(point.mean) })),
      6,
    ),
  );
  return ranks.map(({ series, rank }) => {
    const curve = curves.find((other) => other.series === series);
    const point = curve?.points[rank - 1];
    if (!point) return null;
    const at = { x: x(point.x), y: y(point.mean) };
    if (!(at.x >= box.left - 0.01 && at.x <= box.right + 0.01 && at.y >= box.top - 0.01 && at.y <= box.bottom + 0.01))
      return null;
    const text = say("99 % in {rank}", { rank });
    const half = { x: textWidth(text, SMALL) / 2, y: 8 };
    const around = [12, 24, 40, 60].flatMap((away) => [
      { x: at.x + half.x + away, y: at.y - away },
      { x: at.x - half.x - away, y: at.y + away },
      { x: at.x + half.x + away, y: at.y + away },
      { x: at.x - half.x - away, y: at.y - away },
    ]);
    const place = clearest(around, half, placed, box, 3);
    if (place) for (const dx of [-1, -0.5, 0, 0.5, 1]) placed.push({ x: place.x + dx * half.x, y: place.y });
    return (
      <g key={series.title}>
        <circle cx={px(at.x)} cy={px(at.y)} r={8} fill="none" stroke={colour(series.hue)} strokeWidth={1.75} />
        {place && (
          <g>
            <line
              x1={px(at.x + 8 * Math.sign(place.x - at.x) * Math.SQRT1_2)}
              y1={px(at.y + 8 * Math.sign(place.y - at.y) * Math.SQRT1_2)}
              x2={px(place.x - Math.sign(place.x - at.x) * half.x)}
              y2={px(place.y)}
              stroke={colour(series.hue)}
            />
            <Label x={place.x} y={place.y + 4} anchor="middle" size={SMALL} fill={colour(series.hue)} weight={650}>
              {text}
            </Label>
          </g>
        )}
      </g>
    );
  });
}

function inWords(ranks: readonly Rank[]): string {
  return ranks
    .map(({ series, rank }) => say("{rank} hold 99 % in {series}.", { rank, series: series.title }))
    .join(" ");
}

/** A target with ten strong directions out of forty, and a source whose spectrum falls off slowly. */
export function sample(): ChartProps {
  const target = Array.from({ length: 40 }, (_, i) => (i < 10 ? 900 * 0.93 ** i : 1.1 * 0.97 ** i));
  const source = Array.from({ length: 40 }, (_, i) => 1200 / (i + 1) ** 1.6);
  const rowsFor = (task: string, values: readonly number[]): readonly Row[] =>
    values.map((value, i) => ({ task, index: i + 1, value }));
  return {
    spec: {
      id: "sample-spectrum",
      form: "spectrum",
      title: "Spectra of the inputs",
      description: "Eigenvalues of each task's covariance in descending order; the ring marks how many hold 99 %.",
      rows: "similarity",
      x: { column: "index", title: "eigenvalue number", domain: [1, 40] },
      y: { title: "eigenvalue" },
      series: [
        { column: "value", where: { task: "target" }, title: "target", hue: "target", weight: "thick" },
        { column: "value", where: { task: "source" }, title: "source", hue: "source", weight: "thin" },
      ],
    },
    rows: [...rowsFor("target", target), ...rowsFor("source", source), { task: "source", index: 41, value: 1e-14 }],
    reference: [],
    ghost: [],
    width: 560,
  };
}
