import { expect, it } from "vitest";
import { linearCases, randomTask, taskOf, tasksOf } from "../golden/tasks.ts";
import { dot, matrix, scale } from "../linalg/matrix.ts";
import { penalisedLosses } from "../model.ts";
import { solveTwoTasks } from "../solvers/twoTasks.ts";
import { eliminatedObjective } from "./eliminatedObjective.ts";

it.each(linearCases.filter(({ expect: { mtl_r1 } }) => mtl_r1 !== undefined))(
  "is what the best module of capacity 1 explains, and no module explains more: $name",
  (golden) => {
    const tasks = tasksOf(golden);
    const alpha = Float64Array.of(1, 1);
    const best = solveTwoTasks({ tasks, r: 1, ridge: 0, alpha });
    const labels = tasks.reduce((sum, { y }) => sum + dot(y, y), 0);
    const loss = penalisedLosses({ tasks, alpha, ridge: 0 }, best).reduce((a, b) => a + b, 0);
    const most = eliminatedObjective(tasks, best.B.data);
    expect(Math.abs(labels - most - loss)).toBeLessThan(1e-9 * labels);
    for (let seed = 0; seed < 50; seed++)
      expect(eliminatedObjective(tasks, randomTask(seed, 1, best.B.rows).theta)).toBeLessThanOrEqual(
        most + 1e-9 * labels,
      );
  },
);

it("knows no scale of B, and counts a task that B does not reach as 0", () => {
  const tasks = [randomTask(1, 6, 3), randomTask(2, 4, 3)];
  const B = randomTask(3, 1, 3).theta;
  const twice = B.map((value) => -2 * value);
  expect(eliminatedObjective(tasks, twice)).toBeCloseTo(eliminatedObjective(tasks, B), 12);
  expect(eliminatedObjective(tasks, [0, 0, 0])).toBe(0);
  const blind = taskOf(scale(tasks[0].X, 0), tasks[0].y);
  expect(eliminatedObjective([blind, tasks[1]], B)).toBe(eliminatedObjective([tasks[1]], B));
  // In the null space of X up to rounding: 0.1 + 0.2 − 0.3 is not 0.
  const line = taskOf(matrix(2, 3, Float64Array.of(0.1, 0.2, -0.3, 0.1, 0.2, -0.3)), Float64Array.of(1, 1));
  expect(eliminatedObjective([line], [1, 1, 1])).toBe(0);
});
