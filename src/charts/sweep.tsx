import { scaleLinear, scaleLog } from "d3";
import { type ReactNode, useMemo } from "react";
import { formatEstimate, formatNumber, formatSigned, formatValue } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { Axis, ChartProps, ChartSpec, Form, Series } from "./chart.ts";
import { directionOf, nearestChoice, nextChoice } from "./choice.ts";
import { Cursor, type Reading } from "./cursor.tsx";
import {
  Key,
  Mark,
  type Place,
  type Point,
  bandOf,
  dashOf,
  keyRows,
  meansOf,
  pathOf,
  sparse,
  strokeOf,
} from "./curves.tsx";
import {
  type Box,
  FloorAxis,
  FloorTag,
  Head,
  Label,
  LevelAxis,
  NARROW,
  Picture,
  Quiet,
  TAG_ROOM,
  axisTitle,
  colour,
  headLines,
  logTicks,
  px,
  textWidth,
  ticksOf,
  rectOf,
} from "./frame.tsx";
import { Handle } from "./handle.tsx";
import { besideCurve, clearest, clipped, dense } from "./place.ts";
import { bulkOf, dodge, groupByNumber, halfWidth, verdictOf } from "./summary.ts";

/**
 * Columns over a setting that was varied: a mark at each value, a band of one standard error, the prediction dashed.
 * Where the sign of the columns matters, zero is drawn firmly and both sides have their words. A marker shows the
 * setting in force, and moving it chooses another.
 */
export const sweep: Form = { title: "sweep", draw: (props) => <Sweep {...props} /> };

export interface Curve {
  readonly series: Series;
  readonly points: readonly Point[];
  /** What the reference says of the same column: a curve, or a level where it has one value only. */
  readonly predicted: readonly Point[];
}

export interface Plot {
  readonly curves: readonly Curve[];
  readonly box: Box;
  readonly x: Place & { readonly invert: Place };
  readonly y: Place;
}

interface SweepProps extends ChartProps {
  /** What a form adds over the curves. */
  readonly overlay?: (plot: Plot) => ReactNode;
  /** What it adds to the words for those who do not see the picture. */
  readonly words?: string;
}

