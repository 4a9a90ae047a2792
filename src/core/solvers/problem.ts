/** What is minimised: F_λ over one shared module of capacity r and one head per task. */
import { congruence } from "../linalg/congruence.ts";
import { type Matrix, scaled, transposeMultiplyVector } from "../linalg/matrix.ts";
import type { ModelKind } from "../model.ts";
import { type Data, type Task, penalisedCovariance, statistics } from "../task.ts";

/**
 * min over B (d×r), A (k×r) of F_λ = Σ_i α_i‖X_iR_iBA_i − y_i‖² + λ‖R_iBA_i‖², R_i = I unless given. A fit needs a task's
 * data only, a `Problem<Data>`; what judges it needs the truth as well. Source: SPEC (1.2), (1.5), (7.2).
 */
export interface Problem<D extends Data = Task> {
  readonly tasks: readonly D[];
  readonly r: number;
  readonly ridge: number; // λ ≥ 0; 0 is the limit λ → 0⁺
  readonly alpha: Float64Array; // k
  /** How predictions follow from BA_i, and which loss judges them; linear with squared loss unless said. */
  readonly model?: ModelKind;
  /**
   * Alignment matrices, k of them, d×d, which stay as they are: task i's inputs are Z_i = X_iR_i. The page and the command
   * line have them of linear models only (`canAlign`): engines train other models with them too, but a ReLU's start ignores them.
   */
  readonly R?: readonly Matrix[] | undefined;
}

/** The single-task twin of task i: the same data, inputs, weight and ridge, nobody to share with. Source: SPEC (1.5). */
export function twin<D extends Data>(problem: Problem<D>, i: number): Problem<D> {
  return {
    ...problem,
    tasks: [problem.tasks[i]],
    alpha: problem.alpha.slice(i, i + 1),
    ...(problem.R && { R: [problem.R[i]] }),
  };
}

/**
 * P_i = R_i'(α_iX_i'X_i + λI)R_i, d×d, and c_i = α_iR_i'X_i'y_i, d: of a linear model the share of task i is
 * b'P_ib − 2c_i'b + α_i‖y_i‖² in b = BA_i. Throws for alignment matrices without ridge: of the limit λ → 0⁺, which is of
 * least ‖R_ib‖, P_i and c_i know nothing. Source: SPEC (4.2), (7.2).
 */
export function normalEquations(
  { tasks, alpha, ridge, R }: Problem<Data>,
  i: number,
): { readonly P: Matrix; readonly c: Float64Array } {
  const found = statistics(tasks[i]);
  const P = penalisedCovariance(found, alpha[i], ridge);
  const c = scaled(alpha[i], found.Xty);
  if (!R) return { P, c };
  if (!(ridge > 0)) throw new RangeError(`normalEquations: alignment matrices need a ridge above 0; got ${ridge}`);
  return { P: congruence(P, R[i]), c: transposeMultiplyVector(R[i], c) };
}
