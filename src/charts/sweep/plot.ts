/** What a sweep shows, read from its rows, and the scales on which it lies. */
import { scaleLinear, scaleLog } from "d3";
import { formatValue } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import type { Axis, ChartSpec, Series } from "../chart.ts";
import { type Place, type Point, keyRows, meansOf } from "../curves.tsx";
import { type Box, NARROW, headLines, logTicks, px, textWidth, ticksOf } from "../frame.tsx";
import { bulkOf, groupByNumber, halfWidth } from "../summary.ts";

export interface Curve {
  readonly series: Series;
  readonly points: readonly Point[];
  /** What the reference says of the same column: a curve, or a level where it has one value only. */
  readonly predicted: readonly Point[];
}

export interface Plot {
  readonly curves: readonly Curve[];
  readonly box: Box;
  readonly x: Place & { readonly invert: Place; readonly domain: () => readonly number[] };
  readonly y: Place;
}

export function curvesOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): readonly Curve[] {
  const { scale, domain: [least, most] = [-Infinity, Infinity] } = spec.x;
  const isShown = ([value]: readonly [number, readonly Row[]]): boolean =>
    value >= least && value <= most && (scale !== "log" || value > 0);
  const [groups, others] = [rows, reference].map((table) => groupByNumber(table, spec.x.column).filter(isShown));
  return spec.series.map((series) => ({
    series,
    points: meansOf(groups, series, spec.y),
    predicted: meansOf(others, series, spec.y),
  }));
}

/** All values of the setting that something is known of; of the prediction's only where nothing else is there. */
export function placesOf(curves: readonly Curve[]): readonly number[] {
  const valuesOf = (which: "points" | "predicted"): readonly number[] =>
    [...new Set(curves.flatMap((curve) => curve[which].map((point) => point.x)))].toSorted((a, b) => a - b);
  const own = valuesOf("points");
  return own.length > 0 ? own : valuesOf("predicted");
}

/** The least room for names: pictures under each other have their axes under each other. */
const NAMES_ROOM = 94;

/** Room for names beside the plot, or for a key over it where the picture is narrow. */
export function layout(spec: ChartSpec, width: number): { box: Box; height: number; labels: "beside" | "key" } {
  const labels = width < NARROW ? "key" : "beside";
  const names = Math.max(NAMES_ROOM, ...spec.series.map(({ title }) => 1.1 * textWidth(title)));
  const room = labels === "beside" ? 26 + names : 20;
  const key = labels === "key" ? 18 * keyRows(spec, width) + 4 : 0;
  const top = 17 * headLines(spec, width) + 12 + key;
  const plot = spec.isFlat ? Math.min(132, Math.max(104, width * 0.2)) : Math.min(300, Math.max(190, width * 0.44));
  const bottom = top + Math.round(plot);
  return { box: { left: 48, right: Math.max(66, width - room), top, bottom }, height: bottom + 46, labels };
}

/** Of a signed axis, the share on each side of zero that its words need. */
const SIDE = 0.16;

/** What is narrower has no inside that floating point could divide. */
const NO_WIDTH = Number.MIN_VALUE / Number.EPSILON;

export function plotOf(spec: ChartSpec, curves: readonly Curve[], box: Box) {
  const values = curves.flatMap(({ points, predicted }) => [...points, ...predicted].map((point) => point.x));
  const ends = spec.x.domain ?? (values.length === 0 ? [1, 10] : [Math.min(...values), Math.max(...values)]);
  const around = Math.abs(ends[0]) > NO_WIDTH ? ([ends[0] / 2, ends[0] * 2] as const) : ([0, 1] as const);
  const domain = ends[1] - ends[0] > NO_WIDTH ? ends : around;
  const range = [box.left, box.right] as const;
  const isLog = spec.x.scale === "log";
  const x = isLog ? scaleLog(domain, range) : scaleLinear(domain, range);
  const room = box.right - box.left;
  const xTicks = isLog ? logTicks([domain[0], domain[1]], Math.floor(room / 52)) : ticksOf(x, room, 64);
  const { y, yTicks } = levels(spec, curves, box);
  return { plot: { curves, box, x, y }, xTicks, yTicks };
}

function levels(spec: ChartSpec, curves: readonly Curve[], box: Box) {
  const measured = curves.flatMap(({ points }) => points.flatMap(endsOf));
  const predicted = curves.flatMap((curve) => curve.predicted.map(({ mean }) => mean));
  if (spec.y.scale === "log") {
    const all = [...curves.flatMap(({ points }) => points.map(({ mean }) => mean)), ...predicted];
    const [low, high] = all.length === 0 ? [0.1, 1] : [Math.min(...all), Math.max(...all)];
    const domain = spec.y.domain ?? ([low / 1.3, high * 1.3] as const);
    return { y: scaleLog(domain, [box.bottom, box.top]), yTicks: logTicks(domain) };
  }
  // a prediction may rise without bound: what is measured sets the scale, and it may go half as far beyond
  const [from, to] = measured.length > 0 ? [Math.min(...measured), Math.max(...measured)] : bulk(predicted);
  const reach = (to - from) / 2;
  const near = predicted.filter((value) => value >= from - reach && value <= to + reach);
  const [low, high] = [Math.min(0, from, ...near), Math.max(0, to, ...near)];
  const span = Math.max(high - low, 1e-9);
  const padded = spec.y.signed
    ? ([Math.min(low - 0.06 * span, -SIDE * span), Math.max(high + 0.06 * span, SIDE * span)] as const)
    : ([low < 0 ? low - 0.06 * span : 0, high + 0.06 * span] as const);
  const y = scaleLinear(spec.y.domain ?? padded, [box.bottom, box.top]);
  const ticks = ticksOf(y, box.bottom - box.top, box.bottom - box.top < 230 ? 42 : 58);
  const sign = (value: number, text: string): string => (value > 0 ? `+${text}` : value === 0 ? "0" : text);
  return { y, yTicks: spec.y.signed ? ticks.map(({ value, text }) => ({ value, text: sign(value, text) })) : ticks };
}

const bulk = (values: readonly number[]): readonly [number, number] => (values.length === 0 ? [0, 1] : bulkOf(values));

const endsOf = (point: Point): readonly number[] => [point.mean - halfWidth(point), point.mean + halfWidth(point)];

export const isInside = (x: number, y: number, box: Box): boolean =>
  x >= box.left - 0.01 && x <= box.right + 0.01 && y >= box.top - 0.01 && y <= box.bottom + 0.01;

export const levelOf = ({ mean }: Point, y: Place, box: Box): string =>
  `M${px(box.left)},${px(y(mean))}H${px(box.right)}`;

export const hurtsAbove = ({ better }: Axis): boolean => better !== "higher";

export const valueText = ({ unit }: Axis, value: number): string =>
  formatValue(Number(value.toPrecision(4)), unit === "°" ? unit : "");
