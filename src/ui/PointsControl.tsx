import { useRef } from "react";
import type { PointsField } from "../core/fields.ts";
import { type PlanePoint, formatPoints, parsePoints } from "../core/points.ts";
import { named, say } from "../text/say.ts";
import type { SettingName } from "../settings/schema.ts";
import { NumberBox } from "./NumberBox.tsx";
import { changeSettings } from "./actions.ts";

interface PointsControlProps {
  readonly name: SettingName;
  readonly field: PointsField;
  readonly value: string;
}

/** Points by their coordinates: for whoever does not paint, and for exact places. */
export function PointsControl({ name, field, value }: PointsControlProps) {
  const points = parsePoints(value) ?? [];
  const range = { min: -field.reach, max: field.reach, integer: false };
  const coordinate = { name, range, next: nextCoordinate };
  const choose = (changed: readonly PlanePoint[]): void => changeSettings({ [name]: formatPoints(changed) });
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  /** The last line goes with its button: the focus goes to the line before it, or to what adds a point. */
  const erase = (i: number): void => {
    if (i === points.length - 1) {
      const before = list.current?.children[i - 1]?.querySelector("button");
      (before ?? add.current)?.focus();
    }
    choose(points.toSpliced(i, 1));
  };
  return (
    <fieldset>
      <legend>{named(field.title)}</legend>
      <small>{named(field.doc)}</small>
      <ul ref={list} className="points">
        {points.map(([x, y], i) => {
          const key = `${i}`; // a point that moves keeps its boxes, and the focus in them
          return (
            <li key={key}>
              <NumberBox
                {...coordinate}
                label={say("Point {number}, first coordinate", { number: i + 1 })}
                value={x}
                set={(to) => choose(points.with(i, [to, y]))}
              />
              <NumberBox
                {...coordinate}
                label={say("Point {number}, second coordinate", { number: i + 1 })}
                value={y}
                set={(to) => choose(points.with(i, [x, to]))}
              />
              <button
                type="button"
                aria-label={say("Erase point {number}", { number: i + 1 })}
                onClick={() => erase(i)}
              >
                ×
              </button>
            </li>
          );
        })}
      </ul>
      <div className="points-buttons">
        <button
          ref={add}
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

const nextCoordinate = (value: number, direction: 1 | -1): number => Math.round(20 * value + direction) / 20;
