import { describe, expect, it } from "vitest";
import { randomTask } from "../golden/tasks.ts";
import { addScaled, difference, dot, matrix, multiplyVector, norm, scaled } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import type { Data } from "../task.ts";
import { alignedPredictor } from "./alignment.ts";
import { minimise } from "./lbfgs.ts";
import { solveRelu } from "./relu.ts";
import { alignReluByValidation, alignedRelu } from "./reluAlignment.ts";

const ladder = [Infinity, 1e4, 3e3, 1e3, 300, 100, 30, 10, 3, 0];

function reluTask(seed: number, m: number, d: number, sign = 1): Data {
  const { X, y } = randomTask(seed, m, d);
  const margins = multiplyVector(X, normals(seed, 7, d));
  return { X, y: y.map((noise, n) => sign * Math.max(0, margins[n]) + 0.3 * noise) };
}

describe("covariance alignment for ReLU", () => {
  it("starts from the refitted head of B and keeps its sign", () => {
    for (const sign of [1, -1] as const) {
      const task = reluTask(1, 12, 5, sign);
      const B = normals(1, 7, 5);
      addScaled(B, 0.5, normals(2, 7, 5));
      const [first, ...rest] = alignedRelu(task, B, 0.5, ladder);
      expect([first, ...rest].map((one) => one.sign)).toEqual(Array<number>(10).fill(sign));
      const z = multiplyVector(task.X, B).map((value) => Math.max(0, value));
      const head = dot(z, task.y) / (dot(z, z) + 0.5 * dot(B, B));
      expect(norm(difference(first.w, scaled(Math.abs(head), B)))).toBeLessThan(1e-12);
    }
  });

  it("has at each μ a loss that the one before does not undercut, nor any nudge", () => {
    const task = reluTask(3, 12, 6);
    const B = normals(4, 7, 6);
    const path = alignedRelu(task, B, 0.5, ladder);
    const lossAt = (w: Float64Array, mu: number): number => {
      const margins = multiplyVector(task.X, w);
      const fit = task.y.reduce((sum, y, n) => sum + (path[0].sign * Math.max(0, margins[n]) - y) ** 2, 0);
      return fit + 0.5 * dot(w, w) + mu * (dot(w, w) - dot(B, w) ** 2 / dot(B, B));
    };
    path.slice(1).forEach(({ mu, w, loss }, at) => {
      expect(loss).toBeCloseTo(lossAt(w, mu), 8);
      expect(loss).toBeLessThanOrEqual(lossAt(path[at].w, mu) + 1e-9);
      for (let seed = 0; seed < 20; seed++) {
        const nudged = Float64Array.from(w);
        addScaled(nudged, 1e-3, normals(seed, 9, 6));
        expect(lossAt(nudged, mu)).toBeGreaterThan(loss - 1e-7);
      }
      const further = minimise((x) => {
        const h = 1e-6;
        const gradient = x.map((xj, j) => (lossAt(x.with(j, xj + h), mu) - lossAt(x.with(j, xj - h), mu)) / (2 * h));
        return { value: lossAt(x, mu), gradient };
      }, w);
      expect(loss).toBeLessThan(further.value * (1 + 1e-3));
    });
  });

  it("is the linear path where every sample is active", () => {
    const { X } = randomTask(5, 8, 4);
    const shifted = { rows: 8, columns: 4, data: X.data.map((value, at) => (at % 4 === 0 ? 3 : value)) };
    const task = { X: shifted, y: normals(5, 3, 8).map((value) => 6 + value) };
    const B = Float64Array.of(1, 0.1, -0.1, 0);
    for (const { mu, w } of alignedRelu(task, B, 0.5, ladder.slice(1)))
      expect(norm(difference(w, alignedPredictor(task, matrix(4, 1, B), 0.5, mu)))).toBeLessThan(1e-8);
  });

  it("ends near the task's own fit at μ = 0 where samples are many", () => {
    const task = reluTask(6, 200, 4);
    const alone = solveRelu({ tasks: [task], r: 1, ridge: 0.5, alpha: Float64Array.of(1) }).loss;
    const last = alignedRelu(task, normals(6, 7, 4), 0.5, ladder).at(-1);
    expect(last?.loss).toBeLessThan(1.01 * alone);
    expect(last?.loss).toBeGreaterThan(0.999 * alone);
  });

  it("takes the μ whose predictor does best on the held-out rows, and the largest of equals", () => {
    const task = reluTask(7, 9, 5, -1);
    const B = normals(8, 7, 5);
    const { X } = randomTask(9, 40, 5);
    // Held-out labels that one of the path's predictors explains exactly choose that predictor.
    const path = alignedRelu(task, B, 0.5, ladder);
    for (const { mu, w, sign } of path) {
      const y = multiplyVector(X, w).map((margin) => sign * Math.max(0, margin));
      expect(alignReluByValidation(task, B, 0.5, { X, y })).toEqual(path.find((one) => one.mu === mu));
    }
    const blind = { X: matrix(1, 5), y: Float64Array.of(1) };
    expect(alignReluByValidation(task, B, 0.5, blind).mu).toBe(Infinity);
  });

  it("leaves a module that activates nothing as soon as μ allows it", () => {
    const task = { X: matrix(2, 2, Float64Array.of(1, 0, 2, 1)), y: Float64Array.of(1, 2) };
    const [first, last] = alignedRelu(task, Float64Array.of(-1, 0), 0.1, [Infinity, 0]);
    expect(norm(first.w)).toBe(0);
    expect(last.loss).toBeLessThan(first.loss);
  });

  it("refuses no ridge, and a μ that rises", () => {
    const task = reluTask(1, 3, 2);
    expect(() => alignedRelu(task, Float64Array.of(1, 1), 0, [1])).toThrow("ridge must be above 0");
    expect(() => alignedRelu(task, Float64Array.of(1, 1), 1, [1, 3])).toThrow("at most the one before; got 3");
  });
});
