/** How closely a script gives the page's numbers, and why not more closely. */
import type { Settings } from "../../settings/schema.ts";
import type { Library } from "./script.ts";
import { makingOf, methodOf, taskCount } from "./solvers.ts";

/**
 * How far a number of the script may be from the page's, relative to it, or absolutely where it is below 1. ridge > 0: 1e-9,
 * or where the normal equations are worse conditioned than that allows, what rounding makes of their condition number
 * κ²m/λ. Without a ridge rounding depends on the samples, of which there may be as many as dimensions.
 * Of classes the script searches the heads for the global optimum; the page's descent from several starts is not certified.
 * Of a ReLU it makes the page's steps in float64, which forget rounding as they go down, unless there are several units or
 * the optimiser is Adam.
 */
export function scriptTolerance(library: Library, settings: Settings): number {
  const making = makingOf(settings);
  switch (making) {
    case "optimum":
      return Math.max(library === "pytorch" ? TRAINED : 0, closedTolerance(settings));
    case "run":
      return Math.max(pathTolerance(settings), closedTolerance(settings));
    case "network":
      return SEARCHED;
  }
  making satisfies never;
}

function pathTolerance(settings: Settings): number {
  const { optimiser, r, learningRate } = settings;
  if (isHovering(settings)) return HOVERING;
  if (optimiser === "adam") return HARDLY_BEGUN;
  if (r > 1) return BOUNCED;
  return learningRate > 1.3 ? FAST : 0;
}

/** Training ends where float64 no longer shows in the loss that a step still gains. */
const TRAINED = 1e-4;

/**
 * With several units to fit few labels, a sample can slide along the edge of a unit, and accelerated steps bounce off that
 * edge, to a side that rounding decides. Of 40 seeds with r > 1 two did, by 5e-5 and by 2e-4 of an error; with r = 1 none
 * of 150 did.
 */
const BOUNCED = 1e-3;

/**
 * Adam divides each number of the gradient by its own size, so that near a minimum, where these sizes are rounding's too, a
 * difference grows from step to step until it is as large as the steps, which do not shrink. Of one unit errors were up to
 * 4e-7 apart after 300 steps in 38 seeds; after 1000 and 3000 steps, or with several units, up to 0.19 in 128.
 */
const HARDLY_BEGUN = 1e-5;
const HOVERING = 0.3;

/** At twice the recommended rate one of 80 seeds, with momentum, ended 4e-8 from the page, the others below 1e-11. */
const FAST = 1e-5;

/** Whether Adam trains a ReLU model for so long that rounding decides where it stands. */
export function isHovering({ optimiser, steps, r }: Settings): boolean {
  return optimiser === "adam" && (steps > 300 || r > 1);
}

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
