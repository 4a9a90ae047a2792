/**
 * Limited-memory BFGS: a minimum of a function from its value and gradient, where the Hessian is not to be had.
 *
 * The direction is −Hg with H built from the last `memory` steps and gradient changes (two-loop recursion). The line
 * search doubles and halves until the weak Wolfe conditions hold; unlike the strong ones they can be met at a kink, so
 * it also serves ReLU, whose gradient jumps. Every accepted step lowers the value. A well-kept package for this was
 * looked for on npm and not found. Source: Nocedal & Wright 2006, algorithm 7.4; Lewis & Overton 2013, algorithm 2.6.
 */
import { solveLower, solveTransposed } from "../linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  difference,
  dot,
  moved,
  norm,
  scaled,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";

/** A function's value and gradient at one point. */
export interface Valued {
  readonly value: number;
  readonly gradient: Float64Array;
  /** The function on the line x + tp, for any p: given where that costs less than evaluating it anew for each t. */
  readonly along?: (p: Float64Array) => (t: number) => Trial;
}

/** A point of a line: value and slope, which is all that a line search asks for, and the rest if it stays there. */
export interface Trial {
  readonly value: number;
  readonly slope: number;
  readonly there: () => Valued;
}

/** When to stop, and how many past steps to remember. */
export interface DescentOptions {
  /** Arrived once ‖gradient‖ ≤ tolerance · max(1, |value|). */
  readonly tolerance?: number;
  /** Also stop after ten steps that together lower the value by less than this share of it. */
  readonly decrease?: number;
  readonly iterations?: number;
  readonly memory?: number;
}

/**
 * Where the descent ended, and why. Only `gradient` says that the point is stationary; `no descent` is a kink, or a
 * gradient so small that the value cannot show what a step gains.
 */
export interface Minimum extends Valued {
  readonly x: Float64Array;
  readonly iterations: number;
  readonly ending: "gradient" | "decrease" | "no descent" | "iterations";
}

interface Point extends Valued {
  readonly x: Float64Array;
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number; // step·change > 0
}

const WINDOW = 10;
const SUFFICIENT_DECREASE = 1e-4;
const CURVATURE = 0.9;
const LINE_SEARCH_STEPS = 40;

/**
 * A local minimum of the objective, reached from `start` (n numbers, left as they are).
 * The objective may be ±∞ or NaN away from the start: such points are stepped back from. Throws if it is not finite at
 * the start itself.
 */
export function minimise(
  objective: (x: Float64Array) => Valued,
  start: Float64Array,
  { tolerance = 1e-9, decrease = 1e-12, iterations = 500, memory = 10 }: DescentOptions = {},
): Minimum {
  let here: Point = { ...objective(start), x: start };
  if (!Number.isFinite(here.value)) throw new RangeError(`minimise: the start must have a value; got ${here.value}`);
  const pairs: Pair[] = [];
  const values = [here.value];
  for (let iteration = 0; ; iteration++) {
    const end = (ending: Minimum["ending"]): Minimum => {
      const { x, value, gradient } = here;
      return { x, value, gradient, iterations: iteration, ending };
    };
    if (norm(here.gradient) <= tolerance * Math.max(1, Math.abs(here.value))) return end("gradient");
    if (iteration >= WINDOW && values[iteration - WINDOW] - here.value <= decrease * Math.abs(here.value))
      return end("decrease");
    if (iteration === iterations) return end("iterations");
    const first = pairs.length === 0;
    const next = lineSearch(objective, here, direction(pairs, here.gradient), first);
    if (!next && first) return end("no descent");
    if (!next) pairs.length = 0; // the memory misleads: once more along the gradient
    else {
      const [step, change] = [difference(next.x, here.x), difference(next.gradient, here.gradient)];
      const curvature = dot(step, change);
      if (curvature > 0) pairs.push({ step, change, curvature });
      if (pairs.length > memory) pairs.shift();
      here = next;
    }
    values.push(here.value);
  }
}

/** −Hg by the two-loop recursion; H starts from the last pair's step·change / ‖change‖² times the identity. */
function direction(pairs: readonly Pair[], gradient: Float64Array): Float64Array {
  const p = scaled(-1, gradient);
  const shares = pairs.toReversed().map(({ step, change, curvature }) => {
    const share = dot(step, p) / curvature;
    addScaled(p, -share, change);
    return share;
  });
  const last = pairs.at(-1);
  const sized = last ? scaled(last.curvature / dot(last.change, last.change), p) : p;
  pairs.forEach(({ step, change, curvature }, at) =>
    addScaled(sized, shares[pairs.length - 1 - at] - dot(change, sized) / curvature, step),
  );
  return sized;
}

/** The first point x + tp, by doubling and bisecting t, that lowers value and slope enough; undefined if there is none. */
function lineSearch(
  objective: (x: Float64Array) => Valued,
  { x, value, gradient, along }: Point,
  p: Float64Array,
  first: boolean,
): Point | undefined {
  const slope = dot(gradient, p);
  if (!(slope < 0)) return undefined;
  const line = along?.(p) ?? pointByPoint(objective, x, p);
  let t = first ? Math.min(1, (norm(x) || 1) / norm(p)) : 1;
  let [low, high] = [0, Infinity];
  let lowest: { readonly t: number; readonly trial: Trial } | undefined;
  for (let i = 0; i < LINE_SEARCH_STEPS; i++) {
    const trial = line(t);
    if (!(trial.value <= value + SUFFICIENT_DECREASE * t * slope)) high = t;
    else {
      low = t;
      if (trial.value < value && !(lowest && lowest.trial.value <= trial.value)) lowest = { t, trial };
      if (trial.slope >= CURVATURE * slope) break;
    }
    t = high === Infinity ? 2 * low : (low + high) / 2;
  }
  return lowest && { ...lowest.trial.there(), x: moved(x, lowest.t, p) };
}

/** A line on which the objective is evaluated anew at each point. */
function pointByPoint(objective: (x: Float64Array) => Valued, x: Float64Array, p: Float64Array): (t: number) => Trial {
  return (t) => {
    const found = objective(moved(x, t, p));
    return { value: found.value, slope: dot(found.gradient, p), there: () => found };
  };
}

/**
 * The same in the coordinates c = L'x, in which a Hessian LL' is the identity: `gradient` is L⁻¹∇ there, and x is again
 * in the objective's own coordinates. L is n×n, lower triangular.
 */
export function minimiseScaled(
  objective: (x: Float64Array) => Valued,
  start: Float64Array,
  L: Matrix,
  options: DescentOptions = {},
): Minimum {
  const inCoordinates = ({ value, gradient, along }: Valued): Valued => ({
    value,
    gradient: solveLower(L, gradient),
    ...(along && {
      along: (q) => {
        const line = along(solveTransposed(L, q));
        return (t) => {
          const { there, ...trial } = line(t);
          return { ...trial, there: () => inCoordinates(there()) };
        };
      },
    }),
  });
  const found = minimise(
    (c) => inCoordinates(objective(solveTransposed(L, c))),
    transposeMultiplyVector(L, start),
    options,
  );
  return { ...found, x: solveTransposed(L, found.x) };
}
