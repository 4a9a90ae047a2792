/** What is minimised: F_λ over one shared module of capacity r and one head per task. */
import type { ModelKind } from "../model.ts";
import type { Data, Task } from "../task.ts";

/**
 * min over B (d×r), A (k×r) of F_λ = Σ_i α_i‖X_iBA_i − y_i‖² + λ‖BA_i‖². A fit needs a task's data only, a
 * `Problem<Data>`; what judges it needs the truth as well. Source: SPEC (1.2), (1.5).
 */
export interface Problem<D extends Data = Task> {
  readonly tasks: readonly D[];
  readonly r: number;
  readonly ridge: number; // λ ≥ 0; 0 is the limit λ → 0⁺
  readonly alpha: Float64Array; // k
  /** How predictions follow from BA_i, and which loss judges them; linear with squared loss unless said. */
  readonly model?: ModelKind;
}

/** The single-task twin of task i: the same data, weight and ridge, nobody to share with. Source: SPEC (1.5). */
export function twin<D extends Data>(problem: Problem<D>, i: number): Problem<D> {
  return { ...problem, tasks: [problem.tasks[i]], alpha: problem.alpha.slice(i, i + 1) };
}
