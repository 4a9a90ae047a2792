/**
 * How a number field lies on a slider. A linear slider has the values themselves; a logarithmic one has positions
 * 0 … 1000, whose values are rounded to what a reader would type.
 */
import type { NumberField } from "../core/fields.ts";

const POSITIONS = 1000;

/** The slider's own ends and step. */
export function sliderRange(field: NumberField): { readonly min: number; readonly max: number; readonly step: number } {
  return field.scale === "log"
    ? { min: 0, max: POSITIONS, step: 1 }
    : { min: field.min, max: field.max, step: field.step };
}

/** The value at a position. On a logarithmic slider position 0 is the least value, which may be 0. */
export function valueAt(field: NumberField, position: number): number {
  if (field.scale === "linear") return position;
  if (position <= 0) return field.min;
  if (position >= POSITIONS) return field.max;
  const value = field.smallest * (field.max / field.smallest) ** (position / POSITIONS);
  const digits = Number(value.toPrecision(2));
  const rounded = field.integer ? Math.round(digits) : digits;
  return Math.min(field.max, Math.max(field.min, rounded));
}

/** The position of a value: on a logarithmic slider the nearest whole one. */
export function positionOf(field: NumberField, value: number): number {
  if (field.scale === "linear") return value;
  if (value <= field.min) return 0;
  const share = Math.log(value / field.smallest) / Math.log(field.max / field.smallest);
  return Math.round(Math.min(1, Math.max(0, share)) * POSITIONS);
}
