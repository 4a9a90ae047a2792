/** What no method may see: the coordinates in which the samples, or all covariates, are written. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "../golden/tasks.ts";
import { qr } from "../linalg/decompositions.ts";
import { dot, multiply, multiplyVector, norm, difference, row, transposeMultiplyVector } from "../linalg/matrix.ts";
import { penalisedLosses, predictor } from "../model.ts";
import type { Data } from "../task.ts";
import { alignedPredictor } from "./alignment.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import { fineTune } from "./fineTuning.ts";
import { sharedCovariates } from "./sharedCovariates.ts";
import { solveSharedModule } from "./sharedModule.ts";
import { solveSingleTask } from "./singleTask.ts";
import { solveTwoTasks } from "./twoTasks.ts";

const D = 5;
const instances = fc.record({
  seed: fc.nat(10_000),
  few: fc.integer({ min: 1, max: 9 }),
  many: fc.integer({ min: 6, max: 14 }),
  ridge: fc.double({ min: 0.2, max: 5, noNaN: true }),
});
type Instance = { readonly seed: number; readonly few: number; readonly many: number; readonly ridge: number };

const tasksOf = ({ seed, few, many }: Instance): readonly Data[] => [
  randomTask(seed, few, D),
  randomTask(seed + 10_007, many, D),
];
const orthogonal = (seed: number, size: number): ReturnType<typeof randomMatrix> =>
  qr(randomMatrix(seed, size, size)).Q;

/** Every predictor of two tasks that a method has, by method. */
function predictors(tasks: readonly Data[], ridge: number): Readonly<Record<string, readonly Float64Array[]>> {
  const alpha = Float64Array.of(1, 0.7);
  const problem = { tasks, r: 1, ridge, alpha };
  const joint = solveTwoTasks(problem);
  // Random starts are numbers that no rotation turns: without them, and not so far that the end of the creeping matters.
  const alternating = alternatingLeastSquares(problem, { restarts: 0, sweeps: 20 });
  const wide = solveSharedModule({ ...problem, r: 2 });
  return {
    "alone, with ridge": tasks.map((task) => solveSingleTask(task, ridge)),
    "alone, of least norm": tasks.map((task) => solveSingleTask(task, 0)),
    jointly: [predictor(joint, 0), predictor(joint, 1)],
    "by alternating least squares": [predictor(alternating, 0), predictor(alternating, 1)],
    "at r = k": [predictor(wide, 0), predictor(wide, 1)],
    aligned: tasks.map((task) => alignedPredictor(task, joint.B, ridge, 3)),
    "fine-tuned": [fineTune(tasks[1], tasks[0], { ridge, mu: 2 }).thetaHat],
  };
}

function expectSame(got: ReturnType<typeof predictors>, expected: ReturnType<typeof predictors>): void {
  for (const [method, thetas] of Object.entries(expected))
    thetas.forEach((theta, i) => {
      // Rounding, magnified by the condition of XtX and of a minimum that is flat where two are nearly as deep.
      const off = norm(difference(got[method][i], theta)) / Math.max(1, norm(theta));
      expect(off, method).toBeLessThan(1e-6);
    });
}

describe("every predictor", () => {
  it("is unchanged by a rotation of a task's samples, each its own: X_i → O_iX_i, y_i → O_iy_i", () => {
    fc.assert(
      fc.property(instances, (given) => {
        const tasks = tasksOf(given);
        const turned = tasks.map(({ X, y }, i) => {
          const O = orthogonal(given.seed + i, X.rows);
          return { X: multiply(O, X), y: multiplyVector(O, y) };
        });
        expectSame(predictors(turned, given.ridge), predictors(tasks, given.ridge));
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it("turns with a rotation that all covariates share: X_i → X_iQ makes θ̂_i → Q'θ̂_i", () => {
    fc.assert(
      fc.property(instances, (given) => {
        const tasks = tasksOf(given);
        const Q = orthogonal(given.seed + 5, D);
        const turned = tasks.map(({ X, y }) => ({ X: multiply(X, Q), y }));
        const expected = Object.entries(predictors(tasks, given.ridge)).map(
          ([method, thetas]) => [method, thetas.map((theta) => transposeMultiplyVector(Q, theta))] as const,
        );
        expectSame(predictors(turned, given.ridge), Object.fromEntries(expected));
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it("of Proposition 3 does both as well", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 3 }), (seed, r) => {
        const X = randomMatrix(seed, 8, D);
        const labels = [0, 1, 2, 3].map((i) => randomTask(seed + i, 8, D).y);
        const alpha = Float64Array.of(1, 2, 0.5, 1);
        const [O, Q] = [orthogonal(seed + 1, 8), orthogonal(seed + 2, D)];
        const before = sharedCovariates(X, labels, alpha).optimum(r);
        if (before.relativeEigengap < 1e-3) return;
        const turnedLabels = labels.map((y) => multiplyVector(O, y));
        const after = sharedCovariates(multiply(multiply(O, X), Q), turnedLabels, alpha).optimum(r);
        labels.forEach((_, i) => {
          const expected = transposeMultiplyVector(Q, row(before.ThetaHat, i));
          expect(norm(difference(row(after.ThetaHat, i), expected))).toBeLessThan(1e-9 * Math.max(1, norm(expected)));
        });
        expect(after.loss).toBeCloseTo(before.loss, 9);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

it("no sweep of alternating least squares falls below the exact optimum of two tasks", () => {
  fc.assert(
    fc.property(instances, fc.integer({ min: 0, max: 30 }), (given, sweeps) => {
      const problem = { tasks: tasksOf(given), r: 1, ridge: given.ridge, alpha: Float64Array.of(1, 2) };
      const labels = problem.tasks.reduce((sum, { y }, i) => sum + problem.alpha[i] * dot(y, y), 0);
      const exact = penalisedLosses(problem, solveTwoTasks(problem));
      const { loss } = alternatingLeastSquares(problem, { restarts: 1, sweeps });
      expect(loss).toBeGreaterThan(exact[0] + exact[1] - 1e-12 * labels);
    }),
    { numRuns: 60, seed: 1 },
  );
});