export function Sweep({ spec, rows, reference, ghost, width, now, choose, overlay, words = "" }: SweepProps) {
  const curves = useMemo(() => curvesOf(spec, rows, reference), [spec, rows, reference]);
  const before = useMemo(() => curvesOf(spec, ghost, []), [spec, ghost]);
  const { box, height, labels } = useMemo(() => layout(spec, width), [spec, width]);
  const { plot, xTicks, yTicks } = useMemo(() => plotOf(spec, curves, box), [spec, curves, box]);
  const { x, y } = plot;
  const places = placesOf(curves).filter((value) => x(value) >= box.left - 0.01 && x(value) <= box.right + 0.01);
  const at = standing(spec.x, now, x, box);
  const clip = `${spec.id}-clip`;
  return (
    <Picture
      spec={spec}
      width={width}
      height={height}
      summary={[summaryOf(spec, curves), words].filter((part) => part !== "").join(" ")}
      interactive={places.length > 0 || (at !== undefined && choose !== undefined)}
    >
      <clipPath id={clip}>
        <rect {...rectOf(box)} />
      </clipPath>
      {spec.y.signed && <Ground box={box} zero={y(0)} axis={spec.y} />}
      <Head spec={spec} width={width} />
      <LevelAxis box={box} scale={y} ticks={yTicks} />
      <FloorAxis
        box={box}
        scale={x}
        ticks={xTicks.filter(({ value }) => at === undefined || Math.abs(x(value) - x(at)) > TAG_ROOM)}
      />
      <Label x={(box.left + box.right) / 2} y={box.bottom + 36} anchor="middle" fill="var(--muted)" rim={false}>
        {axisTitle(spec.x)}
      </Label>
      {spec.y.signed && <Zero box={box} zero={y(0)} />}
      <g clipPath={`url(#${clip})`}>
        {before.map(({ series, points }) => (
          <path
            key={series.title}
            d={pathOf(points, x, y)}
            fill="none"
            stroke={colour(series.hue)}
            strokeWidth={series.weight === "thin" ? 1 : 2}
            strokeOpacity={0.28}
          />
        ))}
        {curves.map(({ series, points }) => (
          <path key={series.title} d={bandOf(points, x, y)} fill={colour(series.hue)} fillOpacity={0.14} />
        ))}
        {curves.map(({ series, predicted }) => (
          <path
            key={series.title}
            d={predicted.length === 1 ? levelOf(predicted[0], y, box) : pathOf(predicted, x, y)}
            fill="none"
            stroke={colour(series.hue)}
            {...dashOf(series)}
          />
        ))}
        {curves.map(({ series, points }) => (
          <path
            key={series.title}
            d={pathOf(points, x, y)}
            fill="none"
            stroke={colour(series.hue)}
            {...strokeOf(series)}
          />
        ))}
      </g>
      {curves.map(({ series, points }, i) =>
        (points.length > 40 ? sparse(points, x) : points)
          .filter((point) => isInside(x(point.x), y(point.mean), box))
          .map((point) => (
            <Mark key={`${series.title} ${point.x}`} x={x(point.x)} y={y(point.mean)} shape={i} series={series} />
          )),
      )}
      {overlay?.(plot)}
      {spec.y.signed && <Sides plot={plot} axis={spec.y} />}
      <Predicted plot={plot} />
      {labels === "beside" ? (
        <EndLabels plot={plot} />
      ) : (
        <Key spec={spec} y={17 * headLines(spec, width) + 17} width={width} mark={SeriesMark} />
      )}
      {placesOf(curves).length === 0 && (
        <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2}>
          {say("nothing to draw yet")}
        </Quiet>
      )}
      <Cursor
        box={box}
        places={places.map((value) => x(value))}
        name={say("Values by {axis}", { axis: spec.x.title })}
        nameOf={(place) => `${spec.x.title} ${valueText(spec.x, places[place])}`}
        readingsOf={(place) => readingsAt(places[place], plot, spec.y)}
        other={say("predicted")}
      >
        {at !== undefined && <Marker spec={spec} plot={plot} at={at} stops={placesOf(curves)} choose={choose} />}
      </Cursor>
    </Picture>
  );
}

function curvesOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): readonly Curve[] {
  const isShown = ([value]: readonly [number, readonly Row[]]): boolean => spec.x.scale !== "log" || value > 0;
  const [groups, others] = [rows, reference].map((table) => groupByNumber(table, spec.x.column).filter(isShown));
  return spec.series.map((series) => ({
    series,
    points: meansOf(groups, series, spec.y),
    predicted: meansOf(others, series, spec.y),
  }));
}

/** All values of the setting that something is known of; of the prediction's only where nothing else is there. */
function placesOf(curves: readonly Curve[]): readonly number[] {
  const valuesOf = (which: "points" | "predicted"): readonly number[] =>
    [...new Set(curves.flatMap((curve) => curve[which].map((point) => point.x)))].toSorted((a, b) => a - b);
  const own = valuesOf("points");
  return own.length > 0 ? own : valuesOf("predicted");
}

/** The least room for names: pictures under each other have their axes under each other. */
const NAMES_ROOM = 84;

/** Room for names beside the plot, or for a key over it where the picture is narrow. */
function layout(spec: ChartSpec, width: number): { box: Box; height: number; labels: "beside" | "key" } {
  const labels = width < NARROW ? "key" : "beside";
  const names = Math.max(NAMES_ROOM, ...spec.series.map(({ title }) => 1.1 * textWidth(title)));
  const room = labels === "beside" ? 26 + names : 20;
  const key = labels === "key" ? 18 * keyRows(spec, width) + 4 : 0;
  const top = 17 * headLines(spec, width) + 12 + key;
  const bottom = top + Math.round(Math.min(300, Math.max(190, width * 0.44)));
  return { box: { left: 48, right: Math.max(66, width - room), top, bottom }, height: bottom + 46, labels };
}

/** Of a signed axis, the share on each side of zero that its words need. */
const SIDE = 0.16;

