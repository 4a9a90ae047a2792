/** What the optimiser sees: the loss, and the angle of the heads. */
import { nullLoss as lossOfNothing } from "../model.ts";
import type { Metric } from "./metric.ts";

/** F_λ of the joint model. Source: SPEC (1.5). */
export const loss: Metric = {
  title: "training loss",
  symbol: "F_λ",
  unit: "",
  doc: "Σ αᵢ‖g(Xᵢ B) Aᵢ − yᵢ‖² + λ Σ‖B Aᵢ‖², summed over samples: what joint training minimises. For two classes: the logistic loss and λ/2.",
  source: "SPEC (1.2), (1.5)",
  measure: ({ joint }) => joint.losses.reduce((sum, value) => sum + value, 0),
};

/** F_λ of B = 0: what predicting 0 costs, the scale that losses are compared on. Source: SPEC (1.2). */
export const nullLoss: Metric = {
  title: "loss of predicting 0",
  symbol: "F_λ(0)",
  unit: "",
  doc: "The training loss of a model that predicts 0: Σ αᵢ‖yᵢ‖², and for two classes Σ αᵢ mᵢ log 2.",
  source: "SPEC (1.2)",
  measure: ({ problem }) => lossOfNothing(problem),
};

/** t of A = (cos t for the target, sin t for the source), in (−π/2, π/2]; NaN unless k = 2 and r = 1. */
export const headAngle: Metric = {
  title: "head angle",
  symbol: "t",
  unit: "rad",
  doc: "The heads up to scale: cos t for the target, sin t for the source. Only defined for capacity 1.",
  source: "SPEC (4.2)",
  measure: ({ joint: { A } }) => {
    if (A.rows !== 2 || A.columns !== 1) return NaN;
    const [target, source] = A.data;
    const t = Math.atan2(source, target);
    return t > Math.PI / 2 ? t - Math.PI : t <= -Math.PI / 2 ? t + Math.PI : t;
  },
};
