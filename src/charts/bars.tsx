import { scaleLinear } from "d3";
import { formatEstimate, formatNumber, formatSigned } from "../core/format.ts";
import { say } from "../text/say.ts";
import type { Axis, ChartProps, ChartSpec, Form, Hue, Series } from "./chart.ts";
import { rowsOf } from "./curves.tsx";
import {
  AxisName,
  type Box,
  FloorAxis,
  Label,
  Picture,
  SMALL,
  TEXT,
  colour,
  px,
  textWidth,
  ticksOf,
} from "./frame.tsx";
import { type Summary, type Verdict, finiteValues, halfWidth, meanOf, summarize, verdictOf } from "./summary.ts";

/**
 * One bar per series: mean over seeds with a whisker of one standard error; the reference is a dashed tick. Where the
 * sign says what helps and what hurts, bars start at a firm zero and lie on the side of their word.
 */
export const bars: Form = { title: "bars", draw: (props) => <Bars {...props} /> };

const ROW = { title: 14, top: 24, thickness: 18 };

/** The height of a row; the reference's number stands under its bar. */
const rowHeight = ({ reference }: ChartSpec): number => (reference ? 66 : 52);

/** Over signed bars there are the words of both sides. */
const headHeight = ({ y }: ChartSpec): number => (y.signed ? 26 : 4);

interface Bar {
  readonly series: Series;
  readonly summary: Summary | undefined;
  /** NaN if there is none. */
  readonly reference: number;
}

function Bars({ spec, rows, reference, width }: ChartProps) {
  const shown = spec.series.map((series): Bar => ({
    series,
    summary: summarize(finiteValues(rowsOf(rows, series), series.column)),
    reference: meanOf(finiteValues(rowsOf(reference, series), series.column)),
  }));
  const top = headHeight(spec);
  const box: Box = { left: 12, right: width - 14, top, bottom: top + rowHeight(spec) * shown.length };
  const x = scaleLinear(spec.y.domain ?? domainOf(spec, shown, box), [box.left, box.right]).clamp(true);
  const ticks = ticksOf(x, box.right - box.left, 68);
  return (
    <Picture spec={spec} width={width} height={box.bottom + 46} summary={summaryOf(spec, shown)}>
      {!spec.y.signed &&
        ticks.map(({ value }) => (
          <line key={value} x1={px(x(value))} x2={px(x(value))} y1={box.top} y2={box.bottom} stroke="var(--grid)" />
        ))}
      {spec.y.signed && <Sides spec={spec} zero={x(0)} box={box} width={width} />}
      {shown.map((bar, i) => (
        <BarRow key={bar.series.title} spec={spec} bar={bar} x={x} top={box.top + rowHeight(spec) * i} box={box} />
      ))}
      <FloorAxis box={box} scale={x} ticks={spec.y.signed ? ticks.map(withSign) : ticks} />
      <AxisName
        axis={spec.y}
        of={spec.series[0]?.column ?? ""}
        x={(box.left + box.right) / 2}
        y={box.bottom + 36}
        anchor="middle"
      />
    </Picture>
  );
}

/** Both sides of zero: a tinted band behind each bar, and their names over all. */
function Sides({
  spec,
  zero,
  box,
  width,
}: {
  readonly spec: ChartSpec;
  readonly zero: number;
  readonly box: Box;
  readonly width: number;
}) {
  const [left, right] = spec.y.better === "higher" ? (["hurts", "helps"] as const) : (["helps", "hurts"] as const);
  const height = ROW.thickness + 8;
  const tops = spec.series.map((_, i) => box.top + rowHeight(spec) * i + ROW.top - 4);
  return (
    <g>
      {tops.map((y) => (
        <g key={y}>
          <rect x={box.left} y={y} width={px(zero - box.left)} height={height} fill={`var(--${left}-tint)`} />
          <rect x={px(zero)} y={y} width={px(box.right - zero)} height={height} fill={`var(--${right}-tint)`} />
          <line x1={px(zero)} x2={px(zero)} y1={y - 4} y2={y + height + 4} stroke="var(--ink)" strokeWidth={1.5} />
        </g>
      ))}
      <line x1={px(zero)} x2={px(zero)} y1={2} y2={20} stroke="var(--ink)" strokeWidth={1.5} />
      <Label
        x={Math.max(zero - 10, textWidth(`← ${say(left)}`))}
        y={15}
        anchor="end"
        fill={`var(--${left})`}
        weight={650}
        rim={false}
      >
        {`← ${say(left)}`}
      </Label>
      <Label
        x={Math.min(zero + 10, width - textWidth(`${say(right)} →`))}
        y={15}
        fill={`var(--${right})`}
        weight={650}
        rim={false}
      >
        {`${say(right)} →`}
      </Label>
    </g>
  );
}

