/** The points that a reader paints on a plane: a press paints one, a drag or the arrow keys move it, a press on it erases it. */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { formatNumber } from "../../core/format.ts";
import { type PlanePoint, formatPoints, parsePoints } from "../../core/points.ts";
import { say } from "../../text/say.ts";
import type { ChartProps, ChartSpec, Choice } from "../chart.ts";
import { directionOf } from "../choice.ts";
import { Handle } from "../handle.tsx";
import type { Point } from "../place.ts";
import type { Scale } from "./marks.ts";

type Paint = NonNullable<ChartSpec["paint"]>;

/** The painted points as they stand in the settings. */
export function paintedNow(paint: Paint | undefined, now: ChartProps["now"]): readonly PlanePoint[] {
  return (paint && parsePoints(String(now?.[paint.column] ?? ""))) ?? [];
}

/** The choice of these points; those beyond the most that there may be are left out. */
function choiceOf({ column, most }: Paint, points: readonly PlanePoint[]): Choice {
  return { [column]: formatPoints(points.slice(0, most)) };
}

/** A coordinate that can be painted: a twentieth, within reach. */
function coordinate(value: number, { reach }: Paint): number {
  return Math.min(reach, Math.max(-reach, Math.round(value * 20) / 20));
}

/** The choice that paints one more point at a place of the picture. */
export function painted(paint: Paint, points: readonly PlanePoint[], at: Point, x: Scale, y: Scale): Choice {
  return choiceOf(paint, [...points, [coordinate(x.invert(at.x), paint), coordinate(y.invert(at.y), paint)]]);
}

/** The steps of the arrow keys. */
const [STEP, FINE] = [0.25, 0.05];
/** A press that moved less than this, in pixels, was no drag. */
const STILL = 4;

interface PaintedProps {
  readonly paint: Paint;
  readonly points: readonly PlanePoint[];
  readonly x: Scale;
  readonly y: Scale;
  readonly hue: string;
  readonly choose: NonNullable<ChartProps["choose"]>;
}

export function PaintedPoints({ paint, points, x, y, hue, choose }: PaintedProps) {
  const group = useRef<SVGGElement>(null);
  const replaced = (i: number, point: PlanePoint): Choice =>
    choiceOf(
      paint,
      points.map((other, j) => (i === j ? point : other)),
    );
  const erase = (i: number): void => {
    choose(
      choiceOf(
        paint,
        points.filter((_, j) => i !== j),
      ),
      true,
    );
    group.current?.focus({ preventScroll: true }); // what had the focus is gone
  };
  return (
    <g ref={group} tabIndex={-1} role="group" aria-label={say("Painted points")}>
      {points.map((point, i) => {
        const key = `${i}`; // points are appended, and one that is moved stays itself
        return (
          <PaintedPoint
            key={key}
            point={point}
            paint={paint}
            x={x}
            y={y}
            hue={hue}
            replaced={(moved) => replaced(i, moved)}
            erase={() => erase(i)}
            choose={choose}
          />
        );
      })}
    </g>
  );
}

interface PaintedPointProps extends Omit<PaintedProps, "points"> {
  readonly point: PlanePoint;
  readonly replaced: (point: PlanePoint) => Choice;
  readonly erase: () => void;
}

function PaintedPoint({ point: [px, py], paint, x, y, hue, replaced, erase, choose }: PaintedPointProps) {
  const pressed = useRef<Point>(undefined);
  const isStill = ({ clientX, clientY }: { clientX: number; clientY: number }): boolean =>
    pressed.current !== undefined && Math.hypot(clientX - pressed.current.x, clientY - pressed.current.y) < STILL;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the handle in it has the keys
    <g
      onPointerDown={({ clientX, clientY }: PointerEvent) => (pressed.current = { x: clientX, y: clientY })}
      onClick={(event) => isStill(event) && erase()}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "Delete" && event.key !== "Backspace") return;
        event.preventDefault();
        erase();
      }}
    >
      <Handle
        at={{ x: x(px), y: y(py) }}
        name={say("Painted point: arrow keys move it, Delete erases it")}
        kind={say("two-dimensional slider")}
        value={{ least: -paint.reach, most: paint.reach, now: px, text: `${formatNumber(px)}; ${formatNumber(py)}` }}
        cursor="grab"
        choose={choose}
        choiceAt={(at) => replaced([coordinate(x.invert(at.x), paint), coordinate(y.invert(at.y), paint)])}
        choiceAfter={(key, fine) => {
          const across = directionOf(key, ["ArrowLeft"], ["ArrowRight"]);
          const up = directionOf(key, ["ArrowDown"], ["ArrowUp"]);
          const step = fine ? FINE : STEP;
          if (across === 0 && up === 0) return undefined;
          return replaced([coordinate(px + step * across, paint), coordinate(py + step * up, paint)]);
        }}
      >
        <circle r={8} fill="none" stroke={hue} strokeWidth={2} />
      </Handle>
    </g>
  );
}
