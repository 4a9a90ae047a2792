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
import { type Model, penalisedLosses } from "../core/model.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { coordinates } from "./coordinates.ts";

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
      const expected = penalisedLosses(tasks, model, problem.alpha, problem.ridge);
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
