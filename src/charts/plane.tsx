import { scaleLinear } from "d3";
import { type ReactNode, useMemo } from "react";
import { formatCount, formatDegrees, formatNumber } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import type { ChartProps, ChartSpec, Form, Hue, Series } from "./chart.ts";
import { directionOf, nearestChoice, nextChoice } from "./choice.ts";
import { Cursor, type Reading } from "./cursor.tsx";
import { markPath } from "./curves.tsx";
import {
  type Box,
  FloorAxis,
  Label,
  LevelAxis,
  Picture,
  Quiet,
  SMALL,
  axisTitle,
  colour,
  px,
  textWidth,
  ticksOf,
} from "./frame.tsx";
import { Handle } from "./handle.tsx";
import { type Point, clearest, outline } from "./place.ts";
import { numberIn, quantileOf } from "./summary.ts";

/**
 * Two coordinates with equal scales: points by task (shape) and label (filled or hollow), each task's covariance as an
 * ellipse, and decision boundaries through the origin. The reference is the truth, drawn dashed. The end of one
 * ellipse's long axis can be a handle that turns it.
 */
export const plane: Form = { title: "plane", draw: (props) => <Plane {...props} /> };

interface Dot extends Point {
  readonly series: Series;
  readonly shape: number;
  readonly label: number;
}

interface Ellipse {
  readonly series: Series;
  /** Half axes at `DEVIATIONS` standard deviations, the long one first. */
  readonly long: number;
  readonly short: number;
  /** Of the long axis from the first coordinate, in degrees, −90 … 90. */
  readonly angle: number;
  readonly isTruth: boolean;
}

interface Boundary {
  readonly name: string;
  readonly hue: Hue;
  /** The unit normal; labels are positive on its side. */
  readonly normal: Point;
  readonly isTruth: boolean;
}

interface Marks {
  readonly dots: readonly Dot[];
  readonly ellipses: readonly Ellipse[];
  readonly boundaries: readonly Boundary[];
}

/** An ellipse is drawn at this many standard deviations: it holds 86 % of normal data. */
const DEVIATIONS = 2;

function Plane({ spec, rows, reference, ghost, width, now, choose }: ChartProps) {
  const marks = useMemo(() => marksOf(spec, rows, reference), [spec, rows, reference]);
  const before = useMemo(() => marksOf(spec, ghost, []), [spec, ghost]);
  const { box, x, y, unit } = useMemo(() => frameOf(spec, marks, width), [spec, marks, width]);
  const { dots, ellipses, boundaries } = marks;
  const items = useMemo(() => itemsOf(spec, marks, x, y, unit, box), [spec, marks, x, y, unit, box]);
  const names = useMemo(() => namesOf(marks, x, y, box), [marks, x, y, box]);
  const turned = spec.turn && ellipses.find(({ series }) => series.where?.["task"] === spec.turn?.task);
  const clip = `${spec.id}-clip`;
  const ticks = { x: ticksOf(x, box.right - box.left, 70), y: ticksOf(y, box.bottom - box.top, 58) };
  return (
    <Picture
      spec={spec}
      width={width}
      height={box.bottom + 46}
      summary={summaryOf(marks)}
      interactive={items.length > 0}
    >
      <clipPath id={clip}>
        <rect x={box.left} y={box.top} width={px(box.right - box.left)} height={px(box.bottom - box.top)} />
      </clipPath>
      <Label x={0} y={13} fill="var(--muted)" rim={false}>
        {axisTitle(spec.y)}
      </Label>
      <LevelAxis box={box} scale={y} ticks={ticks.y} />
      {ticks.x.map(({ value }) => (
        <line key={value} x1={px(x(value))} x2={px(x(value))} y1={box.top} y2={box.bottom} stroke="var(--grid)" />
      ))}
      <FloorAxis box={box} scale={x} ticks={ticks.x} />
      <Label x={(box.left + box.right) / 2} y={box.bottom + 36} anchor="middle" fill="var(--muted)" rim={false}>
        {axisTitle(spec.x)}
      </Label>
      <g clipPath={`url(#${clip})`}>
        {before.ellipses.map((ellipse) => (
          <Outline key={ellipse.series.title} ellipse={ellipse} x={x} y={y} unit={unit} opacity={0.3} />
        ))}
        {ellipses.map((ellipse) => (
          <Outline
            key={`${ellipse.series.title} ${ellipse.isTruth}`}
            ellipse={ellipse}
            x={x}
            y={y}
            unit={unit}
            opacity={1}
          />
        ))}
        <Dots dots={dots} x={x} y={y} />
        {boundaries.map((boundary) => (
          <BoundaryLine key={`${boundary.name} ${boundary.isTruth}`} boundary={boundary} x={x} y={y} box={box} />
        ))}
      </g>
      {names.map(({ text, at, hue }) => (
        <Label key={text} x={at.x} y={at.y + 4} anchor="middle" fill={colour(hue)} weight={650}>
          {text}
        </Label>
      ))}
      <LabelKey spec={spec} dots={dots} width={width} />
      {items.length === 0 && (
        <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2}>
          nothing to draw yet
        </Quiet>
      )}
      <Cursor
        box={box}
        places={items.map(({ at }) => at.x)}
        heights={items.map(({ at }) => at.y)}
        name={`${spec.title}, one by one`}
        nameOf={(place) => items[place].name}
        readingsOf={(place) => items[place].readings}
      >
        {spec.turn && turned && choose && (
          <TurnHandle
            column={spec.turn.column}
            ellipse={turned}
            angle={angleNow(now?.[spec.turn.column], turned)}
            x={x}
            y={y}
            unit={unit}
            box={box}
            choose={choose}
          />
        )}
      </Cursor>
    </Picture>
  );
}

