import { line, scaleLinear, scaleLog } from "d3";
import { useMemo, useRef, useState } from "react";
import { formatCount, formatEstimate, formatSigned, formatValue } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import type { Axis, ChartProps, ChartSpec, Choice, Form } from "./chart.ts";
import { directionOf, nearestChoice, nextChoice } from "./choice.ts";
import {
  type Box,
  FloorAxis,
  FloorTag,
  Label,
  NARROW,
  Picture,
  Quiet,
  SMALL,
  TAG_ROOM,
  axisTitle,
  logTicks,
  px,
  textWidth,
  ticksOf,
} from "./frame.tsx";
import { type Grid, edgesOf, gridOf, filledMeans, roundLimit, zeroLines } from "./grid.ts";
import { Handle, pointOf, useDrag } from "./handle.tsx";
import { type Point, besideCurve, clearest, clipped, dense, outline } from "./place.ts";
import { type Summary, numberIn, verdictOf } from "./summary.ts";

/**
 * The phase pad: the mean of a signed quantity over two settings, blue where the source helps and orange where it hurts,
 * with the line where the mean is zero, the predicted one dashed, and a puck at the settings in force. Moving the puck
 * chooses the experiment. Cells that are still to come are filled from their neighbours, paler.
 */
export const heatmap: Form = { title: "phase pad", draw: (props) => <Heatmap {...props} /> };

/** A setting on an axis. */
type Setting = Axis & { readonly column: string };

interface Pad {
  readonly spec: ChartSpec;
  readonly horizontal: Setting;
  readonly vertical: Setting;
  readonly box: Box;
  readonly x: Place;
  readonly y: Place;
  readonly grid: Grid;
  /** Places of the grid's columns and rows. */
  readonly atX: readonly number[];
  readonly atY: readonly number[];
  /** Of every cell, those that are still to come filled from their neighbours. */
  readonly means: readonly (number | undefined)[];
  /** Where the colours end. */
  readonly limit: number;
}

type Place = ((value: number) => number) & { invert: (place: number) => number };

function Heatmap({ spec, rows, reference, now, choose, width }: ChartProps) {
  const pad = useMemo(() => padOf(spec, rows, width), [spec, rows, width]);
  const puck = useRef<SVGGElement>(null);
  const [pointed, setPointed] = useState<number>();
  const { vertical, box, x, y } = pad;
  const at = settingsAt(pad, now);
  const cell = pointed !== undefined && pad.grid.cells[pointed] ? pointed : at ? cellAt(pad, at) : undefined;
  const place = at && { x: x(at.x), y: y(at.y) };
  return (
    <Picture
      spec={spec}
      width={width}
      height={box.bottom + FOOT + (width < READOUT_ROOM ? LINE : 0)}
      summary={summaryOf(pad)}
      interactive
    >
      <Label x={0} y={13} fill="var(--muted)" rim={false}>
        {axisTitle(vertical)}
      </Label>
      <ColourKey pad={pad} width={width} />
      <Ground pad={pad} reference={reference} />
      <PadAxes pad={pad} place={place} />
      {pointed !== undefined && <Outline pad={pad} cell={pointed} />}
      {place && <Tags pad={pad} at={at} place={place} />}
      <Readout pad={pad} cell={cell} width={width} />
      {choose && at && place ? (
        <>
          <Surface
            pad={pad}
            point={setPointed}
            choose={choose}
            focus={() => puck.current?.focus({ preventScroll: true })}
          />
          <Puck pad={pad} at={at} place={place} choose={choose} handle={puck} />
        </>
      ) : (
        <Reader pad={pad} cell={pointed ?? cell} point={setPointed} />
      )}
    </Picture>
  );
}

const FOOT = 66;
const LINE = 17;
/** Below this width the readout takes two lines: where, and what. */
const READOUT_ROOM = 640;

