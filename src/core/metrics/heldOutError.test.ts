import { describe, expect, it } from "vitest";
import { misaligned, sampleMisaligned } from "../families/misaligned.ts";
import { classLabels } from "../families/labels.ts";
import { dot, multiplyVector, quadraticForm } from "../linalg/matrix.ts";
import { solveLogisticTask } from "../solvers/logistic.ts";
import { solveSingleTask } from "../solvers/singleTask.ts";
import { heldOut, nested } from "../task.ts";
import { classificationError } from "./classificationError.ts";
import { errorRaw } from "./error.ts";
import { heldOutClassificationError, heldOutError } from "./heldOutError.ts";

const M = 12;
const ROWS = 20_000;
const settings = {
  kind: "2",
  phi: 0,
  printed: false,
  d: 10,
  kappa: 5,
  cosine: 0.96,
  mSource: 1,
  mTarget: M + ROWS,
} as const;
const seeds = [1, 2, 3];

describe("the error on held-out rows", () => {
  it.each([0.5, 2])("tends to the population error plus σ², σ = %d", (sigma) => {
    for (const seed of seeds) {
      const [task] = misaligned.sample({ ...settings, sigma }, seed);
      const thetaHat = solveSingleTask(nested(task, [M])[0], 1);
      const expected = errorRaw(task, thetaHat) + sigma ** 2;
      // A residual is normal with this variance v: the mean of n squares has the standard error v√(2/n).
      const standardError = expected * Math.sqrt(2 / ROWS);
      expect(Math.abs(heldOutError(heldOut(task, M), thetaHat) - expected)).toBeLessThan(4 * standardError);
    }
  });

  it("is that of the noise for the truth, and needs rows", () => {
    const [task] = misaligned.sample({ ...settings, sigma: 2, mTarget: 50 }, 1);
    expect(heldOutError(task, task.theta)).toBeCloseTo(dot(task.noise, task.noise) / 50, 12);
    expect(() => heldOutError(heldOut(task, 50), task.theta)).toThrow("heldOutError: there must be rows");
    expect(() => heldOutClassificationError(heldOut(task, 50), task.theta)).toThrow("there must be rows");
  });
});

describe("the classification error on held-out rows", () => {
  it.each([0, 3])("tends to the population's, of the labels as the noise leaves them, σ = %d", (sigma) => {
    for (const seed of seeds) {
      const [task] = sampleMisaligned({ ...settings, sigma }, seed, classLabels);
      const w = solveLogisticTask(nested(task, [M])[0], 0.5);
      const { Sigma, theta } = task;
      // Noise shortens the correlation of x'w with what decides the label, x'θ + ε.
      const variance = quadraticForm(Sigma, theta);
      const rho = dot(multiplyVector(Sigma, theta), w) / Math.sqrt(quadraticForm(Sigma, w) * (variance + sigma ** 2));
      const expected = Math.acos(rho) / Math.PI;
      if (sigma === 0) expect(expected).toBeCloseTo(classificationError(task, w), 12);
      const standardError = Math.sqrt((expected * (1 - expected)) / ROWS);
      expect(Math.abs(heldOutClassificationError(heldOut(task, M), w) - expected)).toBeLessThan(4 * standardError);
    }
  });

  it("is a half for w = 0, which does not choose", () => {
    const [task] = sampleMisaligned({ ...settings, sigma: 0, mTarget: 9 }, 1, classLabels);
    expect(heldOutClassificationError(task, new Float64Array(10))).toBe(0.5);
    expect(heldOutClassificationError(task, task.theta)).toBe(0);
  });
});
