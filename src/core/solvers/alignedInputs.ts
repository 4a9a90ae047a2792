/** Algorithm 1's alignment matrices for all tasks, and the problem that is left when they are kept: to train again on X_iR_i. */
import type { RankOneChange } from "../linalg/congruence.ts";
import { type Model, predictor } from "../model.ts";
import type { Data } from "../task.ts";
import { alignedPredictorOf, alignmentMatrix } from "./alignment.ts";
import type { Problem } from "./problem.ts";
import { solveSharedModule } from "./sharedModule.ts";

/**
 * R_i of Algorithm 1 for each task, k of them, d×d: what turns the joint model's BA_i into θ̂_i(μ). mu in [0, ∞].
 * Throws if a predictor BA_i is 0, and where `alignedPredictor` does. Source: SPEC (7.3), (1.5).
 */
export function alignmentMatrices(problem: Problem<Data>, joint: Model, mu: number): readonly RankOneChange[] {
  return problem.tasks.map((_, i) => alignmentMatrix(alignedPredictorOf(problem, i, joint.B, mu), predictor(joint, i)));
}

/**
 * The same problem on inputs that Algorithm 1 has aligned: R_i for μ and a joint model, its optimum unless given, are kept,
 * and B and A are free again. At that model F_λ is what (7.3) reaches, so that its minimum is no higher; the twins' optima
 * are those of the problem as it was. mu in [0, ∞]. Throws where `alignmentMatrices` does. Source: SPEC (7.2), (7.3).
 */
export function withAlignedInputs<D extends Data>(
  problem: Problem<D>,
  mu: number,
  joint: Model = solveSharedModule(problem),
): Problem<D> {
  return { ...problem, R: alignmentMatrices(problem, joint, mu) };
}

/** Whether a problem's inputs can be aligned so and trained on: of linear models with a ridge. */
export function canAlign({ ridge, model }: Pick<Problem, "ridge" | "model">): boolean {
  return ridge > 0 && (model ?? "linear") === "linear";
}
