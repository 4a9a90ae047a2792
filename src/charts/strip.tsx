import { scaleLinear } from "d3";
import { formatEstimate, formatSigned } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { ChartProps, ChartSpec, Form } from "./chart.ts";
import { type Box, FloorAxis, FloorName, Label, Picture, SMALL, TEXT, px, textWidth, ticksOf } from "./frame.tsx";
import { bulkOf, finiteValues, halfWidth, numberIn, summarize, swarm } from "./summary.ts";

/**
 * A signed quantity, one dot per seed on either side of a firm zero: left the source helps, right it hurts. Two lanes:
 * the reference (the exact optimum) and the rows (what training has reached).
 */
export const strip: Form = { title: "strip", draw: (props) => <Strip {...props} /> };

/** Each lane is a line of words on paper over a tinted band; heights from the top of the lane. */
const HEAD = 24;
const LANE = { height: 92, title: 16, band: 24, diamond: 38, dots: 65, half: 18 };
const FOOT = 46;

function Strip({ spec, rows, reference, ghost, width }: ChartProps) {
  const { column } = spec.x;
  const box: Box = { left: 10, right: width - 10, top: HEAD, bottom: HEAD + 2 * LANE.height };
  const domain = spec.x.domain ?? domainOf([reference, rows], column, box.right - box.left);
  const x = scaleLinear(domain, [box.left, box.right]);
  const zero = Math.min(box.right, Math.max(box.left, x(0)));
  return (
    <Picture spec={spec} width={width} height={box.bottom + FOOT} summary={summaryOf(spec, rows, reference)}>
      {[box.top, box.top + LANE.height].map((top) => (
        <Band key={top} top={top + LANE.band} bottom={top + LANE.height} zero={zero} box={box} />
      ))}
      <Sides box={box} zero={zero} width={width} />
      <FloorAxis box={box} scale={x} ticks={signed(ticksOf(x, box.right - box.left, 68))} />
      <FloorName spec={spec} box={box} />
      <Lane name={say("exact optimum")} column={column} rows={reference} top={box.top} box={box} x={x} quiet="" />
      <Lane
        name={say("trained")}
        column={column}
        rows={rows}
        top={box.top + LANE.height}
        box={box}
        x={x}
        quiet={say("press Play")}
      />
      {[reference.length > 0 ? ghost : []].map((before) => {
        const summary = summarize(finiteValues(before, column));
        return (
          summary && (
            <path
              key="ghost"
              d={diamond(clamp(x(summary.mean), box), box.top + LANE.diamond)}
              fill="none"
              stroke="var(--line)"
            />
          )
        );
      })}
    </Picture>
  );
}

/** The two sides of a lane, and the firm zero between them. */
function Band({
  top,
  bottom,
  zero,
  box,
}: {
  readonly top: number;
  readonly bottom: number;
  readonly zero: number;
  readonly box: Box;
}) {
  const size = { y: top, height: bottom - top };
  return (
    <g>
      <rect x={box.left} width={px(zero - box.left)} {...size} fill="var(--helps-tint)" />
      <rect x={px(zero)} width={px(box.right - zero)} {...size} fill="var(--hurts-tint)" />
      <line x1={px(zero)} x2={px(zero)} y1={top - 4} y2={bottom} stroke="var(--ink)" strokeWidth={1.5} />
    </g>
  );
}

/** Both signs as words over the plot; long where there is room. */
function Sides({ box, zero, width }: { readonly box: Box; readonly zero: number; readonly width: number }) {
  const word = (side: "helps" | "hurts", room: number): string => {
    const words = `${say("source")} ${say(side)}`;
    return 1.1 * textWidth(`← ${words}`) + 16 < room ? words : say(side);
  };
  return (
    <g>
      <Label x={zero - 10} y={13} anchor="end" fill="var(--helps)" weight={650} rim={false}>
        ← {word("helps", zero)}
      </Label>
      <line x1={px(zero)} x2={px(zero)} y1={2} y2={box.top - 4} stroke="var(--ink)" strokeWidth={1.5} />
      <Label x={zero + 10} y={13} fill="var(--hurts)" weight={650} rim={false}>
        {word("hurts", width - zero)} →
      </Label>
    </g>
  );
}

interface LaneProps {
  readonly name: string;
  readonly column: string;
  readonly rows: readonly Row[];
  readonly top: number;
  readonly box: Box;
  readonly x: (value: number) => number;
  readonly quiet: string;
}

