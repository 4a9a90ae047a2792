import { useMemo } from "react";
import { formatCount, formatEstimate, formatNumber } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { ChartProps, ChartSpec, Form, Series } from "./chart.ts";
import { type Place, EndTitle, Key, Ring, Swatch, bandOf, dashOf, pathOf, sparse, strokeOf } from "./curves.tsx";
import { Cursor, type Reading } from "./cursor.tsx";
import {
  type Box,
  FloorAxis,
  FloorName,
  Head,
  Label,
  LevelAxis,
  Picture,
  Quiet,
  SMALL,
  colour,
  px,
  ticksOf,
  rectOf,
} from "./frame.tsx";
import { type Curve, KEY_TOP, curvesOf, layout, scalesOf } from "./lines/plot.ts";
import { dodge } from "./summary.ts";

/**
 * Several columns over one: means over seeds with a band of one standard error. The reference is dashed across the
 * plot, whether anything has been trained or not.
 */
export const lines: Form = { title: "lines", draw: (props) => <Lines {...props} /> };

function Lines({ spec, rows, reference, ghost, width, isComing }: ChartProps) {
  const curves = useMemo(() => curvesOf(spec, rows, reference), [spec, rows, reference]);
  const before = useMemo(() => curvesOf(spec, ghost, []), [spec, ghost]);
  const { box, height, labels } = layout(spec, width);
  const { x, y, yTicks, steps } = scalesOf(spec, curves, before, box);
  const nothing = curves.every(({ points, level }) => points.length === 0 && !Number.isFinite(level));
  const clip = `${spec.id}-clip`;
  return (
    <Picture spec={spec} width={width} height={height} summary={summaryOf(spec, curves)} interactive={steps.length > 0}>
      <clipPath id={clip}>
        <rect {...rectOf(box)} />
      </clipPath>
      <Head spec={spec} width={width} />
      <LevelAxis box={box} scale={y} ticks={yTicks} />
      <FloorAxis
        box={box}
        scale={x}
        ticks={ticksOf(x, box.right - box.left, 70).filter(({ value }) => Number.isInteger(value))}
      />
      <FloorName spec={spec} box={box} />
      <g clipPath={`url(#${clip})`}>
        {before.map(({ series, points }) => (
          <path
            key={series.column}
            d={pathOf(points, x, y)}
            fill="none"
            stroke={colour(series.hue)}
            strokeWidth={series.weight === "thin" ? 1 : 2}
            strokeOpacity={0.28}
          />
        ))}
        {curves.map(({ series, points }) => (
          <path key={series.column} d={bandOf(points, x, y)} fill={colour(series.hue)} fillOpacity={0.14} />
        ))}
        {curves.map(
          ({ series, level }) =>
            Number.isFinite(level) && <Level key={series.column} box={box} y={y(level)} series={series} />,
        )}
        {curves.map(({ series, points }) => (
          <g key={series.column}>
            <path d={pathOf(points, x, y)} fill="none" stroke={colour(series.hue)} {...strokeOf(series)} />
            {series.weight === "thin" &&
              sparse(points, x)
                .filter(({ mean }) => y(mean) >= box.top)
                .map((point) => <Ring key={point.x} x={x(point.x)} y={y(point.mean)} series={series} />)}
          </g>
        ))}
      </g>
      <BeyondTop curves={curves} x={x} y={y} box={box} />
      {labels === "beside" ? (
        <SideLabels curves={curves} y={y} box={box} />
      ) : (
        <Key spec={spec} y={KEY_TOP(spec, width)} width={width} />
      )}
      {nothing && (
        <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2} isComing={isComing}>
          {say("nothing to draw yet")}
        </Quiet>
      )}
      <Cursor
        box={box}
        places={steps.map((step) => x(step))}
        name={say("Values by {axis}", { axis: spec.x.title })}
        nameOf={(place) => `${spec.x.title} ${formatCount(steps[place])}`}
        readingsOf={(place) => readings(curves, steps[place], y)}
      />
    </Picture>
  );
}

function Level({ box, y, series }: { readonly box: Box; readonly y: number; readonly series: Series }) {
  return (
    <line x1={box.left} x2={px(box.right)} y1={px(y)} y2={px(y)} stroke={colour(series.hue)} {...dashOf(series)} />
  );
}

