import { type ReactNode, useMemo } from "react";
import { say } from "../text/say.ts";
import type { ChartProps, ChartSpec, Form } from "./chart.ts";
import { Cursor } from "./cursor.tsx";
import { Key, Mark, bandOf, pathOf, sparse, strokeOf, dashOf } from "./curves.tsx";
import {
  FloorAxis,
  FloorName,
  Head,
  LevelAxis,
  Picture,
  Quiet,
  TAG_ROOM,
  colour,
  headLines,
  rectOf,
} from "./frame.tsx";
import { Marker, standing } from "./sweep/marker.tsx";
import { EndLabels, Ground, Predicted, SeriesMark, Sides, Zero } from "./sweep/marks.tsx";
import {
  type Curve,
  type Plot,
  curvesOf,
  layout,
  placesOf,
  plotOf,
  valueText,
  isInside,
  levelOf,
} from "./sweep/plot.ts";
import { pointInWords, readingsAt } from "./sweep/readings.tsx";

/**
 * Columns over a setting that was varied: a mark at each value, a band of one standard error, the prediction dashed.
 * Where the sign of the columns matters, zero is drawn firmly and both sides have their words. A marker shows the
 * setting in force, and moving it chooses another.
 */
export const sweep: Form = { title: "sweep", draw: (props) => <Sweep {...props} /> };

interface SweepProps extends ChartProps {
  /** What a form adds over the curves. */
  readonly overlay?: (plot: Plot) => ReactNode;
  /** What it adds to the words for those who do not see the picture. */
  readonly words?: string;
}

export function Sweep({ spec, rows, reference, ghost, width, now, choose, isComing, overlay, words = "" }: SweepProps) {
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
      <FloorName spec={spec} box={box} />
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
      {spec.y.signed && <Sides plot={plot} axis={spec.y} at={at} />}
      <Predicted plot={plot} />
      {labels === "beside" ? (
        <EndLabels plot={plot} />
      ) : (
        <Key spec={spec} y={17 * headLines(spec, width) + 17} width={width} mark={SeriesMark} />
      )}
      {placesOf(curves).length === 0 && (
        <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2} isComing={isComing}>
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
