/** F/2 of coordinates.ts and its gradient in plain float64 loops, on statistics or on data: what cpu.ts descends. */
import { type Matrix, dot, row } from "../core/linalg/matrix.ts";
import { type ModelKind, sigmoid, softplus } from "../core/model.ts";
import type { Coordinates } from "./coordinates.ts";

/** F/2 at x, with its gradient written to g. Both are B̂ (d×r, row-major), then A (k×r). */
export type HalfLoss = (x: Float64Array, g: Float64Array) => number;

/**
 * For linear models, at a cost of d² per task whatever its sample size:
 * F/2 = ½ Σ_i (c_i'Ĝ_ic_i − 2c_i'ĥ_i + ‖ŷ_i‖²), c_i = B̂A_i; g_B = Σ_i (Ĝ_ic_i − ĥ_i)A_i', g_i = B̂'(Ĝ_ic_i − ĥ_i).
 */
export function halfLossOnStatistics(
  statistics: ReturnType<Coordinates["statistics"]>,
  d: number,
  r: number,
): HalfLoss {
  const c = new Float64Array(d);
  const residual = new Float64Array(d);
  return (x, g) => {
    let loss = 0;
    g.fill(0);
    statistics.forEach(({ G, h, yy }, i) => {
      const head = (i + d) * r; // A_i stands behind the d rows of B̂
      for (let n = 0; n < d; n++) {
        c[n] = 0;
        for (let j = 0; j < r; j++) c[n] += x[n * r + j] * x[head + j];
      }
      for (let n = 0; n < d; n++) residual[n] = dot(row(G, n), c) - h[n];
      loss += (dot(c, residual) - dot(c, h) + yy) / 2;
      for (let n = 0; n < d; n++)
        for (let j = 0; j < r; j++) {
          g[n * r + j] += residual[n] * x[head + j];
          g[head + j] += residual[n] * x[n * r + j];
        }
    });
    return loss;
  };
}

/** For models of every kind, row by row, at a cost of (d + m_i)dr per task. */
export function halfLossOnData(
  kind: ModelKind,
  data: readonly { readonly X: Matrix; readonly y: Float64Array }[],
  d: number,
  r: number,
): HalfLoss {
  const margins = new Float64Array(r);
  const outputs = new Float64Array(r);
  const residuals = new Float64Array(r);
  return (x, g) => {
    let loss = 0;
    g.fill(0);
    data.forEach(({ X, y }, i) => {
      const head = (i + d) * r; // A_i stands behind the d rows of B̂
      for (let n = 0; n < y.length; n++) {
        const ridge = n < d;
        const from = n * d;
        margins.fill(0);
        for (let l = 0; l < d; l++) for (let j = 0; j < r; j++) margins[j] += X.data[from + l] * x[l * r + j];
        let sum = 0;
        for (let j = 0; j < r; j++) {
          if (kind === "relu" && !ridge) margins[j] = Math.max(0, margins[j]);
          outputs[j] = margins[j] * x[head + j];
          sum += outputs[j];
        }
        if (ridge && kind === "relu") {
          residuals.set(outputs);
          loss += dot(outputs, outputs) / 2;
        } else if (ridge || kind !== "logistic") {
          residuals.fill(sum - y[n]);
          loss += (sum - y[n]) ** 2 / 2;
        } else {
          const sign = Math.sign(y[n]);
          residuals.fill(-0.5 * y[n] * sigmoid(-sign * sum));
          loss += (Math.abs(y[n]) * softplus(-sign * sum)) / 2;
        }
        for (let j = 0; j < r; j++) {
          g[head + j] += residuals[j] * margins[j];
          const factor = ridge || kind !== "relu" || margins[j] > 0 ? residuals[j] * x[head + j] : 0;
          if (factor !== 0) for (let l = 0; l < d; l++) g[l * r + j] += factor * X.data[from + l];
        }
      }
    });
    return loss;
  };
}