/** What is narrower has no inside that floating point could divide. */
const NO_WIDTH = Number.MIN_VALUE / Number.EPSILON;

function plotOf(spec: ChartSpec, curves: readonly Curve[], box: Box) {
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

const isInside = (x: number, y: number, box: Box): boolean =>
  x >= box.left - 0.01 && x <= box.right + 0.01 && y >= box.top - 0.01 && y <= box.bottom + 0.01;

const levelOf = ({ mean }: Point, y: Place, box: Box): string => `M${px(box.left)},${px(y(mean))}H${px(box.right)}`;

const hurtsAbove = ({ better }: Axis): boolean => better !== "higher";

/** Both sides of zero, tinted by what they mean. */
function Ground({ box, zero, axis }: { readonly box: Box; readonly zero: number; readonly axis: Axis }) {
  const middle = Math.min(box.bottom, Math.max(box.top, zero));
  const [above, below] = hurtsAbove(axis) ? ["hurts", "helps"] : ["helps", "hurts"];
  const size = { x: box.left, width: px(box.right - box.left) };
  return (
    <g>
      <rect {...size} y={box.top} height={px(middle - box.top)} fill={`var(--${above}-tint)`} />
      <rect {...size} y={px(middle)} height={px(box.bottom - middle)} fill={`var(--${below}-tint)`} />
    </g>
  );
}

function Zero({ box, zero }: { readonly box: Box; readonly zero: number }) {
  if (zero < box.top || zero > box.bottom) return null;
  return <line x1={box.left} x2={px(box.right)} y1={px(zero)} y2={px(zero)} stroke="var(--ink)" strokeWidth={1.5} />;
}

/** The words of both sides, where they hide least: at the edges of the plot, or else beside zero. */
function Sides({ plot, axis }: { readonly plot: Plot; readonly axis: Axis }) {
  const placed = useMemo(() => {
    const { y, box } = plot;
    const taken = linesOf(plot).flatMap((points) => dense(points, 8));
    const { subject = say("source") } = axis;
    const [above, below] = hurtsAbove(axis) ? (["hurts", "helps"] as const) : (["helps", "hurts"] as const);
    return [
      { side: above, text: `↑ ${subject} ${say(above)}`, heights: [box.top + 14, y(0) - 14] },
      { side: below, text: `↓ ${subject} ${say(below)}`, heights: [box.bottom - 13, y(0) + 14] },
    ].map(({ side, text, heights }) => {
      const half = { x: 0.55 * textWidth(text), y: 9 };
      const middles = [box.left + half.x + 6, box.right - half.x - 6, (box.left + box.right) / 2];
      const candidates = heights.flatMap((height) => middles.map((middle) => ({ x: middle, y: height })));
      return { side, text, at: clearest(candidates, half, taken, box, 12) ?? candidates[0] };
    });
  }, [plot, axis]);
  return placed.map(({ side, text, at }) => (
    <Label key={side} x={at.x} y={at.y + 4} anchor="middle" fill={`var(--${side})`} weight={650}>
      {text}
    </Label>
  ));
}

const inPixels = (points: readonly Point[], { x, y, box }: Plot): readonly (readonly { x: number; y: number }[])[] =>
  clipped(
    points.map((point) => ({ x: x(point.x), y: y(point.mean) })),
    box,
  );

/** All that is drawn as a line, as it is seen. */
const linesOf = (plot: Plot): readonly (readonly { x: number; y: number }[])[] =>
  plot.curves.flatMap(({ points, predicted }) => [...inPixels(points, plot), ...inPixels(predicted, plot)]);

/** One of the dashed curves has its name on it. */
function Predicted({ plot }: { readonly plot: Plot }) {
  const at = useMemo(() => {
    const { box } = plot;
    const half = { x: textWidth(say("predicted")) / 2, y: 8 };
    const taken = linesOf(plot).flatMap((points) => dense(points, 6));
    const candidates = plot.curves
      .flatMap(({ predicted }) => inPixels(predicted, plot))
      .flatMap((curve) => besideCurve(dense(curve, 12), half, 4));
    return clearest(candidates, half, taken, { ...box, top: box.top + 16, bottom: box.bottom - 16 }, 3);
  }, [plot]);
  return at ? (
    <Label x={at.x} y={at.y + 4} anchor="middle" fill="var(--muted)">
      {say("predicted")}
    </Label>
  ) : null;
}

function SeriesMark({ series, shape }: { readonly series: Series; readonly shape: number }) {
  return (
    <>
      <line x1={-9} x2={9} y1={0} y2={0} stroke={colour(series.hue)} {...strokeOf(series)} />
      <Mark x={0} y={0} shape={shape} series={series} />
    </>
  );
}

/** Each name where its curve ends. */
function EndLabels({ plot: { curves, x, y, box } }: { readonly plot: Plot }) {
  const shown = curves.flatMap(({ series, points, predicted }) => {
    const known = points.length > 0 ? points : predicted;
    const end = known.findLast((point) => x(point.x) <= box.right + 0.01) ?? known[0];
    return end
      ? [{ series, from: Math.min(box.right, x(end.x)), at: Math.min(box.bottom, Math.max(box.top, y(end.mean))) }]
      : [];
  });
  const moved = dodge(
    shown.map(({ at }) => at),
    17,
    [box.top + 4, box.bottom - 4],
  );
  return (
    <g>
      {shown.map(({ series, at }, i) => (
        <g key={series.title}>
          <polyline
            points={`${px(box.right + 3)},${px(at)} ${px(box.right + 6)},${px(at)} ${px(box.right + 12)},${px(moved[i])} ${px(box.right + 16)},${px(moved[i])}`}
            fill="none"
            stroke={colour(series.hue)}
            strokeWidth={1}
          />
          <Label
            x={box.right + 20}
            y={moved[i] + 4}
            fill={colour(series.hue)}
            weight={series.weight === "thick" ? 650 : 400}
            rim={false}
          >
            {series.title}
          </Label>
        </g>
      ))}
    </g>
  );
}

const valueText = ({ unit }: Axis, value: number): string =>
  formatValue(Number(value.toPrecision(4)), unit === "°" ? unit : "");

function readingsAt(value: number, { curves, x, y }: Plot, axis: Axis): readonly Reading[] {
  return curves.map(({ series, points, predicted }, i): Reading => {
    const point = points.find((other) => other.x === value);
    const expected = predictedAt(predicted, value, x);
    const written = axis.signed ? formatSigned : formatNumber;
    return {
      title: series.title,
      value: point ? pointInWords(point, axis) : "–",
      ...(expected !== undefined && { exact: written(expected) }),
      mark: <SeriesMark series={series} shape={i} />,
      colour: colour(series.hue),
      ...(point && { y: y(point.mean) }),
    };
  });
}

/** An estimate; of a signed one also what its sign means. */
export function pointInWords(point: Point, axis: Axis): string {
  const estimate = formatEstimate(point.mean, point.standardError, { signed: axis.signed === true });
  if (!axis.signed) return estimate;
  return `${estimate} ${say(verdictOf(hurtsAbove(axis) ? point : { ...point, mean: -point.mean }))}`;
}

/** The prediction at a value, on the straight line between its neighbours as drawn; its level if it has only one. */
export function predictedAt(predicted: readonly Point[], value: number, x: Place): number | undefined {
  if (predicted.length === 1) return predicted[0].mean;
  const next = predicted.findIndex((point) => point.x >= value);
  if (next < 0) return undefined;
  if (predicted[next].x === value) return predicted[next].mean;
  if (next === 0) return undefined;
  const [before, after] = [predicted[next - 1], predicted[next]];
  const share = (x(value) - x(before.x)) / (x(after.x) - x(before.x));
  return before.mean + share * (after.mean - before.mean);
}

/** The setting in force, where the plot shows it. */
function standing(axis: ChartSpec["x"], now: ChartProps["now"], x: Place, box: Box): number | undefined {
  const value = Number(now?.[axis.column]);
  const place = x(value);
  return place >= box.left - 0.01 && place <= box.right + 0.01 ? value : undefined;
}

/** The setting in force on the floor of the plot; its tag can be moved. */
function Marker({
  spec,
  plot: { x, box },
  at,
  stops,
  choose,
}: {
  readonly spec: ChartSpec;
  readonly plot: Plot;
  readonly at: number;
  readonly stops: readonly number[];
  readonly choose: ChartProps["choose"];
}) {
  const { column } = spec.x;
  const ends = [x.invert(box.left), x.invert(box.right)] as const;
  const axis: Axis = { ...spec.x, domain: spec.x.domain ?? ends };
  const text = valueText(spec.x, at);
  return (
    <g>
      <line
        x1={px(x(at))}
        x2={px(x(at))}
        y1={box.top}
        y2={box.bottom + 5}
        stroke="var(--ink)"
        strokeDasharray="1 3"
        pointerEvents="none"
      />
      <FloorTag box={box} x={x(at)}>
        {text}
      </FloorTag>
      {choose && (
        <Handle
          at={{ x: x(at), y: box.bottom + 5 }}
          name={spec.x.title}
          value={{ least: ends[0], most: ends[1], now: at, text }}
          cursor="ew-resize"
          choose={choose}
          choiceAt={(point) => ({
            [column]: nearestChoice(axis, x.invert(Math.min(box.right, Math.max(box.left, point.x)))),
          })}
          choiceAfter={(key, fine) => {
            const direction = directionOf(key, ["ArrowLeft", "ArrowDown"], ["ArrowRight", "ArrowUp"]);
            return direction === 0 ? undefined : { [column]: nextChoice(axis, stops, at, direction, fine) };
          }}
        >
          <path d="M0,-8L6,1H-6Z" fill="var(--ink)" stroke="var(--paper)" strokeWidth={1.5} />
        </Handle>
      )}
    </g>
  );
}

function summaryOf(spec: ChartSpec, curves: readonly Curve[]): string {
  return curves
    .flatMap(({ series, points }) => {
      const [first, last] = [points[0], points.at(-1)];
      if (!first || !last) return [];
      const least = points.reduce((best, point) => (point.mean < best.mean ? point : best));
      const told = [...new Set([first, least, last])].map((point) =>
        say("{value} at {axis} {place}", {
          value: pointInWords(point, spec.y),
          axis: spec.x.title,
          place: valueText(spec.x, point.x),
        }),
      );
      return [`${series.title}: ${told.join(", ")}.`];
    })
    .join(" ");
}

/** The gap over the source's sample size for two angles, eight seeds, with a prediction for one of them. */
export function sample(): ChartProps {
  const sizes = [20, 32, 50, 80, 126, 200, 317, 502, 796, 1262, 2000, 3170];
  const gap = (m: number, turned: number): number =>
    0.55 * turned * Math.exp(-0.5 * (Math.log(m / 110) / 0.9) ** 2) - 0.2 * (1 - Math.exp(-m / 400));
  const rows = sizes.flatMap((mSource, i) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({
      seed,
      mSource,
      orthogonal: gap(mSource, 1) + 0.06 * Math.sin(5 * seed + i),
      aligned: gap(mSource, 0.1) + 0.05 * Math.cos(3 * seed + i),
    })),
  );
  const reference = Array.from({ length: 40 }, (_, i) => 20 * 1.139 ** i).map((mSource) => ({
    mSource,
    orthogonal: gap(mSource * 1.12, 1.05),
  }));
  return {
    spec: {
      id: "sample-sweep",
      form: "sweep",
      title: "Transfer gap over the source samples",
      description: "Mean and one standard error over seeds for two misalignments; dashed is the prediction.",
      rows: "exact",
      reference: "exact",
      x: { column: "mSource", title: "source sample size", scale: "log" },
      y: { title: "transfer gap Δ", signed: true },
      series: [
        { column: "orthogonal", title: "φ 90°", hue: "source", weight: "thick" },
        { column: "aligned", title: "φ 15°", hue: "target", weight: "thin" },
      ],
    },
    rows,
    reference,
    ghost: [],
    width: 560,
    now: { mSource: 150 },
    choose: () => undefined,
  };
}