function padOf(spec: ChartSpec, rows: readonly Row[], width: number): Pad {
  const horizontal: Setting = spec.x;
  const vertical: Setting = { column: "y", ...spec.y };
  const inDomain =
    ({ column, domain, scale }: Setting) =>
    (row: Row) => {
      const value = numberIn(row, column);
      return domain ? value >= domain[0] && value <= domain[1] : scale !== "log" || value > 0;
    };
  const shown = rows.filter(inDomain(horizontal)).filter(inDomain(vertical));
  const value = spec.series[0]?.column ?? "value";
  const grid = gridOf(shown, { x: horizontal.column, y: vertical.column, value });
  const top = (width < NARROW ? 2 : 1) * LINE + 10;
  const plot = Math.round(Math.min(380, Math.max(210, width * 0.56)));
  const box: Box = { left: 50, right: width - 16, top, bottom: top + plot };
  const x = scaleOf(horizontal, grid.xs, [box.left, box.right]);
  const y = scaleOf(vertical, grid.ys, [box.bottom, box.top]);
  const [atX, atY] = [grid.xs.map((value) => x(value)), grid.ys.map((value) => y(value))];
  const limit = roundLimit(grid.cells.flatMap((cell) => (cell ? [cell.mean] : [])));
  return { spec, horizontal, vertical, box, x, y, grid, atX, atY, means: filledMeans(grid, atX, atY), limit };
}

function scaleOf({ domain, scale }: Axis, values: readonly number[], range: readonly [number, number]): Place {
  const [low, high] = domain ?? [values[0] ?? 1, values.at(-1) ?? 10];
  const ends = [low, high > low ? high : low + Math.max(1, Math.abs(low))];
  return scale === "log" ? scaleLog(ends, range) : scaleLinear(ends, range);
}

/** The settings in force; undefined if they are not known. */
function settingsAt({ horizontal, vertical }: Pad, now: ChartProps["now"]): Point | undefined {
  const [x, y] = [Number(now?.[horizontal.column]), Number(now?.[vertical.column])];
  return Number.isFinite(x) && Number.isFinite(y) ? { x: inside(horizontal, x), y: inside(vertical, y) } : undefined;
}

const inside = ({ domain }: Axis, value: number): number =>
  domain ? Math.min(domain[1], Math.max(domain[0], value)) : value;

/** The cell around settings. */
function cellAt(pad: Pad, { x, y }: Point): number | undefined {
  return cellUnder(pad, { x: pad.x(x), y: pad.y(y) });
}

/** The cell under a place in pixels; undefined if there are none. */
function cellUnder({ grid, atX, atY }: Pad, { x, y }: Point): number | undefined {
  if (grid.xs.length === 0) return undefined;
  const nearest = (places: readonly number[], to: number): number =>
    places.reduce((best, place, i) => (Math.abs(place - to) < Math.abs(places[best] - to) ? i : best), 0);
  return nearest(atY, y) * grid.xs.length + nearest(atX, x);
}

/** How firmly a mean is coloured: small ones are lifted, so that a sign shows before it is large. */
const firmness = (mean: number, limit: number): number => 0.86 * Math.min(1, Math.abs(mean) / limit) ** 0.75;

const hueOf = (mean: number): string => (mean > 0 ? "var(--hurts)" : "var(--helps)");

/** Everything that stays while the pointer moves: cells, lines, and words in their midst. */
function Ground({ pad, reference }: { readonly pad: Pad; readonly reference: readonly Row[] }) {
  return useMemo(() => {
    const { spec, grid, means, atX, atY, box } = pad;
    const zero = zeroLines(grid, means, atX, atY);
    const predicted = predictedLines(pad, reference);
    const curves = [...zero, ...predicted].map((curve) => dense(curve, 6));
    const words = sideWords(pad, curves.flat());
    const clip = `${spec.id}-clip`;
    return (
      <g>
        <clipPath id={clip}>
          <rect x={box.left} y={box.top} width={px(box.right - box.left)} height={px(box.bottom - box.top)} />
        </clipPath>
        <rect
          x={box.left}
          y={box.top}
          width={px(box.right - box.left)}
          height={px(box.bottom - box.top)}
          fill={grid.xs.length === 0 ? "var(--panel)" : "var(--paper)"}
        />
        <Cells pad={pad} />
        <g clipPath={`url(#${clip})`} fill="none" strokeLinejoin="round">
          {zero.map((curve) => (
            <g key={pathOf(curve)}>
              <path d={pathOf(curve)} stroke="var(--paper)" strokeWidth={5} />
              <path d={pathOf(curve)} stroke="var(--ink)" strokeWidth={2.25} />
            </g>
          ))}
          {predicted.map((curve) => (
            <g key={pathOf(curve)}>
              <path d={pathOf(curve)} stroke="var(--paper)" strokeWidth={4} />
              <path d={pathOf(curve)} stroke="var(--ink)" strokeWidth={1.75} strokeDasharray="7 5" />
            </g>
          ))}
        </g>
        {words.map(({ text, at }) => (
          <Words key={text} at={at} weight={650}>
            {text}
          </Words>
        ))}
        <CurveNames zero={zero} predicted={predicted} words={words} box={box} />
        {grid.xs.length === 0 && (
          <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2}>
            nothing to draw yet
          </Quiet>
        )}
        <rect
          x={box.left}
          y={box.top}
          width={px(box.right - box.left)}
          height={px(box.bottom - box.top)}
          fill="none"
          stroke="var(--line)"
        />
      </g>
    );
  }, [pad, reference]);
}

