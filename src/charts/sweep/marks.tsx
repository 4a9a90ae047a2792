/** What is drawn of a sweep: both sides of zero, the prediction, and names where they hide least. */
import { useMemo } from "react";
import { say } from "../../text/say.ts";
import type { Axis, Series } from "../chart.ts";
import { EndTitle, Mark, type Point, strokeOf } from "../curves.tsx";
import { type Box, Label, colour, px, textWidth } from "../frame.tsx";
import { besideCurve, clearest, clipped, dense } from "../place.ts";
import { dodge, halfWidth } from "../summary.ts";
import { type Plot, hurtsAbove } from "./plot.ts";

/** Both sides of zero, tinted by what they mean. */
export function Ground({ box, zero, axis }: { readonly box: Box; readonly zero: number; readonly axis: Axis }) {
  const middle = Math.min(box.bottom, Math.max(box.top, zero));
  const [above, below] = hurtsAbove(axis) ? ["hurts", "helps"] : ["helps", "hurts"];
  const size = { x: box.left, width: px(box.right - box.left) };
  return (
    <g>
      <rect {...size} y={box.top} height={px(middle - box.top)} fill={`var(--${above}-tint)`} />
      <rect {...size} y={px(middle)} height={px(box.bottom - middle)} fill={`var(--${below}-tint)`} />
    </g>
  );
}

export function Zero({ box, zero }: { readonly box: Box; readonly zero: number }) {
  if (zero < box.top || zero > box.bottom) return null;
  return <line x1={box.left} x2={px(box.right)} y1={px(zero)} y2={px(zero)} stroke="var(--ink)" strokeWidth={1.5} />;
}

/** The words of both sides, where they hide least: at the edges of the plot, or else beside zero. */
export function Sides({
  plot,
  axis,
  at,
}: {
  readonly plot: Plot;
  readonly axis: Axis;
  /** Where the marker stands as the words are placed; they stay while it moves. */
  readonly at: number | undefined;
}) {
  const placed = useMemo(() => {
    const { x, y, box } = plot;
    const marker = at === undefined ? [] : [box.top, box.bottom].map((end) => ({ x: x(at), y: end }));
    const taken = [...linesOf(plot), ...bandsOf(plot), marker].flatMap((points) => dense(points, 8));
    const { subject = say("source") } = axis;
    const [above, below] = hurtsAbove(axis) ? (["hurts", "helps"] as const) : (["helps", "hurts"] as const);
    return [
      { side: above, text: `↑ ${subject} ${say(above)}`, heights: [box.top + 14, y(0) - 14] },
      { side: below, text: `↓ ${subject} ${say(below)}`, heights: [box.bottom - 13, y(0) + 14] },
    ].map(({ side, text, heights }) => {
      const half = { x: 0.55 * textWidth(text), y: 9 };
      const [left, right] = [box.left + half.x + 6, box.right - half.x - 6];
      const middles = [0, 1, 0.5, 0.25, 0.75].map((share) => left + share * (right - left));
      const candidates = heights.flatMap((height) => middles.map((middle) => ({ x: middle, y: height })));
      return { side, text, at: clearest(candidates, half, taken, box, 12) ?? candidates[0] };
    });
    // oxlint-disable-next-line react/exhaustive-deps -- words that fled from the marker would be read by nobody
  }, [plot, axis]);
  return placed.map(({ side, text, at }) => (
    <Label key={side} x={at.x} y={at.y + 4} anchor="middle" fill={`var(--${side})`} weight={650}>
      {text}
    </Label>
  ));
}

const inPixels = (points: readonly Point[], { x, y, box }: Plot): readonly (readonly { x: number; y: number }[])[] =>
  clipped(
    points.map((point) => ({ x: x(point.x), y: y(point.mean) })),
    box,
  );

/** All that is drawn as a line, as it is seen. */
const linesOf = (plot: Plot): readonly (readonly { x: number; y: number }[])[] =>
  plot.curves.flatMap(({ points, predicted }) => [...inPixels(points, plot), ...inPixels(predicted, plot)]);

/** The edges of the bands. */
const bandsOf = (plot: Plot): readonly (readonly { x: number; y: number }[])[] =>
  plot.curves.flatMap(({ points }) =>
    [-1, 1].flatMap((side) => {
      const edge = points.map((point) => ({ ...point, mean: point.mean + side * halfWidth(point) }));
      return inPixels(edge, plot);
    }),
  );

/** One of the dashed curves has its name on it. */
export function Predicted({ plot }: { readonly plot: Plot }) {
  const at = useMemo(() => {
    const { box } = plot;
    const half = { x: textWidth(say("predicted")) / 2, y: 8 };
    const taken = linesOf(plot).flatMap((points) => dense(points, 6));
    const candidates = plot.curves
      .flatMap(({ predicted }) => inPixels(predicted, plot))
      .flatMap((curve) => besideCurve(dense(curve, 12), half, 4));
    return clearest(candidates, half, taken, { ...box, top: box.top + 16, bottom: box.bottom - 16 }, 3);
  }, [plot]);
  return at ? (
    <Label x={at.x} y={at.y + 4} anchor="middle" fill="var(--muted)">
      {say("predicted")}
    </Label>
  ) : null;
}

export function SeriesMark({ series, shape }: { readonly series: Series; readonly shape: number }) {
  return (
    <>
      <line x1={-9} x2={9} y1={0} y2={0} stroke={colour(series.hue)} {...strokeOf(series)} />
      <Mark x={0} y={0} shape={shape} series={series} />
    </>
  );
}

/** Each name where its curve ends. */
export function EndLabels({ plot: { curves, x, y, box } }: { readonly plot: Plot }) {
  const shown = curves.flatMap(({ series, points, predicted }) => {
    const known = points.length > 0 ? points : predicted;
    const end = known.findLast((point) => x(point.x) <= box.right + 0.01) ?? known[0];
    return end
      ? [{ series, from: Math.min(box.right, x(end.x)), at: Math.min(box.bottom, Math.max(box.top, y(end.mean))) }]
      : [];
  });
  const moved = dodge(
    shown.map(({ at }) => at),
    17,
    [box.top + 4, box.bottom - 4],
  );
  return (
    <g>
      {shown.map(({ series, at }, i) => (
        <g key={series.title} data-meant={series.column}>
          <EndTitle series={series} from={box.right + 3} right={box.right} at={at} moved={moved[i]} />
        </g>
      ))}
    </g>
  );
}
