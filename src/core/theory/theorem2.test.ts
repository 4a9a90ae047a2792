import { describe, expect, it } from "vitest";
import { randomTask } from "../golden/tasks.ts";
import { type Matrix, difference, multiplyVector, norm, scale } from "../linalg/matrix.ts";
import { solveTwoTasks } from "../solvers/twoTasks.ts";
import { conditionNumber, theorem2 } from "./theorem2.ts";

describe("Theorem 2", () => {
  const target = { ...randomTask(1, 40, 3), noise: new Float64Array(40).fill(0.1) };
  const source = (m: number, turn: number): { X: Matrix; theta: Float64Array } => {
    const { X, theta } = randomTask(2, m, 3);
    return { X, theta: target.theta.map((value, i) => value + turn * theta[i]) };
  };

  it("names every assumption that does not hold, and has no bound then", () => {
    const fits = theorem2(source(1000, 0), target, { margin: 0.3 });
    expect(fits.isApplicable).toBe(true);
    expect(fits.bound).toBeCloseTo(1.8 + fits.noiseRatio / (1 - 0.9), 12);
    const all = (...[from, to, options]: Parameters<typeof theorem2>): string =>
      theorem2(from, to, options)
        .brokenAssumptions.map(({ assumption, numbers }) => `${assumption} ${JSON.stringify(numbers)}`)
        .join(" ");
    expect(all(source(9, 5), target)).toMatch(/κ\(X₂\)·sin\(θ₁, θ₂\) must be at most 1\/3/);
    expect(all(source(9, 0), target, { margin: 0.3 })).toMatch(
      /^The source must have of the order of {order} samples .* {"order":\d+\S*,"samples":9}$/,
    );
    expect(all(source(9, 0), target, { margin: 0.5 })).toMatch(/margin c must be at most 1\/3/);
    expect(all(source(9, 0.1), target, { margin: 0 })).toMatch(/margin c must be at least/);
    expect(all(source(9, 0), target, { margin: 0.3, r: 2 })).toMatch(/capacity r = 1, and r is {r}\. {"r":2}/);
    expect(all(source(9, 0), target, { margin: 0.3, ridge: 10 })).toMatch(
      /λ = 0, and the ridge is {ridge}\. {"ridge":10}/,
    );
    expect(all(source(9, 0), target, { margin: 0.3, sourceWeight: 0.5 })).toMatch(/count the same.* {"weight":0.5}/);
    expect(all({ X: target.X, theta: new Float64Array(3) }, target)).toMatch(/parameter is 0/);
    const wide = { ...randomTask(3, 2, 3), noise: new Float64Array(2) };
    expect(all(source(9, 0.1), wide)).toMatch(/full column rank/);
    expect(theorem2(source(9, 0.1), wide).bound).toBe(Infinity);
    expect(theorem2(source(9, 0), target).sampleSizeOrder).toBe(Infinity);
    expect(() => theorem2(source(9, 0), target, { margin: -1 })).toThrow("got -1");
    expect(() => theorem2(source(9, 0), target, { sourceConditionNumber: 0 })).toThrow("got 0");
  });

  it("finds a small sine to full precision", () => {
    const turned = { X: target.X, theta: Float64Array.of(1, 1e-9, 0) };
    expect(theorem2(turned, { ...target, theta: Float64Array.of(1, 0, 0) }).sine / 1e-9).toBeCloseTo(1, 6);
    expect(conditionNumber(scale(target.X, 0))).toBe(Infinity);
  });

  it("holds for enough source samples", () => {
    const { X, theta } = source(2000, 0.01);
    const noisy = { ...target, y: multiplyVector(target.X, target.theta).map((value, n) => value + target.noise[n]) };
    const tasks = [{ X, y: multiplyVector(X, theta) }, noisy];
    const { B, A } = solveTwoTasks({ tasks, r: 1, ridge: 0, alpha: Float64Array.of(1, 1) });
    const { bound, isApplicable } = theorem2({ X, theta }, noisy);
    expect(isApplicable).toBe(true);
    expect(norm(difference(scale(B, A.data[1]).data, target.theta)) / norm(target.theta)).toBeLessThan(bound);
  });
});
