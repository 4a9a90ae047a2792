/** How many steps to send at once, from how long those before took: a slice of work should take about a given time. */

export interface Pace {
  /** Steps of the next slice, at least 1. */
  readonly steps: () => number;
  /** So many steps took so long, in milliseconds. */
  readonly took: (steps: number, ms: number) => void;
}

/** A slice has at most so many times the steps of the one before, whose time may be that of sending it. */
const GROWTH = 4;

/** Slices of about `target` milliseconds; the first of `first` steps. */
export function pace(target: number, first: number): Pace {
  let next = first;
  return {
    steps: () => next,
    took: (steps, ms) => {
      if (steps < next && ms <= target) return; // cut short by the end of a pull: no news of longer ones
      next = Math.max(1, Math.floor(steps * Math.min(target / ms, GROWTH)));
    },
  };
}
