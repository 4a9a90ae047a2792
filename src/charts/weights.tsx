import { scaleLinear } from "d3";
import { formatEstimate, formatNumber } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { Axis, ChartProps, ChartSpec, Form, Series } from "./chart.ts";
import { directionOf, nearestChoice, nextChoice } from "./choice.ts";
import { rowsOf } from "./curves.tsx";
import {
  type Box,
  Head,
  Label,
  LevelAxis,
  Picture,
  SMALL,
  colour,
  headLines,
  px,
  textWidth,
  ticksOf,
} from "./frame.tsx";
import { Handle } from "./handle.tsx";
import { type Summary, finiteValues, halfWidth, meanOf, summarize } from "./summary.ts";

/**
 * A weight for each task as a bar whose height can be chosen, where the series' column is a setting in force; else the
 * mean of that column with a whisker of one standard error. The reference, what a method would choose, is a dashed tick.
 */
export const weights: Form = { title: "weights", draw: (props) => <Weights {...props} /> };

interface Bar {
  readonly series: Series;
  /** NaN if there is none. */
  readonly value: number;
  /** Of a mean; a setting has no spread. */
  readonly summary: Summary | undefined;
  /** NaN if there is none. */
  readonly reference: number;
}

function Weights({ spec, rows, reference, width, now, choose }: ChartProps) {
  const bars = spec.series.map((series) => barOf(series, rows, reference, now));
  const { box, slot, rowsOfNames } = layout(spec, width);
  const axis: Axis = { step: 0.05, ...spec.y, domain: spec.y.domain ?? [0, highest(bars)] };
  const y = scaleLinear(axis.domain ?? [0, 1], [box.bottom, box.top]).clamp(true);
  const canMove = ({ series }: Bar): boolean => choose !== undefined && now?.[series.column] !== undefined;
  return (
    <Picture
      spec={spec}
      width={width}
      height={box.bottom + 16 + 17 * (rowsOfNames + 1) + (spec.reference ? 16 : 0)}
      summary={summaryOf(bars)}
      interactive={bars.some(canMove)}
    >
      <Head spec={spec} width={width} />
      <LevelAxis box={box} scale={y} ticks={ticksOf(y, box.bottom - box.top, 44)} />
      {bars.map((bar, i) => {
        const middle = box.left + slot * (i + 0.5);
        return (
          <g key={bar.series.title}>
            <Column bar={bar} middle={middle} thickness={Math.min(56, slot * 0.62)} y={y} box={box} />
            <Label
              x={Math.min(width - textWidth(bar.series.title) / 2, middle)}
              y={box.bottom + 19 + 17 * (i % rowsOfNames)}
              anchor="middle"
              fill={colour(bar.series.hue)}
              weight={bar.series.weight === "thin" ? 400 : 650}
              rim={false}
            >
              {bar.series.title}
            </Label>
            <Numbers bar={bar} x={middle} y={box.bottom + 19 + 17 * rowsOfNames} />
          </g>
        );
      })}
      <line x1={box.left} x2={px(box.right)} y1={box.bottom} y2={box.bottom} stroke="var(--line)" />
      {choose &&
        bars.map(
          (bar, i) =>
            canMove(bar) && (
              <Grip
                key={bar.series.title}
                bar={bar}
                middle={box.left + slot * (i + 0.5)}
                y={y}
                axis={axis}
                choose={choose}
              />
            ),
        )}
    </Picture>
  );
}

function barOf(series: Series, rows: readonly Row[], reference: readonly Row[], now: ChartProps["now"]): Bar {
  const summary = summarize(finiteValues(rowsOf(rows, series), series.column));
  const setting = now?.[series.column];
  return {
    series,
    value: setting === undefined ? (summary?.mean ?? Number.NaN) : Number(setting),
    summary: setting === undefined ? summary : undefined,
    reference: meanOf(finiteValues(rowsOf(reference, series), series.column)),
  };
}

function layout(spec: ChartSpec, width: number): { box: Box; slot: number; rowsOfNames: 1 | 2 } {
  const top = 17 * headLines(spec, width) + 14;
  const box: Box = {
    left: 42,
    right: width - 8,
    top,
    bottom: top + Math.round(Math.min(220, Math.max(150, width * 0.36))),
  };
  const slot = (box.right - box.left) / Math.max(1, spec.series.length);
  const widest = Math.max(0, ...spec.series.map(({ title }) => textWidth(title)));
  return { box, slot, rowsOfNames: widest > slot - 4 ? 2 : 1 };
}

function highest(bars: readonly Bar[]): number {
  const ends = bars.flatMap(({ value, summary, reference }) => [value + (summary ? halfWidth(summary) : 0), reference]);
  return 1.15 * Math.max(1e-9, ...ends.filter(Number.isFinite));
}

