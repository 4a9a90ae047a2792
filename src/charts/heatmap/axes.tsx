/** The axes of a phase pad, with the settings in force marked on them. */
import { scaleLinear } from "d3";
import type { Axis } from "../chart.ts";
import { FloorAxis, FloorName, FloorTag, Label, SMALL, TAG_ROOM, logTicks, px, textWidth, ticksOf } from "../frame.tsx";
import type { Point } from "../place.ts";
import { type Pad, type Place, valueText } from "./pad.ts";

/** Both axes; the puck's own settings take the place of ticks beside them. */
export function PadAxes({
  pad: { spec, horizontal, vertical, box, x, y, grid },
  place,
}: {
  readonly pad: Pad;
  readonly place: Point | undefined;
}) {
  const floor = ticksFor(horizontal, grid.xs, x, box.right - box.left, 52).filter(
    ({ value }) => !place || Math.abs(x(value) - place.x) > TAG_ROOM,
  );
  const levels = ticksFor(vertical, grid.ys, y, box.bottom - box.top, 48).filter(
    ({ value }) => !place || Math.abs(y(value) - place.y) > 16,
  );
  return (
    <g>
      {levels.map(({ value, text }) => (
        <g key={value}>
          <line x1={box.left - 5} x2={box.left} y1={px(y(value))} y2={px(y(value))} stroke="var(--line)" />
          <Label x={box.left - 8} y={y(value) + 4} anchor="end" size={SMALL} fill="var(--muted)" rim={false}>
            {vertical.unit === "°" ? `${text}°` : text}
          </Label>
        </g>
      ))}
      <FloorAxis box={box} scale={x} ticks={floor} />
      <FloorName spec={spec} box={box} />
    </g>
  );
}

/** Ticks of either kind of axis; right angles are divided as people divide them. */
function ticksFor(
  { scale, domain, unit }: Axis,
  values: readonly number[],
  place: Place,
  room: number,
  spacing: number,
) {
  const ends = domain ?? ([values[0] ?? 1, values.at(-1) ?? 10] as const);
  if (scale === "log") return logTicks(ends, Math.floor(room / spacing));
  if (unit === "°" && ends[0] === 0 && ends[1] === 90)
    return [0, 15, 30, 45, 60, 75, 90].map((value) => ({ value, text: String(value) }));
  const axis = scaleLinear(ends, [0, room]);
  return ticksOf(axis, room, spacing).filter(({ value }) => Number.isFinite(place(value)));
}

/** Hairlines from the puck to both axes, with its settings on them. */
export function Tags({ pad, at, place }: { readonly pad: Pad; readonly at: Point; readonly place: Point }) {
  const { horizontal, vertical, box } = pad;
  const [across, up] = [valueText(horizontal, at.x), valueText(vertical, at.y)];
  const height = 17;
  const upWidth = textWidth(up, SMALL) + 9;
  return (
    <g pointerEvents="none" aria-hidden="true" fontSize={SMALL}>
      <path
        d={`M${box.left},${px(place.y)}H${px(place.x)}V${box.bottom}`}
        fill="none"
        stroke="var(--ink)"
        strokeDasharray="1 3"
      />
      <FloorTag box={box} x={place.x}>
        {across}
      </FloorTag>
      <rect
        x={px(Math.max(0, box.left - 4 - upWidth))}
        y={px(place.y - height / 2)}
        width={px(upWidth)}
        height={height}
        rx={3}
        fill="var(--ink)"
      />
      <text x={px(box.left - 8)} y={px(place.y + 4)} textAnchor="end" fill="var(--paper)">
        {up}
      </text>
    </g>
  );
}