/** Each series' name at the level that it ends on or tends to. */
function SideLabels({ curves, y, box }: { readonly curves: readonly Curve[]; readonly y: Place; readonly box: Box }) {
  const shown = curves.flatMap(({ series, points, level }) => {
    const value = Number.isFinite(level) ? level : points.at(-1)?.mean;
    return value === undefined ? [] : [{ series, value, at: Math.min(box.bottom, Math.max(box.top, y(value))) }];
  });
  const moved = dodge(
    shown.map(({ at }) => at),
    17,
    [box.top + 2, box.bottom - 2],
  );
  return (
    <g>
      {shown.map(({ series, value, at }, i) => (
        <g key={series.column} data-meant={series.column}>
          <EndTitle series={series} from={box.right + 2} right={box.right} at={at} moved={moved[i]}>
            <tspan dx={6} fontWeight={400}>
              {value < 0.01 ? "<0.01" : formatNumber(value)}
            </tspan>
          </EndTitle>
        </g>
      ))}
    </g>
  );
}

/** Where a mean leaves the plot through the top, an arrow says how far it goes. */
function BeyondTop({
  curves,
  x,
  y,
  box,
}: {
  readonly curves: readonly Curve[];
  readonly x: Place;
  readonly y: Place;
  readonly box: Box;
}) {
  const beyond = curves.flatMap(({ points }) => points.filter((point) => y(point.mean) < box.top - 1));
  if (beyond.length === 0) return null;
  const highest = beyond.reduce((most, point) => (point.mean > most.mean ? point : most));
  const at = Math.min(box.right - 60, Math.max(box.left + 6, x(highest.x) + 6));
  return (
    <Label x={at} y={box.top + 12} size={SMALL} fill="var(--muted)">
      {say("↑ up to {value}", { value: formatNumber(highest.mean) })}
    </Label>
  );
}

function readings(curves: readonly Curve[], step: number, y: Place): readonly Reading[] {
  return curves.map(({ series, points, level }): Reading => {
    const point = points.find(({ x }) => x === step);
    const value = point ? formatEstimate(point.mean, point.standardError) : "–";
    const exact = Number.isFinite(level) ? { exact: formatNumber(level) } : {};
    const mark = <Swatch series={series} />;
    return {
      title: series.title,
      value,
      ...exact,
      mark,
      colour: colour(series.hue),
      ...(point && { y: y(point.mean) }),
    };
  });
}

function summaryOf(spec: ChartSpec, curves: readonly Curve[]): string {
  const known = curves.flatMap(({ series, points, level }): readonly string[] => {
    const last = points.at(-1);
    const now = last
      ? say("{value} at {axis} {place}", {
          value: formatNumber(last.mean),
          axis: spec.x.title,
          place: formatCount(last.x),
        })
      : "";
    const exact = Number.isFinite(level) ? `${say("exact")} ${formatNumber(level)}` : "";
    const parts = [now, exact].filter((part) => part !== "");
    return parts.length === 0 ? [] : [`${series.title}: ${parts.join(", ")}`];
  });
  return known.length === 0 ? "" : `${known.join("; ")}.`;
}

/** Twelve reports of six seeds that tend to their exact errors. */
export function sample(): ChartProps {
  const exact = { mtlError: 0.72, stlError: 0.41, sourceMtlError: 0.16, sourceStlError: 0.14 };
  const seeds = [1, 2, 3, 4, 5, 6];
  const at = (seed: number, step: number): Row => ({
    seed,
    step,
    ...Object.fromEntries(
      Object.entries(exact).map(([column, end], i) => {
        const own = end * (1 + 0.18 * Math.sin(2.1 * seed + i));
        return [column, own + (0.95 - own) * Math.exp(-step / (22 + 6 * i))];
      }),
    ),
  });
  const steps = Array.from({ length: 25 }, (_, i) => 5 * i);
  return {
    spec: {
      id: "sample-lines",
      form: "lines",
      title: "Errors while training",
      description: "Error of each task against training steps, trained jointly (thick) and alone (thin).",
      rows: "training",
      reference: "exact",
      x: { column: "step", title: "step" },
      y: { title: "error (0 perfect, 1 predicts nothing)", better: "lower" },
      series: [
        { column: "mtlError", title: "target, joint", hue: "target", weight: "thick" },
        { column: "stlError", title: "target, alone", hue: "target", weight: "thin" },
        { column: "sourceMtlError", title: "source, joint", hue: "source", weight: "thick" },
        { column: "sourceStlError", title: "source, alone", hue: "source", weight: "thin" },
      ],
    },
    rows: steps.flatMap((step) => seeds.map((seed) => at(seed, step))),
    reference: seeds.map((seed) => at(seed, 1e6)),
    ghost: [],
    width: 560,
  };
}
