/** What is known at a value of the setting that is swept, in numbers. */
import { formatEstimate, formatNumber, formatSigned } from "../../core/format.ts";
import { say } from "../../text/say.ts";
import type { Axis } from "../chart.ts";
import type { Reading } from "../cursor.tsx";
import type { Place, Point } from "../curves.tsx";
import { colour } from "../frame.tsx";
import { verdictOf } from "../summary.ts";
import { SeriesMark } from "./marks.tsx";
import { type Plot, hurtsAbove } from "./plot.ts";

export function readingsAt(value: number, { curves, x, y }: Plot, axis: Axis): readonly Reading[] {
  return curves.map(({ series, points, predicted }, i): Reading => {
    const point = points.find((other) => other.x === value);
    const expected = predictedAt(predicted, value, x);
    const written = axis.signed ? formatSigned : formatNumber;
    return {
      title: series.title,
      value: point ? pointInWords(point, axis) : "–",
      ...(expected !== undefined && { exact: written(expected) }),
      mark: <SeriesMark series={series} shape={i} />,
      colour: colour(series.hue),
      ...(point && { y: y(point.mean) }),
    };
  });
}

/** An estimate; of a signed one also what its sign means. */
export function pointInWords(point: Point, axis: Axis): string {
  const estimate = formatEstimate(point.mean, point.standardError, { signed: axis.signed === true });
  if (!axis.signed) return estimate;
  return `${estimate} ${say(verdictOf(hurtsAbove(axis) ? point : { ...point, mean: -point.mean }))}`;
}

/** The prediction at a value, on the straight line between its neighbours as drawn; its level if it has only one. */
export function predictedAt(predicted: readonly Point[], value: number, x: Place): number | undefined {
  if (predicted.length === 1) return predicted[0].mean;
  const next = predicted.findIndex((point) => point.x >= value);
  if (next < 0) return undefined;
  if (predicted[next].x === value) return predicted[next].mean;
  if (next === 0) return undefined;
  const [before, after] = [predicted[next - 1], predicted[next]];
  const share = (x(value) - x(before.x)) / (x(after.x) - x(before.x));
  return before.mean + share * (after.mean - before.mean);
}
