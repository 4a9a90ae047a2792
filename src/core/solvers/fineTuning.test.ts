import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "../golden/tasks.ts";
import { difference, dot, matrix, multiply, multiplyVector, norm, scaled } from "../linalg/matrix.ts";
import { orthonormalBasis, principalAngles } from "../linalg/subspace.ts";
import { alignmentDescent } from "./alignmentDescent.ts";
import { fineTune } from "./fineTuning.ts";
import { solveSingleTask } from "./singleTask.ts";

const D = 5;
const pairs = fc.record({
  source: fc.integer({ min: 1, max: 12 }).chain((m) => fc.nat(10_000).map((seed) => randomTask(seed, m, D))),
  target: fc.integer({ min: 1, max: 9 }).chain((m) => fc.nat(10_000).map((seed) => randomTask(seed + 20_000, m, D))),
  ridge: fc.double({ min: 0.01, max: 10, noNaN: true }),
});
const far = (got: Float64Array, expected: Float64Array): number =>
  norm(difference(got, expected)) / Math.max(1, norm(expected));

describe("fine-tuning", () => {
  it("is the source's optimum times the head that fits the target best, in closed form", () => {
    fc.assert(
      fc.property(pairs, ({ source, target, ridge }) => {
        const w = solveSingleTask(source, ridge);
        const z = multiplyVector(target.X, w);
        const head = dot(z, target.y) / (dot(z, z) + ridge * dot(w, w));
        const { B, thetaHat } = fineTune(source, target, { ridge });
        expect([B.columns, ...B.data]).toEqual([1, ...w]);
        expect(far(thetaHat, scaled(head, w))).toBeLessThan(1e-10);
      }),
    );
  });

  it("forgets the source for μ = 0, and comes nearer to it with every larger μ", () => {
    fc.assert(
      fc.property(pairs, ({ source, target, ridge }) => {
        const at = (mu: number): Float64Array => fineTune(source, target, { ridge, mu }).thetaHat;
        expect(far(at(0), solveSingleTask(target, ridge))).toBeLessThan(1e-10);
        const Q = orthonormalBasis(fineTune(source, target, { ridge }).B);
        const outside = [0, 1, 10, 100, Infinity].map((mu) => {
          const theta = at(mu);
          return norm(difference(theta, multiplyVector(Q, multiply(matrix(1, D, theta), Q).data)));
        });
        outside.slice(1).forEach((value, n) => expect(value).toBeLessThanOrEqual(outside[n] + 1e-12));
        expect(outside[4]).toBeLessThan(1e-12 * Math.max(1, norm(at(Infinity))));
      }),
    );
  });

  it("is where Algorithm 1's gradient steps end, from the source's module", () => {
    const [source, target] = [randomTask(1, 30, D), randomTask(2, 4, D)];
    const { B, thetaHat } = fineTune(source, target, { ridge: 2, mu: 5 });
    for (const { step, R, A } of alignmentDescent(target, B, Float64Array.of(1), { ridge: 2, mu: 5, head: "loss" })) {
      if (step < 3000) continue;
      expect(far(multiplyVector(R, multiplyVector(B, A)), thetaHat)).toBeLessThan(1e-8);
      break;
    }
  });

  it("takes as many directions as are given, of any scale", () => {
    const [source, target] = [randomTask(3, 30, D), randomTask(4, 9, D)];
    const B = randomMatrix(5, D, 2);
    const { thetaHat } = fineTune(source, target, { ridge: 1, B });
    const Q = orthonormalBasis(B);
    expect(principalAngles(matrix(D, 1, thetaHat), B)[0]).toBeLessThan(1e-7);
    const inside = solveSingleTask({ X: multiply(target.X, Q), y: target.y }, 1);
    expect(far(thetaHat, multiplyVector(Q, inside))).toBeLessThan(1e-12);
  });

  it("refuses a negative ridge", () => {
    const task = randomTask(1, 4, D);
    expect(() => fineTune(task, task, { ridge: -1 })).toThrow("got -1");
  });
});
