import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "../golden/tasks.ts";
import { symmetricEigen } from "../linalg/decompositions.ts";
import { type Matrix, combine, dot, matrix, multiplyVector, norm, row, trace } from "../linalg/matrix.ts";
import { type Model, penalisedLosses } from "../model.ts";
import type { Problem } from "../solvers/problem.ts";
import { solveSharedModule } from "../solvers/sharedModule.ts";
import { gradientConflict, gradientGramian, moduleGradients } from "./gradientConflict.ts";

const D = 4;
const points = fc
  .record({
    seed: fc.nat(10_000),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
    r: fc.integer({ min: 1, max: 3 }),
    ridge: fc.double({ min: 0, max: 5, noNaN: true }),
    isAligned: fc.boolean(),
  })
  .map(({ seed, sizes, r, ridge, isAligned }) => ({
    problem: {
      tasks: sizes.map((m, i) => randomTask(seed + 10_007 * i, m, D)),
      r,
      ridge,
      alpha: Float64Array.from(sizes, (_, i) => 0.5 + i),
      R: isAligned ? sizes.map((_, i) => randomMatrix(seed + 3 + i, D, D)) : undefined,
    },
    model: { B: randomMatrix(seed + 1, D, r), A: randomMatrix(seed + 2, sizes.length, r) },
  }));

const conflictOf = (problem: Problem, model: Model): number => {
  const losses = penalisedLosses(problem, model);
  return gradientConflict.measure({
    problem,
    mu: 100,
    alone: [],
    joint: { ...model, step: 0, alpha: problem.alpha, losses },
  });
};

describe("the gradients of the shared module", () => {
  it("are the differences of each task's share of F_λ", () => {
    fc.assert(
      fc.property(points, ({ problem, model }) => {
        const lossesAt = (n: number, by: number): Float64Array => {
          const data = Float64Array.from(model.B.data);
          data[n] += by;
          return penalisedLosses(problem, { ...model, B: matrix(D, problem.r, data) });
        };
        const gradients = moduleGradients(problem, model);
        // F_i is a quadratic in B: central differences are exact but for rounding.
        for (let n = 0; n < model.B.data.length; n++) {
          const [up, down] = [lossesAt(n, 0.1), lossesAt(n, -0.1)];
          gradients.forEach(({ data }, i) =>
            expect(Math.abs((up[i] - down[i]) / 0.2 - data[n])).toBeLessThan(1e-10 * (1 + up[i] + down[i])),
          );
        }
      }),
    );
  });

  it("have a gramian of their inner products, which is positive semi-definite", () => {
    fc.assert(
      fc.property(points, ({ problem, model }) => {
        const gradients = moduleGradients(problem, model);
        const G = gradientGramian(problem, model);
        gradients.forEach((first, i) =>
          gradients.forEach((second, j) =>
            expect(Math.abs(row(G, i)[j] - dot(first.data, second.data))).toBeLessThan(
              1e-12 * norm(first.data) * norm(second.data) + Number.MIN_VALUE,
            ),
          ),
        );
        expect(Math.min(...symmetricEigen(G).values)).toBeGreaterThan(-1e-12 * trace(G) - Number.MIN_VALUE);
      }),
    );
  });

  it("permute with the tasks", () => {
    fc.assert(
      fc.property(points, ({ problem, model }) => {
        const k = problem.tasks.length;
        const order = Array.from({ length: k }, (_, i) => (i + 1) % k).reverse();
        const permuted = (M: Matrix): Matrix =>
          matrix(k, M.columns, Float64Array.from(order.flatMap((i) => Array.from(row(M, i)))));
        const shuffled = {
          ...problem,
          tasks: order.map((i) => problem.tasks[i]),
          alpha: Float64Array.from(order, (i) => problem.alpha[i]),
          R: problem.R?.map((_, a, R) => R[order[a]]),
        };
        const G = gradientGramian(problem, model);
        const found = gradientGramian(shuffled, { ...model, A: permuted(model.A) });
        order.forEach((i, a) => order.forEach((j, b) => expect(row(found, a)[b]).toBe(row(G, i)[j])));
      }),
    );
  });

  it("cancel at the optimum, where two tasks are in full conflict", () => {
    for (const seed of [1, 2, 3]) {
      const tasks = [randomTask(seed, 5, D), randomTask(seed + 10, 12, D)];
      const problem = { tasks, r: 1, ridge: 0.5, alpha: Float64Array.of(1, 2) };
      const optimum = solveSharedModule(problem);
      const [first, second] = moduleGradients(problem, optimum);
      const size = norm(first.data);
      expect(size).toBeGreaterThan(1e-3);
      expect(norm(combine(1, first, 1, second).data)).toBeLessThan(1e-8 * size);
      expect(norm(multiplyVector(gradientGramian(problem, optimum), [1, 1]))).toBeLessThan(1e-8 * size ** 2);
      expect(conflictOf(problem, optimum)).toBeCloseTo(1, 12);
    }
  });

  it("are in conflict as much as the worst pair is: −1 for a task beside itself, 0 where there is no other", () => {
    const task = randomTask(1, 5, D);
    const other = randomTask(2, 7, D);
    const B = randomMatrix(3, D, 1);
    const of = (tasks: Problem["tasks"], heads: readonly number[]): number =>
      conflictOf(
        { tasks, r: 1, ridge: 0, alpha: new Float64Array(tasks.length).fill(1) },
        { B, A: matrix(tasks.length, 1, Float64Array.from(heads)) },
      );
    expect(of([task, task], [0.3, 0.3])).toBeCloseTo(-1, 14);
    expect(of([task], [0.3])).toBe(0);
    expect(of([task, other], [0.3, 0])).toBe(0);
    const three = of([task, other, task], [0.3, 0.4, 0.3]);
    expect(three).toBeCloseTo(of([task, other], [0.3, 0.4]), 14);
  });

  it("are those of a linear model", () => {
    const problem = { tasks: [randomTask(1, 5, D)], r: 1, ridge: 0, alpha: Float64Array.of(1), model: "relu" } as const;
    const model = { B: randomMatrix(3, D, 1), A: matrix(1, 1) };
    expect(() => gradientGramian(problem, model)).toThrow("gradientGramian: the model must be linear; got relu");
    expect(conflictOf(problem, model)).toBeNaN();
  });
});
