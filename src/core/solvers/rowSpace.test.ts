import { describe, expect, it } from "vitest";
import { randomTask } from "../golden/tasks.ts";
import { difference, dot, fromRows, multiplyVector, norm, row } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import type { Data } from "../task.ts";
import type { Problem } from "./problem.ts";
import { inRowSpace } from "./rowSpace.ts";

const problemOf = (tasks: readonly Data[]): Problem<Data> => ({
  tasks,
  r: 1,
  ridge: 0.5,
  alpha: new Float64Array(tasks.length).fill(1),
});

describe("a problem in the span of its rows", () => {
  const [few, fewer] = [randomTask(1, 3, 8), randomTask(2, 2, 8)];
  const twice = { X: fromRows([row(few.X, 0), row(few.X, 1)]), y: Float64Array.of(1, 2) };

  it.each([
    ["independent", [few, fewer]],
    ["dependent", [few, twice]],
    ["one task's", [few]],
  ])("has as many dimensions as rows, the same margins and the same lengths: %s rows", (_, tasks) => {
    const problem = problemOf(tasks);
    const { problem: reduced, toReduced, toFull } = inRowSpace(problem);
    const n = tasks.reduce((sum, { X }) => sum + X.rows, 0);
    const B = normals(3, 1, n);
    expect(norm(toFull(B))).toBeCloseTo(norm(B), 12);
    expect(norm(difference(toReduced(toFull(B)), B))).toBeLessThan(1e-12);
    reduced.tasks.forEach(({ X, y }, i) => {
      expect([X.rows, X.columns]).toEqual([tasks[i].X.rows, n]);
      expect(y).toBe(tasks[i].y);
      expect(norm(difference(multiplyVector(X, B), multiplyVector(tasks[i].X, toFull(B))))).toBeLessThan(1e-12);
    });
    // What is lost of a B on the way to fewer dimensions is what no row sees.
    const full = normals(4, 1, 8);
    const unseen = difference(full, toFull(toReduced(full)));
    for (const { X } of tasks) expect(norm(multiplyVector(X, unseen))).toBeLessThan(1e-12);
    expect(dot(unseen, toFull(B))).toBeCloseTo(0, 12);
  });

  it("is the problem itself where rows are enough", () => {
    const problem = problemOf([few, randomTask(2, 5, 8)]);
    const { problem: same, toReduced, toFull } = inRowSpace(problem);
    const B = normals(3, 1, 8);
    expect(same).toBe(problem);
    expect([toReduced(B), toFull(B)]).toEqual([B, B]);
  });
});
