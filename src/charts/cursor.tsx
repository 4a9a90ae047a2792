/**
 * Exact values under the pointer and under the keyboard's cursor: for a screen reader a slider whose value is a
 * sentence, for the eye a line with the numbers beside it.
 */
import { bisectCenter } from "d3";
import { say } from "../text/say.ts";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { type Box, SMALL, px, textWidth } from "./frame.tsx";
import { pointOf } from "./handle.tsx";
import type { Point } from "./place.ts";

export interface Reading {
  readonly title: string;
  readonly value: string;
  /** The exact value that it tends to; shown where there is room, always spoken. */
  readonly exact?: string;
  /** A mark of 18 × 10 pixels around (0, 0) that says which series this is. */
  readonly mark?: ReactNode;
  /** Where the value lies, for a dot on the line. */
  readonly y?: number;
  readonly colour?: string;
}

interface CursorProps {
  readonly box: Box;
  /** What can be pointed at, ascending: places in pixels, and what each is called. */
  readonly places: readonly number[];
  /** Where the places are points of a plane: their heights. The nearest to the pointer is then ringed. */
  readonly heights?: readonly number[];
  readonly name: string;
  readonly nameOf: (place: number) => string;
  readonly readingsOf: (place: number) => readonly Reading[];
  /** What the second value of a reading is. */
  readonly other?: string;
  /** What a press on the plot does. */
  readonly press?: ((at: Point) => void) | undefined;
  /** What lies over the plot and can be moved: the numbers are drawn over it. */
  readonly children?: ReactNode;
}

export function Cursor({
  box,
  places,
  heights,
  name,
  nameOf,
  readingsOf,
  other = say("exact"),
  press,
  children,
}: CursorProps) {
  const [chosen, setChosen] = useState<number | undefined>();
  if (places.length === 0) return children;
  const last = places.length - 1;
  const place = chosen === undefined ? undefined : Math.min(chosen, last);
  const follow = (event: PointerEvent<SVGRectElement>): void => {
    const { x, y } = pointOf(event);
    setChosen(heights ? nearestPlace(places, heights, x, y) : bisectCenter(places, x));
  };
  const walk = (event: KeyboardEvent): void => {
    const next = placeAfter(event.key, place, last);
    if (next === null) return;
    event.preventDefault();
    setChosen(next);
  };
  const clear = (): void => setChosen(undefined);
  const readings = readingsOf(place ?? last);
  return (
    <>
      <rect
        x={box.left}
        y={box.top}
        width={Math.max(0, box.right - box.left)}
        height={Math.max(0, box.bottom - box.top)}
        fill="transparent"
        style={{ touchAction: "pan-y" }}
        tabIndex={0}
        role="slider"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={place ?? last}
        aria-valuetext={[nameOf(place ?? last), ...readings.map((reading) => spoken(reading, other))].join("; ")}
        onPointerDown={follow}
        onPointerMove={follow}
        onPointerLeave={clear}
        onKeyDown={walk}
        onBlur={clear}
        {...(press && { onClick: (event) => press(pointOf(event)), cursor: "crosshair" })}
      />
      {children}
      {place !== undefined && (
        <Readout
          box={box}
          x={places[place]}
          {...(heights && { ring: heights[place] })}
          title={nameOf(place)}
          readings={readings}
          other={other}
        />
      )}
    </>
  );
}

function nearestPlace(places: readonly number[], heights: readonly number[], x: number, y: number): number {
  const distance = (i: number): number => (places[i] - x) ** 2 + (heights[i] - y) ** 2;
  return places.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
}

function spoken({ title, value, exact }: Reading, other: string): string {
  return exact === undefined ? `${title} ${value}` : `${title} ${value}, ${other} ${exact}`;
}

/** The place that a key leads to; undefined puts the cursor away, null leaves the key to others. */
export function placeAfter(key: string, place: number | undefined, last: number): number | undefined | null {
  const stride = Math.max(1, Math.round(last / 10));
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return place === undefined ? 0 : Math.min(last, place + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return place === undefined ? last : Math.max(0, place - 1);
    case "PageUp":
      return Math.min(last, (place ?? 0) + stride);
    case "PageDown":
      return Math.max(0, (place ?? last) - stride);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return undefined;
    default:
      return null;
  }
}

const LINE = 17;

function Readout({
  box,
  x,
  ring,
  title,
  readings,
  other,
}: {
  readonly box: Box;
  readonly x: number;
  /** The height of a point of a plane. */
  readonly ring?: number;
  readonly title: string;
  readonly readings: readonly Reading[];
  readonly other: string;
}) {
  const left = readings.some(({ mark }) => mark !== undefined) ? 34 : 10;
  const names = Math.max(...readings.map((reading) => textWidth(reading.title, SMALL)), 0);
  const values = Math.max(...readings.map((reading) => textWidth(reading.value, SMALL)), 0);
  const plain = Math.max(left + names + 14 + values + 10, textWidth(title, SMALL) + 20);
  const exacts = Math.max(...readings.map(({ exact }) => (exact === undefined ? 0 : textWidth(exact, SMALL))), 0);
  const second = Math.max(44, exacts + 16, textWidth(other, SMALL) + 8);
  const column = exacts > 0 && plain + second <= box.right - box.left ? second : 0;
  const width = plain + column;
  const height = 12 + LINE * (readings.length + 1);
  const isAtTop = ring !== undefined && ring < box.top + height + 16; // beside a point, not over it
  const beside =
    x + 12 + width <= box.right ? x + 12 : x - 12 - width >= box.left - 8 ? x - 12 - width : box.right - width;
  return (
    <g pointerEvents="none" aria-hidden="true" fontSize={SMALL}>
      {ring === undefined ? (
        <line x1={px(x)} x2={px(x)} y1={box.top} y2={box.bottom} stroke="var(--ink)" strokeWidth={1} />
      ) : (
        <circle cx={px(x)} cy={px(ring)} r={7} fill="none" stroke="var(--ink)" strokeWidth={1.75} />
      )}
      {readings.map(
        ({ y, colour, title: key }) =>
          y !== undefined &&
          y >= box.top &&
          y <= box.bottom && (
            <circle
              key={key}
              cx={px(x)}
              cy={px(y)}
              r={3.5}
              fill={colour ?? "var(--ink)"}
              stroke="var(--paper)"
              strokeWidth={1.5}
            />
          ),
      )}
      <g transform={`translate(${px(Math.max(0, beside))} ${px(isAtTop ? box.bottom - height - 4 : box.top + 4)})`}>
        <rect width={px(width)} height={height} rx={3} fill="var(--paper)" stroke="var(--line)" />
        <text x={10} y={17} fill="var(--muted)">
          {title}
        </text>
        {column > 0 && (
          <text x={px(width - 10)} y={17} textAnchor="end" fill="var(--muted)">
            {other}
          </text>
        )}
        {readings.map((reading, i) => (
          <g key={reading.title} transform={`translate(0 ${17 + LINE * (i + 1)})`}>
            {reading.mark && <g transform="translate(19 -4)">{reading.mark}</g>}
            <text x={left}>{reading.title}</text>
            <text x={px(width - 10 - column)} textAnchor="end">
              {reading.value}
            </text>
            {column > 0 && (
              <text x={px(width - 10)} textAnchor="end" fill="var(--muted)">
                {reading.exact}
              </text>
            )}
          </g>
        ))}
      </g>
    </g>
  );
}
