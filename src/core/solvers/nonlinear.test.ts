/** What ReLU and logistic fits have in common: their objectives' derivatives, and what their optima must not depend on. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "../golden/tasks.ts";
import { qr } from "../linalg/decompositions.ts";
import {
  type Matrix,
  difference,
  dot,
  moved,
  multiply,
  multiplyVector,
  norm,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import type { Data } from "../task.ts";
import type { Valued } from "./lbfgs.ts";
import { logisticObjective, solveLogistic } from "./logistic.ts";
import type { Problem } from "./problem.ts";
import { solveRelu } from "./relu.ts";
import { reluObjective } from "./reluObjective.ts";

interface Fitted {
  readonly loss: number;
  readonly predictors: readonly Float64Array[];
}

/** A model's objective over so many numbers, the first d of them B; its fit; and labels that it can have. */
interface Kind {
  readonly name: string;
  readonly objective: (problem: Problem<Data>, point: Float64Array) => Valued;
  readonly numbers: (problem: Problem<Data>) => number;
  readonly solve: typeof solveRelu | typeof solveLogistic;
  readonly label: (value: number) => number;
}

const kinds: readonly Kind[] = [
  {
    name: "ReLU",
    objective: reluObjective,
    numbers: ({ tasks }) => tasks[0].X.columns,
    solve: solveRelu,
    label: (value) => value,
  },
  {
    name: "logistic",
    objective: logisticObjective,
    numbers: ({ tasks }) => tasks[0].X.columns + tasks.length,
    solve: solveLogistic,
    label: (value) => Number(value > 0),
  },
];

const shapes = fc.record({
  seed: fc.nat(100_000),
  d: fc.integer({ min: 1, max: 4 }),
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
  weights: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 3 }),
  ridge: fc.integer({ min: 1, max: 30 }),
});
type Shape = typeof shapes extends fc.Arbitrary<infer T> ? T : never;

/** Tasks of different sizes and weights, both in tenths. */
function problemOf({ label }: Kind, { seed, d, sizes, weights, ridge }: Shape): Problem<Data> {
  const tasks = sizes.map((m, i) => {
    const { X, y } = randomTask(seed + i, m, d);
    return { X, y: y.map(label) };
  });
  return { tasks, r: 1, ridge: ridge / 10, alpha: Float64Array.from(sizes, (_, i) => weights[i] / 10) };
}

/** Whether no sample's margin is so small that a step of this size may turn it on or off. */
function isOffKinks({ tasks }: Problem<Data>, point: Float64Array, step: number): boolean {
  return tasks.every(({ X }) =>
    multiplyVector(X, point.subarray(0, X.columns)).every((margin) => Math.abs(margin) > 10 * step),
  );
}

function fitted({ tasks }: Problem<Data>, { loss, B, A }: ReturnType<Kind["solve"]>): Fitted {
  return { loss, predictors: tasks.map((_, i) => B.data.map((value) => value * A.data[i])) };
}

/** The same problem with all covariates X_iQ, Q a random rotation. */
function turned(problem: Problem<Data>, seed: number): { readonly problem: Problem<Data>; readonly Q: Matrix } {
  const d = problem.tasks[0].X.columns;
  const { Q } = qr(randomMatrix(seed + 50, d, d));
  return { Q, problem: { ...problem, tasks: problem.tasks.map(({ X, y }) => ({ X: multiply(X, Q), y })) } };
}

describe.each(kinds)("the $name objective", (kind) => {
  it("has the gradient that central differences find, and on lines the value and slope of its points", () => {
    const h = 1e-5;
    fc.assert(
      fc.property(shapes, (shape) => {
        const problem = problemOf(kind, shape);
        const point = normals(shape.seed, 1, kind.numbers(problem));
        const p = normals(shape.seed, 2, point.length);
        fc.pre(isOffKinks(problem, point, h));
        const { gradient, along } = kind.objective(problem, point);
        const size = Math.max(1, norm(gradient));
        gradient.forEach((slope, j) => {
          const [up, down] = [h, -h].map((step) => kind.objective(problem, point.with(j, point[j] + step)).value);
          expect(Math.abs(slope - (up - down) / (2 * h))).toBeLessThan(1e-5 * size);
        });
        for (const t of [-0.7, 1e-3, 2]) {
          const trial = along?.(p)(t);
          const expected = kind.objective(problem, moved(point, t, p));
          const scale = Math.max(1, norm(expected.gradient), expected.value);
          expect(Math.abs((trial?.value ?? NaN) - expected.value)).toBeLessThan(1e-11 * scale);
          expect(Math.abs((trial?.slope ?? NaN) - dot(expected.gradient, p))).toBeLessThan(1e-10 * scale * norm(p));
          expect(norm(difference(expected.gradient, trial?.there().gradient ?? []))).toBeLessThan(1e-10 * scale);
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it("turns with a common rotation of all covariates", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const problem = problemOf(kind, shape);
        const { problem: other, Q } = turned(problem, shape.seed);
        const point = normals(shape.seed, 1, kind.numbers(problem));
        const d = Q.rows;
        const there = Float64Array.of(...transposeMultiplyVector(Q, point.subarray(0, d)), ...point.subarray(d));
        const [one, two] = [kind.objective(problem, point), kind.objective(other, there)];
        expect(Math.abs(one.value - two.value)).toBeLessThan(1e-11 * Math.max(1, one.value));
        const back = multiplyVector(Q, two.gradient.subarray(0, d));
        expect(norm(difference(one.gradient.subarray(0, d), back))).toBeLessThan(
          1e-10 * Math.max(1, norm(one.gradient)),
        );
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

describe.each(kinds)("the $name fit", (kind) => {
  it("has the same loss after a common rotation of all covariates, and predictors that turned with it", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const problem = problemOf(kind, shape);
        const { problem: other, Q } = turned(problem, shape.seed);
        const [one, two] = [problem, other].map((each) => fitted(each, kind.solve(each)));
        expectSame(one, { ...two, predictors: two.predictors.map((w) => multiplyVector(Q, w)) });
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  it("has the same loss, and each task its own predictor, when tasks and weights change places together", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const problem = problemOf(kind, shape);
        const other = { ...problem, tasks: problem.tasks.toReversed(), alpha: problem.alpha.toReversed() };
        const [one, two] = [problem, other].map((each) => fitted(each, kind.solve(each)));
        expectSame(one, { ...two, predictors: two.predictors.toReversed() });
      }),
      { numRuns: 8, seed: 1 },
    );
  });
});

/** The same minimum, of which a descent into a kink stops a few 1e-8 short; that leaves predictors half the digits. */
function expectSame(one: Fitted, two: Fitted): void {
  expect(Math.abs(one.loss - two.loss)).toBeLessThan(1e-6 * one.loss);
  one.predictors.forEach((w, i) =>
    expect(norm(difference(w, two.predictors[i]))).toBeLessThan(1e-3 * Math.max(1, norm(w))),
  );
}