function Lane({ name, column, rows, top, box, x, quiet }: LaneProps) {
  const shown = rows.filter((row) => Number.isFinite(numberIn(row, column)));
  const values = shown.map((row) => numberIn(row, column));
  const summary = summarize(values);
  if (!summary) {
    return (
      <g>
        <LaneTitle name={name} text="" x={box.left} y={top + LANE.title} />
        <Label x={(box.left + box.right) / 2} y={top + LANE.dots} anchor="middle" fill="var(--muted)" rim={false}>
          {quiet}
        </Label>
      </g>
    );
  }
  const inside = (value: number): boolean => x(value) >= box.left - 0.01 && x(value) <= box.right + 0.01;
  const dots = shown.filter((_, i) => inside(values[i]));
  const places = dots.map((row) => x(numberIn(row, column)));
  const radius = dots.length > 60 ? 2.5 : dots.length > 24 ? 3.25 : 4;
  const heights = swarm(places, radius + 0.4, LANE.half - radius);
  const [low, high] = [summary.mean - halfWidth(summary), summary.mean + halfWidth(summary)].map((end) =>
    clamp(x(end), box),
  );
  const at = clamp(x(summary.mean), box);
  return (
    <g>
      <LaneTitle
        name={name}
        text={say("mean {value}", { value: formatEstimate(summary.mean, summary.standardError, { signed: true }) })}
        x={box.left}
        y={top + LANE.title}
      />
      {dots.map((row, i) => (
        <circle
          key={numberIn(row, "seed")}
          cx={px(places[i])}
          cy={px(top + LANE.dots + heights[i])}
          r={radius}
          fill={hueOf(numberIn(row, column))}
          fillOpacity={0.82}
        >
          <title>{`${say("seed")} ${row["seed"] ?? i + 1}: ${formatSigned(numberIn(row, column))}`}</title>
        </circle>
      ))}
      <line
        x1={px(low)}
        x2={px(high)}
        y1={top + LANE.diamond}
        y2={top + LANE.diamond}
        stroke="var(--ink)"
        strokeWidth={2}
      />
      <path d={diamond(at, top + LANE.diamond)} fill="var(--ink)" stroke="var(--paper)" strokeWidth={1} />
      <Beyond values={values.filter((value) => !inside(value))} y={top + LANE.title} box={box} />
    </g>
  );
}

function LaneTitle({
  name,
  text,
  x,
  y,
}: {
  readonly name: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}) {
  return (
    <text x={px(x)} y={px(y)} fontSize={TEXT}>
      <tspan fill="var(--muted)">{name}</tspan>
      {text !== "" && (
        <tspan dx={9} fontWeight={650}>
          {text}
        </tspan>
      )}
    </text>
  );
}

/** How many dots lie outside, and how far the last one on each side. */
function Beyond({ values, y, box }: { readonly values: readonly number[]; readonly y: number; readonly box: Box }) {
  if (values.length === 0) return null;
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const left = least < 0 ? say("◂ to {value}", { value: formatSigned(least, 1) }) : "";
  const right = greatest > 0 ? say("to {value} ▸", { value: formatSigned(greatest, 1) }) : "";
  return (
    <Label x={box.right} y={y} anchor="end" size={SMALL} fill="var(--muted)" rim={false}>
      {[say("{count} beyond", { count: values.length }), left, right].filter((part) => part !== "").join(" ")}
    </Label>
  );
}

const hueOf = (value: number): string => (value > 0 ? "var(--hurts)" : value < 0 ? "var(--helps)" : "var(--ink)");

const diamond = (x: number, y: number): string =>
  `M${px(x - 6)},${px(y)}L${px(x)},${px(y - 6)}L${px(x + 6)},${px(y)}L${px(x)},${px(y + 6)}Z`;

const clamp = (x: number, box: Box): number => Math.min(box.right, Math.max(box.left, x));

const signed = (ticks: readonly { value: number; text: string }[]): readonly { value: number; text: string }[] =>
  ticks.map(({ value, text }) => ({ value, text: value > 0 ? `+${text}` : value === 0 ? "0" : text }));

/** The bulk of all dots and each mean with its error, with zero well inside so that both words fit. */
function domainOf(lanes: readonly (readonly Row[])[], column: string, room: number): readonly [number, number] {
  const values = lanes.flatMap((rows) => finiteValues(rows, column));
  if (values.length === 0) return [-1, 1];
  const summaries = lanes.flatMap((rows) => summarize(finiteValues(rows, column)) ?? []);
  const ends = summaries.flatMap((summary) => [summary.mean - halfWidth(summary), summary.mean + halfWidth(summary)]);
  const low = Math.min(0, ...bulkOf(values), ...ends);
  const high = Math.max(0, ...bulkOf(values), ...ends);
  const span = Math.max(high - low, 0.02);
  const share = Math.min(0.45, 72 / room); // of the width, for the shorter word
  const [left, right] = [Math.max(-low, share * span * 1.15), Math.max(high, share * span * 1.15)];
  const margin = (left + right) * 0.05;
  return [-left - margin, right + margin];
}

function summaryOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): string {
  const lanes = [
    ["Exact optimum: mean {mean}; the source hurts in {hurt} of {seeds} seeds.", reference],
    ["Trained: mean {mean}; the source hurts in {hurt} of {seeds} seeds.", rows],
  ] as const;
  return lanes
    .flatMap(([phrase, lane]) => {
      const values = finiteValues(lane, spec.x.column);
      const summary = summarize(values);
      if (!summary) return [];
      const hurt = values.filter((value) => value > 0).length;
      const mean = formatEstimate(summary.mean, summary.standardError, { signed: true });
      return [say(phrase, { mean, hurt, seeds: values.length })];
    })
    .join(" ");
}

/** Sixteen seeds, one of them far out. */
export function sample(): ChartProps {
  const gaps = [0.76, -0.09, 0.61, 0.3, 1.26, 0.1, 0.25, 0.05, 0.22, 0.97, 0.78, -0.01, -0.06, -0.06, -0.24, 5.1];
  const rowsOf = (share: number): readonly Row[] => gaps.map((gap, i) => ({ seed: i + 1, transferGap: share * gap }));
  return {
    spec: {
      id: "sample-strip",
      form: "strip",
      title: "Transfer gap",
      description: "Joint error minus error alone: one dot per seed, the diamond is the mean with one standard error.",
      rows: "training",
      reference: "exact",
      x: { column: "transferGap", title: "transfer gap Δ" },
      y: { title: "" },
      series: [{ column: "transferGap", title: "Δ", hue: "ink" }],
    },
    rows: rowsOf(0.8),
    reference: rowsOf(1),
    ghost: [],
    width: 560,
  };
}
