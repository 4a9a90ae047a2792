import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../core/fields.ts";
import { parseValue } from "../settings/permalink.ts";
import { schema, settingNames } from "../settings/schema.ts";
import { nextValue, positionOf, sliderRange, valueAt } from "./slider.ts";

const numbers = settingNames.flatMap((name) => {
  const field: Field = schema[name];
  return field.kind === "number" ? [{ name, field }] : [];
});

describe.each(numbers)("the slider of $name", ({ name, field }) => {
  const { min, max, step } = sliderRange(field);

  it("reaches both ends of the range", () => {
    expect(valueAt(field, min)).toBe(field.min);
    expect(valueAt(field, max)).toBe(field.max);
  });

  it("gives only values that a link may hold, in rising order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (a, b) => {
        const at = (share: number): number => min + Math.round(((max - min) * share) / 1000 / step) * step;
        const [low, high] = [valueAt(field, at(Math.min(a, b))), valueAt(field, at(Math.max(a, b)))];
        expect(parseValue(name, String(low))).toEqual({ value: low });
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  it("shows a value it gave where it was, to the two digits that it gives", () => {
    for (let position = 0; position <= 1000; position += 50) {
      const value = valueAt(field, Math.round(min + ((max - min) * position) / 1000));
      const again = valueAt(field, positionOf(field, value));
      expect(Math.abs(again - value)).toBeLessThanOrEqual(0.06 * Math.abs(value));
    }
  });

  it("moves to another value with every press of an arrow key", () => {
    if (field.scale === "linear") return; // it has the values themselves
    for (let position = min; position < max; position++) {
      expect(valueAt(field, position + 1)).toBeGreaterThan(valueAt(field, position));
      expect(positionOf(field, valueAt(field, position))).toBe(position);
    }
  });

  it("has a neighbour in its number box for every value, and the way back from there", () => {
    for (let position = min + step; position < max; position += Math.max(step, (max - min) / 50)) {
      const value = valueAt(field, Math.round(position / step) * step);
      const above = nextValue(field, value, 1);
      expect(above).toBeGreaterThan(value);
      expect(field.integer ? above - value : 1).toBe(1);
      expect(nextValue(field, above, -1)).toBeCloseTo(value, 9);
    }
  });
});
