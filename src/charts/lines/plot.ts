/** The curves of lines, read from their rows, and where they lie in the picture. */
import { scaleLinear, scaleLog } from "d3";
import type { Row } from "../../core/row.ts";
import type { ChartSpec, Series } from "../chart.ts";
import { type Point, keyRows, meansOf } from "../curves.tsx";
import { type Box, NARROW, headLines, logTicks, textWidth, ticksOf } from "../frame.tsx";
import { finiteValues, groupByNumber, halfWidth, meanOf } from "../summary.ts";

export interface Curve {
  readonly series: Series;
  readonly points: readonly Point[];
  /** The level of the reference; NaN if there is none. */
  readonly level: number;
}

export function curvesOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): readonly Curve[] {
  const groups = groupByNumber(rows, spec.x.column);
  return spec.series.map((series) => ({
    series,
    points: meansOf(groups, series, spec.y),
    level: meanOf(finiteValues(reference, series.column)),
  }));
}

/** Room for labels beside the plot, or for a key under the title where the picture is narrow. */
export function layout(spec: ChartSpec, width: number): { box: Box; height: number; labels: "beside" | "key" } {
  const labels = width < NARROW ? "key" : "beside";
  const room =
    labels === "beside" ? 34 + Math.max(...spec.series.map(({ title }) => 1.05 * textWidth(`${title} <0.01`))) : 14;
  const key = labels === "key" ? 18 * keyRows(spec, width) + 4 : 0;
  const top = 17 * headLines(spec, width) + 12 + key;
  const plot = Math.round(Math.min(300, Math.max(190, width * 0.44)));
  const left = spec.y.scale === "log" ? 60 : 42; // its levels may have exponents
  return {
    box: { left, right: Math.max(60, width - room), top, bottom: top + plot },
    height: top + plot + 46,
    labels,
  };
}

export const KEY_TOP = (spec: ChartSpec, width: number): number => 17 * headLines(spec, width) + 17;

/** How much larger than all that matters a first error may be before it leaves the plot through the top. */
const FAR = 3;

/** What rounding leaves of zero: no axis is stretched to show it. */
const NOTHING = 1e-12;

export function scalesOf(spec: ChartSpec, curves: readonly Curve[], before: readonly Curve[], box: Box) {
  const steps = [...new Set(curves.flatMap(({ points }) => points.map((point) => point.x)))].toSorted((a, b) => a - b);
  const lastOf = (all: readonly Curve[]): number =>
    Math.max(0, ...all.flatMap(({ points }) => points.map((point) => point.x)));
  const x = scaleLinear(spec.x.domain ?? [0, roomy(Math.max(lastOf(curves), lastOf(before)))], [box.left, box.right]);
  const ends = curves
    .flatMap(({ points, level }) => [level, points.at(-1)?.mean ?? Number.NaN])
    .filter(Number.isFinite);
  const tops = [...curves, ...before].flatMap(({ points }) => points.map((point) => point.mean + halfWidth(point)));
  const settled = Math.max(...ends, 0);
  const highest = settled > NOTHING ? Math.min(Math.max(settled, ...tops), FAR * settled) : Math.max(NOTHING, ...tops);
  const positive = [...ends, ...curves.flatMap(({ points }) => points.map(({ mean }) => mean))].filter(
    (value) => value > NOTHING,
  );
  if (spec.y.scale === "log" && positive.length > 0) {
    const high = Math.max(...positive);
    const low = Math.min(high / 2, ...positive);
    const domain = spec.y.domain ?? ([low / 1.2, high * 1.2] as const);
    return { x, y: scaleLog(domain, [box.bottom, box.top]), yTicks: logTicks(domain), steps };
  }
  const bottoms = [...curves, ...before].flatMap(({ points }) => points.map((point) => point.mean - halfWidth(point)));
  const lowest = Math.min(0, ...ends, ...bottoms.filter((bottom) => bottom < -NOTHING)); // errors are never below 0
  const known = ends.length + tops.length > 0;
  const y = scaleLinear(spec.y.domain ?? [lowest, known ? highest * 1.06 : 1], [box.bottom, box.top]);
  return { x, y, yTicks: ticksOf(y, box.bottom - box.top, box.bottom - box.top < 230 ? 42 : 58), steps };
}

/** The next round number of steps: the axis stands still while a run grows, and doubles when it must. */
function roomy(last: number): number {
  const powers = 10 ** Math.floor(Math.log10(Math.max(last, 50)));
  return [1, 2, 5, 10].map((factor) => factor * powers).find((end) => end >= Math.max(last, 50)) ?? last;
}