function pathOf(curve: readonly Point[]): string {
  return (
    line<Point>(
      ({ x }) => px(x),
      ({ y }) => px(y),
    )([...curve]) ?? ""
  );
}

function Cells({ pad: { grid, means, atX, atY, box, limit } }: { readonly pad: Pad }) {
  // whole pixels: no seam between cells
  const lefts = edgesOf(atX, [box.left, box.right]).map(Math.round);
  const bottoms = edgesOf(atY, [box.bottom, box.top]).map(Math.round);
  return (
    <g shapeRendering="crispEdges">
      {means.map((mean, i) => {
        const [column, row] = [i % grid.xs.length, Math.floor(i / grid.xs.length)];
        return (
          <rect
            key={`${grid.xs[column]} ${grid.ys[row]}`}
            x={px(lefts[column])}
            y={px(bottoms[row + 1])}
            width={px(lefts[column + 1] - lefts[column])}
            height={px(bottoms[row] - bottoms[row + 1])}
            {...(mean === undefined
              ? { fill: "var(--grid)" }
              : { fill: hueOf(mean), fillOpacity: px(firmness(mean, limit) * (grid.cells[i] ? 1 : 0.6)) })}
          />
        );
      })}
    </g>
  );
}

/** The prediction as curves, cut to the plot; rows follow each other as they come. */
function predictedLines({ horizontal, vertical, x, y, box }: Pad, reference: readonly Row[]) {
  const places = reference
    .map((row) => ({ x: x(numberIn(row, horizontal.column)), y: y(numberIn(row, vertical.column)) }))
    .filter((place) => Number.isFinite(place.x) && Number.isFinite(place.y));
  return clipped(places, box);
}

interface Placed {
  readonly text: string;
  readonly at: Point;
  readonly half: Point;
}

const halfOf = (text: string): Point => ({ x: textWidth(text) / 2 + 2, y: 9 });

/** Which side of zero is which, each word deep inside its own side. */
function sideWords({ grid, means, atX, atY, box }: Pad, curves: readonly Point[]): readonly Placed[] {
  const centre = (i: number): Point => ({ x: atX[i % grid.xs.length], y: atY[Math.floor(i / grid.xs.length)] });
  const withSign = (sign: number): readonly Point[] =>
    means.flatMap((mean, i) => (mean !== undefined && Math.sign(mean) === sign ? [centre(i)] : []));
  return (
    [
      ["source helps", -1],
      ["source hurts", 1],
    ] as const
  ).flatMap(([text, sign]) => {
    const half = halfOf(text);
    const at = clearest(withSign(sign), half, [...withSign(-sign), ...curves], box);
    return at ? [{ text, at, half }] : [];
  });
}

function Words({ at, weight, children }: { readonly at: Point; readonly weight: number; readonly children: string }) {
  return (
    <Label x={at.x} y={at.y + 4} anchor="middle" weight={weight}>
      {children}
    </Label>
  );
}

