/** How closely a script gives the page's numbers, and why not more closely. */
import type { Settings } from "../../settings/schema.ts";
import type { Library } from "./script.ts";
import { makingOf, methodOf, taskCount } from "./solvers.ts";

/**
 * How far a number of the script may be from the page's, relative to it, or absolutely where it is below 1. ridge > 0: 1e-9,
 * or where the normal equations are worse conditioned than that allows, what rounding makes of their condition number
 * κ²m/λ. Without a ridge rounding depends on the samples, of which there may be as many as dimensions.
 * Of classes the script searches the heads for the global optimum; the page's descent from several starts is not certified.
 * Of a ReLU it makes the page's steps in float64, which forget rounding as they go down, unless there are several units.
 */
export function scriptTolerance(library: Library, settings: Settings): number {
  const making = makingOf(settings);
  switch (making) {
    case "optimum":
      return Math.max(library === "pytorch" ? TRAINED : 0, closedTolerance(settings));
    case "run":
      return Math.max(settings.r > 1 ? BOUNCED : 0, closedTolerance(settings));
    case "network":
      return SEARCHED;
  }
  making satisfies never;
}

/** Training ends where float64 no longer shows in the loss that a step still gains. */
const TRAINED = 1e-4;

/**
 * With several units to fit few labels, a sample can slide along the edge of a unit, and accelerated steps bounce off that
 * edge, to a side that rounding decides. Of 40 seeds with r > 1 two did, by 5e-5 and by 2e-4 of an error; with r = 1 none
 * of 150 did.
 */
const BOUNCED = 1e-3;

/** L-BFGS bounces likewise: from the 150th step on rounding grows, in 31 seeds up to 8e-4 of an error. */
const SEARCHED = 3e-3;

function closedTolerance(settings: Settings): number {
  const { kappa, mTarget, mSource, m, ridge, family, model, weighting } = settings;
  if (model === "logistic") return family === "boundary" ? 1e-7 : 1e-5; // where the page's descent stops
  if (pageAlternates(settings)) return 1e-6; // a loss at rounding leaves flat directions open by its square root
  if (ridge === 0 || weighting === "uncertainty") return 1e-6;
  const strongest = family === "misaligned" ? kappa ** 2 : 1;
  const samples = taskCount(settings) === 2 ? mTarget + mSource : m;
  return Math.max(1e-9, (Number.EPSILON * strongest * samples) / ridge);
}

/** Whether the page itself has the optimum from alternating least squares, and not in closed form. */
function pageAlternates(settings: Settings): boolean {
  const method = methodOf(settings);
  return method === "alternating" || (method === "proposition3" && settings.ridge > 0 && taskCount(settings) > 2);
}
