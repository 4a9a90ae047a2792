import { describe, expect, it } from "vitest";
import { linearCases, randomMatrix, randomTask, taskOf, tasksOf } from "../golden/tasks.ts";
import { difference, dot, fromRows, matrix, norm } from "../linalg/matrix.ts";
import { penalisedLosses, predictor } from "../model.ts";
import { normals } from "../random.ts";
import type { Problem } from "./problem.ts";
import { landscape, solveTwoTasks } from "./twoTasks.ts";

function problemOf(tasks: Problem["tasks"], ridge: number, alpha: readonly number[] = [1, 1]): Problem {
  return { tasks, r: 1, ridge, alpha: Float64Array.from(alpha) };
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const labelsOf = ({ tasks, alpha }: Problem): number =>
  tasks.reduce((total, { y }, i) => total + alpha[i] * dot(y, y), 0);
const lossOf = (problem: Problem, model: Parameters<typeof penalisedLosses>[1]): number =>
  sum(penalisedLosses(problem, model));

/** SPEC section 11: losses to 1e-7 of the labels, predictors of r = 1 optima to 1e-6. */
function expectOptimum(problem: Problem, expected: { loss: number; T: readonly (readonly number[])[] | null }): void {
  const model = solveTwoTasks(problem);
  expect(Math.abs(lossOf(problem, model) - expected.loss)).toBeLessThan(1e-7 * labelsOf(problem));
  expected.T?.forEach((theta, i) =>
    expect(norm(difference(predictor(model, i), theta))).toBeLessThan(1e-6 * Math.max(1, norm(theta))),
  );
}

const pairs = linearCases.filter((golden) => golden.expect.mtl_r1 !== undefined);

describe("the optimum of two tasks with capacity 1", () => {
  it.each(pairs)("is the reference's in the limit λ → 0: $name", (golden) => {
    const { mtl_r1 } = golden.expect;
    if (mtl_r1) expectOptimum(problemOf(tasksOf(golden), 0, mtl_r1.alpha), mtl_r1);
  });

  it.each(pairs)("is the reference's with ridge: $name", (golden) => {
    const { mtl_r1_ridge } = golden.expect;
    if (mtl_r1_ridge) expectOptimum(problemOf(tasksOf(golden), mtl_r1_ridge.lam, mtl_r1_ridge.alpha), mtl_r1_ridge);
  });

  it("lies below 1500 random models", () => {
    for (const [ridge, m] of [
      [0.5, 9],
      [0, 9],
      [2, 3],
    ] as const) {
      const problem = problemOf([randomTask(1, 4, 5), randomTask(2, m, 5)], ridge, [1, 0.6]);
      const best = lossOf(problem, solveTwoTasks(problem));
      for (let seed = 0; seed < 500; seed++) {
        const B = matrix(5, 1, normals(seed, 1, 5));
        const A = matrix(2, 1, normals(seed, 2, 2));
        expect(lossOf(problem, { B, A })).toBeGreaterThan(best);
      }
    }
  });

  it("is the limit of small ridges where both tasks can be fitted exactly", () => {
    const tasks = [randomTask(3, 2, 8), randomTask(4, 3, 8)];
    const limit = solveTwoTasks(problemOf(tasks, 0));
    const near = solveTwoTasks(problemOf(tasks, 1e-7));
    // The ridge moves the solution by O(λ); what is left of it at 1e-7 is far below 1e-5.
    for (const i of [0, 1]) expect(norm(difference(predictor(limit, i), predictor(near, i)))).toBeLessThan(1e-5);
  });

  it("does not depend on which coordinates the data are written in", () => {
    const tasks = [randomTask(5, 4, 3), randomTask(6, 8, 3)];
    const flipped = tasks.map(({ X, y }) =>
      taskOf(fromRows(Array.from({ length: X.rows }, (_, n) => [...X.data.subarray(n * 3, n * 3 + 3)].reverse())), y),
    );
    expect(solveTwoTasks(problemOf(flipped, 1)).t).toBeCloseTo(solveTwoTasks(problemOf(tasks, 1)).t, 10);
  });

  it("exists where labels or data vanish", () => {
    const silent = taskOf(randomMatrix(7, 4, 3), new Float64Array(4));
    const blind = taskOf(matrix(4, 3), normals(1, 1, 4));
    for (const ridge of [0, 1])
      for (const tasks of [
        [silent, randomTask(8, 6, 3)],
        [randomTask(8, 6, 3), blind],
        [silent, silent],
        [blind, blind],
      ]) {
        const problem = problemOf(tasks, ridge);
        const model = solveTwoTasks(problem);
        expect([...model.B.data, ...model.A.data].every(Number.isFinite)).toBe(true);
        expect(lossOf(problem, model)).toBeLessThanOrEqual(labelsOf(problem) * (1 + 1e-12));
      }
  });
});

describe("the landscape of the head angle", () => {
  const problem = problemOf([randomTask(11, 5, 6), randomTask(12, 30, 6)], 0.8, [1, 2]);
  const angles = Array.from({ length: 40 }, (_, i) => -1.5 + i * 0.0771);

  it("has the slope that finite differences find", () => {
    const { loss, slope } = landscape(problem);
    const h = 1e-5; // central differences: h² of truncation against ε/h of rounding leaves about 1e-9 of the loss
    for (const t of angles)
      expect(Math.abs(slope(t) - (loss(t + h) - loss(t - h)) / (2 * h))).toBeLessThan(1e-8 * labelsOf(problem));
  });

  it("is the loss of the module that it names, and no other module is better", () => {
    const { loss, module } = landscape(problem);
    for (const t of angles) {
      const A = matrix(2, 1, Float64Array.of(Math.cos(t), Math.sin(t)));
      const B = module(t);
      expect(lossOf(problem, { A, B: matrix(6, 1, B) })).toBeCloseTo(loss(t), 9);
      const nudged = B.map((value, i) => value + 0.01 * normals(1, 5, 6)[i]);
      expect(lossOf(problem, { A, B: matrix(6, 1, nudged) })).toBeGreaterThan(loss(t));
    }
  });

  it("has period π", () => {
    const { loss } = landscape(problem);
    for (const t of angles) expect(loss(t + Math.PI)).toBeCloseTo(loss(t), 10);
  });

  it("has minima that a fine grid cannot undercut, deepest first, where the slope vanishes", () => {
    for (let seed = 0; seed < 20; seed++) {
      const drawn = problemOf([randomTask(seed, 3, 6), randomTask(seed + 100, 10, 6)], 0.3);
      const { loss, slope, minima } = landscape(drawn);
      const labels = labelsOf(drawn);
      const lowest = Math.min(...Array.from({ length: 20_000 }, (_, i) => loss((i * Math.PI) / 20_000)));
      expect(minima[0].loss).toBeLessThanOrEqual(lowest + 1e-12 * labels);
      expect(minima.map((one) => one.loss)).toEqual(minima.map((one) => one.loss).sort((a, b) => a - b));
      for (const { t } of minima) {
        expect(Math.abs(slope(t))).toBeLessThan(1e-9 * labels);
        expect(Math.abs(t)).toBeLessThanOrEqual(Math.PI / 2);
      }
    }
  });

  it("refuses other numbers of tasks and other capacities", () => {
    expect(() => landscape({ ...problem, r: 2 })).toThrow("landscape: needs 2 tasks and r = 1; got 2 and r = 2");
    expect(() => landscape({ ...problem, tasks: [problem.tasks[0]] })).toThrow("got 1");
  });
});