/** The names of both lines, beside them. */
function CurveNames({
  zero,
  predicted,
  words,
  box,
}: {
  readonly zero: readonly (readonly Point[])[];
  readonly predicted: readonly (readonly Point[])[];
  readonly words: readonly Placed[];
  readonly box: Box;
}) {
  const lines = [...zero, ...predicted].flatMap((curve) => dense(curve, 6));
  const taken = words.flatMap(({ at, half }) => outline(at, half));
  const named = (text: string, curves: readonly (readonly Point[])[], others: readonly Point[]): Placed | undefined => {
    const half = halfOf(text);
    const longest = curves.reduce<readonly Point[]>((most, curve) => (curve.length > most.length ? curve : most), []);
    const at = clearest(besideCurve(dense(longest, 12), half, 4), half, [...lines, ...taken, ...others], box, 3);
    return at && { text, at, half };
  };
  const first = named("predicted", predicted, []);
  const second = named("no effect", zero, first ? outline(first.at, first.half) : []);
  return [first, second].map(
    (name) =>
      name && (
        <Words key={name.text} at={name.at} weight={400}>
          {name.text}
        </Words>
      ),
  );
}

/** Both axes; the puck's own settings take the place of ticks beside them. */
function PadAxes({
  pad: { spec, horizontal, vertical, box, x, y, grid },
  place,
}: {
  readonly pad: Pad;
  readonly place: Point | undefined;
}) {
  const floor = ticksFor(horizontal, grid.xs, x, box.right - box.left, 52).filter(
    ({ value }) => !place || Math.abs(x(value) - place.x) > TAG_ROOM,
  );
  const levels = ticksFor(vertical, grid.ys, y, box.bottom - box.top, 48).filter(
    ({ value }) => !place || Math.abs(y(value) - place.y) > 16,
  );
  return (
    <g>
      {levels.map(({ value, text }) => (
        <g key={value}>
          <line x1={box.left - 5} x2={box.left} y1={px(y(value))} y2={px(y(value))} stroke="var(--line)" />
          <Label x={box.left - 8} y={y(value) + 4} anchor="end" size={SMALL} fill="var(--muted)" rim={false}>
            {vertical.unit === "°" ? `${text}°` : text}
          </Label>
        </g>
      ))}
      <FloorAxis box={box} scale={x} ticks={floor} />
      <Label x={(box.left + box.right) / 2} y={box.bottom + 36} anchor="middle" fill="var(--muted)" rim={false}>
        {axisTitle(spec.x)}
      </Label>
    </g>
  );
}

/** Ticks of either kind of axis; right angles are divided as people divide them. */
function ticksFor(
  { scale, domain, unit }: Axis,
  values: readonly number[],
  place: Place,
  room: number,
  spacing: number,
) {
  const ends = domain ?? ([values[0] ?? 1, values.at(-1) ?? 10] as const);
  if (scale === "log") return logTicks(ends, Math.floor(room / spacing));
  if (unit === "°" && ends[0] === 0 && ends[1] === 90)
    return [0, 15, 30, 45, 60, 75, 90].map((value) => ({ value, text: String(value) }));
  const axis = scaleLinear(ends, [0, room]);
  return ticksOf(axis, room, spacing).filter(({ value }) => Number.isFinite(place(value)));
}

/** Colours in steps from what helps to what hurts, with the numbers of the ends. */
function ColourKey({ pad: { limit }, width }: { readonly pad: Pad; readonly width: number }) {
  const steps = 15;
  const size = { x: 7, y: 11 };
  const [less, more] = [`helps ${formatSigned(-limit, 4)}`, `${formatSigned(limit, 4)} hurts`];
  const room = { less: 1.15 * textWidth(less) + 6, more: 1.15 * textWidth(more) + 6 };
  const left = width < NARROW ? 0 : width - room.less - steps * size.x - room.more;
  return (
    <g transform={`translate(${px(left)} ${width < NARROW ? LINE : 0})`}>
      <Label x={room.less - 6} y={13} anchor="end" fill="var(--helps)" rim={false}>
        {less}
      </Label>
      <g transform={`translate(${px(room.less)} 3)`}>
        {Array.from({ length: steps }, (_, i) => {
          const mean = (i / (steps - 1)) * 2 - 1;
          const opacity = px(firmness(mean, 1));
          return (
            <rect
              key={mean}
              x={i * size.x}
              {...{ width: size.x, height: size.y }}
              fill={hueOf(mean)}
              fillOpacity={opacity}
            />
          );
        })}
        <rect width={steps * size.x} height={size.y} fill="none" stroke="var(--line)" strokeWidth={0.75} />
      </g>
      <Label x={room.less + steps * size.x + 6} y={13} fill="var(--hurts)" rim={false}>
        {more}
      </Label>
    </g>
  );
}