function Column({
  bar: { series, value, summary, reference },
  middle,
  thickness,
  y,
  box,
}: {
  readonly bar: Bar;
  readonly middle: number;
  readonly thickness: number;
  readonly y: (value: number) => number;
  readonly box: Box;
}) {
  const [left, right] = [middle - thickness / 2, middle + thickness / 2];
  return (
    <g>
      {Number.isFinite(value) && (
        <g>
          <rect
            x={px(left)}
            y={px(y(value))}
            width={px(thickness)}
            height={px(box.bottom - y(value))}
            fill={colour(series.hue)}
            fillOpacity={0.28}
          />
          <line
            x1={px(left)}
            x2={px(right)}
            y1={px(y(value))}
            y2={px(y(value))}
            stroke={colour(series.hue)}
            strokeWidth={2.5}
          />
        </g>
      )}
      {summary && (
        <line
          x1={px(middle)}
          x2={px(middle)}
          y1={px(y(value - halfWidth(summary)))}
          y2={px(y(value + halfWidth(summary)))}
          stroke={colour(series.hue)}
          strokeWidth={2}
        />
      )}
      {Number.isFinite(reference) && (
        <line
          x1={px(left - 7)}
          x2={px(right + 7)}
          y1={px(y(reference))}
          y2={px(y(reference))}
          stroke="var(--ink)"
          strokeWidth={1.75}
          strokeDasharray="4 3"
        />
      )}
    </g>
  );
}

/** The numbers of a bar under its name: nothing in the plot can cover them. */
function Numbers({
  bar: { value, summary, reference },
  x,
  y,
}: {
  readonly bar: Bar;
  readonly x: number;
  readonly y: number;
}) {
  const own = summary ? formatEstimate(summary.mean, summary.standardError) : formatNumber(value);
  return (
    <g>
      <Label x={x} y={y} anchor="middle" weight={650} rim={false}>
        {Number.isFinite(value) ? own : "–"}
      </Label>
      {Number.isFinite(reference) && (
        <g>
          <path d={`M${px(x - 27)},${px(y + 12)}h16`} stroke="var(--ink)" strokeWidth={1.75} strokeDasharray="4 2" />
          <Label x={x - 6} y={y + 16} size={SMALL} rim={false}>
            {formatNumber(reference)}
          </Label>
        </g>
      )}
    </g>
  );
}

function Grip({
  bar: { series, value },
  middle,
  y,
  axis,
  choose,
}: {
  readonly bar: Bar;
  readonly middle: number;
  readonly y: ((value: number) => number) & { readonly invert: (place: number) => number };
  readonly axis: Axis;
  readonly choose: NonNullable<ChartProps["choose"]>;
}) {
  const [least, most] = axis.domain ?? [0, 1];
  const stops = Array.from({ length: 21 }, (_, i) => least + ((most - least) * i) / 20);
  return (
    <Handle
      at={{ x: middle, y: y(value) }}
      name={say("{axis} of {series}", { axis: axis.title, series: series.title })}
      value={{ least, most, now: value, text: formatNumber(value) }}
      cursor="ns-resize"
      choose={choose}
      choiceAt={(point) => ({ [series.column]: nearestChoice(axis, y.invert(point.y)) })}
      choiceAfter={(key, fine) => {
        const direction = directionOf(key, ["ArrowDown", "ArrowLeft"], ["ArrowUp", "ArrowRight"]);
        return direction === 0 ? undefined : { [series.column]: nextChoice(axis, stops, value, direction, fine) };
      }}
    >
      <rect
        x={-14}
        y={-5}
        width={28}
        height={10}
        rx={5}
        fill="var(--paper)"
        stroke={colour(series.hue)}
        strokeWidth={2}
      />
      <path d="M-5,-1.5H5M-5,1.5H5" stroke={colour(series.hue)} strokeWidth={1} />
    </Handle>
  );
}

function summaryOf(bars: readonly Bar[]): string {
  return bars
    .flatMap(({ series, value, summary, reference }) => {
      const own = Number.isFinite(value)
        ? summary
          ? formatEstimate(summary.mean, summary.standardError)
          : formatNumber(value)
        : "";
      const parts = [
        own,
        Number.isFinite(reference) ? say("reference {value}", { value: formatNumber(reference) }) : "",
      ].filter((part) => part !== "");
      return parts.length === 0 ? [] : [`${series.title}: ${parts.join(", ")}.`];
    })
    .join(" ");
}

/** Four tasks, one of them noisy; dashed is what a method would choose. */
export function sample(): ChartProps {
  const chosen = { alpha1: 1, alpha2: 1.6, alpha3: 0.3, alpha4: 1 };
  return {
    spec: {
      id: "sample-weights",
      form: "weights",
      title: "Task weights",
      description: "How much each task's loss counts; drag a bar. Dashed is what SVD reweighting would choose.",
      rows: "training",
      reference: "exact",
      x: { column: "task", title: "" },
      y: { title: "weight α", domain: [0, 2] },
      series: [
        { column: "alpha1", title: "target", hue: "target", weight: "thick" },
        { column: "alpha2", title: "source", hue: "source", weight: "thin" },
        { column: "alpha3", title: "noisy source", hue: "source", weight: "thin" },
        { column: "alpha4", title: "task 4", hue: "source", weight: "thin" },
      ],
    },
    rows: [],
    reference: [1, 2, 3].map((seed) => ({ seed, alpha1: 1.2, alpha2: 1.3, alpha3: 0.4 + 0.01 * seed, alpha4: 1.1 })),
    ghost: [],
    width: 560,
    now: chosen,
    choose: () => undefined,
  };
}
