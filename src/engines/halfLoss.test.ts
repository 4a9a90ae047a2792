import { describe, expect, it } from "vitest";
import { randomTask } from "../core/golden/tasks.ts";
import { norm } from "../core/linalg/matrix.ts";
import type { ModelKind } from "../core/model.ts";
import { normals } from "../core/random.ts";
import type { Problem } from "../core/solvers/problem.ts";
import type { Data } from "../core/task.ts";
import { coordinates } from "./coordinates.ts";
import { type HalfLoss, halfLossOnData, halfLossOnStatistics } from "./halfLoss.ts";

const d = 4;
const kinds = ["linear", "relu", "logistic"] as const;
const shapes = [1, 2, 3].flatMap((k) => [1, 2, 3].map((r) => ({ k, r })));
const cases = kinds.flatMap((kind) => shapes.map((shape) => ({ kind, ...shape })));

/** Tasks of 3, 8 and 13 rows with weights that are not 1; for two classes the signs of the labels. */
function problemOf(kind: ModelKind, k: number, r: number): Problem {
  const tasks = Array.from({ length: k }, (_, i) => {
    const task = randomTask(i + 1, 3 + 5 * i, d);
    return kind === "logistic" ? { ...task, y: task.y.map((value) => Number(value > 0)) } : task;
  });
  return { tasks, r, ridge: 0.7, alpha: Float64Array.of(2.5, 0.4, 1.3).slice(0, k), model: kind };
}

function pointOf(k: number, r: number): Float64Array {
  return normals(7, 50, (d + k) * r).slice();
}

/** With the same number of rows for every task: those that a task lacks are zeros. */
function padded(data: readonly Data[]): readonly Data[] {
  const rows = Math.max(...data.map(({ X }) => X.rows)) + 2;
  return data.map(({ X, y }) => {
    const long = { X: { rows, columns: d, data: new Float64Array(rows * d) }, y: new Float64Array(rows) };
    long.X.data.set(X.data);
    long.y.set(y);
    return long;
  });
}

describe.each(cases)("half the loss: $kind, k $k, r $r", ({ kind, k, r }) => {
  const problem = problemOf(kind, k, r);
  const x = pointOf(k, r);
  const frame = coordinates(problem, true);
  const onData = halfLossOnData(kind, frame.data(), d, r);

  it("has the gradient that its differences say", () => {
    const g = new Float64Array(x.length);
    onData(x, g);
    const h = 1e-5;
    const slopes = x.map((_, at) => {
      const moved = (by: number): number => {
        const to = x.slice();
        to[at] += by;
        return onData(to, new Float64Array(x.length));
      };
      return (moved(h) - moved(-h)) / (2 * h);
    });
    slopes.forEach((slope, at) => expect(Math.abs(slope - g[at])).toBeLessThan(1e-8 * norm(g)));
  });

  it("does not see rows of zeros", () => {
    const [g, ofPadded] = [new Float64Array(x.length), new Float64Array(x.length)];
    const value = onData(x, g);
    expect(halfLossOnData(kind, padded(frame.data()), d, r)(x, ofPadded)).toBe(value);
    expect(ofPadded).toEqual(g);
  });
});

describe.each(shapes)("half the loss of a linear model: k $k, r $r", ({ k, r }) => {
  it("is the same on statistics as on data", () => {
    const frame = coordinates(problemOf("linear", k, r), true);
    const x = pointOf(k, r);
    const at = (loss: HalfLoss): { value: number; g: Float64Array } => {
      const g = new Float64Array(x.length);
      return { value: loss(x, g), g };
    };
    const onData = at(halfLossOnData("linear", frame.data(), d, r));
    const onStatistics = at(halfLossOnStatistics(frame.statistics(), d, r));
    expect(onStatistics.value / onData.value).toBeCloseTo(1, 12);
    onData.g.forEach((value, n) => expect(Math.abs(onStatistics.g[n] - value)).toBeLessThan(1e-12 * norm(onData.g)));
  });
});

describe("the curvature of half the loss in a lone task's predictor", () => {
  it.each(kinds)("is at most 1, whitened or not: %s", (kind) => {
    for (const whiten of [true, false]) {
      const onData = halfLossOnData(kind, coordinates(problemOf(kind, 1, 1), whiten).data(), d, 1);
      for (let seed = 0; seed < 20; seed++) {
        const [x, p] = [normals(seed, 50, d + 1), normals(seed, 51, d + 1)].map((z) =>
          Float64Array.of(...z.slice(0, d), 1),
        );
        const slope = (t: number): number => {
          const g = new Float64Array(d + 1);
          onData(
            x.map((value, n) => value + (n < d ? t * p[n] : 0)),
            g,
          );
          return g.subarray(0, d).reduce((sum, value, n) => sum + value * p[n], 0);
        };
        const squared = norm(p.subarray(0, d)) ** 2;
        const curvature = (slope(1e-4) - slope(-1e-4)) / 2e-4 / squared;
        expect(curvature).toBeGreaterThan(0);
        expect(curvature).toBeLessThan(1 + 1e-6);
      }
    }
  });
});