function Outline({ pad: { grid, atX, atY, box }, cell }: { readonly pad: Pad; readonly cell: number }) {
  if (cell >= grid.cells.length) return null;
  const [column, row] = [cell % grid.xs.length, Math.floor(cell / grid.xs.length)];
  const lefts = edgesOf(atX, [box.left, box.right]);
  const bottoms = edgesOf(atY, [box.bottom, box.top]);
  return (
    <rect
      x={px(lefts[column])}
      y={px(bottoms[row + 1])}
      width={px(lefts[column + 1] - lefts[column])}
      height={px(bottoms[row] - bottoms[row + 1])}
      fill="none"
      stroke="var(--ink)"
      strokeWidth={1.5}
      pointerEvents="none"
    />
  );
}

const valueText = ({ unit }: Axis, value: number): string =>
  formatValue(Number(value.toPrecision(4)), unit === "°" ? unit : "");

/** Hairlines from the puck to both axes, with its settings on them. */
function Tags({ pad, at, place }: { readonly pad: Pad; readonly at: Point; readonly place: Point }) {
  const { horizontal, vertical, box } = pad;
  const [across, up] = [valueText(horizontal, at.x), valueText(vertical, at.y)];
  const height = 17;
  const upWidth = textWidth(up, SMALL) + 9;
  return (
    <g pointerEvents="none" aria-hidden="true" fontSize={SMALL}>
      <path
        d={`M${box.left},${px(place.y)}H${px(place.x)}V${box.bottom}`}
        fill="none"
        stroke="var(--ink)"
        strokeDasharray="1 3"
      />
      <FloorTag box={box} x={place.x}>
        {across}
      </FloorTag>
      <rect
        x={px(Math.max(0, box.left - 4 - upWidth))}
        y={px(place.y - height / 2)}
        width={px(upWidth)}
        height={height}
        rx={3}
        fill="var(--ink)"
      />
      <text x={px(box.left - 8)} y={px(place.y + 4)} textAnchor="end" fill="var(--paper)">
        {up}
      </text>
    </g>
  );
}

/** Where a cell lies, in words. */
function whereOf({ grid, horizontal, vertical }: Pad, cell: number): string {
  const [x, y] = [grid.xs[cell % grid.xs.length], grid.ys[Math.floor(cell / grid.xs.length)]];
  return `${horizontal.title} ${valueText(horizontal, x)}, ${vertical.title} ${valueText(vertical, y)}`;
}

/** What is known in a cell, in words: the sign is only claimed where the seeds agree on it. */
export function cellInWords(summary: Summary | undefined): string {
  if (!summary) return "not computed yet";
  const seeds = `${formatCount(summary.count)} seed${summary.count === 1 ? "" : "s"}`;
  return `${formatEstimate(summary.mean, summary.standardError, { signed: true })}, ${verdictOf(summary)} (${seeds})`;
}

/** The numbers of the cell under the pointer, or else under the puck. */
function Readout({
  pad,
  cell,
  width,
}: {
  readonly pad: Pad;
  readonly cell: number | undefined;
  readonly width: number;
}) {
  if (cell === undefined) return null;
  const summary = pad.grid.cells[cell];
  const y = pad.box.bottom + 58;
  return (
    <text x={0} y={y} pointerEvents="none" aria-hidden="true">
      <tspan fill="var(--muted)">{`${whereOf(pad, cell)}:`}</tspan>
      <tspan {...(width < READOUT_ROOM ? { x: 0, dy: LINE } : { dx: 7 })} fontWeight={650}>
        {cellInWords(summary)}
      </tspan>
    </text>
  );
}

type Choose = NonNullable<ChartProps["choose"]>;

