import type { PointsField } from "../core/fields.ts";
import { type PlanePoint, formatPoints, parsePoints } from "../core/points.ts";
import { named, say } from "../text/say.ts";
import type { SettingName } from "../settings/schema.ts";
import { changeSettings } from "./actions.ts";

interface PointsControlProps {
  readonly name: SettingName;
  readonly field: PointsField;
  readonly value: string;
}

/** Points by their coordinates: for whoever does not paint, and for exact places. */
export function PointsControl({ name, field, value }: PointsControlProps) {
  const points = parsePoints(value) ?? [];
  const choose = (changed: readonly PlanePoint[]): void => changeSettings({ [name]: formatPoints(changed) });
  return (
    <fieldset>
      <legend>{named(field.title)}</legend>
      <small>{named(field.doc)}</small>
      <ul className="points">
        {points.map(([x, y], i) => {
          const key = `${i} ${x} ${y}`; // a point that moves has new boxes
          return (
            <li key={key}>
              <Coordinate
                label={say("Point {number}, first coordinate", { number: i + 1 })}
                value={x}
                reach={field.reach}
                set={(to) => choose(points.with(i, [to, y]))}
              />
              <Coordinate
                label={say("Point {number}, second coordinate", { number: i + 1 })}
                value={y}
                reach={field.reach}
                set={(to) => choose(points.with(i, [x, to]))}
              />
              <button
                type="button"
                aria-label={say("Erase point {number}", { number: i + 1 })}
                onClick={() => choose(points.toSpliced(i, 1))}
              >
                ×
              </button>
            </li>
          );
        })}
      </ul>
      <div className="points-buttons">
        <button
          type="button"
          aria-disabled={points.length >= field.most}
          onClick={() => points.length < field.most && choose([...points, FIRST])}
        >
          {say("Add a point")}
        </button>
        <button type="button" aria-disabled={points.length === 0} onClick={() => points.length > 0 && choose([])}>
          {say("Erase all")}
        </button>
      </div>
    </fieldset>
  );
}

/** Where a point that is added stands until it is moved. */
const FIRST: PlanePoint = [1, 1];

interface CoordinateProps {
  readonly label: string;
  readonly value: number;
  readonly reach: number;
  readonly set: (value: number) => void;
}

/** What is typed takes effect on Enter or when the box is left; what does not fit is put back. */
function Coordinate({ label, value, reach, set }: CoordinateProps) {
  return (
    <input
      type="number"
      aria-label={label}
      min={-reach}
      max={reach}
      step={0.05}
      defaultValue={value}
      onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
      onBlur={({ currentTarget }) => {
        const typed = currentTarget.valueAsNumber;
        if (Math.abs(typed) <= reach && typed !== value) set(typed);
        else currentTarget.value = String(value);
      }}
    />
  );
}
