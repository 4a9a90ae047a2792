import { line, scaleLinear, scaleLog } from "d3";
import { useMemo } from "react";
import { formatCount, formatDegrees, formatNumber, formatPercent } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { ChartProps, Form } from "./chart.ts";
import { Cursor } from "./cursor.tsx";
import {
  AxisName,
  type Box,
  FloorAxis,
  Head,
  Label,
  LevelAxis,
  Picture,
  Quiet,
  SMALL,
  headLines,
  logTicks,
  px,
  textWidth,
  ticksOf,
} from "./frame.tsx";
import { numberIn, quantileOf } from "./summary.ts";

/** A loss over an angle that comes round after 180°: the curve, its minima (the first is the best) and where training is. */
export const landscape: Form = { title: "landscape", draw: (props) => <Landscape {...props} /> };

interface Point {
  readonly t: number;
  readonly loss: number;
}

const TICKS = [-90, -45, 0, 45, 90].map((value) => ({ value, text: formatDegrees(value) }));

/** What the heads are at each tick, in two short lines. */
const HEADS = [
  [-90, "source", "only"],
  [-45, "opposite", "signs"],
  [0, "target", "only"],
  [45, "equal", "heads"],
  [90, "source", "only"],
] as const;

function Landscape({ spec, rows, ghost, width, isComing }: ChartProps) {
  const { curve, minima, now } = useMemo(() => pointsOf(rows), [rows]);
  const before = useMemo(() => pointsOf(ghost), [ghost]);
  const top = 17 * headLines(spec, width) + 14;
  const plot = Math.round(Math.min(280, Math.max(190, width * 0.44)));
  const box: Box = { left: 48, right: width - 20, top, bottom: top + plot };
  const x = scaleLinear([-90, 90], [box.left, box.right]);
  const { y, ticks, highest } = levels(curve, minima, box);
  const clip = `${spec.id}-clip`;
  const path = line<Point>(
    ({ t }) => px(x(t)),
    ({ loss }) => px(y(loss)),
  );
  const beyond = curve.length > 0 && highest < Math.max(...curve.map(({ loss }) => loss));
  const isAbove = now !== undefined && y(now.loss) < box.top;
  return (
    <Picture
      spec={spec}
      width={width}
      height={box.bottom + 72}
      summary={summaryOf(minima, now)}
      interactive={curve.length > 0}
    >
      <clipPath id={clip}>
        <rect x={box.left} y={box.top} width={px(box.right - box.left)} height={box.bottom - box.top} />
      </clipPath>
      <Head spec={spec} width={width} />
      {curve.length > 0 && <LevelAxis box={box} scale={y} ticks={ticks} />}
      <FloorAxis box={box} scale={x} ticks={TICKS} />
      {HEADS.map(([t, first, second]) => (
        <g key={t} fontSize={SMALL} fill="var(--muted)" textAnchor="middle">
          <text x={px(x(t))} y={box.bottom + 33}>
            {say(first)}
          </text>
          <text x={px(x(t))} y={box.bottom + 46}>
            {say(second)}
          </text>
        </g>
      ))}
      <AxisName axis={spec.x} of={spec.x.column} x={(box.left + box.right) / 2} y={box.bottom + 65} anchor="middle" />
      <g clipPath={`url(#${clip})`} fill="none">
        <path d={path(before.curve as Point[]) ?? ""} stroke="var(--line)" strokeWidth={1.5} strokeOpacity={0.5} />
        <path d={path(curve as Point[]) ?? ""} stroke="var(--ink)" strokeWidth={2} strokeLinejoin="round" />
      </g>
      {beyond && !isAbove && <Beyond curve={curve} x={x} y={y} box={box} />}
      {curve.length > 0 && <Minima minima={minima} x={x} y={y} box={box} />}
      {curve.length > 0 && now && <Now point={now} x={x} y={y} box={box} />}
      {curve.length === 0 && (
        <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2} isComing={isComing}>
          {say("belongs to two tasks and capacity r = 1")}
        </Quiet>
      )}
      <Cursor
        box={box}
        places={curve.map(({ t }) => x(t))}
        name={say("Values by {axis}", { axis: spec.x.title })}
        nameOf={(place) => `${spec.x.title} ${formatDegrees(curve[place].t, 0)}`}
        readingsOf={(place) => [
          {
            title: spec.series[0]?.title ?? spec.y.title,
            value: lossText(curve[place].loss),
            y: Math.max(box.top, y(curve[place].loss)),
          },
        ]}
      />
    </Picture>
  );
}

