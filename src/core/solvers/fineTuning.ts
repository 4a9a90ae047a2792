import { type Matrix, matrix } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";
import { alignedPredictor } from "./alignment.ts";
import { solveSingleTask } from "./singleTask.ts";

/** How the target is fitted on the source's module. */
export interface FineTuningOptions {
  readonly ridge: number; // λ ≥ 0, of the source and of the target
  /** μ in [0, ∞], the weight of leaving span B; ∞, which fits the head alone, unless given. */
  readonly mu?: number;
  /** The module, d×r, where r directions of the source are known; for r = 1 its single-task optimum unless given. */
  readonly B?: Matrix;
}

/** The module that was kept, and what the target made of it. */
export interface FineTuned {
  readonly B: Matrix; // d×r
  readonly thetaHat: Float64Array; // d
}

/**
 * Transfer learning: the module is fixed from the source alone, B = θ̂_source, then the target is fitted on it,
 *   θ̂ = (X'X + λI + μ(I − P_B))⁻¹X'y, X and y of the target, P_B the projector on span B.
 *
 * In contrast to the joint model the target never moves B. At μ = ∞ its head alone is fitted, θ̂ in span B; a finite μ is
 * Algorithm 1 on top, and μ = 0 forgets the source: the target's single-task optimum. Where the source's optimum is 0,
 * so is θ̂ at μ = ∞. Throws if ridge or mu is negative, or the tasks differ in d.
 * Source: the paper, section 3 (Algorithm 1 in transfer learning); SPEC (3.1), (7.2), (7.3).
 */
export function fineTune(source: Data, target: Data, { ridge, mu = Infinity, B }: FineTuningOptions): FineTuned {
  const module = B ?? matrix(source.X.columns, 1, solveSingleTask(source, ridge));
  return { B: module, thetaHat: alignedPredictor(target, module, ridge, mu) };
}
