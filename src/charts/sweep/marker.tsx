/** The setting in force, on the floor of a sweep's plot. */
import type { ChartProps, ChartSpec, Axis } from "../chart.ts";
import { directionOf, nearestChoice, nextChoice } from "../choice.ts";
import type { Place } from "../curves.tsx";
import { type Box, FloorTag, px } from "../frame.tsx";
import { Handle } from "../handle.tsx";
import { type Plot, valueText } from "./plot.ts";

/** The setting in force, where the plot shows it. */
export function standing(axis: ChartSpec["x"], now: ChartProps["now"], x: Place, box: Box): number | undefined {
  const value = Number(now?.[axis.column]);
  const place = x(value);
  return place >= box.left - 0.01 && place <= box.right + 0.01 ? value : undefined;
}

/** The setting in force on the floor of the plot; its tag can be moved. */
export function Marker({
  spec,
  plot: { x, box },
  at,
  stops,
  choose,
}: {
  readonly spec: ChartSpec;
  readonly plot: Plot;
  readonly at: number;
  readonly stops: readonly number[];
  readonly choose: ChartProps["choose"];
}) {
  const { column } = spec.x;
  const [least, most] = x.domain(); // inverted places would not be whole
  const axis: Axis = { ...spec.x, domain: [least, most] };
  const text = valueText(spec.x, at);
  return (
    <g>
      <line
        x1={px(x(at))}
        x2={px(x(at))}
        y1={box.top}
        y2={box.bottom + 5}
        stroke="var(--ink)"
        strokeDasharray="1 3"
        pointerEvents="none"
      />
      <FloorTag box={box} x={x(at)}>
        {text}
      </FloorTag>
      {choose && (
        <Handle
          at={{ x: x(at), y: box.bottom + 5 }}
          name={spec.x.title}
          value={{ least, most, now: at, text }}
          cursor="ew-resize"
          choose={choose}
          choiceAt={(point) => ({
            [column]: nearestChoice(axis, x.invert(Math.min(box.right, Math.max(box.left, point.x)))),
          })}
          choiceAfter={(key, fine) => {
            const direction = directionOf(key, ["ArrowLeft", "ArrowDown"], ["ArrowRight", "ArrowUp"]);
            return direction === 0 ? undefined : { [column]: nextChoice(axis, stops, at, direction, fine) };
          }}
        >
          <path d="M0,-8L6,1H-6Z" fill="var(--ink)" stroke="var(--paper)" strokeWidth={1.5} />
        </Handle>
      )}
    </g>
  );
}
