import { scaleLinear } from "d3";
import { formatEstimate, formatNumber } from "../core/format.ts";
import type { ChartProps, ChartSpec, Form, Series } from "./chart.ts";
import {
  type Box,
  FloorAxis,
  Label,
  Picture,
  SMALL,
  TEXT,
  axisTitle,
  colour,
  px,
  textWidth,
  ticksOf,
} from "./frame.tsx";
import { type Summary, finiteValues, halfWidth, meanOf, summarize } from "./summary.ts";

/** One bar per column: mean over seeds with a whisker of one standard error; the reference is a dashed tick. */
export const bars: Form = { title: "bars", draw: (props) => <Bars {...props} /> };

const ROW = { height: 66, title: 14, top: 24, thickness: 18 };

interface Bar {
  readonly series: Series;
  readonly summary: Summary | undefined;
  /** NaN if there is none. */
  readonly reference: number;
}

function Bars({ spec, rows, reference, width }: ChartProps) {
  const shown = spec.series.map((series): Bar => ({
    series,
    summary: summarize(finiteValues(rows, series.column)),
    reference: meanOf(finiteValues(reference, series.column)),
  }));
  const box: Box = { left: 12, right: width - 14, top: 4, bottom: 4 + ROW.height * shown.length };
  const x = scaleLinear(spec.y.domain ?? [0, highest(shown) * 1.06], [box.left, box.right]).clamp(true);
  return (
    <Picture spec={spec} width={width} height={box.bottom + 46} summary={summaryOf(spec, shown)}>
      {ticksOf(x, box.right - box.left, 68).map(({ value }) => (
        <line key={value} x1={px(x(value))} x2={px(x(value))} y1={box.top} y2={box.bottom} stroke="var(--grid)" />
      ))}
      {shown.map((bar, i) => (
        <BarRow key={bar.series.column} bar={bar} x={x} top={box.top + ROW.height * i} box={box} />
      ))}
      <FloorAxis box={box} scale={x} ticks={ticksOf(x, box.right - box.left, 68)} />
      <Label x={(box.left + box.right) / 2} y={box.bottom + 36} anchor="middle" fill="var(--muted)" rim={false}>
        {axisTitle(spec.y)}
      </Label>
    </Picture>
  );
}

function BarRow({
  bar,
  x,
  top,
  box,
}: {
  readonly bar: Bar;
  readonly x: (value: number) => number;
  readonly top: number;
  readonly box: Box;
}) {
  const { series, summary, reference } = bar;
  const [barTop, middle] = [top + ROW.top, top + ROW.top + ROW.thickness / 2];
  return (
    <g>
      <text x={box.left} y={top + ROW.title} fontSize={TEXT} stroke="var(--paper)" strokeWidth={3} paintOrder="stroke">
        <tspan fill="var(--muted)">{series.title}</tspan>
        {summary && (
          <tspan dx={9} fontWeight={650}>
            {formatEstimate(summary.mean, summary.standardError)}
          </tspan>
        )}
      </text>
      {summary && (
        <g>
          <rect
            x={box.left}
            y={barTop}
            width={px(Math.max(0, x(summary.mean) - box.left))}
            height={ROW.thickness}
            fill={colour(series.hue)}
            fillOpacity={0.28}
          />
          <line
            x1={px(x(summary.mean))}
            x2={px(x(summary.mean))}
            y1={barTop}
            y2={barTop + ROW.thickness}
            stroke={colour(series.hue)}
            strokeWidth={2}
          />
          <line
            x1={px(x(summary.mean - halfWidth(summary)))}
            x2={px(x(summary.mean + halfWidth(summary)))}
            y1={middle}
            y2={middle}
            stroke={colour(series.hue)}
            strokeWidth={2}
          />
        </g>
      )}
      {Number.isFinite(reference) && <Reference value={reference} x={x(reference)} top={barTop - 4} box={box} />}
    </g>
  );
}

/** The population's value: a dashed tick with its number under the bar. */
function Reference({
  value,
  x,
  top,
  box,
}: {
  readonly value: number;
  readonly x: number;
  readonly top: number;
  readonly box: Box;
}) {
  const text = `population ${formatNumber(value)}`;
  const half = textWidth(text, SMALL) / 2;
  const at = Math.min(box.right - half, Math.max(box.left + half, x));
  return (
    <g>
      <line
        x1={px(x)}
        x2={px(x)}
        y1={top}
        y2={top + ROW.thickness + 8}
        stroke="var(--ink)"
        strokeWidth={1.75}
        strokeDasharray="4 3"
      />
      <Label x={at} y={top + ROW.thickness + 20} anchor="middle" size={SMALL}>
        {text}
      </Label>
    </g>
  );
}

function highest(shown: readonly Bar[]): number {
  const ends = shown.flatMap(({ summary, reference }) => [summary ? summary.mean + halfWidth(summary) : 0, reference]);
  return Math.max(1e-9, ...ends.filter(Number.isFinite)) || 1;
}

function summaryOf(spec: ChartSpec, shown: readonly Bar[]): string {
  return shown
    .flatMap(({ series, summary, reference }) => {
      const parts = [
        summary ? formatEstimate(summary.mean, summary.standardError) : "",
        Number.isFinite(reference) ? `population ${formatNumber(reference)}` : "",
      ].filter((part) => part !== "");
      return parts.length === 0 ? [] : [`${series.title} ${spec.y.title}: ${parts.join(", ")}.`];
    })
    .join(" ");
}

/** Two scores of eight seeds. */
export function sample(): ChartProps {
  return {
    spec: {
      id: "sample-bars",
      form: "bars",
      title: "Covariance similarity",
      description: "Mean and one standard error over seeds; dashed is the population.",
      rows: "similarity",
      reference: "populationSimilarity",
      x: { column: "score", title: "" },
      y: { title: "similarity", domain: [0, 1] },
      series: [
        { column: "score", title: "raw", hue: "ink" },
        { column: "normalised", title: "normalised", hue: "ink" },
      ],
    },
    rows: [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({
      seed,
      score: 0.16 + 0.02 * Math.sin(seed),
      normalised: 0.41 + 0.06 * Math.cos(seed),
    })),
    reference: [{ score: 0.157, normalised: 0.504 }],
    ghost: [],
    width: 480,
  };
}
