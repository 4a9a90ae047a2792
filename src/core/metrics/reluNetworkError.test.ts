import { describe, expect, it } from "vitest";
import { reluSubspaces } from "../families/reluSubspaces.ts";
import golden from "../golden/metrics.json" with { type: "json" };
import { randomMatrix } from "../golden/tasks.ts";
import { cholesky } from "../linalg/decompositions.ts";
import { crossProduct, difference, dot, fromRows, matrix, multiply, row, scale, transpose } from "../linalg/matrix.ts";
import { type Model, reluOutput } from "../model.ts";
import { reluError, reluErrorRaw } from "./reluError.ts";
import { reluNetworkError, reluNetworkErrorRaw } from "./reluNetworkError.ts";

const d = 6;
const Theta = randomMatrix(1, d, 3);
const theta = multiply(Theta, matrix(3, 1, new Float64Array(3).fill(1))).data;
const network: Model = { B: randomMatrix(2, d, 4), A: randomMatrix(3, 2, 4) };
const laws = [
  {
    law: "isotropic",
    Sigma: crossProduct(
      matrix(
        d,
        d,
        Float64Array.from({ length: d * d }, (_, at) => Number(at % 7 === 0)),
      ),
    ),
  },
  { law: "correlated", Sigma: crossProduct(randomMatrix(4, 9, d)) },
];

describe("the population error of a ReLU network", () => {
  it.each(laws)("is the mean over draws: $law rows, heads of either sign", ({ Sigma }) => {
    const [m, task] = [40_000, { Sigma, Theta, theta }];
    const X = multiply(randomMatrix(5, m, d), transpose(cholesky(Sigma)));
    const truth = reluOutput(X, Theta, new Float64Array(3).fill(1));
    for (const i of [0, 1]) {
      const squares = difference(reluOutput(X, network.B, row(network.A, i)), truth).map((value) => value * value);
      const mean = squares.reduce((sum, value) => sum + value, 0) / m;
      const deviations = squares.map((value) => value - mean);
      const standardError = Math.sqrt(dot(deviations, deviations)) / m;
      expect(Math.abs(mean - reluNetworkErrorRaw(task, network, i))).toBeLessThan(4 * standardError);
    }
  });

  it("is that of one unit where there is one", () => {
    for (const { Sigma, theta: truth, w, A } of golden.population_metrics) {
      const task = { Sigma: fromRows(Sigma), theta: Float64Array.from(truth) };
      const model = { B: matrix(w.length, 1, Float64Array.from(w)), A: fromRows([[A]]) };
      const one = { w: Float64Array.from(w), head: A };
      expect(reluNetworkErrorRaw(task, model, 0) / reluErrorRaw(task, one)).toBeCloseTo(1, 10);
      expect(reluNetworkError(task, model, 0)).toBeCloseTo(reluError(task, one), 10);
    }
  });

  it("is 0 for the truth, however written", () => {
    const [{ Sigma }] = laws;
    const halves = { B: scale(Theta, 0.5), A: fromRows([[2, 2, 2]]) };
    expect(reluNetworkErrorRaw({ Sigma, Theta, theta }, halves, 0)).toBeCloseTo(0, 12);
  });

  it("is 1 for predicting 0 over the labels' power, and over their variance for predicting their mean", () => {
    const [target] = reluSubspaces.sample({ rank: 5, cosine: 0, mSource: 1, mTarget: 1, sigma: 0, d: 50 }, 1);
    const nothing = { B: matrix(50, 1), A: matrix(1, 1) };
    expect(reluNetworkError(target, nothing, 0)).toBeCloseTo(1, 12);
    // r orthonormal units: E y² = r/2 + r(r − 1)/2π, and (E y)² = r²/2π.
    const [power, squaredMean] = [2.5 + 20 / (2 * Math.PI), 25 / (2 * Math.PI)];
    expect(reluNetworkErrorRaw(target, nothing, 0)).toBeCloseTo(power, 12);
    expect(reluNetworkError(target, nothing, 0, "variance")).toBeCloseTo(power / (power - squaredMean), 12);
  });
});
