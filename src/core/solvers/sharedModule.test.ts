import { describe, expect, it } from "vitest";
import { linearCases, randomTask, tasksOf } from "../golden/tasks.ts";
import { difference, dot, matrix, norm } from "../linalg/matrix.ts";
import { penalisedLosses, predictor } from "../model.ts";
import { normals } from "../random.ts";
import { alternatingLeastSquares, spectralModule } from "./alternatingLeastSquares.ts";
import { type Problem, twin } from "./problem.ts";
import { solveSharedModule } from "./sharedModule.ts";
import { solveSingleTask } from "./singleTask.ts";
import { solveTwoTasks } from "./twoTasks.ts";

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const labelsOf = ({ tasks, alpha }: Problem): number => sum(tasks.map(({ y }, i) => alpha[i] * dot(y, y)));
const lossOf = (problem: Problem, model: Parameters<typeof penalisedLosses>[1]): number =>
  sum(penalisedLosses(problem, model));

const shared = linearCases.flatMap((golden) =>
  Object.entries(golden.expect.prop3 ?? {}).flatMap(([name, { weights, by_r }]) =>
    Object.entries(by_r)
      .filter(([r]) => Number(r) <= golden.X[0][0].length)
      .map(([r, { loss }]) => ({ name: golden.name, weighting: name, r: Number(r), loss, weights, golden })),
  ),
);

describe("the optimum for any number of tasks and any capacity", () => {
  it.each(shared)(
    "reaches the closed form where tasks share X: $name, $weighting, r = $r",
    ({ golden, weights, r, loss }) => {
      const problem = { tasks: tasksOf(golden), r, ridge: 0, alpha: Float64Array.from(weights) };
      expect(Math.abs(lossOf(problem, solveSharedModule(problem)) - loss)).toBeLessThan(1e-7 * labelsOf(problem));
    },
  );

  it.each([1, 2, 3])("is the single-task solutions once r reaches k (Proposition 1): k = %i", (k) => {
    const tasks = Array.from({ length: k }, (_, i) => randomTask(i, 3 + 2 * i, 5));
    const problem = { tasks, r: k + 1, ridge: 0.4, alpha: Float64Array.of(1, 2, 0.5).slice(0, k) };
    const model = solveSharedModule(problem);
    tasks.forEach((task, i) => expect(predictor(model, i)).toEqual(solveSingleTask(task, 0.4, problem.alpha[i])));
    for (let seed = 0; seed < 100; seed++) {
      const random = {
        B: matrix(5, k + 1, normals(seed, 1, 5 * (k + 1))),
        A: matrix(k, k + 1, normals(seed, 2, k * (k + 1))),
      };
      expect(lossOf(problem, random)).toBeGreaterThan(lossOf(problem, model));
    }
  });

  it("is that of r ≥ k in the reference", () => {
    for (const golden of linearCases) {
      const alpha = Float64Array.from(golden.alpha);
      const problem = { tasks: tasksOf(golden), r: golden.X.length, ridge: 0, alpha };
      expect(Math.abs(lossOf(problem, solveSharedModule(problem)) - golden.expect.mtl_r_ge_k_loss)).toBeLessThan(
        1e-7 * labelsOf(problem),
      );
    }
  });
});

describe("alternating least squares", () => {
  it("agrees with the exact search for two tasks and capacity 1", () => {
    for (let seed = 0; seed < 6; seed++) {
      const tasks = [randomTask(seed, 4, 6), randomTask(seed + 20, 14, 6)];
      const problem = { tasks, r: 1, ridge: 0.5, alpha: Float64Array.of(1, 0.7) };
      const { loss } = alternatingLeastSquares(problem);
      const best = lossOf(problem, solveTwoTasks(problem));
      expect(loss).toBeGreaterThan(best - 1e-10 * labelsOf(problem));
      expect(loss).toBeLessThan(best + 1e-12 * labelsOf(problem));
    }
  });

  it("reports the loss of the model that it returns, and a residual that says whether it arrived", () => {
    const tasks = [1, 2, 3].map((seed) => randomTask(seed, 8, 5));
    const problem = { tasks, r: 2, ridge: 0.3, alpha: new Float64Array(3).fill(1) };
    const result = alternatingLeastSquares(problem);
    expect(lossOf(problem, result)).toBeCloseTo(result.loss, 10);
    expect(result.residual).toBeLessThanOrEqual(1e-12);
    expect(alternatingLeastSquares(problem, { sweeps: 1 }).residual).toBeGreaterThan(1e-6);
  });

  it("cannot be improved by a nudge", () => {
    const tasks = [1, 2, 3].map((seed) => randomTask(seed, 8, 5));
    const problem = { tasks, r: 2, ridge: 0.3, alpha: new Float64Array(3).fill(1) };
    const { B, A, loss } = alternatingLeastSquares(problem);
    for (let seed = 0; seed < 50; seed++) {
      const nudge = normals(seed, 1, B.data.length);
      const nudged = matrix(
        B.rows,
        B.columns,
        B.data.map((value, n) => value + 1e-3 * nudge[n]),
      );
      expect(lossOf(problem, { B: nudged, A })).toBeGreaterThan(loss);
    }
  });

  it("starts from orthonormal directions, also where there are fewer tasks than r", () => {
    const problem = { tasks: [randomTask(1, 5, 6)], r: 3, ridge: 1, alpha: Float64Array.of(1) };
    const B = spectralModule(problem);
    expect([B.rows, B.columns]).toEqual([6, 3]);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        expect(sum(Array.from({ length: 6 }, (_, n) => B.data[n * 3 + i] * B.data[n * 3 + j]))).toBeCloseTo(
          i === j ? 1 : 0,
          12,
        );
  });

  it("refuses a capacity above the dimension", () => {
    const problem = { tasks: [randomTask(1, 5, 2)], r: 3, ridge: 1, alpha: Float64Array.of(1) };
    expect(() => alternatingLeastSquares(problem)).toThrow("alternatingLeastSquares: r must be at most d = 2; got 3");
  });
});

describe("the twin of a task", () => {
  it("is the same task with its own weight, alone", () => {
    const tasks = [randomTask(1, 3, 2), randomTask(2, 4, 2)];
    const problem = { tasks, r: 1, ridge: 2, alpha: Float64Array.of(1, 3) };
    expect(twin(problem, 1)).toEqual({ tasks: [tasks[1]], r: 1, ridge: 2, alpha: Float64Array.of(3) });
    const model = solveSharedModule(twin(problem, 1));
    expect(norm(difference(predictor(model, 0), solveSingleTask(tasks[1], 2, 3)))).toBe(0);
  });
});