function pointsOf(rows: readonly Row[]): { curve: readonly Point[]; minima: readonly Point[]; now: Point | undefined } {
  const marked = (mark: string): readonly Point[] =>
    rows
      .filter((row) => row["mark"] === mark)
      .map((row) => ({ t: wrapped(numberIn(row, "t")), loss: numberIn(row, "loss") }))
      .filter(({ t, loss }) => Number.isFinite(t) && Number.isFinite(loss));
  return { curve: marked("curve").toSorted((a, b) => a.t - b.t), minima: marked("minimum"), now: marked("now").at(-1) };
}

/** An angle modulo 180°, in −90 … 90. */
function wrapped(degrees: number): number {
  return degrees >= -90 && degrees <= 90 ? degrees : degrees - 180 * Math.round(degrees / 180);
}

/** The valleys fill the plot: peaks that rise far above them leave it through the top. */
function levels(curve: readonly Point[], minima: readonly Point[], box: Box) {
  const losses = curve.map(({ loss }) => loss);
  const valleys = [...minima.map(({ loss }) => loss), ...losses];
  const least = losses.length === 0 ? 0 : Math.min(...valleys);
  const most = losses.length === 0 ? 1 : Math.max(...losses);
  const deepest = Math.max(least, ...minima.map(({ loss }) => loss));
  const highest = Math.min(
    most,
    Math.max(quantileOf(losses.length === 0 ? [1] : losses, 0.9), deepest + (deepest - least)),
  );
  const range = [box.bottom - 22, box.top] as const; // room for the names under the minima
  if (least > 1e-12 * highest && highest > 3 * least && least > 1e-12) {
    const y = scaleLog([least, highest], range);
    const low = y.invert(box.bottom);
    return { y, ticks: logTicks([low, highest]), highest };
  }
  const y = scaleLinear([least, Math.max(highest, least + 1e-9 * Math.max(1, Math.abs(least)))], range);
  const whole = scaleLinear([y.invert(box.bottom), y.domain()[1]], [box.bottom, box.top]);
  return { y, ticks: ticksOf(whole, box.bottom - box.top, box.bottom - box.top < 230 ? 44 : 58), highest };
}

type Place = (value: number) => number;

