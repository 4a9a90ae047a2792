/** How a phase pad is used: the puck and the ground under it where it chooses, a cursor over the cells where it does not. */
import type { ChartProps } from "../chart.ts";
import { say } from "../../text/say.ts";
import { directionOf } from "../choice.ts";
import { rectOf } from "../frame.tsx";
import { Handle, pointOf, useDrag } from "../handle.tsx";
import type { Point } from "../place.ts";
import { type Pad, cellAt, cellInWords, cellUnder, choiceAt, padChoiceAfter, valueText, whereOf } from "./pad.ts";

type Choose = NonNullable<ChartProps["choose"]>;

/** The plot itself: it shows what is under the pointer, and a press brings the puck there. A finger may still scroll. */
export function Surface({
  pad,
  point,
  choose,
  focus,
}: {
  readonly pad: Pad;
  readonly point: (cell: number | undefined) => void;
  readonly choose: Choose;
  readonly focus: () => void;
}) {
  const { box } = pad;
  const drag = useDrag((place) => choiceAt(pad, place), choose);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the puck has the keys
    <rect
      {...rectOf(box)}
      fill="transparent"
      style={{ touchAction: "pan-y", cursor: "crosshair" }}
      onPointerDown={(event) => {
        if (event.pointerType !== "touch") drag.onPointerDown?.(event);
      }}
      onMouseDown={(event) => {
        event.preventDefault(); // a press elsewhere would take the focus
        focus();
      }}
      onPointerMove={(event) => {
        point(cellUnder(pad, pointOf(event)));
        drag.onPointerMove?.(event);
      }}
      onLostPointerCapture={drag.onLostPointerCapture}
      onPointerLeave={() => point(undefined)}
      onClick={(event) => {
        if (event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "touch")
          choose(choiceAt(pad, pointOf(event)), true);
      }}
    />
  );
}

export function Puck({
  pad,
  seeds,
  at,
  place,
  choose,
  handle,
}: {
  readonly pad: Pad;
  /** How many there will be. */
  readonly seeds: number;
  readonly at: Point;
  readonly place: Point;
  readonly choose: Choose;
  readonly handle: React.RefObject<SVGGElement | null>;
}) {
  const { horizontal, vertical, grid } = pad;
  const cell = cellAt(pad, at);
  const [least, most] = vertical.domain ?? [grid.ys[0] ?? 0, grid.ys.at(-1) ?? 0];
  const where = `${horizontal.title} ${valueText(horizontal, at.x)}, ${vertical.title} ${valueText(vertical, at.y)}`;
  const shown =
    cell === undefined ? "" : `; ${pad.spec.series[0]?.title ?? ""} ${cellInWords(grid.cells[cell], seeds)}`;
  return (
    <Handle
      at={place}
      handle={handle}
      name={say("{across} by left and right, {up} by up and down, with Shift in small steps", {
        across: horizontal.title,
        up: vertical.title,
      })}
      kind={say("two-dimensional slider")}
      cursor="grab"
      value={{ least, most, now: at.y, text: `${where}${shown}` }}
      choiceAt={(point) => choiceAt(pad, point)}
      choiceAfter={(key, fine) => padChoiceAfter(key, fine, at, [horizontal, grid.xs], [vertical, grid.ys])}
      choose={choose}
    >
      <circle r={10} fill="none" stroke="var(--paper)" strokeWidth={6} />
      <circle r={10} fill="var(--paper)" fillOpacity={0.35} stroke="var(--ink)" strokeWidth={3} />
      <circle r={2.25} fill="var(--ink)" />
    </Handle>
  );
}

/** Without a puck: a cursor over the cells, by pointer and arrow keys. */
export function Reader({
  pad,
  seeds,
  cell,
  point,
}: {
  readonly pad: Pad;
  readonly seeds: number;
  readonly cell: number | undefined;
  readonly point: (cell: number | undefined) => void;
}) {
  const { box, grid, horizontal, vertical } = pad;
  const count = grid.cells.length;
  if (count === 0) return null;
  const from = Math.min(count - 1, cell ?? 0);
  const walk = (key: string): number | undefined => {
    const [across, up] = [
      directionOf(key, ["ArrowLeft"], ["ArrowRight"]),
      directionOf(key, ["ArrowDown"], ["ArrowUp"]),
    ];
    if (across === 0 && up === 0) return undefined;
    const column = Math.min(grid.xs.length - 1, Math.max(0, (from % grid.xs.length) + across));
    const row = Math.min(grid.ys.length - 1, Math.max(0, Math.floor(from / grid.xs.length) + up));
    return row * grid.xs.length + column;
  };
  return (
    <rect
      {...rectOf(box)}
      fill="transparent"
      style={{ touchAction: "pan-y" }}
      tabIndex={0}
      role="slider"
      aria-label={say("Values by {across} and {up}", { across: horizontal.title, up: vertical.title })}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={from}
      aria-valuetext={`${whereOf(pad, from)}; ${cellInWords(grid.cells[from], seeds)}`}
      onPointerDown={(event) => point(cellUnder(pad, pointOf(event)))}
      onPointerMove={(event) => point(cellUnder(pad, pointOf(event)))}
      onPointerLeave={() => point(undefined)}
      onBlur={() => point(undefined)}
      onKeyDown={(event) => {
        const next = event.key === "Escape" ? undefined : walk(event.key);
        if (next === undefined && event.key !== "Escape") return;
        event.preventDefault();
        point(next);
      }}
    />
  );
}
