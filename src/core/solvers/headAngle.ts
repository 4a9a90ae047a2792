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
 * Angles to search, ascending in (−π/2, π/2): `spread` evenly spread ones that avoid 0 and π/2, and on both sides of 0 and
 * of π/2 ever closer ones, down to `finest`. The closer ones are for directions that one task sees far better than the
 * other, L near 0 or 1, whose share varies within √L of an axis.
 */
export function searchAngles(finest: number, spread = SPREAD): Float64Array {
  const cell = Math.PI / spread;
  const angles = Array.from({ length: spread }, (_, i) => -Math.PI / 2 + (i + 0.5) * cell);
  for (let near = cell / 2 / CLOSER; near > finest; near /= CLOSER)
    angles.push(-near, near, near - Math.PI / 2, Math.PI / 2 - near);
  return Float64Array.from(angles).sort();
}

/**
 * Local minima of a function of period π: bracketed between the given angles, then polished as roots of the slope, because
 * minimising by value leaves t good to √ε only. Deepest first; there is always one. Source: SPEC (4.3).
 */
export function localMinima(
  loss: (t: number) => number,
  slope: (t: number) => number,
  angles: Float64Array,
): readonly [Minimum, ...Minimum[]] {
  const values = angles.map(loss);
  const last = angles.length - 1;
  const found: Minimum[] = [];
  values.forEach((value, i) => {
    if (value > values[i > 0 ? i - 1 : last] || value >= values[i < last ? i + 1 : 0]) return;
    const before = i > 0 ? angles[i - 1] : angles[last] - Math.PI;
    const after = i < last ? angles[i + 1] : angles[0] + Math.PI;
    const t = principal(rootOfSlope(slope, before, after));
    found.push({ t, loss: loss(t) });
  });
  const [first = { t: angles[0], loss: values[0] }, ...others] = found.sort((a, b) => a.loss - b.loss); // else a constant
  return [first, ...others];
}

/**
 * The t in [low, high] where the slope turns from falling to rising, to the last bit: by secants that halve the value of
 * an end which stays, so that both ends come in (the Illinois method), and every fourth time by bisection.
 */
function rootOfSlope(slope: (t: number) => number, low: number, high: number): number {
  let [atLow, atHigh] = [slope(low), slope(high)];
  let lastMoved: "low" | "high" | undefined;
  for (let n = 1; n <= EVALUATIONS; n++) {
    const isSecant = n % 4 > 0 && atLow < 0 && atHigh > 0;
    const secant = low - (atLow * (high - low)) / (atHigh - atLow);
    const t = isSecant && secant > low && secant < high ? secant : (low + high) / 2;
    if (t <= low || t >= high) break;
    const value = slope(t);
    if (value === 0 && isSecant) return t;
    if (value > 0) {
      [high, atHigh] = [t, value];
      if (lastMoved === "high") atLow /= 2;
      lastMoved = "high";
    } else {
      [low, atLow] = [t, value];
      if (lastMoved === "low") atHigh /= 2;
      lastMoved = "low";
    }
  }
  return (low + high) / 2;
}

/** t modulo π in (−π/2, π/2]. */
export function principal(t: number): number {
  if (t > Math.PI / 2) return t - Math.PI;
  if (t <= -Math.PI / 2) return t + Math.PI;
  return t;
}