type Scale = ReturnType<typeof scaleLinear<number>>;

function marksOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): Marks {
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
      return [{ name: String(row["name"] ?? ""), hue, normal: { x: x / length, y: y / length }, isTruth }];
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
function frameOf(spec: ChartSpec, { dots, ellipses }: Marks, width: number) {
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

const KEY_WIDTH = 230;

function Outline({
  ellipse: { series, long, short, angle, isTruth },
  x,
  y,
  unit,
  opacity,
}: {
  readonly ellipse: Ellipse;
  readonly x: Scale;
  readonly y: Scale;
  /** Pixels of one unit. */
  readonly unit: number;
  readonly opacity: number;
}) {
  return (
    <g transform={`translate(${px(x(0))} ${px(y(0))}) rotate(${px(-angle)})`} opacity={opacity}>
      <ellipse
        rx={px(long * unit)}
        ry={px(short * unit)}
        fill={colour(series.hue)}
        fillOpacity={isTruth ? 0 : 0.12}
        stroke={colour(series.hue)}
        strokeWidth={series.weight === "thin" ? 1.5 : 2.25}
        {...(isTruth && { strokeDasharray: "7 5" })}
      />
      <line
        x1={px(-long * unit)}
        x2={px(long * unit)}
        stroke={colour(series.hue)}
        strokeWidth={0.75}
        strokeOpacity={0.6}
      />
    </g>
  );
}

const isFilled = ({ label }: Dot): boolean => !(label <= 0);

/** All points of one task and label as one path: ten thousand of them are still a handful of elements. */
function Dots({ dots, x, y }: { readonly dots: readonly Dot[]; readonly x: Scale; readonly y: Scale }) {
  const radius = dots.length > 400 ? 2 : dots.length > 120 ? 2.75 : 3.75;
  const groups = new Map<string, Dot[]>();
  for (const dot of dots) {
    const key = `${dot.shape} ${isFilled(dot)}`;
    const group = groups.get(key);
    if (group) group.push(dot);
    else groups.set(key, [dot]);
  }
  return [...groups].map(([key, group]) => {
    const [{ series, shape }] = group;
    return (
      <path
        key={key}
        d={group.map((dot) => markPath(shape, x(dot.x), y(dot.y), radius)).join("")}
        fill={isFilled(group[0]) ? colour(series.hue) : "var(--paper)"}
        fillOpacity={isFilled(group[0]) ? 0.8 : 0.6}
        stroke={colour(series.hue)}
        strokeWidth={radius > 2 ? 1.25 : 0.75}
      />
    );
  });
}

/** Where a boundary meets the edge of the plot, on its right or upper side. */
function edgeOf({ normal }: Boundary, x: Scale, y: Scale, box: Box): Point {
  const [across, up] = normal.y < 0 || (normal.y === 0 && normal.x > 0) ? [-normal.y, normal.x] : [normal.y, -normal.x];
  const [half, tall] = [(box.right - box.left) / 2, (box.bottom - box.top) / 2];
  const reach = Math.min(half / Math.max(1e-9, Math.abs(across)), tall / Math.max(1e-9, Math.abs(up)));
  return { x: x(0) + reach * across, y: y(0) - reach * up };
}

/** A boundary through the origin; short arrows point to the side where labels are positive. */
function BoundaryLine({
  boundary,
  x,
  y,
  box,
}: {
  readonly boundary: Boundary;
  readonly x: Scale;
  readonly y: Scale;
  readonly box: Box;
}) {
  const { normal, hue, isTruth } = boundary;
  const end = edgeOf(boundary, x, y, box);
  const [dx, dy] = [end.x - x(0), end.y - y(0)];
  const stroke = { stroke: colour(hue), strokeWidth: isTruth ? 1.75 : 2.5 };
  return (
    <g fill="none">
      <path d={`M${px(x(0) - dx)},${px(y(0) - dy)}L${px(end.x)},${px(end.y)}`} stroke="var(--paper)" strokeWidth={5} />
      <path
        d={`M${px(x(0) - dx)},${px(y(0) - dy)}L${px(end.x)},${px(end.y)}`}
        {...stroke}
        {...(isTruth && { strokeDasharray: "7 5" })}
      />
      {[-0.86, 0.86].map((share) => {
        const [fromX, fromY] = [x(0) + share * dx, y(0) + share * dy];
        const [alongX, alongY] = [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
        const tip = { x: fromX + 14 * normal.x, y: fromY - 14 * normal.y };
        const barb = (side: number): string =>
          `${px(tip.x - 5 * normal.x + 4 * side * alongX)},${px(tip.y + 5 * normal.y + 4 * side * alongY)}`;
        return (
          <path
            key={share}
            d={`M${px(fromX)},${px(fromY)}L${px(tip.x)},${px(tip.y)}M${barb(1)}L${px(tip.x)},${px(tip.y)}L${barb(-1)}`}
            {...stroke}
            strokeWidth={1.5}
          />
        );
      })}
    </g>
  );
}

/** Where the long axis of an ellipse ends, kept inside the plot. */
function endOf({ long, angle }: Ellipse, x: Scale, y: Scale, unit: number, box: Box): Point {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const room = Math.min(
    long * unit,
    ((box.right - box.left) / 2 - 6) / Math.max(1e-9, Math.abs(cos)),
    ((box.bottom - box.top) / 2 - 6) / Math.max(1e-9, Math.abs(sin)),
  );
  return { x: x(0) + room * cos, y: y(0) - room * sin };
}

interface Name {
  readonly text: string;
  readonly at: Point;
  readonly hue: Hue;
}

/** Each ellipse's and each boundary's name beside it, where it hides no other; points are seldom in the way. */
function namesOf({ dots, ellipses, boundaries }: Marks, x: Scale, y: Scale, box: Box): readonly Name[] {
  const around = ({ long, short, angle }: Ellipse): readonly Point[] => {
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    return Array.from({ length: 48 }, (_, i) => {
      const [a, b] = [long * Math.cos((i * Math.PI) / 24), short * Math.sin((i * Math.PI) / 24)];
      return { x: x(a * cos - b * sin), y: y(a * sin + b * cos) };
    });
  };
  const along = (boundary: Boundary): readonly Point[] => {
    const end = edgeOf(boundary, x, y, box);
    return Array.from({ length: 41 }, (_, i) => {
      const share = 1 - i / 20;
      return { x: x(0) + share * (end.x - x(0)), y: y(0) + share * (end.y - y(0)) };
    });
  };
  const curves = [...ellipses.map(around), ...boundaries.map(along)].flat();
  const placed: Point[] = dots.length < 300 ? dots.map((dot) => ({ x: x(dot.x), y: y(dot.y) })) : [];
  const named = (text: string, hue: Hue, own: readonly Point[]): readonly Name[] => {
    const half = { x: 0.53 * textWidth(text) + 2, y: 9 };
    const candidates = own.flatMap((point) =>
      [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ].map(([i, j]) => ({ x: point.x + i * (half.x + 5), y: point.y + j * (half.y + 3) })),
    );
    const at = clearest(candidates, half, [...curves, ...placed], box, 2) ?? clearest(candidates, half, curves, box, 2);
    if (!at) return [];
    placed.push(...outline(at, half));
    return [{ text, at, hue }];
  };
  return [
    ...boundaries.flatMap((boundary) => named(boundary.name, boundary.hue, along(boundary).slice(1, -1))),
    ...ellipses
      .filter(({ series, isTruth }, i) => !isTruth || !ellipses.slice(0, i).some((other) => other.series === series))
      .flatMap((ellipse) => named(ellipse.series.title, ellipse.series.hue, around(ellipse))),
  ];
}

/** What filled and hollow points are; over the plot, so that it hides none. */
function LabelKey({
  spec,
  dots,
  width,
}: {
  readonly spec: ChartSpec;
  readonly dots: readonly Dot[];
  readonly width: number;
}) {
  if (dots.length === 0) return null;
  const shown = spec.series.flatMap((series, shape) =>
    dots.some((dot) => dot.series === series) ? [{ series, shape }] : [],
  );
  const narrow = width < 2 * KEY_WIDTH;
  const start = narrow ? 0 : width - KEY_WIDTH - 14;
  const entry = (at: number, filled: boolean, text: string): ReactNode => (
    <g transform={`translate(${at} 0)`}>
      {shown.map(({ series, shape }, i) => (
        <path
          key={series.title}
          d={markPath(shape, 5 + 13 * i, 0, 4)}
          fill={filled ? colour(series.hue) : "var(--paper)"}
          stroke={colour(series.hue)}
          strokeWidth={1.25}
        />
      ))}
      <Label x={13 * shown.length + 3} y={4} size={SMALL} fill="var(--muted)" rim={false}>
        {text}
      </Label>
    </g>
  );
  return (
    <g transform={`translate(${px(start)} ${narrow ? 27 : 9})`}>
      {entry(0, true, "label +1")}
      {entry(KEY_WIDTH / 2, false, "label −1")}
    </g>
  );
}

interface Item {
  readonly at: Point;
  readonly name: string;
  readonly readings: readonly Reading[];
}

/** All that can be pointed at and walked through: ellipses, boundaries, then points from left to right. */
function itemsOf(
  spec: ChartSpec,
  { dots, ellipses, boundaries }: Marks,
  x: Scale,
  y: Scale,
  unit: number,
  box: Box,
): readonly Item[] {
  const inPlot = ({ at }: Item): boolean =>
    at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
  return [
    ...ellipses.map((ellipse) => ({
      at: endOf(ellipse, x, y, unit, box),
      name: ellipse.isTruth ? `${ellipse.series.title}, population` : ellipse.series.title,
      readings: [
        { title: "long axis at", value: formatDegrees(ellipse.angle) },
        { title: "deviation along it", value: formatNumber(ellipse.long / DEVIATIONS) },
        { title: "across it", value: formatNumber(ellipse.short / DEVIATIONS) },
      ],
    })),
    ...boundaries.map((boundary) => {
      const end = edgeOf(boundary, x, y, box);
      const { normal } = boundary;
      return {
        at: { x: x(0) + 0.7 * (end.x - x(0)), y: y(0) + 0.7 * (end.y - y(0)) },
        name: boundary.name,
        readings: [{ title: "normal at", value: formatDegrees((Math.atan2(normal.y, normal.x) * 180) / Math.PI) }],
      };
    }),
    ...dots
      .toSorted((a, b) => a.x - b.x)
      .map((dot) => ({
        at: { x: x(dot.x), y: y(dot.y) },
        name: Number.isFinite(dot.label)
          ? `${dot.series.title}, label ${dot.label > 0 ? "+1" : "−1"}`
          : dot.series.title,
        readings: [
          { title: spec.x.title, value: formatNumber(dot.x) },
          { title: spec.y.title, value: formatNumber(dot.y) },
        ],
      })),
  ].filter(inPlot);
}

/** The angle of a direction as the misalignment of an axis: an axis has no sense, and the nearest end of 0 … 90 counts. */
export function misalignmentAt(degrees: number): number {
  const axis = ((degrees % 180) + 180) % 180;
  return axis <= 90 ? axis : axis > 135 ? 0 : 90;
}

function angleNow(now: number | string | boolean | undefined, ellipse: Ellipse): number {
  return typeof now === "number" ? now : misalignmentAt(ellipse.angle);
}

const TURN = { title: "angle", domain: [0, 90], step: 1 } as const;

/** Where the arrow keys stop: every five degrees. */
const STOPS = Array.from({ length: 19 }, (_, i) => 5 * i);

function TurnHandle({
  column,
  ellipse,
  angle,
  x,
  y,
  unit,
  box,
  choose,
}: {
  readonly column: string;
  readonly ellipse: Ellipse;
  readonly angle: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly unit: number;
  readonly box: Box;
  readonly choose: NonNullable<ChartProps["choose"]>;
}) {
  const at = endOf(ellipse, x, y, unit, box);
  return (
    <Handle
      at={at}
      name={`${ellipse.series.title}: turn the long axis, with Shift in small steps`}
      value={{ least: 0, most: 90, now: angle, text: formatDegrees(angle) }}
      cursor="grab"
      choose={choose}
      choiceAt={(point) => {
        const degrees = (Math.atan2(y(0) - point.y, point.x - x(0)) * 180) / Math.PI;
        return { [column]: nearestChoice(TURN, misalignmentAt(degrees)) };
      }}
      choiceAfter={(key, fine) => {
        const direction = directionOf(key, ["ArrowRight", "ArrowDown"], ["ArrowLeft", "ArrowUp"]);
        return direction === 0 ? undefined : { [column]: nextChoice(TURN, STOPS, angle, direction, fine) };
      }}
    >
      <circle r={8} fill="var(--paper)" stroke={colour(ellipse.series.hue)} strokeWidth={3} />
      <path
        d="M-3,-3.5A4.6,4.6 0 1 1 -3,3.5M-5.4,-2.2L-3,-3.5L-2.2,-0.9"
        fill="none"
        stroke={colour(ellipse.series.hue)}
        strokeWidth={1.25}
      />
    </Handle>
  );
}

function summaryOf({ dots, ellipses, boundaries }: Marks): string {
  const axes = ellipses.map(
    ({ series, angle, isTruth }) =>
      `The long axis of ${series.title}${isTruth ? " in the population" : ""} lies at ${formatDegrees(angle)}.`,
  );
  const normals = boundaries.map(
    ({ name, normal }) =>
      `The normal of ${name} lies at ${formatDegrees((Math.atan2(normal.y, normal.x) * 180) / Math.PI)}.`,
  );
  const tasks = [...new Set(dots.map(({ series }) => series))].map(
    (series) => `${formatCount(dots.filter((dot) => dot.series === series).length)} points of ${series.title}.`,
  );
  return [...tasks, ...axes, ...normals].join(" ");
}

/** Logistic labels of two tasks with the same truth, the source turned by 60°. */
export function sample(): ChartProps {
  const angle = (60 * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const normal = { nx: Math.cos(0.5), ny: Math.sin(0.5) };
  const cloud = (task: string, count: number, turned: boolean): readonly Row[] =>
    Array.from({ length: count }, (_, i) => {
      const radius = Math.sqrt(-2 * Math.log(1 - (i + 0.5) / count));
      const [a, b] = [2.2 * radius * Math.cos(2.4 * i), 0.8 * radius * Math.sin(2.4 * i)];
      const [x, y] = turned ? [a * cos - b * sin, a * sin + b * cos] : [a, b];
      const logit = x * normal.nx + y * normal.ny + Math.sin(9 * i);
      return { mark: "point", task, x, y, label: logit > 0 ? 1 : -1 };
    });
  const [large, small] = [2.2 ** 2, 0.8 ** 2];
  const turnedBy = {
    xx: large * cos ** 2 + small * sin ** 2,
    xy: (large - small) * cos * sin,
    yy: large * sin ** 2 + small * cos ** 2,
  };
  return {
    spec: {
      id: "sample-plane",
      form: "plane",
      title: "Two tasks in a plane",
      description:
        "Points of both tasks, their covariances, and what each model learned; the dashed line is the truth.",
      rows: "training",
      reference: "exact",
      x: { column: "x", title: "first coordinate" },
      y: { column: "y", title: "second coordinate" },
      series: [
        { column: "y", where: { task: "target" }, title: "target", hue: "target", weight: "thick" },
        { column: "y", where: { task: "source" }, title: "source", hue: "source", weight: "thin" },
      ],
      turn: { column: "phi", task: "source" },
    },
    rows: [
      ...cloud("source", 60, true),
      ...cloud("target", 16, false),
      { mark: "ellipse", task: "target", xx: large, xy: 0, yy: small },
      { mark: "ellipse", task: "source", ...turnedBy },
      { mark: "boundary", task: "target", name: "learned jointly", nx: Math.cos(0.9), ny: Math.sin(0.9) },
    ],
    reference: [{ mark: "boundary", name: "truth", ...normal }],
    ghost: [],
    width: 560,
    now: { phi: 60 },
    choose: () => undefined,
  };
}
