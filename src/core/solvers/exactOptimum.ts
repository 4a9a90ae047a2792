/** Where there is an exact optimum: apart from the solvers, because the page asks too, and has none of them. */
import type { Problem } from "./problem.ts";

/**
 * Whether an exact solver knows the joint optimum of so many tasks: of linear models always, of classes with r = 1 or r ≥ k,
 * of a ReLU with r = 1; above that its units are shared even for r ≥ k, since more units fit one task better too.
 */
export function hasExactOptimum({ model = "linear", r }: Pick<Problem, "model" | "r">, k: number): boolean {
  return model === "linear" || r === 1 || (model === "logistic" && r >= k);
}
