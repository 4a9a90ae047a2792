import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask, taskOf } from "../golden/tasks.ts";
import { multiply, norm } from "../linalg/matrix.ts";
import { penalisedLosses } from "../model.ts";
import { alternatingLeastSquares } from "./alternatingLeastSquares.ts";
import { moduleRank, sharedCovariates } from "./sharedCovariates.ts";

/** k tasks with the same m×d covariates of the given rank, and their weights. */
const shared = fc
  .record({
    seed: fc.nat(100_000),
    k: fc.integer({ min: 1, max: 4 }),
    m: fc.integer({ min: 3, max: 8 }),
    d: fc.integer({ min: 2, max: 4 }),
    rank: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ seed, k, m, d, rank }) => {
    const X = multiply(randomMatrix(seed, m, rank), randomMatrix(seed + 1, rank, d));
    const tasks = Array.from({ length: k }, (_, i) => taskOf(X, randomTask(seed + 2 + i, m, d).y));
    const alpha = Float64Array.from(tasks, (_, i) => 0.5 + ((seed + i) % 3));
    return { tasks, alpha, d };
  });

describe("Proposition 3", () => {
  it("has the loss of the best alternating least squares, at every capacity", () => {
    fc.assert(
      fc.property(shared, ({ tasks, alpha, d }) => {
        const labels = tasks.map(({ y }) => y);
        const total = labels.reduce((sum, y, i) => sum + alpha[i] * norm(y) ** 2, 0);
        const { optimum } = sharedCovariates(tasks[0].X, labels, alpha);
        for (let r = 1; r <= Math.min(d, tasks.length); r++) {
          const best = optimum(r);
          const searched = alternatingLeastSquares({ tasks, r, ridge: 0, alpha }, { restarts: 2 });
          // The search lifts singular systems by 1e-12 and stops at a relative decrease of 1e-12.
          expect(Math.abs(best.loss - searched.loss)).toBeLessThan(1e-7 * total);
          const own = penalisedLosses({ tasks, alpha, ridge: 0 }, best).reduce((a, b) => a + b, 0);
          expect(Math.abs(best.loss - own)).toBeLessThan(1e-10 * total);
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it("spans what the data determine, and no more", () => {
    const X = multiply(randomMatrix(1, 6, 2), randomMatrix(2, 2, 4)); // rank 2
    const labels = [1, 2, 3].map((i) => randomTask(i, 6, 4).y);
    const { eigenvalues, optimum } = sharedCovariates(X, labels, Float64Array.of(1, 2, 3));
    expect(eigenvalues).toHaveLength(2);
    expect([1, 2, 3].map((r) => moduleRank(optimum(r).B))).toEqual([1, 2, 2]);
    expect([1, 2, 3].map((r) => optimum(r).isUnique)).toEqual([true, true, false]);
    expect(optimum(3).loss).toBe(optimum(2).loss);
  });

  it("refuses what does not fit", () => {
    const X = randomMatrix(1, 3, 2);
    expect(() => sharedCovariates(X, [], Float64Array.of())).toThrow("got 0 and 0");
    expect(() => sharedCovariates(X, [new Float64Array(3)], Float64Array.of(1)).optimum(0)).toThrow("got 0");
  });
});
