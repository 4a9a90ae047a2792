import { describe, expect, it } from "vitest";
import { misaligned } from "../families/misaligned.ts";
import { difference, matrix, norm } from "../linalg/matrix.ts";
import { heldOut, nested } from "../task.ts";
import { alignedPredictor } from "./alignment.ts";
import { solveSingleTask } from "./singleTask.ts";
import { solveTwoTasks } from "./twoTasks.ts";
import { alignByValidation, bestOnHeldOut, muLadder } from "./validation.ts";

const settings = { kind: "3", phi: 0, printed: false, mSource: 60, mTarget: 56, cosine: 0.96, sigma: 2 } as const;
const [drawn, source] = misaligned.sample({ ...settings, kappa: 20, d: 30 }, 1);
const [task] = nested(drawn, [6]);
const { B } = solveTwoTasks({ tasks: [task, source], r: 1, ridge: 10, alpha: Float64Array.of(1, 1) });
const path = muLadder.map((mu) => alignedPredictor(task, B, 10, mu));

describe("μ chosen by validation", () => {
  it("is the one whose predictor does best on the held-out rows", () => {
    // Held-out labels that one of the path's predictors explains exactly choose that predictor.
    muLadder.forEach((mu, i) => {
      const y = heldOut(drawn, 6).X.data.reduce((sums, x, at) => {
        sums[Math.floor(at / 30)] += x * path[i][at % 30];
        return sums;
      }, new Float64Array(50));
      const chosen = alignByValidation(task, B, 10, { X: heldOut(drawn, 6).X, y });
      expect(chosen).toEqual({ mu, thetaHat: path[i] });
    });
  });

  it("has the joint model and the task alone at the ends of its ladder", () => {
    expect(norm(difference(path[path.length - 1], solveSingleTask(task, 10)))).toBeLessThan(1e-10);
    expect([muLadder[0], muLadder.at(-1)]).toEqual([Infinity, 0]);
    expect(muLadder.toSorted((a, b) => b - a)).toEqual(muLadder);
  });

  it("prefers the first of equals, and needs one", () => {
    const rows = { X: matrix(1, 30, task.X.data.slice(0, 30)), y: Float64Array.of(1) };
    expect(bestOnHeldOut([path[3], path[3].slice()], rows)).toBe(0);
    expect(() => bestOnHeldOut([], rows)).toThrow("none");
  });
});
