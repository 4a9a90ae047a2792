import { describe, expect, it } from "vitest";
import { randomTask } from "./golden/tasks.ts";
import { difference, norm } from "./linalg/matrix.ts";
import { heldOut, nested, statistics } from "./task.ts";

const task = randomTask(1, 60, 7);
const sizes = [2, 7, 8, 31, 60];

describe("the first rows of a task", () => {
  it("are the task's, and leave the others held out", () => {
    for (const first of nested(task, sizes)) {
      const m = first.X.rows;
      expect([first.y, first.noise]).toEqual([task.y.slice(0, m), task.noise.slice(0, m)]);
      expect(first.X.data).toEqual(task.X.data.slice(0, m * 7));
      const rest = heldOut(task, m);
      expect([...first.X.data, ...rest.X.data]).toEqual([...task.X.data]);
      expect([...first.y, ...rest.y]).toEqual([...task.y]);
    }
  });

  it("have the statistics of their rows, though they continue one another", () => {
    for (const first of nested(task, sizes)) {
      const [continued, afresh] = [statistics(first), statistics({ X: first.X, y: first.y })];
      expect(continued.m).toBe(first.X.rows);
      expect(continued.yty).toBeCloseTo(afresh.yty, 12);
      expect(norm(difference(continued.Xty, afresh.Xty))).toBeLessThan(1e-13 * norm(afresh.Xty));
      expect(norm(difference(continued.XtX.data, afresh.XtX.data))).toBeLessThan(1e-14 * norm(afresh.XtX.data));
    }
  });

  it("must ascend and exist", () => {
    for (const wrong of [[3, 3], [0], [61], [1.5], [5, 4]]) expect(() => nested(task, wrong)).toThrow("ascend");
  });
});
