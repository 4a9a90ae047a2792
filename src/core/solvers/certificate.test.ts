import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { misaligned } from "../families/misaligned.ts";
import { linearCases, randomMatrix, taskOf, tasksOf } from "../golden/tasks.ts";
import { dot, matrix, multiply, scaled } from "../linalg/matrix.ts";
import { penalisedLosses } from "../model.ts";
import { normals } from "../random.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import { certify } from "./certificate.ts";
import type { Problem } from "./problem.ts";
import { squaredNormAt } from "./norms.ts";
import { landscape } from "./twoTasks.ts";

const labelsOf = ({ tasks, alpha }: Problem): number =>
  tasks.reduce((total, { y }, i) => total + alpha[i] * dot(y, y), 0);
const lossOf = (problem: Problem, model: Parameters<typeof penalisedLosses>[1]): number =>
  penalisedLosses(problem, model).reduce((a, b) => a + b, 0);

/** Two tasks of any shape: few rows or many, of full rank or not, the same twice, with weights and a ridge or neither. */
const problems = fc
  .record({
    d: fc.integer({ min: 1, max: 12 }),
    m: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    rank: fc.integer({ min: 1, max: 12 }),
    ridge: fc.constantFrom(0, 0, 1e-6, 0.3, 20),
    alpha: fc.tuple(fc.constantFrom(1, 0.2, 7), fc.constantFrom(1, 0.5)),
    strength: fc.constantFrom(1, 1, 30),
    kind: fc.constantFrom("separate", "separate", "duplicate", "sameX", "silent"),
    seed: fc.nat(100_000),
  })
  .map(({ d, m, rank, ridge, alpha, strength, kind, seed }): Problem => {
    const X = m.map((rows, i) => {
      const thin = multiply(
        randomMatrix(seed + i, rows, Math.min(rank, d)),
        randomMatrix(seed + 2 + i, Math.min(rank, d), d),
      );
      return matrix(
        rows,
        d,
        thin.data.map((value, at) => value * (at % d === i % d ? strength : 1)),
      );
    });
    const y = m.map((rows, i) => normals(seed, 600 + i, rows));
    const first = taskOf(X[0], y[0]);
    const second = {
      separate: taskOf(X[1], y[1]),
      duplicate: first,
      sameX: taskOf(X[0], normals(seed, 700, m[0])),
      silent: taskOf(X[1], scaled(0, y[1])),
    }[kind];
    return { tasks: [first, second], r: 1, ridge, alpha: Float64Array.from(alpha) };
  });

