import { describe, expect, it } from "vitest";
import golden from "../golden/metrics.json" with { type: "json" };
import { cholesky } from "../linalg/decompositions.ts";
import { type Matrix, dot, fromRows, identity, multiplyVector, quadraticForm, scaled } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import { classificationError } from "./classificationError.ts";
import { reluError, reluErrorRaw } from "./reluError.ts";

const cases = golden.population_metrics.map(({ Sigma, theta, w, ...rest }) => ({
  ...rest,
  task: { Sigma: fromRows(Sigma), theta: Float64Array.from(theta) },
  w: Float64Array.from(w),
}));

/** x'w and x'θ for m draws x = Lz of N(0, Σ). */
function margins(Sigma: Matrix, w: Float64Array, theta: Float64Array, m: number): [number, number][] {
  const [d, L] = [w.length, cholesky(Sigma)];
  const z = normals(1, 40, m * d);
  return Array.from({ length: m }, (_, n) => {
    const x = multiplyVector(L, z.subarray(n * d, (n + 1) * d));
    return [dot(x, w), dot(x, theta)];
  });
}

const relu = (value: number): number => Math.max(0, value);
const m = 40_000;

/** Within four standard errors of the mean of the draws. */
function expectMean(draws: readonly number[], expected: number): void {
  const mean = draws.reduce((sum, value) => sum + value, 0) / m;
  const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / m;
  expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / m));
}

describe("the population error of a ReLU predictor", () => {
  it.each(cases)("is the reference's", ({ task, w, A, a, mse_relu }) => {
    expect(reluErrorRaw(task, { w, head: A, scale: a }) / mse_relu).toBeCloseTo(1, 12);
    const power = (a * a * quadraticForm(task.Sigma, task.theta)) / 2;
    expect(reluError(task, { w, head: A, scale: a })).toBeCloseTo(mse_relu / power, 12);
  });

  it.each(cases)("is the mean over draws, for heads of either sign", ({ task, w, A, a }) => {
    const drawn = margins(task.Sigma, w, task.theta, m);
    for (const head of [A, -A])
      expectMean(
        drawn.map(([u, v]) => (head * relu(u) - a * relu(v)) ** 2),
        reluErrorRaw(task, { w, head, scale: a }),
      );
  });

  it("is 0 for the truth, however written, and 1 for predicting 0", () => {
    for (const { task } of cases) {
      expect(reluError(task, { w: task.theta, head: 1 })).toBeCloseTo(0, 12);
      expect(reluError(task, { w: scaled(0.5, task.theta), head: 6, scale: 3 })).toBeCloseTo(0, 12);
      expect(reluError(task, { w: new Float64Array(task.theta.length), head: 1 })).toBe(1);
      expect(reluError(task, { w: task.theta, head: 0 })).toBe(1);
    }
  });
});

describe("the population error of a classifier", () => {
  it.each(cases)("is the reference's", ({ task, w, class_err }) => {
    expect(classificationError(task, w)).toBeCloseTo(class_err, 12);
  });

  it.each(cases)("is the share of draws on the wrong side", ({ task, w }) => {
    const drawn = margins(task.Sigma, w, task.theta, m);
    expectMean(
      drawn.map(([u, v]) => Number(u > 0 !== v > 0)),
      classificationError(task, w),
    );
  });

  it("is the angle to the truth over π, whatever the length of w; 1/2 for w = 0", () => {
    const task = { Sigma: identity(2), theta: Float64Array.of(0, 3) };
    for (const angle of [0, 0.3, Math.PI / 2, Math.PI])
      for (const length of [1e-6, 1, 1e6]) {
        const w = Float64Array.of(length * Math.sin(angle), length * Math.cos(angle));
        expect(classificationError(task, w)).toBeCloseTo(angle / Math.PI, 7);
      }
    expect(classificationError(task, new Float64Array(2))).toBe(0.5);
  });
});
