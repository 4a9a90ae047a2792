/** What a pointer and the arrow keys choose on an axis: values that a reader would type. Pure. */
import type { Axis } from "./chart.ts";

/** How far a small step leads on a logarithmic axis. */
const SMALL_RATIO = 1.05;

/** The value that can be chosen nearest to a place on the axis: a multiple of its step, within its domain. */
export function nearestChoice(axis: Axis, wanted: number): number {
  return nearestMultiple(axis, axis.scale === "log" ? Number(wanted.toPrecision(2)) : wanted);
}

function nearestMultiple({ step = 1, domain }: Axis, wanted: number): number {
  const whole = Number((Math.round(wanted / step) * step).toPrecision(12)); // 3 × 0.1 is not 0.3
  return domain ? Math.min(domain[1], Math.max(domain[0], whole)) : whole;
}

/**
 * Where an arrow key leads from a value: to the next of the stops, each moved to the nearest multiple, or with `fine` to
 * the next value that can be chosen (5 % on a logarithmic axis). Beyond the last stop it ends at the domain's end.
 */
export function nextChoice(
  axis: Axis,
  stops: readonly number[],
  from: number,
  direction: 1 | -1,
  fine: boolean,
): number {
  const { scale, step = 1, domain } = axis;
  const beyond = stops
    .map((stop) => nearestMultiple(axis, stop))
    .filter((stop) => (stop - from) * direction > 1e-9 * Math.abs(from));
  if (!fine && beyond.length > 0) return direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
  if (!fine && stops.length > 1) return domain?.[direction > 0 ? 1 : 0] ?? from;
  const near = nearestChoice(axis, scale === "log" ? from * SMALL_RATIO ** direction : from + step * direction);
  const moved = (near - from) * direction > 0 ? near : from + step * direction;
  return domain ? Math.min(domain[1], Math.max(domain[0], moved)) : moved;
}

/** The direction of an arrow key along one axis; 0 for any other key. */
export function directionOf(key: string, less: readonly string[], more: readonly string[]): 1 | -1 | 0 {
  return more.includes(key) ? 1 : less.includes(key) ? -1 : 0;
}
