import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field, Fields, Values } from "../fields.ts";
import { families } from "../families/index.ts";
import { linearCases, randomMatrix, randomTask, taskOf, tasksOf } from "../golden/tasks.ts";
import { qr, symmetricEigen } from "../linalg/decompositions.ts";
import {
  columns,
  crossProduct,
  dot,
  fromRows,
  matrix,
  multiply,
  multiplyVector,
  norm,
  row,
  scaled,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { error } from "../metrics/error.ts";
import { normals } from "../random.ts";
import { sharedCovariates } from "../solvers/sharedCovariates.ts";
import type { Task } from "../task.ts";
import { weightings } from "./index.ts";
import { svdWeights } from "./svd.ts";
import { uncertaintyFit } from "./uncertainty.ts";
import type { Claim, Weighting } from "./weighting.ts";

// Every member's settings are drawn from its own fields, so that its exact types are not needed here.
const members = Object.entries(weightings) as unknown as [string, Weighting<Fields>][];

const D = 4;
const tasks = fc
  .record({ seed: fc.nat(10_000), sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }) })
  .map(({ seed, sizes }) => sizes.map((m, i) => randomTask(seed + 10_007 * i, m, D)));

function settingsOf(fields: Fields): fc.Arbitrary<Values<Fields>> {
  const arbitraries = Object.entries(fields).map(([name, field]) => [name, valueOf(field)] as const);
  return fc.record(Object.fromEntries(arbitraries));
}

function valueOf(field: Field): fc.Arbitrary<Values<Fields>[string]> {
  switch (field.kind) {
    case "number":
      return field.integer
        ? fc.integer({ min: field.min, max: Math.min(field.max, 8) })
        : fc.double({ min: field.min, max: field.max, noNaN: true });
    case "choice":
      return fc.constantFrom(...Object.keys(field.options));
    case "switch":
      return fc.boolean();
    case "points":
      return fc.constant(field.initial);
  }
}

/** What each claim means, for weights as a function of the tasks. */
const checks: Record<Claim, (weigh: (tasks: readonly Task[]) => Float64Array, tasks: readonly Task[]) => void> = {
  "sums to k": (weigh, given) => {
    expect(weigh(given).reduce((a, b) => a + b, 0)).toBeCloseTo(given.length, 10);
  },
  "non-negative": (weigh, given) => {
    expect(weigh(given).every((value) => value >= 0 && value < Infinity)).toBe(true);
  },
  "permutes with tasks": (weigh, given) => {
    expectClose(weigh([...given].reverse()), weigh(given).reverse());
    expectClose(weigh([...given.slice(1), given[0]]), [...weigh(given).slice(1), weigh(given)[0]]);
  },
  "ignores the scale of all labels": (weigh, given) => {
    expectClose(
      weigh(
        given.map(({ X, y }) =>
          taskOf(
            X,
            y.map((value) => -3.7 * value),
          ),
        ),
      ),
      weigh(given),
    );
  },
  "ignores a common rotation": (weigh, given) => {
    const { Q } = qr(randomMatrix(99, D, D));
    expectClose(weigh(given.map(({ X, y }) => taskOf(multiply(X, Q), y))), weigh(given));
  },
};

function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(got.length).toBe(expected.length);
  // Rounding only, magnified by nothing: the weights are at most k, and near-ties of singular values are not drawn.
  for (let i = 0; i < got.length; i++) expect(got[i]).toBeCloseTo(expected[i], 8);
}

