/** The handle at the end of an ellipse's long axis, which turns it. */
import { formatDegrees } from "../../core/format.ts";
import { say } from "../../text/say.ts";
import type { ChartProps } from "../chart.ts";
import { directionOf, nearestChoice, nextChoice } from "../choice.ts";
import { type Box, colour } from "../frame.tsx";
import { Handle } from "../handle.tsx";
import { type Ellipse, type Scale, endOf } from "./marks.ts";

/** The angle of a direction as the misalignment of an axis: an axis has no sense, and the nearest end of 0 … 90 counts. */
export function misalignmentAt(degrees: number): number {
  const axis = ((degrees % 180) + 180) % 180;
  return axis <= 90 ? axis : axis > 135 ? 0 : 90;
}

export function angleNow(now: number | string | boolean | undefined, ellipse: Ellipse): number {
  return typeof now === "number" ? now : misalignmentAt(ellipse.angle);
}

const TURN = { title: "angle", domain: [0, 90], step: 1 } as const;

/** Where the arrow keys stop: every five degrees. */
const STOPS = Array.from({ length: 19 }, (_, i) => 5 * i);

export function TurnHandle({
  column,
  ellipse,
  angle,
  x,
  y,
  unit,
  box,
  choose,
}: {
  readonly column: string;
  readonly ellipse: Ellipse;
  readonly angle: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly unit: number;
  readonly box: Box;
  readonly choose: NonNullable<ChartProps["choose"]>;
}) {
  const at = endOf(ellipse, x, y, unit, box);
  return (
    <Handle
      at={at}
      name={say("{series}: turn the long axis, with Shift in small steps", { series: ellipse.series.title })}
      value={{ least: 0, most: 90, now: angle, text: formatDegrees(angle) }}
      cursor="grab"
      choose={choose}
      choiceAt={(point) => {
        const degrees = (Math.atan2(y(0) - point.y, point.x - x(0)) * 180) / Math.PI;
        return { [column]: nearestChoice(TURN, misalignmentAt(degrees)) };
      }}
      choiceAfter={(key, fine) => {
        const direction = directionOf(key, ["ArrowRight", "ArrowDown"], ["ArrowLeft", "ArrowUp"]);
        return direction === 0 ? undefined : { [column]: nextChoice(TURN, STOPS, angle, direction, fine) };
      }}
    >
      <circle r={8} fill="var(--paper)" stroke={colour(ellipse.series.hue)} strokeWidth={3} />
      <path
        d="M-3,-3.5A4.6,4.6 0 1 1 -3,3.5M-5.4,-2.2L-3,-3.5L-2.2,-0.9"
        fill="none"
        stroke={colour(ellipse.series.hue)}
        strokeWidth={1.25}
      />
    </Handle>
  );
}