function choiceAt({ horizontal, vertical, x, y, box }: Pad, place: Point): Choice {
  const [across, up] = [
    x.invert(Math.min(box.right, Math.max(box.left, place.x))),
    y.invert(Math.min(box.bottom, Math.max(box.top, place.y))),
  ];
  return { [horizontal.column]: nearestChoice(horizontal, across), [vertical.column]: nearestChoice(vertical, up) };
}

/** What an arrow key chooses from a place on the pad: left and right along one axis, up and down along the other. */
export function padChoiceAfter(
  key: string,
  fine: boolean,
  at: Point,
  [horizontal, xs]: readonly [Setting, readonly number[]],
  [vertical, ys]: readonly [Setting, readonly number[]],
): Choice | undefined {
  const across = directionOf(key, ["ArrowLeft"], ["ArrowRight"]);
  const up = directionOf(key, ["ArrowDown"], ["ArrowUp"]);
  if (across === 0 && up === 0) return undefined;
  return {
    [horizontal.column]: across === 0 ? at.x : nextChoice(horizontal, xs, at.x, across, fine),
    [vertical.column]: up === 0 ? at.y : nextChoice(vertical, ys, at.y, up, fine),
  };
}

/** The plot itself: it shows what is under the pointer, and a press brings the puck there. A finger may still scroll. */
function Surface({
  pad,
  point,
  choose,
  focus,
}: {
  readonly pad: Pad;
  readonly point: (cell: number | undefined) => void;
  readonly choose: Choose;
  readonly focus: () => void;
}) {
  const { box } = pad;
  const drag = useDrag((place) => choiceAt(pad, place), choose);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the puck has the keys
    <rect
      x={box.left}
      y={box.top}
      width={px(box.right - box.left)}
      height={px(box.bottom - box.top)}
      fill="transparent"
      style={{ touchAction: "pan-y", cursor: "crosshair" }}
      onPointerDown={(event) => {
        if (event.pointerType !== "touch") drag.onPointerDown?.(event);
      }}
      onMouseDown={(event) => {
        event.preventDefault(); // a press elsewhere would take the focus
        focus();
      }}
      onPointerMove={(event) => {
        point(cellUnder(pad, pointOf(event)));
        drag.onPointerMove?.(event);
      }}
      onLostPointerCapture={drag.onLostPointerCapture}
      onPointerLeave={() => point(undefined)}
      onClick={(event) => {
        if (event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "touch")
          choose(choiceAt(pad, pointOf(event)), true);
      }}
    />
  );
}