function BarRow({
  spec,
  bar,
  x,
  top,
  box,
}: {
  readonly spec: ChartSpec;
  readonly bar: Bar;
  readonly x: (value: number) => number;
  readonly top: number;
  readonly box: Box;
}) {
  const { series, summary, reference } = bar;
  const [barTop, middle] = [top + ROW.top, top + ROW.top + ROW.thickness / 2];
  const start = spec.y.signed ? x(0) : box.left;
  const hue = summary && spec.y.signed ? sideOf(spec.y, summary) : series.hue;
  return (
    <g>
      <g data-meant={series.column}>
        <text
          x={box.left}
          y={top + ROW.title}
          fontSize={TEXT}
          stroke="var(--paper)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          <tspan fill="var(--muted)">{series.title}</tspan>
          {summary && (
            <tspan dx={9} fontWeight={650}>
              {valueInWords(spec.y, summary)}
            </tspan>
          )}
        </text>
      </g>
      {summary && (
        <g>
          <rect
            x={px(Math.min(start, x(summary.mean)))}
            y={barTop}
            width={px(Math.abs(x(summary.mean) - start))}
            height={ROW.thickness}
            fill={colour(hue)}
            fillOpacity={0.28}
          />
          <line
            x1={px(x(summary.mean))}
            x2={px(x(summary.mean))}
            y1={barTop}
            y2={barTop + ROW.thickness}
            stroke={colour(hue)}
            strokeWidth={2}
          />
          <line
            x1={px(x(summary.mean - halfWidth(summary)))}
            x2={px(x(summary.mean + halfWidth(summary)))}
            y1={middle}
            y2={middle}
            stroke={colour(hue)}
            strokeWidth={2}
          />
        </g>
      )}
      {Number.isFinite(reference) && (
        <Reference text={referenceInWords(spec.y, reference)} x={x(reference)} top={barTop - 4} box={box} />
      )}
    </g>
  );
}

/** A dashed tick with its number under the bar. */
function Reference({
  text,
  x,
  top,
  box,
}: {
  readonly text: string;
  readonly x: number;
  readonly top: number;
  readonly box: Box;
}) {
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

/** What a bar shows, counted from the side that hurts. */
function verdictOn({ better }: Axis, summary: Summary): Verdict {
  return verdictOf(better === "higher" ? { ...summary, mean: -summary.mean } : summary);
}

function sideOf(axis: Axis, summary: Summary): Hue {
  const verdict = verdictOn(axis, summary);
  return verdict === "undecided" ? "muted" : verdict;
}

/** An estimate; of a signed one also what its sign means, where the seeds agree on it. */
function valueInWords(axis: Axis, summary: Summary): string {
  const estimate = formatEstimate(summary.mean, summary.standardError, { signed: axis.signed === true });
  return axis.signed ? `${estimate}, ${say(verdictOn(axis, summary))}` : estimate;
}

function referenceInWords({ signed }: Axis, value: number): string {
  return signed ? `${say("predicted")} ${formatSigned(value)}` : `${say("population")} ${formatNumber(value)}`;
}

const withSign = ({ value, text }: { value: number; text: string }): { value: number; text: string } => ({
  value,
  text: value > 0 ? `+${text}` : value === 0 ? "0" : text,
});

/** From zero to beyond the longest bar; where signed, with room for the word of each side. */
function domainOf(spec: ChartSpec, shown: readonly Bar[], box: Box): readonly [number, number] {
  const ends = shown
    .flatMap(({ summary, reference }) => [
      ...(summary ? [summary.mean - halfWidth(summary), summary.mean + halfWidth(summary)] : []),
      reference,
    ])
    .filter(Number.isFinite);
  const high = Math.max(1e-9, ...ends) || 1;
  if (!spec.y.signed) return [0, high * 1.06];
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const span = Math.max(most - least, 1e-9) * 1.06;
  const share = Math.min(0.45, 70 / (box.right - box.left));
  return [Math.min(1.06 * least, -share * span), Math.max(1.06 * most, share * span)];
}

function summaryOf(spec: ChartSpec, shown: readonly Bar[]): string {
  return shown
    .flatMap(({ series, summary, reference }) => {
      const parts = [
        summary ? valueInWords(spec.y, summary) : "",
        Number.isFinite(reference) ? referenceInWords(spec.y, reference) : "",
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

/** What each way of weighing the tasks does to the target, against equal weights, in twelve seeds. */
export function signedSample(): ChartProps {
  const gaps = { "SVD reweighting": -0.14, uncertainty: -0.05, PCGrad: 0.01, "loss balancing": 0.19 };
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
  const titles = Object.keys(gaps);
  return {
    spec: {
      id: "sample-signed-bars",
      form: "bars",
      title: "Task weights under label noise",
      description:
        "The target's error with each method minus its error with equal weights; whiskers are one standard error.",
      rows: "training",
      x: { column: "method", title: "" },
      y: { title: "error minus that of equal weights", signed: true },
      series: titles.map((title) => ({ column: "gap", where: { method: title }, title, hue: "ink" as const })),
    },
    rows: Object.entries(gaps).flatMap(([method, gap], i) =>
      seeds.map((seed) => ({ seed, method, gap: gap + 0.07 * Math.sin(3 * seed + i) })),
    ),
    reference: [],
    ghost: [],
    width: 560,
  };
}