function Minima({
  minima,
  x,
  y,
  box,
}: {
  readonly minima: readonly Point[];
  readonly x: Place;
  readonly y: Place;
  readonly box: Box;
}) {
  const best = minima[0];
  return (
    <g>
      {minima.map(({ t, loss }, i) => {
        const text =
          i === 0 ? say("best basin") : say("other basin {above}", { above: formatPercent(loss / best.loss - 1) });
        const half = textWidth(text, SMALL) / 2;
        const at = Math.min(box.right + 16 - half, Math.max(box.left + half + 2, x(t)));
        const cy = Math.min(box.bottom, Math.max(box.top, y(loss)));
        return (
          <g key={t}>
            <circle cx={px(x(t))} cy={px(cy)} r={5} fill="var(--paper)" stroke="var(--ink)" strokeWidth={2} />
            <Label x={at} y={cy + 18} anchor="middle" size={SMALL} weight={i === 0 ? 650 : 400}>
              {text}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** Where training stands; a triangle at the top while its loss is above the plot. */
function Now({ point, x, y, box }: { readonly point: Point; readonly x: Place; readonly y: Place; readonly box: Box }) {
  const at = x(point.t);
  const inside = y(point.loss) >= box.top;
  const cy = Math.min(box.bottom, Math.max(box.top + 6, y(point.loss)));
  const text = inside ? say("now") : `${say("now")} ${lossText(point.loss)}`;
  const half = textWidth(text, SMALL) / 2;
  return (
    <g>
      {inside ? (
        <circle cx={px(at)} cy={px(cy)} r={5} fill="var(--accent)" stroke="var(--paper)" strokeWidth={1.5} />
      ) : (
        <path d={`M${px(at)},${px(cy - 6)}l6,10h-12Z`} fill="var(--accent)" stroke="var(--paper)" />
      )}
      <Label
        x={Math.min(box.right + 18 - half, Math.max(box.left + half, at))}
        y={cy + (inside ? -12 : 20)}
        anchor="middle"
        size={SMALL}
        fill="var(--accent)"
        weight={650}
      >
        {text}
      </Label>
    </g>
  );
}

/** How high the highest peak is, beside it. */
function Beyond({
  curve,
  x,
  y,
  box,
}: {
  readonly curve: readonly Point[];
  readonly x: Place;
  readonly y: Place;
  readonly box: Box;
}) {
  const peak = curve.reduce((most, point) => (point.loss > most.loss ? point : most));
  const isInside = ({ loss }: Point): boolean => y(loss) > box.top + 18;
  const after = curve.find((point) => point.t > peak.t && isInside(point));
  const before = curve.findLast((point) => point.t < peak.t && isInside(point));
  const text = say("↑ up to {value}", { value: lossText(peak.loss) });
  const fits = after && x(after.t) + 8 + textWidth(text, SMALL) < box.right;
  const beside = fits ? after : before;
  if (!beside) return null;
  return (
    <Label
      x={x(beside.t) + (fits ? 8 : -8)}
      y={box.top + 12}
      anchor={fits ? "start" : "end"}
      size={SMALL}
      fill="var(--muted)"
    >
      {text}
    </Label>
  );
}

const lossText = (loss: number): string => (loss >= 100 ? formatCount(loss) : formatNumber(loss));

function summaryOf(minima: readonly Point[], now: Point | undefined): string {
  const [best, ...others] = minima;
  if (!best) return "";
  return [
    say("The best basin lies at {angle}.", { angle: formatDegrees(best.t) }),
    ...others.map(({ t, loss }) =>
      say("Another lies at {angle}, {above}.", { angle: formatDegrees(t), above: formatPercent(loss / best.loss - 1) }),
    ),
    ...(now
      ? [say("Training stands at {angle} with loss {loss}.", { angle: formatDegrees(now.t), loss: lossText(now.loss) })]
      : []),
  ].join(" ");
}

/** Two valleys, and training on its way into the worse one. */
export function sample(): ChartProps {
  const loss = (t: number): number => {
    const angle = (t * Math.PI) / 180;
    return (
      300 + 260 * Math.sin(2 * angle - 2.4) ** 2 * (1 + 0.4 * Math.cos(2 * angle)) + 40 * Math.cos(angle - 2.4) ** 2
    );
  };
  const curve = Array.from({ length: 181 }, (_, i) => ({ seed: 1, mark: "curve", t: i - 90, loss: loss(i - 90) }));
  const minima = curve
    .filter(({ loss: here }, i) => i > 0 && i < 180 && here < curve[i - 1].loss && here < curve[i + 1].loss)
    .toSorted((a, b) => a.loss - b.loss)
    .map(({ t, loss }) => ({ seed: 1, mark: "minimum", t, loss }));
  return {
    spec: {
      id: "sample-landscape",
      form: "landscape",
      title: "Landscape of the heads",
      description: "The least training loss that each pair of heads allows.",
      rows: "landscape",
      x: { column: "t", title: "head angle t", unit: "°", domain: [-90, 90] },
      y: { title: "training loss F", better: "lower" },
      series: [{ column: "loss", title: "loss", hue: "ink" }],
    },
    rows: [...curve, ...minima, { seed: 1, mark: "now", t: 10, loss: loss(10) + 30 }],
    reference: [],
    ghost: [],
    width: 560,
  };
}
