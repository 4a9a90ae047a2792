import fc from "fast-check";
import { expect, it } from "vitest";
import { randomTask } from "../golden/tasks.ts";
import { difference, norm } from "../linalg/matrix.ts";
import { error } from "../metrics/error.ts";
import { predictor } from "../model.ts";
import { alternatingLeastSquares } from "../solvers/alternatingLeastSquares.ts";
import { solveSharedModule } from "../solvers/sharedModule.ts";
import { solveSingleTask } from "../solvers/singleTask.ts";
import { solveTwoTasks } from "../solvers/twoTasks.ts";
import { proposition1 } from "./proposition1.ts";

const problems = fc
  .record({
    seed: fc.nat(10_000),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
    more: fc.nat(2),
    ridge: fc.constantFrom(0, 0.3, 5),
  })
  .map(({ seed, sizes, more, ridge }) => ({
    tasks: sizes.map((m, i) => randomTask(seed + 10_007 * i, m, 6)),
    r: sizes.length + more,
    ridge,
    alpha: Float64Array.from(sizes, (_, i) => 1 + i / 2),
  }));

it("promises a gap of 0 for r ≥ k, and the optimum keeps the promise to 1e-12", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const joint = solveSharedModule(problem);
      expect(proposition1(problem)).toMatchObject({ isApplicable: true, transferGap: 0 });
      problem.tasks.forEach((task, i) => {
        const alone = solveSingleTask(task, problem.ridge, problem.alpha[i]);
        expect(Math.abs(error(task, predictor(joint, i)) - error(task, alone))).toBeLessThanOrEqual(1e-12);
      });
    }),
  );
});

it("agrees with a solver that does not know it: alternating least squares fits each task as alone", () => {
  for (const seed of [1, 2, 3]) {
    const tasks = [randomTask(seed, 9, 4), randomTask(seed + 10, 6, 4)];
    const problem = { tasks, r: 2, ridge: 0.5, alpha: Float64Array.of(1, 2) };
    const found = alternatingLeastSquares(problem);
    tasks.forEach((task, i) => {
      const alone = solveSingleTask(task, 0.5, problem.alpha[i]);
      // The spectral start spans the single-task optima already; what is left is the rounding of a normal equation.
      expect(norm(difference(predictor(found, i), alone))).toBeLessThan(1e-9 * Math.max(1, norm(alone)));
    });
  }
});

it("says nothing below k, where two tasks of capacity 1 do share", () => {
  const tasks = [randomTask(1, 5, 4), randomTask(2, 9, 4)];
  const problem = { tasks, r: 1, ridge: 0.5, alpha: Float64Array.of(1, 1) };
  expect(proposition1(problem)).toMatchObject({ isApplicable: false, transferGap: undefined });
  expect(proposition1(problem).statement).toMatch(/says nothing\.$/);
  expect(proposition1({ tasks, r: 2, model: "relu" })).toMatchObject({ isApplicable: false, transferGap: undefined });
  expect(proposition1({ tasks, r: 2, model: "logistic" }).transferGap).toBe(0);
  const alone = tasks.map((task) => solveSingleTask(task, 0.5));
  const joint = solveTwoTasks(problem);
  expect(norm(difference(predictor(joint, 0), alone[0]))).toBeGreaterThan(0.01);
  expect(() => proposition1({ tasks, r: 0 })).toThrow("proposition1: r must be at least 1");
  expect(() => proposition1({ tasks: [], r: 1 })).toThrow("got r = 1 and k = 0");
});