describe.each(members)("the weighting %s", (_, weighting) => {
  it.each(weighting.claims)("%s", (claim) => {
    fc.assert(
      fc.property(tasks, settingsOf(weighting.fields), (given, settings) => {
        // The losses of a model that predicts 0, which are the tasks' own whatever their order or rotation.
        const lossesOf = (all: readonly Task[]): Float64Array => Float64Array.from(all, ({ y }) => dot(y, y) / 3);
        checks[claim]((all) => weighting.start(all, settings)({ losses: lossesOf(all) }), given);
        checks[claim]((all) => weighting.start(all, settings)({}), given);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe("Algorithm 2", () => {
  const shared = linearCases.filter(({ expect: { prop3 } }) => prop3 !== undefined);

  it.each(shared)("sees no label's norm with unit labels: $name", (golden) => {
    const given = tasksOf(golden);
    const longer = given.map(({ X, y }, i) =>
      taskOf(
        X,
        y.map((value) => (i + 2) * value),
      ),
    );
    for (let r = 1; r <= given.length; r++)
      if (svdWeights(given, r, "unit").isUnique)
        expectClose(svdWeights(longer, r, "unit").alpha, svdWeights(given, r, "unit").alpha);
  });

  it("knows where singular values tie, and takes all of a tie in", () => {
    const X = matrix(3, 2, Float64Array.of(2, 0, 0, 2, 0, 0));
    const tied = [taskOf(X, Float64Array.of(1, 0, 0)), taskOf(X, Float64Array.of(0, 1, 0))];
    expect(svdWeights(tied, 1, "printed").isUnique).toBe(false);
    expect(svdWeights(tied, 2, "printed")).toEqual({ alpha: Float64Array.of(2, 2), isUnique: true });
    expect(weightings.svd.start(tied, { r: 1, labels: "printed" })({})).toEqual(Float64Array.of(1, 1));
  });

  it("gives a task with random labels less weight and, as printed, one with longer labels more", () => {
    const clean = randomTask(1, 200, D);
    const signal = clean.X.data.filter((_, at) => at % D === 0);
    const [honest, random] = [taskOf(clean.X, signal), randomTask(2, 200, D)];
    const unit = svdWeights([honest, random], 1, "unit").alpha;
    expect(unit[0]).toBeGreaterThan(3 * unit[1]);
    const loud = taskOf(
      clean.X,
      signal.map((value) => 10 * value),
    );
    const printed = svdWeights([honest, loud], 1, "printed").alpha;
    expect(printed[1]).toBeGreaterThan(9 * printed[0]);
  });

  it("is the length of Xᵢ'yᵢ within the leading eigenspace of Σ Xᵢ'yᵢyᵢ'Xᵢ, for every r", () => {
    fc.assert(
      fc.property(tasks, (given) => {
        for (const labels of ["printed", "unit"] as const) {
          const thetas = given.map(({ X, y }) =>
            transposeMultiplyVector(X, labels === "unit" ? scaled(1 / norm(y), y) : y),
          );
          const { vectors } = symmetricEigen(crossProduct(fromRows(thetas)));
          for (let r = 1; r <= given.length + 1; r++) {
            const { alpha, isUnique } = svdWeights(given, r, labels);
            if (!isUnique) continue;
            const leading = columns(vectors, 0, Math.min(r, D));
            expectClose(
              alpha,
              thetas.map((theta) => norm(transposeMultiplyVector(leading, theta))),
            );
            if (r >= given.length) expectClose(alpha, thetas.map(norm));
          }
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("weighs two tasks of equal ‖Xᵢ'yᵢ‖ equally at r = 1, so that only the norms act (SPEC 8.3)", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0.1, max: 10, noNaN: true }), (seed, factor) => {
        const [first, second] = [randomTask(seed, 5, D), randomTask(seed + 10_007, 9, D)];
        const lengthOf = ({ X, y }: Task): number => norm(transposeMultiplyVector(X, y));
        const ratio = lengthOf(first) / lengthOf(second);
        const equal = [first, taskOf(second.X, scaled(ratio, second.y))];
        const { alpha, isUnique } = svdWeights(equal, 1, "printed");
        expect(isUnique).toBe(true);
        expect(alpha[1] / alpha[0]).toBeCloseTo(1, 10);
        const longer = svdWeights([first, taskOf(second.X, scaled(factor * ratio, second.y))], 1, "printed").alpha;
        if (factor !== 1) expect(longer[1] > longer[0]).toBe(factor > 1);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("counts tasks with added noise more as printed, and less with unit labels (SPEC 8.2)", () => {
    // Preset ALG2 with added noise of standard deviation 2: SPEC 10.6 (b) has mean weights of clean over noisy 0.77.
    const preset = { k: 10, rank: 2, noisyTasks: 5, share: 0, addedNoise: 2, m: 40, sigma: 1, d: 20 };
    const changes = { printed: 0, unit: 0 };
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    for (const seed of seeds) {
      const given = families.noisyLabels.sample(preset, seed);
      const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
      const errorOf = (alpha: Float64Array): number => {
        const labels = given.map(({ y }) => y);
        const { ThetaHat } = sharedCovariates(given[0].X, labels, alpha).optimum(2);
        return mean(given.map((task, i) => error(task, row(ThetaHat, i))));
      };
      const unweighted = errorOf(new Float64Array(10).fill(1));
      for (const labels of ["printed", "unit"] as const) {
        const { alpha } = svdWeights(given, 2, labels);
        const [clean, noisy] = [mean(alpha.slice(0, 5)), mean(alpha.slice(5))];
        expect(noisy > clean).toBe(labels === "printed");
        changes[labels] += (errorOf(alpha) - unweighted) / seeds.length;
      }
    }
    // SPEC has +0.147 ± 0.014 and −0.239 ± 0.015 over 200 seeds; eight have five times these standard errors.
    expect(Math.abs(changes.printed - 0.147)).toBeLessThan(4 * 0.014 * Math.sqrt(200 / seeds.length + 1));
    expect(Math.abs(changes.unit + 0.239)).toBeLessThan(4 * 0.015 * Math.sqrt(200 / seeds.length + 1));
  });

  it("is uniform where nothing can be told", () => {
    const silent = [taskOf(randomMatrix(1, 3, D), new Float64Array(3)), taskOf(matrix(2, D), Float64Array.of(1, 2))];
    expect(weightings.svd.start(silent, { r: 1, labels: "unit" })({})).toEqual(Float64Array.of(1, 1));
  });
});

describe("the weights that need nothing from the run", () => {
  const given = [randomTask(1, 2, D), randomTask(2, 6, D), randomTask(3, 3, D)];

  it("are 1, or inverse to the sample size", () => {
    expect(weightings.uniform.start(given, {})({})).toEqual(Float64Array.of(1, 1, 1));
    // 1/2 : 1/6 : 1/3 is 3 : 1 : 2.
    expectClose(weightings.bySampleSize.start(given, {})({}), [1.5, 0.5, 1]);
  });
});

describe("uncertainty weights", () => {
  const X = randomMatrix(5, 40, D);
  const truth = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [1, 1, 0, 0],
  ];
  const noisy = (sigma: number, i: number): Task => {
    const noise = normals(i, 1003, 40);
    return taskOf(
      X,
      multiplyVector(X, truth[i]).map((value, n) => value + sigma * noise[n]),
    );
  };
  const given = [noisy(0.1, 0), noisy(1, 1), noisy(0.1, 2)];

  it("are the reciprocal noise variances, and block descent never raises its objective", () => {
    const { alpha, objective, rounds } = uncertaintyFit(given, 2);
    expect(rounds).toBeLessThan(200);
    objective.slice(1).forEach((value, i) => expect(value).toBeLessThanOrEqual(objective[i] + 1e-12));
    // 40 samples less about 3 that each task's share of the model takes: variances within a factor of 2.
    for (const [i, sigma] of [0.1, 1, 0.1].entries()) {
      expect(alpha[i] * sigma ** 2).toBeGreaterThan(1 / 2);
      expect(alpha[i] * sigma ** 2).toBeLessThan(2);
    }
  });

  it("stand still where the run reports the residuals of that optimum", () => {
    const { alpha, ThetaHat } = uncertaintyFit(given, 2);
    const losses = Float64Array.from(given, ({ y }, i) => {
      const fitted = multiplyVector(X, ThetaHat.data.slice(i * D, (i + 1) * D));
      return fitted.reduce((sum, value, n) => sum + (value - y[n]) ** 2, 0);
    });
    const total = alpha.reduce((a, b) => a + b, 0);
    expectClose(
      weightings.uncertainty.start(given, {})({ losses }),
      alpha.map((value) => (3 * value) / total),
    );
  });

  it("stay finite where a task is fitted exactly, and are uniform where all labels are 0", () => {
    const exact = uncertaintyFit([noisy(0, 0), noisy(1, 1)], 2);
    expect(exact.alpha.every((value) => value > 0 && value < Infinity)).toBe(true);
    const silent = [taskOf(X, new Float64Array(40)), taskOf(X, new Float64Array(40))];
    const weigh = weightings.uncertainty.start(silent, {});
    expect(weigh({ losses: new Float64Array(2) })).toEqual(Float64Array.of(1, 1));
  });
});
