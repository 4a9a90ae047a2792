/**
 * How a number field lies on a slider. A linear slider has the values themselves. A logarithmic one has the places of a
 * list of values that a reader would type, to two digits, so that each press of an arrow key reaches the next one.
 */
import type { NumberField } from "../core/fields.ts";

/** About as many places as a slider has pixels. */
const FINENESS = 300;

/** The slider's own ends and step. */
export function sliderRange(field: NumberField): { readonly min: number; readonly max: number; readonly step: number } {
  if (field.scale === "linear") return { min: field.min, max: field.max, step: field.step };
  return { min: 0, max: valuesOf(field).length - 1, step: 1 };
}

/** The value at a position. On a logarithmic slider position 0 is the least value, which may be 0. */
export function valueAt(field: NumberField, position: number): number {
  if (field.scale === "linear") return position;
  const values = valuesOf(field);
  return values[Math.min(values.length - 1, Math.max(0, Math.round(position)))];
}

/** The position of a value: on a logarithmic slider that of the nearest value in its list, by ratio. */
export function positionOf(field: NumberField, value: number): number {
  if (field.scale === "linear") return value;
  const values = valuesOf(field);
  const next = values.findIndex((listed) => listed >= value);
  if (next <= 0) return next === 0 ? 0 : values.length - 1;
  return value * value < values[next] * values[next - 1] ? next - 1 : next;
}

/** The next value up or down where exact values are chosen: a whole number, or what the slider has next. */
export function nextValue(field: NumberField, value: number, direction: 1 | -1): number {
  if (field.scale === "log" && !field.integer) return valueAt(field, positionOf(field, value) + direction);
  const step = field.integer ? 1 : field.step;
  return Number((value + direction * step).toPrecision(12)); // of which 0.1 + 0.2 is 0.3
}

const remembered = new WeakMap<NumberField, readonly number[]>();

/** The rising values of a logarithmic slider, both ends included. */
function valuesOf(field: NumberField): readonly number[] {
  const known = remembered.get(field);
  if (known) return known;
  const { min, max, smallest, integer } = field;
  const spaced = Array.from({ length: FINENESS + 1 }, (_, i) => {
    const digits = Number((smallest * (max / smallest) ** (i / FINENESS)).toPrecision(2));
    return Math.min(max, Math.max(min, integer ? Math.round(digits) : digits));
  });
  const values = [...new Set([min, ...spaced, max])].sort((a, b) => a - b);
  remembered.set(field, values);
  return values;
}
