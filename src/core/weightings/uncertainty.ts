/**
 * Uncertainty weights: each task's noise variance s_i is learned beside the model, and its reciprocal is the task's
 * weight. The objective is Σ_i RSS_i/(2m_is_i) + ½ log s_i; for given residual sums of squares its minimum is
 * s_i = RSS_i/m_i, so α_i = 1/s_i. A task that is fitted exactly would have infinite weight: s_i is at least 1e-6 of
 * the mean of y_i². Source: Kendall, Gal & Cipolla 2018; SPEC (8.6).
 */
import { type Matrix, difference, dot, multiplyVector, row } from "../linalg/matrix.ts";
import { sharedCovariates } from "../solvers/sharedCovariates.ts";
import type { Data } from "../task.ts";
import { normalised } from "./normalised.ts";
import type { Weighting } from "./weighting.ts";

/** The least s_i, as a share of the mean squared label. Source: SPEC (8.6). */
const FLOOR = 1e-6;
/** Block descent stops once no weight moves by more than this share. */
const SETTLED = 1e-9;

const fields = {} as const; // nothing to choose

/** α_i ∝ 1/s_i with Σα_i = k, asked anew whenever the run reports its losses; uniform before it does. */
export const uncertainty: Weighting<typeof fields> = {
  title: "uncertainty weights",
  doc: "A task's weight is inverse to its mean squared residual, the noise variance that fits it best.",
  source: "Kendall, Gal & Cipolla 2018; SPEC (8.6)",
  fields,
  needs: "losses",
  claims: [
    "sums to k",
    "non-negative",
    "permutes with tasks",
    "ignores the scale of all labels",
    "ignores a common rotation",
  ],
  start(tasks) {
    return ({ losses }) => {
      if (!losses) return new Float64Array(tasks.length).fill(1);
      // Without a finite weight there is nothing to compare: a task whose labels are all 0 and are fitted exactly.
      return normalised(precision(tasks, losses).map((value) => (Number.isFinite(value) ? value : 0)));
    };
  },
};

/** Where block descent ends: the weights α_i = 1/s_i, and the predictors that they give. */
export interface UncertaintyFit {
  readonly alpha: Float64Array; // k, not normalised
  readonly ThetaHat: Matrix; // k×d
  readonly rounds: number;
  /** The objective after each round; it never rises. */
  readonly objective: readonly number[];
}

/**
 * The uncertainty-weighted optimum for tasks with the same covariates: s_i = RSS_i/m and the joint optimum of capacity r
 * by Proposition 3 in turns, each an exact minimum, until the weights stand still or for `rounds` rounds.
 * Converges to a stationary point. Throws where `sharedCovariates` does. Source: SPEC (8.6).
 */
export function uncertaintyFit(tasks: readonly Data[], r: number, rounds = 200): UncertaintyFit {
  const { X } = tasks[0];
  const labels = tasks.map(({ y }) => y);
  const objective: number[] = [];
  let alpha = new Float64Array(tasks.length).fill(1);
  let ThetaHat: Matrix;
  do {
    ThetaHat = sharedCovariates(X, labels, alpha).optimum(r).ThetaHat;
    const before = alpha;
    const squares = Float64Array.from(tasks, (task, i) => squaredResidual(task, row(ThetaHat, i)));
    alpha = precision(tasks, squares);
    objective.push(squares.reduce((sum, square, i) => sum + (alpha[i] * square) / X.rows - Math.log(alpha[i]), 0) / 2);
    if (alpha.every((value, i) => Math.abs(value - before[i]) <= SETTLED * value)) break;
  } while (objective.length < rounds);
  return { alpha, ThetaHat, rounds: objective.length, objective };
}

/** 1/s_i, s_i = max(RSS_i/m_i, 1e-6·mean(y_i²)). */
function precision(tasks: readonly Data[], squares: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(tasks, ({ y }, i) => y.length / Math.max(squares[i], FLOOR * dot(y, y)));
}

function squaredResidual({ X, y }: Data, thetaHat: Float64Array): number {
  const residual = difference(multiplyVector(X, thetaHat), y);
  return dot(residual, residual);
}
