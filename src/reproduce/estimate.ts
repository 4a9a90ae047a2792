/** What is reported of the numbers that seeds measured, with its standard error. */

/** A value and its standard error. */
export interface Estimate {
  readonly value: number;
  readonly se: number;
  /** Compare its order of magnitude only: SPEC prints no more, or it is an extreme, which has no standard error. */
  readonly orderOnly?: boolean;
}

/** The mean; its standard error is s/√n with s² over n − 1. */
export function mean(values: readonly number[]): Estimate {
  const value = sum(values) / values.length;
  const variance = sum(values.map((one) => (one - value) ** 2)) / (values.length - 1);
  return { value, se: Math.sqrt(variance / values.length) };
}

/** The ratio of two means over the same seeds; its standard error is that of the means' relative deviations. */
export function ratio(above: readonly number[], below: readonly number[]): Estimate {
  const [numerator, denominator] = [mean(above).value, mean(below).value];
  const value = numerator / denominator;
  return { value, se: value * mean(above.map((one, i) => one / numerator - below[i] / denominator)).se };
}

/** The median; its standard error is that of a sample's median from a normal law, 1.2533 s/√n. */
export function median(values: readonly number[]): Estimate {
  const sorted = values.toSorted((a, b) => a - b);
  const value = (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
  return { value, se: Math.sqrt(Math.PI / 2) * mean(values).se };
}

/** The share of values for which something holds. */
export function share(values: readonly number[], holds: (value: number) => boolean): Estimate {
  const { value } = mean(values.map((one) => Number(holds(one))));
  // Of a share of 0 or 1 something is still unknown: as if one more seed had come out the other way half the time.
  const uncertain = (value * values.length + 0.5) / (values.length + 1);
  return { value, se: Math.sqrt((uncertain * (1 - uncertain)) / values.length) };
}

/** The largest value, to be compared by its order of magnitude. */
export function largest(values: readonly number[]): Estimate {
  return { value: Math.max(...values), se: 0, orderOnly: true };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
