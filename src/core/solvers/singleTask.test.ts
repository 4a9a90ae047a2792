import { describe, expect, it } from "vitest";
import { linearCases, randomTask, tasksOf } from "../golden/tasks.ts";
import { difference, norm } from "../linalg/matrix.ts";
import { statistics } from "../task.ts";
import { solveSingleTask } from "./singleTask.ts";

/** SPEC section 11: vectors agree to 1e-7 of their norm, or of 1 where they vanish. */
function expectVector(got: Float64Array, expected: readonly number[]): void {
  expect(norm(difference(got, expected))).toBeLessThan(1e-7 * Math.max(1, norm(expected)));
}

describe("the single-task solution", () => {
  it.each(linearCases)("is the reference's minimum-norm solution without ridge: $name", (golden) => {
    tasksOf(golden).forEach((task, i) => expectVector(solveSingleTask(task, 0), golden.expect.stl[i]));
  });

  it.each(linearCases)("is the reference's with ridge: $name", (golden) => {
    const { lam, theta } = golden.expect.stl_ridge;
    tasksOf(golden).forEach((task, i) => expectVector(solveSingleTask(task, lam), theta[i]));
  });

  it("depends on weight and ridge by their ratio alone", () => {
    const task = randomTask(1, 7, 4);
    expect(solveSingleTask(task, 3, 2)).toEqual(solveSingleTask(task, 1.5));
  });

  it("leaves a residual that the penalty balances: X'(y − Xθ̂) = λθ̂", () => {
    for (const m of [3, 12]) {
      const task = randomTask(2, m, 6);
      const thetaHat = solveSingleTask(task, 0.7);
      const { XtX, Xty } = statistics(task);
      const gradient = Xty.map(
        (value, i) => value - XtX.data.subarray(i * 6, i * 6 + 6).reduce((s, c, j) => s + c * thetaHat[j], 0),
      );
      gradient.forEach((value, i) => expect(value).toBeCloseTo(0.7 * thetaHat[i], 12));
    }
  });
});
