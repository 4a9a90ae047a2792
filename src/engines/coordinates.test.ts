import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "../core/golden/tasks.ts";
import { symmetricEigen } from "../core/linalg/decompositions.ts";
import {
  combine,
  crossProduct,
  difference,
  dot,
  multiply,
  multiplyVector,
  norm,
  row,
  transpose,
  transposeMultiplyVector,
} from "../core/linalg/matrix.ts";
import { type Model, nullLoss, penalisedLosses } from "../core/model.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { coordinates } from "./coordinates.ts";
import { halfLossOnData } from "./halfLoss.ts";

const tasks = [randomTask(1, 3, 6), randomTask(2, 20, 6)];
const problem: Problem = { tasks, r: 2, ridge: 0.4, alpha: Float64Array.of(1, 0.6) };
const labels = tasks.reduce((sum, { y }, i) => sum + problem.alpha[i] * dot(y, y), 0);
const models = Array.from({ length: 5 }, (_, seed): Model => ({
  B: randomMatrix(seed, 6, 2),
  A: randomMatrix(seed + 9, 2, 2),
}));
const thetaOf = ({ B, A }: Model, i: number): Float64Array => multiplyVector(B, row(A, i));

describe.each([true, false])("the coordinates, whitened: %s", (whiten) => {
  const frame = coordinates(problem, whiten);

  it("leave what they enter, up to the freedom between module and heads", () => {
    for (const model of models) {
      const back = frame.leave(frame.enter(model));
      for (const i of [0, 1])
        expect(norm(difference(thetaOf(back, i), thetaOf(model, i)))).toBeLessThan(1e-12 * norm(thetaOf(model, i)));
    }
  });

  it("enter balanced", () => {
    for (const model of models) {
      const { B, A } = frame.enter(model);
      expect(norm(B.data)).toBeCloseTo(norm(A.data), 12);
    }
  });

  it("keep F_λ, divided by the squared labels, on data and on statistics", () => {
    for (const model of models) {
      const inner = frame.enter(model);
      const expected = penalisedLosses(problem, model);
      frame.data().forEach(({ X, y }, i) => {
        const residual = difference(multiplyVector(X, thetaOf(inner, i)), y);
        expect(Math.abs(dot(residual, residual) * labels - expected[i])).toBeLessThan(1e-11 * (labels + expected[i]));
      });
      frame.statistics().forEach(({ G, h, yy }, i) => {
        const theta = thetaOf(inner, i);
        const loss = dot(multiplyVector(G, theta), theta) - 2 * dot(h, theta) + yy;
        expect(Math.abs(loss * labels - expected[i])).toBeLessThan(1e-11 * (labels + expected[i]));
      });
    }
  });

  it("have statistics that are those of their data", () => {
    const data = frame.data();
    frame.statistics().forEach(({ G, h, yy }, i) => {
      const { X, y } = data[i];
      expect(norm(combine(1, crossProduct(X), -1, G).data)).toBeLessThan(1e-12);
      expect(norm(difference(transposeMultiplyVector(X, y), h))).toBeLessThan(1e-12);
      expect(dot(y, y)).toBeCloseTo(yy, 12);
    });
  });

  it("bound the curvature of all tasks together by 1", () => {
    const [first, second] = frame.statistics();
    const { values } = symmetricEigen(combine(1, first.G, 1, second.G));
    expect(values[0]).toBeCloseTo(1, 12);
    if (whiten) for (const value of values) expect(value).toBeCloseTo(1, 12);
  });
});

describe.each(["linear", "relu", "logistic"] as const)("the data of a %s model", (kind) => {
  const labelled = tasks.map((task) =>
    kind === "logistic" ? { ...task, y: task.y.map((value) => Number(value > 0)) } : task,
  );
  it.each([true, false])("keep F_λ, divided by what predicting 0 costs; whitened %s", (whiten) => {
    const ofKind: Problem = { ...problem, tasks: labelled, model: kind };
    const frame = coordinates(ofKind, whiten);
    const halfLoss = halfLossOnData(kind, frame.data(), 6, 2);
    const g = new Float64Array(16);
    expect(halfLoss(new Float64Array(16), g)).toBeCloseTo(0.5, 12);
    for (const model of models) {
      const { B, A } = frame.enter(model);
      const expected = penalisedLosses(ofKind, model).reduce((a, b) => a + b, 0) / nullLoss(ofKind);
      expect((2 * halfLoss(Float64Array.of(...B.data, ...A.data), g)) / expected).toBeCloseTo(1, 12);
      const back = penalisedLosses(ofKind, frame.leave({ B, A })).reduce((a, b) => a + b, 0) / nullLoss(ofKind);
      expect(back / expected).toBeCloseTo(1, 12);
    }
  });
});

it.each(["relu", "logistic"] as const)("the coordinates of a %s model have no statistics", (kind) => {
  expect(() => coordinates({ ...problem, model: kind }, true).statistics()).toThrow("linear");
});

describe("whitening", () => {
  it("gives the single-task twin coordinates of its own", () => {
    const [{ G }] = coordinates({ ...problem, tasks: [tasks[1]], alpha: Float64Array.of(1) }, true).statistics();
    expect(norm(combine(1, multiply(transpose(G), G), -1, G).data)).toBeLessThan(1e-12); // the identity
  });

  it("works without ridge on fewer samples than dimensions", () => {
    const [{ G, h }] = coordinates(
      { ...problem, tasks: [tasks[0]], ridge: 0, alpha: Float64Array.of(1) },
      true,
    ).statistics();
    expect([...G.data, ...h].every(Number.isFinite)).toBe(true);
  });
});
