import { describe, expect, it } from "vitest";
import { misaligned } from "../families/misaligned.ts";
import { difference, norm } from "../linalg/matrix.ts";
import { predictor } from "../model.ts";
import { solveTwoTasks } from "../solvers/twoTasks.ts";
import { endlessSourcePredictor, phaseBoundary } from "./sourceSize.ts";

const paper = { d: 100, kappa: 100, sigma: 2, mTarget: 5, s: 10, stlError: 0.487, limitError: 0.107 };

describe("the phase boundary", () => {
  it.each([
    [45, 264],
    [52.5, 332],
    [60, 395],
    [67.5, 450],
    [75, 492],
    [82.5, 518],
    [90, 527],
  ])("is SPEC's on PAPER: %d°, %d", (degrees, printed) => {
    // The two errors are printed to three digits: their difference is known to 0.26 %.
    expect(Math.abs(phaseBoundary((degrees * Math.PI) / 180, paper) / printed - 1)).toBeLessThan(0.004);
  });

  it("says where it has no meaning", () => {
    expect(() => phaseBoundary(1, { ...paper, mTarget: 10 })).toThrow("mTarget must be in [0, s) with s = 10; got 10");
    expect(() => phaseBoundary(1, { ...paper, stlError: 0.1 })).toThrow("stlError must exceed limitError");
  });
});

describe("the endless source", () => {
  it("is what the exact optimum tends to, four times nearer for sixteen times the samples", () => {
    const settings = { kind: "3", phi: 0, printed: false, d: 10, kappa: 5, cosine: 0.9, sigma: 1, mTarget: 4 } as const;
    const off = (mSource: number): number => {
      const distances = [1, 2, 3, 4, 5, 6].map((seed) => {
        const tasks = misaligned.sample({ ...settings, mSource }, seed);
        const joint = solveTwoTasks({ tasks, r: 1, ridge: 1, alpha: Float64Array.of(1, 1) });
        const limit = endlessSourcePredictor(tasks[0], tasks[1].theta, 1);
        return norm(difference(predictor(joint, 0), limit)) / norm(limit);
      });
      return distances.reduce((a, b) => a + b, 0) / distances.length;
    };
    const [few, many] = [off(1000), off(16_000)];
    expect(many).toBeLessThan(0.05);
    expect(few / many).toBeGreaterThan(2.5);
  });

  it("is 0 without data or truth, and refuses a negative ridge", () => {
    const [target] = misaligned.sample(
      { kind: "2", phi: 0, printed: false, d: 4, kappa: 5, cosine: 0.9, sigma: 1, mTarget: 4, mSource: 1 },
      1,
    );
    expect([...endlessSourcePredictor(target, new Float64Array(4), 0)]).toEqual([0, 0, 0, 0]);
    expect(() => endlessSourcePredictor(target, target.theta, -1)).toThrow("got -1");
  });
});
