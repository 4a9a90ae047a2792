/** The marks of a plane as they are drawn: ellipses, points, decision boundaries, and the key of the points. */
import type { ReactNode } from "react";
import { say } from "../../text/say.ts";
import type { ChartSpec } from "../chart.ts";
import { markPath } from "../curves.tsx";
import { type Box, Label, SMALL, colour, px } from "../frame.tsx";
import { type Boundary, type Dot, type Ellipse, type Scale, KEY_WIDTH, edgeOf } from "./marks.ts";

export function Outline({
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
export function Dots({ dots, x, y }: { readonly dots: readonly Dot[]; readonly x: Scale; readonly y: Scale }) {
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

/** A boundary through the origin; short arrows point to the side where labels are positive. */
export function BoundaryLine({
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

/** What filled and hollow points are; over the plot, so that it hides none. */
export function LabelKey({
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
      {entry(0, true, say("label {sign}", { sign: "+1" }))}
      {entry(KEY_WIDTH / 2, false, say("label {sign}", { sign: "−1" }))}
    </g>
  );
}