describe("the certificate of the global optimum", () => {
  it("closes the gap to 1e-9, and nothing that was tried undercuts its bound", () => {
    fc.assert(
      fc.property(problems, fc.nat(1000), (problem, seed) => {
        const found = landscape(problem);
        const { of, bound, gap, relativeGap } = certify(found);
        const labels = labelsOf(problem);
        expect(of).toBe(found.settledBy);
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(relativeGap).toBeLessThanOrEqual(1e-9);
        const valueAt = found.settledBy === "loss" ? found.loss : (t: number) => squaredNormAt(found.norms, t);
        const size = found.settledBy === "loss" ? labels : bound;
        const tried = Array.from({ length: 2000 }, (_, i) => valueAt(((i + 0.37) * Math.PI) / 2000));
        expect(Math.min(...tried)).toBeGreaterThanOrEqual(bound - 1e-13 * size);
        const leastLoss = found.settledBy === "loss" ? bound : found.minima[0].loss;
        const d = problem.tasks[0].X.columns;
        const losses = Array.from({ length: 20 }, (_, n) => {
          const model = { B: matrix(d, 1, normals(seed, 2 * n, d)), A: matrix(2, 1, normals(seed, 2 * n + 1, 2)) };
          return lossOf(problem, model);
        });
        expect(Math.min(...losses)).toBeGreaterThanOrEqual(leastLoss - 1e-12 * labels);
      }),
      { numRuns: 150 },
    );
  });

  it("lies below what alternating least squares reaches from any start, and close to the best of it", () => {
    for (let seed = 0; seed < 12; seed++) {
      const [m, d] = [3 + seed, 4 + (seed % 5)];
      const tasks = [3, m].map((rows, i) => taskOf(randomMatrix(seed + i, rows, d), normals(seed, 600 + i, rows)));
      const problem = { tasks, r: 1, ridge: 0.4, alpha: Float64Array.of(1, 0.7) };
      const { bound } = certify(landscape(problem));
      const { loss } = alternatingLeastSquares(problem, { restarts: 6, tolerance: 1e-12, sweeps: 400 });
      expect(loss).toBeGreaterThanOrEqual(bound - 1e-12 * labelsOf(problem));
      expect(loss - bound).toBeLessThan(1e-6 * labelsOf(problem));
    }
  });

  it.each(linearCases.filter(({ expect: { mtl_r1 } }) => mtl_r1 !== undefined))(
    "proves the reference's optima to 1e-9: $name",
    (golden) => {
      const tasks = tasksOf(golden);
      for (const optimum of [golden.expect.mtl_r1, golden.expect.mtl_r1_ridge]) {
        if (!optimum) continue;
        const ridge = optimum === golden.expect.mtl_r1_ridge ? golden.expect.mtl_r1_ridge.lam : 0;
        const problem = { tasks, r: 1, ridge, alpha: Float64Array.from(optimum.alpha) };
        const found = landscape(problem);
        const { bound, relativeGap } = certify(found);
        expect(relativeGap).toBeLessThanOrEqual(1e-9);
        if (found.settledBy === "loss") expect(Math.abs(bound - optimum.loss)).toBeLessThan(1e-7 * labelsOf(problem));
      }
    },
  );

  it("needs some dozens of intervals for the paper's own tasks", () => {
    const settings = { kind: "phi", printed: false, d: 100, kappa: 100, cosine: 0.96, mTarget: 5, sigma: 2 } as const;
    for (const [phi, mSource, ridge] of [
      [0, 50, 10],
      [45, 200, 10],
      [90, 100, 1e-6],
      [90, 300, 0],
    ]) {
      const tasks = misaligned.sample({ ...settings, phi, mSource }, 2);
      const { relativeGap, intervals } = certify(landscape({ tasks, r: 1, ridge, alpha: Float64Array.of(1, 1) }));
      expect(relativeGap).toBeLessThan(1e-9);
      expect(intervals).toBeLessThan(60);
    }
  });

  it("is not missed in a valley a thousand times narrower than the evenly spread angles", () => {
    // The second direction is the target's alone but for 1e-6 of it, and only near t = 0 does it explain the target.
    const target = taskOf(matrix(2, 2, Float64Array.of(1, 0, 0, 1e-6)), Float64Array.of(1, 2));
    const source = taskOf(matrix(2, 2, Float64Array.of(0.1, 0, 0, 1)), Float64Array.of(1, 0.1));
    const problem = { tasks: [target, source], r: 1, ridge: 0, alpha: Float64Array.of(1, 1) };
    const found = landscape(problem);
    expect(Math.abs(found.minima[0].t)).toBeLessThan(1e-5);
    expect(certify(found).relativeGap).toBeLessThan(1e-9);
  });

  it("says how much is missing where a deeper minimum was overlooked", () => {
    const tasks = [
      taskOf(randomMatrix(1, 5, 6), normals(1, 600, 5)),
      taskOf(randomMatrix(2, 30, 6), normals(1, 601, 30)),
    ];
    const found = landscape({ tasks, r: 1, ridge: 0.8, alpha: Float64Array.of(1, 2) });
    expect(found.settledBy).toBe("loss");
    const t = found.minima[0].t + 0.01;
    const overlooked = { ...found, minima: [{ t, loss: found.loss(t) }] };
    expect(certify(overlooked).gap).toBeGreaterThanOrEqual(found.loss(t) - found.minima[0].loss);
  });
});
