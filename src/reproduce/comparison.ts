/** Whether what we measure agrees with what SPEC prints. */
import type { Estimate } from "./estimate.ts";
import type { Printed } from "./specification.ts";

/** To the printed digits, or within four combined standard errors. */
export type Rule = "digits" | "standard errors";

/** How many seeds each side took. */
export interface Seeds {
  readonly ours: number;
  readonly spec: number;
}

/** What gaps and errors may differ by, relative above 1. Source: CONTRACTS, tolerances. */
const TOLERANCE = 1e-6;
/** How many combined standard errors two independent estimates may be apart. Source: CONTRACTS, `npm run reproduce`. */
const MOST = 4;
/** Orders of magnitude agree within half of one. */
const HALF_AN_ORDER = Math.sqrt(10);

/**
 * Whether our estimate agrees with the printed one.
 *
 * By `digits`: value and, where printed, standard error are the printed ones when rounded to as many decimals,
 * numbers being known to 1e-6.
 * By `standard errors`: they are apart by no more than four times √(ours² + SPEC's²), and half a unit of the last printed
 * digit. Where our seeds are fewer than SPEC's our own is little known: it counts for at least SPEC's scaled to our number,
 * or, where SPEC prints none and ours stands for both, for as much more as four of Student's law are above a normal law's.
 * What has an order of magnitude only is compared by that under both rules.
 */
export function agrees(ours: Estimate, spec: Printed, rule: Rule, seeds: Seeds): boolean {
  if (!Number.isFinite(ours.value)) return false;
  if (ours.orderOnly) return isWithinFactor(ours.value, spec.value, HALF_AN_ORDER);
  if (rule === "digits")
    return (
      sameDigits(ours.value, spec.value, spec.decimals) &&
      (spec.se === undefined || sameDigits(ours.se, spec.se, spec.decimals))
    );
  const ratio = Math.sqrt(seeds.ours / seeds.spec);
  const known = spec.se ?? ours.se * ratio * (ratio < 1 ? student(seeds.ours - 1) : 1);
  const own = Math.max(ours.se, known / ratio);
  return Math.abs(ours.value - spec.value) <= MOST * Math.hypot(own, known) + halfUnit(spec.decimals);
}

/** How much farther four standard errors lie in Student's law than in a normal one: 1 + (z² + 1)/4ν, Fisher's first term. */
function student(degrees: number): number {
  return 1 + (MOST ** 2 + 1) / (4 * degrees);
}

/** Two programs may differ by the tolerance, and so round a number between two printed ones either way. */
function sameDigits(value: number, spec: number, decimals: number): boolean {
  return Math.abs(value - spec) <= halfUnit(decimals) + TOLERANCE * Math.max(1, Math.abs(value));
}

function halfUnit(decimals: number): number {
  return 0.5 * 10 ** -decimals;
}

function isWithinFactor(value: number, spec: number, factor: number): boolean {
  return value > 0 && spec > 0 && value / spec < factor && spec / value < factor;
}
