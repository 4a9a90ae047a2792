import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../golden/alg1_gd.json" with { type: "json" };
import { randomMatrix, randomTask } from "../golden/tasks.ts";
import { type Matrix, combine, difference, fromRows, matrix, multiplyVector, norm } from "../linalg/matrix.ts";
import { predictor } from "../model.ts";
import { normals } from "../random.ts";
import type { Data } from "../task.ts";
import { alignedPredictor } from "./alignment.ts";
import { type AlignmentDescentOptions, type AlignmentSnapshot, alignmentDescent } from "./alignmentDescent.ts";
import { solveSingleTask } from "./singleTask.ts";
import { solveTwoTasks } from "./twoTasks.ts";

const far = (got: Float64Array, expected: ArrayLike<number>): number =>
  norm(difference(got, expected)) / Math.max(1, norm(expected));

/** The snapshots of steps 0 … `steps`. */
function path(task: Data, B: Matrix, A: Float64Array, options: AlignmentDescentOptions, steps: number) {
  const found: AlignmentSnapshot[] = [];
  for (const snapshot of alignmentDescent(task, B, A, options)) {
    found.push(snapshot);
    if (snapshot.step === steps) return found;
  }
  return found;
}

const last = (...given: Parameters<typeof path>): AlignmentSnapshot => path(...given)[given[4]];
const thetaOf = (B: Matrix, { R, A }: AlignmentSnapshot): Float64Array => multiplyVector(R, multiplyVector(B, A));
const isDescent = (losses: readonly number[]): boolean =>
  losses.every((loss, n) => n === 0 || loss <= losses[n - 1] + 1e-12 * losses[0]);

const instances = fc.record({
  seed: fc.nat(10_000),
  m: fc.integer({ min: 1, max: 9 }),
  r: fc.integer({ min: 1, max: 3 }),
  // Steps to an end are about λ_max(X'X)/λ, so neither is small here.
  ridge: fc.double({ min: 1, max: 4, noNaN: true }),
  mu: fc.double({ min: 2, max: 20, noNaN: true }),
});
const D = 4;
const drawn = ({ seed, m, r }: { seed: number; m: number; r: number }) => ({
  task: randomTask(seed, m, D),
  B: randomMatrix(seed + 1, D, r),
  A: normals(seed, 1004, r),
});

