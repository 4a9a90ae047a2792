/** Real roots of polynomials of low degree. */

/** Halvings that bring any root to the last bit. */
const HALVINGS = 1100;

/**
 * Where c₀ + c₁x + c₂x² + … changes its sign, ascending: its real roots of odd multiplicity, each to the last bit in which
 * the sign can be told. Between two neighbouring roots of the derivative there is at most one, found by bisection.
 */
export function signChanges(coefficients: readonly number[]): readonly number[] {
  const degree = coefficients.findLastIndex((value) => value !== 0);
  if (degree < 1) return [];
  const c = coefficients.slice(0, degree + 1);
  const bound = 1 + Math.max(...c.map((value) => Math.abs(value / c[degree]))); // Cauchy's
  const turns = signChanges(c.slice(1).map((value, i) => value * (i + 1)));
  const cuts = [-bound, ...turns, bound];
  return cuts.slice(1).flatMap((high, i) => {
    const low = cuts[i];
    return Math.sign(valueAt(c, low)) * Math.sign(valueAt(c, high)) < 0 ? [between(c, low, high)] : [];
  });
}

/** The polynomial's value at x, by Horner's rule. */
export function valueAt(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, value) => sum * x + value, 0);
}

function between(c: readonly number[], start: number, end: number): number {
  let [low, high] = [start, end];
  const sign = Math.sign(valueAt(c, low));
  for (let i = 0; i < HALVINGS; i++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (Math.sign(valueAt(c, middle)) === sign) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}
