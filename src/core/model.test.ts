import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "./golden/tasks.ts";
import {
  column,
  combine,
  crossProduct,
  difference,
  dot,
  identity,
  multiplyVector,
  norm,
  scaled,
} from "./linalg/matrix.ts";
import { penalisedLosses, predictor } from "./model.ts";
import { principalAxes, statistics } from "./task.ts";

describe("the penalised losses", () => {
  it.each([3, 6, 40])("are α‖XBA − y‖² + λ‖BA‖² by definition, whichever way they are computed: m = %i", (m) => {
    const tasks = [randomTask(1, m, 6), randomTask(2, 5, 6)];
    const model = { B: randomMatrix(3, 6, 2), A: randomMatrix(4, 2, 2) };
    const losses = penalisedLosses(tasks, model, Float64Array.of(2, 0.5), 0.3);
    tasks.forEach(({ X, y }, i) => {
      const thetaHat = predictor(model, i);
      const residual = multiplyVector(X, thetaHat).map((value, n) => value - y[n]);
      const expected = [2, 0.5][i] * dot(residual, residual) + 0.3 * dot(thetaHat, thetaHat);
      expect(Math.abs(losses[i] - expected)).toBeLessThan(1e-12 * (expected + dot(y, y)));
    });
  });

  it("do not change when the heads take what the module gives", () => {
    const tasks = [randomTask(1, 9, 4), randomTask(2, 5, 4)];
    const { data } = randomMatrix(3, 4, 1);
    const losses = (factor: number): Float64Array =>
      penalisedLosses(
        tasks,
        {
          B: { rows: 4, columns: 1, data: data.map((value) => value * factor) },
          A: { rows: 2, columns: 1, data: Float64Array.of(1 / factor, 2 / factor) },
        },
        Float64Array.of(1, 1),
        1,
      );
    losses(8).forEach((value, i) => expect(value).toBeCloseTo(losses(1)[i], 12));
  });
});

describe("a task's statistics", () => {
  it("are computed once", () => {
    const task = randomTask(1, 9, 4);
    expect(statistics(task)).toBe(statistics(task));
    expect(statistics(task).m).toBe(9);
    expect(statistics(task).yty).toBe(dot(task.y, task.y));
  });

  it.each([3, 12])("have the principal axes of X'X, also where they are taken from few rows: m = %i", (m) => {
    const task = randomTask(2, m, 6);
    const { values, vectors } = principalAxes(task);
    expect(principalAxes(task).vectors).toBe(vectors);
    expect(values).toHaveLength(Math.min(m, 6));
    expect(norm(combine(1, crossProduct(vectors), -1, identity(values.length)).data)).toBeLessThan(1e-12);
    const { XtX } = statistics(task);
    values.forEach((value, j) => {
      const axis = column(vectors, j);
      expect(norm(difference(multiplyVector(XtX, axis), scaled(value, axis)))).toBeLessThan(1e-12 * norm(XtX.data));
    });
  });
});