describe("Algorithm 1 by gradient steps", () => {
  it.each(golden.cases)(
    "is the reference's after $steps steps at μ = $mu",
    ({ steps, mu, eta, R, A, theta, ...own }) => {
      const task = { X: fromRows(golden.X), y: Float64Array.from(golden.y) };
      const B = fromRows(own.B ?? golden.B);
      const found = last(task, B, Float64Array.from(own.A0 ?? golden.A), { ridge: golden.lam, mu, eta }, steps);
      expect(far(found.R.data, R.flat())).toBeLessThan(1e-7);
      expect(far(found.A, A)).toBeLessThan(1e-7);
      expect(far(thetaOf(B, found), theta)).toBeLessThan(1e-7);
    },
  );

  it("never raises the loss at η = 1 where the head's step sees all of it", () => {
    fc.assert(
      fc.property(instances, fc.boolean(), ({ ridge, mu: positive, ...given }, proximate) => {
        const { task, B, A } = drawn(given);
        const mu = proximate ? positive : 0;
        const losses = path(task, B, A, { ridge, mu, head: "loss" }, 30).map(({ loss }) => loss);
        expect(isDescent(losses)).toBe(true);
        // Without a proximity term both heads' steps are one.
        if (mu === 0) expect(path(task, B, A, { ridge, mu, head: "fit" }, 30).map(({ loss }) => loss)).toEqual(losses);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("converges to the closed form for μ > 0 where the head's step sees all of the loss", () => {
    fc.assert(
      fc.property(instances, ({ ridge, mu, ...given }) => {
        const { task, B: random } = drawn({ ...given, r: 1 });
        // A module that has something to say: from one orthogonal to the task R would have to grow without bound.
        const alone = solveSingleTask(task, ridge);
        const B = combine(1, matrix(D, 1, alone), norm(alone) / (2 * norm(random.data)), random);
        const A = Float64Array.of(1);
        const found = last(task, B, A, { ridge, mu, head: "loss" }, 600);
        expect(far(thetaOf(B, found), alignedPredictor(task, B, ridge, mu))).toBeLessThan(1e-6);
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  it("ends beside the closed form where the head's step sees the fit alone, as the reference does", () => {
    const task = { X: fromRows(golden.X), y: Float64Array.from(golden.y) };
    const B = fromRows(golden.B);
    const end = (head: "fit" | "loss"): number =>
      far(
        thetaOf(B, last(task, B, Float64Array.from(golden.A), { ridge: golden.lam, mu: 5, head }, 300)),
        golden.closed_mu5,
      );
    expect(end("loss")).toBeLessThan(1e-9);
    expect(end("fit")).toBeGreaterThan(0.01);
    expect(end("fit")).toBeLessThan(0.05);
  });

  it("forgets the module and returns the single-task solution for μ = 0 (SPEC 7.1)", () => {
    fc.assert(
      fc.property(instances, ({ ridge, ...given }) => {
        const { task, B, A } = drawn({ ...given, r: 1 });
        const found = last(task, B, A, { ridge, mu: 0 }, 1000);
        const alone = solveSingleTask(task, ridge);
        expect(far(thetaOf(B, found), alone)).toBeLessThan(1e-6);
        expect(far(alignedPredictor(task, B, ridge, 0), alone)).toBeLessThan(1e-10);
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  it("keeps the source's errors in the null space of few samples for μ = 0 and no ridge (SPEC 7.1)", () => {
    for (const seed of [1, 2, 3, 4]) {
      const tasks = [randomTask(seed, 3, 6), randomTask(seed + 20, 14, 6)];
      const joint = solveTwoTasks({ tasks, r: 1, ridge: 0, alpha: Float64Array.of(1, 1) });
      const v = predictor(joint, 0);
      const { B } = joint;
      const found = thetaOf(B, last(tasks[0], B, joint.A.data.slice(0, 1), { ridge: 0, mu: 0 }, 1000));
      expect(far(multiplyVector(tasks[0].X, found), tasks[0].y)).toBeLessThan(1e-6);
      const outside = (theta: Float64Array): Float64Array =>
        difference(theta, solveSingleTask({ X: tasks[0].X, y: multiplyVector(tasks[0].X, theta) }, 0));
      expect(norm(outside(v))).toBeGreaterThan(1e-3);
      const kept = outside(found);
      const before = outside(v);
      // The null space keeps its direction; A has scaled it.
      const cosine = kept.reduce((sum, value, j) => sum + value * before[j], 0) / (norm(kept) * norm(before));
      expect(cosine).toBeCloseTo(1, 8);
    }
  });

  it("stays where there is no direction to follow, and refuses what has no steps", () => {
    const task = randomTask(1, 5, 3);
    const stays = last(task, matrix(3, 1), Float64Array.of(2), { ridge: 1, mu: 1 }, 3);
    expect([stays.A[0], stays.loss]).toEqual([
      2,
      last(task, matrix(3, 1), Float64Array.of(2), { ridge: 1, mu: 1 }, 0).loss,
    ]);
    const pull = (options: AlignmentDescentOptions) => () =>
      alignmentDescent(task, randomMatrix(2, 3, 1), Float64Array.of(1), options).next();
    expect(pull({ ridge: -1, mu: 1 })).toThrow("got -1, 1 and 1");
    expect(pull({ ridge: 1, mu: Infinity })).toThrow("got 1, Infinity and 1");
    expect(pull({ ridge: 1, mu: 1, eta: 0 })).toThrow("got 1, 1 and 0");
  });
});