function Puck({
  pad,
  at,
  place,
  choose,
  handle,
}: {
  readonly pad: Pad;
  readonly at: Point;
  readonly place: Point;
  readonly choose: Choose;
  readonly handle: React.RefObject<SVGGElement | null>;
}) {
  const { horizontal, vertical, grid } = pad;
  const cell = cellAt(pad, at);
  const [least, most] = vertical.domain ?? [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  const where = `${horizontal.title} ${valueText(horizontal, at.x)}, ${vertical.title} ${valueText(vertical, at.y)}`;
  const shown = cell === undefined ? "" : `; ${pad.spec.series[0]?.title ?? ""} ${cellInWords(grid.cells[cell])}`;
  return (
    <Handle
      at={place}
      handle={handle}
      name={`${horizontal.title} by left and right, ${vertical.title} by up and down, with Shift in small steps`}
      kind="two-dimensional slider"
      cursor="grab"
      value={{ least, most, now: at.y, text: `${where}${shown}` }}
      choiceAt={(point) => choiceAt(pad, point)}
      choiceAfter={(key, fine) => padChoiceAfter(key, fine, at, [horizontal, grid.xs], [vertical, grid.ys])}
      choose={choose}
    >
      <circle r={10} fill="none" stroke="var(--paper)" strokeWidth={6} />
      <circle r={10} fill="var(--paper)" fillOpacity={0.35} stroke="var(--ink)" strokeWidth={3} />
      <circle r={2.25} fill="var(--ink)" />
    </Handle>
  );
}

/** Without a puck: a cursor over the cells, by pointer and arrow keys. */
function Reader({
  pad,
  cell,
  point,
}: {
  readonly pad: Pad;
  readonly cell: number | undefined;
  readonly point: (cell: number | undefined) => void;
}) {
  const { box, grid, horizontal, vertical } = pad;
  const count = grid.cells.length;
  if (count === 0) return null;
  const from = Math.min(count - 1, cell ?? 0);
  const walk = (key: string): number | undefined => {
    const [across, up] = [
      directionOf(key, ["ArrowLeft"], ["ArrowRight"]),
      directionOf(key, ["ArrowDown"], ["ArrowUp"]),
    ];
    if (across === 0 && up === 0) return undefined;
    const column = Math.min(grid.xs.length - 1, Math.max(0, (from % grid.xs.length) + across));
    const row = Math.min(grid.ys.length - 1, Math.max(0, Math.floor(from / grid.xs.length) + up));
    return row * grid.xs.length + column;
  };
  return (
    <rect
      x={box.left}
      y={box.top}
      width={px(box.right - box.left)}
      height={px(box.bottom - box.top)}
      fill="transparent"
      style={{ touchAction: "pan-y" }}
      tabIndex={0}
      role="slider"
      aria-label={`Values by ${horizontal.title} and ${vertical.title}`}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={from}
      aria-valuetext={`${whereOf(pad, from)}; ${cellInWords(grid.cells[from])}`}
      onPointerDown={(event) => point(cellUnder(pad, pointOf(event)))}
      onPointerMove={(event) => point(cellUnder(pad, pointOf(event)))}
      onPointerLeave={() => point(undefined)}
      onBlur={() => point(undefined)}
      onKeyDown={(event) => {
        const next = event.key === "Escape" ? undefined : walk(event.key);
        if (next === undefined && event.key !== "Escape") return;
        event.preventDefault();
        point(next);
      }}
    />
  );
}

function summaryOf({ grid }: Pad): string {
  const known = grid.cells.filter((cell) => cell !== undefined);
  if (known.length === 0) return "";
  const count = (verdict: string): string => formatCount(known.filter((cell) => verdictOf(cell) === verdict).length);
  const rest = grid.cells.length - known.length;
  const waiting = rest === 0 ? "" : ` ${formatCount(rest)} more are being computed.`;
  return `Of ${formatCount(known.length)} cells the source helps in ${count("helps")} and hurts in ${count("hurts")}; ${count("undecided")} are undecided.${waiting}`;
}

/** A small world: misaligned sources with few samples hurt, most where they are nearly orthogonal. */
export function sample(): ChartProps {
  const gap = (phi: number, m: number): number => {
    const turned = Math.sin((phi * Math.PI) / 180) ** 2;
    return (
      0.62 * turned * Math.exp(-0.5 * (Math.log(m / 140) / 0.9) ** 2) -
      0.17 * (1 - Math.exp(-m / 350)) -
      0.03 * (1 - turned)
    );
  };
  const angles = [0, 11.25, 22.5, 33.75, 45, 56.25, 67.5, 78.75, 90];
  const sizes = [20, 32, 50, 80, 126, 200, 317, 502, 796, 1262, 2000, 3170, 5000];
  const rows = angles.flatMap((phi, i) =>
    sizes.flatMap((mSource, j) =>
      i === 8 && j > 9
        ? []
        : [1, 2, 3, 4, 5, 6].map((seed) => ({
            phi,
            mSource,
            seed,
            transferGap: gap(phi, mSource) + 0.05 * Math.sin(7 * seed + 3 * i + 5 * j),
          })),
    ),
  );
  const reference = Array.from({ length: 41 }, (_, i) => ({
    phi: 24 + (66 * i) / 40,
    mSource: 480 * 1.045 ** i + 4 * i,
  }));
  return {
    spec: {
      id: "sample-heatmap",
      form: "heatmap",
      title: "Where the source helps",
      description:
        "Transfer gap over misalignment and source sample size: blue where the source helps, orange where it hurts.",
      rows: "exact",
      reference: "exact",
      x: { column: "mSource", title: "source sample size", scale: "log", domain: [20, 5000] },
      y: { column: "phi", title: "misalignment φ", unit: "°", domain: [0, 90], step: 0.5 },
      series: [{ column: "transferGap", title: "transfer gap", hue: "ink" }],
    },
    rows,
    reference,
    ghost: [],
    width: 560,
    now: { phi: 60, mSource: 150 },
    choose: () => undefined,
  };
}
