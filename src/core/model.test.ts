import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "./golden/tasks.ts";
import {
  column,
  combine,
  crossProduct,
  difference,
  dot,
  identity,
  matrix,
  multiplyVector,
  norm,
  row,
  scaled,
} from "./linalg/matrix.ts";
import { nullLoss, penalisedLosses, predictor } from "./model.ts";
import { principalAxes, statistics } from "./task.ts";

describe("the penalised losses", () => {
  it.each([3, 6, 40])("are α‖XBA − y‖² + λ‖BA‖² by definition, whichever way they are computed: m = %i", (m) => {
    const tasks = [randomTask(1, m, 6), randomTask(2, 5, 6)];
    const model = { B: randomMatrix(3, 6, 2), A: randomMatrix(4, 2, 2) };
    const losses = penalisedLosses({ tasks, alpha: Float64Array.of(2, 0.5), ridge: 0.3 }, model);
    tasks.forEach(({ X, y }, i) => {
      const thetaHat = predictor(model, i);
      const residual = multiplyVector(X, thetaHat).map((value, n) => value - y[n]);
      const expected = [2, 0.5][i] * dot(residual, residual) + 0.3 * dot(thetaHat, thetaHat);
      expect(Math.abs(losses[i] - expected)).toBeLessThan(1e-12 * (expected + dot(y, y)));
    });
  });

  it("are SPEC's for a ReLU of any capacity: each unit is penalised for itself", () => {
    const task = randomTask(1, 7, 4);
    const [B, A] = [randomMatrix(3, 4, 3), randomMatrix(4, 1, 3)];
    const objective = { tasks: [task], alpha: Float64Array.of(2), ridge: 0.3, model: "relu" } as const;
    let expected = 0;
    for (let n = 0; n < 7; n++) {
      const units = [0, 1, 2].map((j) => A.data[j] * Math.max(0, dot(row(task.X, n), column(B, j))));
      expected += 2 * (units[0] + units[1] + units[2] - task.y[n]) ** 2;
    }
    for (const j of [0, 1, 2]) expected += 0.3 * A.data[j] ** 2 * norm(column(B, j)) ** 2;
    expect(penalisedLosses(objective, { B, A })[0]).toBeCloseTo(expected, 12);
    const grown = {
      B: matrix(
        4,
        3,
        B.data.map((value, at) => value * [2, 1, 4][at % 3]),
      ),
      A: matrix(
        1,
        3,
        A.data.map((value, j) => value / [2, 1, 4][j]),
      ),
    };
    expect(penalisedLosses(objective, grown)[0]).toBeCloseTo(expected, 12);
  });

  it("are SPEC's for two classes, and finite at any margin", () => {
    const task = { X: matrix(2, 1, Float64Array.of(1, 3)), y: Float64Array.of(1, 0) };
    const objective = { tasks: [task], alpha: Float64Array.of(2), ridge: 0.3, model: "logistic" } as const;
    const of = (theta: number): number =>
      penalisedLosses(objective, { B: matrix(1, 1, Float64Array.of(theta)), A: matrix(1, 1, Float64Array.of(1)) })[0];
    expect(of(0.5)).toBeCloseTo(2 * (Math.log(1 + Math.exp(-0.5)) + Math.log(1 + Math.exp(1.5))) + 0.15 * 0.25, 12);
    expect(of(1000)).toBeCloseTo(2 * 3000 + 0.15 * 1e6, 6);
    expect(of(-1000)).toBeCloseTo(2 * 1000 + 0.15 * 1e6, 6);
  });

  it.each(["linear", "relu", "logistic"] as const)("are at B = 0 what predicting 0 costs: %s", (model) => {
    const tasks = [randomTask(1, 9, 4), randomTask(2, 5, 4)];
    const objective = { tasks, alpha: Float64Array.of(2, 0.5), ridge: 1, model };
    const losses = penalisedLosses(objective, { B: matrix(4, 2), A: randomMatrix(1, 2, 2) });
    expect(losses[0] + losses[1]).toBeCloseTo(nullLoss(objective), 12);
  });

  it("do not change when the heads take what the module gives", () => {
    const tasks = [randomTask(1, 9, 4), randomTask(2, 5, 4)];
    const { data } = randomMatrix(3, 4, 1);
    const losses = (factor: number): Float64Array =>
      penalisedLosses(
        { tasks, alpha: Float64Array.of(1, 1), ridge: 1 },
        {
          B: { rows: 4, columns: 1, data: data.map((value) => value * factor) },
          A: { rows: 2, columns: 1, data: Float64Array.of(1 / factor, 2 / factor) },
        },
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
