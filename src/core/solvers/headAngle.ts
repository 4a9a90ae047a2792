/** Local minima of a function of the head angle t, which has period π. */

/** A minimum of φ. */
export interface Minimum {
  /** In (−π/2, π/2]. */
  readonly t: number;
  readonly loss: number;
}

/** Evenly spread angles of a search, unless another number is asked for; SPEC (4.3) asks for 121 to 721. */
const SPREAD = 720;
/** Towards an axis, how many times closer each angle is than the one before. */
const CLOSER = 1.5;
/** More evaluations than any t needs to the last bit: one in four halves the bracket, whatever the slope. */
const EVALUATIONS = 250;

/**
 * Angles to search, ascending in (−π/2, π/2): `spread` evenly spread ones, an even number of which avoids 0 as they all
 * avoid π/2, and on both sides of 0 and of π/2 ever closer ones, down to `finest`. With each t there is −t, to the last bit. The closer ones are for directions that one task sees
 * far better than the other, L near 0 or 1, whose share varies within √L of an axis.
 */
export function searchAngles(finest: number, spread = SPREAD): Float64Array {
  const cell = Math.PI / spread;
  const angles = Array.from({ length: spread }, (_, i) => (i - (spread - 1) / 2) * cell);
  for (let near = cell / 2 / CLOSER; near > finest; near /= CLOSER)
    angles.push(-near, near, near - Math.PI / 2, Math.PI / 2 - near);
  return Float64Array.from(angles).sort();
}

/**
 * Local minima of a function of period π: bracketed between the given angles, where it has `values`, then polished as
 * roots of the slope, because minimising by value alone leaves t good to √ε only. Deepest first; there is always one.
 * Source: SPEC (4.3).
 */
export function localMinima(
  loss: (t: number) => number,
  slope: (t: number) => number,
  angles: Float64Array,
  values: Float64Array = angles.map(loss),
): readonly [Minimum, ...Minimum[]] {
  return polished(loss, slope, valleys(angles, values), { t: angles[0], loss: values[0] });
}

/** The deepest of `localMinima`, where the others are polished only if they might be it: see `Valley`. */
export function deepestMinimum(
  loss: (t: number) => number,
  slope: (t: number) => number,
  angles: Float64Array,
  values: Float64Array,
): Minimum {
  const least = values.reduce((min, value) => Math.min(min, value));
  const deep = valleys(angles, values).filter(({ bound }) => bound <= least);
  return polished(loss, slope, deep, { t: angles[0], loss: values[0] })[0];
}

/** An angle of a search whose neighbours, `before` and `after`, lie no lower. */
interface Valley {
  readonly before: number;
  readonly after: number;
  /** What no function that is convex between them and has these three values falls below. */
  readonly bound: number;
}

/**
 * A convex function is nowhere below a chord that is drawn on past its ends: from t to `after` it is at least
 * value − (after − t)(its fall to t / (t − before)), and likewise on the other side.
 */
function valleys(angles: Float64Array, values: Float64Array): readonly Valley[] {
  const last = angles.length - 1;
  const found: Valley[] = [];
  for (let i = 0; i <= last; i++) {
    const fall = values[i > 0 ? i - 1 : last] - values[i];
    const rise = values[i < last ? i + 1 : 0] - values[i];
    if (fall < 0 || rise <= 0) continue;
    const before = i > 0 ? angles[i - 1] : angles[last] - Math.PI;
    const after = i < last ? angles[i + 1] : angles[0] + Math.PI;
    const ratio = (after - angles[i]) / (angles[i] - before);
    found.push({ before, after, bound: values[i] - Math.max(fall * ratio, rise / ratio) });
  }
  return found;
}

/** The minima of some valleys, deepest first; of a constant, which has none, another angle. */
function polished(
  loss: (t: number) => number,
  slope: (t: number) => number,
  found: readonly Valley[],
  other: Minimum,
): readonly [Minimum, ...Minimum[]] {
  const minima = found.map(({ before, after }) => {
    const t = principal(rootOfSlope(slope, before, after));
    return { t, loss: loss(t) };
  });
  const [first = other, ...others] = minima.sort((a, b) => a.loss - b.loss);
  return [first, ...others];
}

/**
 * The t in [low, high] where the slope turns from falling to rising, to the last bits: by secants, where the value of an
 * end that stays is lessened so that both ends come in (Anderson & Björck 1973), and by bisection where three steps have
 * not halved the bracket.
 */
export function rootOfSlope(slope: (t: number) => number, low: number, high: number): number {
  let [atLow, atHigh] = [slope(low), slope(high)];
  let lastMoved: "low" | "high" | undefined;
  let [width, since] = [high - low, 0]; // of the bracket when it was last halved, and the steps since then
  for (let n = 1; n <= EVALUATIONS; n++) {
    const least = Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
    if (high - low <= 2 * least) break;
    if (high - low <= width / 2) [width, since] = [high - low, 0];
    const isSecant = since++ < 3 && atLow < 0 && atHigh > 0;
    const secant = low - (atLow * (high - low)) / (atHigh - atLow);
    const t = isSecant ? Math.min(Math.max(secant, low + least), high - least) : (low + high) / 2;
    const value = slope(t);
    if (value === 0 && isSecant) return t;
    if (value > 0) {
      if (lastMoved === "high") atLow *= lessened(value, atHigh);
      [high, atHigh, lastMoved] = [t, value, "high"];
    } else {
      if (lastMoved === "low") atHigh *= lessened(value, atLow);
      [low, atLow, lastMoved] = [t, value, "low"];
    }
  }
  return (low + high) / 2;
}

/** By how much an end's value is lessened when the other end has moved twice, from the second value to the third. */
function lessened(value: number, before: number): number {
  const share = 1 - value / before;
  return share > 0 ? share : 1 / 2;
}

/** t modulo π in (−π/2, π/2]. */
export function principal(t: number): number {
  if (t > Math.PI / 2) return t - Math.PI;
  if (t <= -Math.PI / 2) return t + Math.PI;
  return t;
}
