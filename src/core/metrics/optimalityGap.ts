import { nullLoss } from "../model.ts";
import { certify } from "../solvers/certificate.ts";
import { landscape } from "../solvers/twoTasks.ts";
import type { Metric } from "./metric.ts";

/**
 * (F − lower bound)/Σα_i‖y_i‖² of the joint model, where the bound on F_λ is proven by branch and bound: how far from the
 * global optimum it can be at most. Of the exact engine it is rounding. NaN where nothing is proven: above capacity 1, for
 * more than two tasks and for models that are not linear. Source: SPEC (4.2), (4.3).
 */
export const optimalityGap: Metric = {
  title: "proven gap to the global optimum",
  unit: "",
  doc: "The joint loss minus a proven lower bound of all joint losses, over the loss of predicting 0; rounding for the exact optimum.",
  source: "SPEC (4.2), (4.3)",
  measure: ({ problem, joint }) => {
    const { tasks, r, model = "linear" } = problem;
    if (tasks.length !== 2 || r !== 1 || model !== "linear") return NaN;
    const found = landscape(problem);
    // Where the norm settles among equal losses, the least of them is every minimum's.
    const least = found.settledBy === "norm" ? found.minima[0].loss : certify(found).bound;
    const loss = joint.losses.reduce((sum, share) => sum + share, 0);
    return Math.max(0, loss - least) / (nullLoss(problem) || 1);
  },
};
