import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Analysis, analyse } from "./analysis.ts";
import { linearCases, randomMatrix, randomTask, taskOf } from "./core/golden/tasks.ts";
import { qr } from "./core/linalg/decompositions.ts";
import { difference, fromRows, identity, multiply, norm, scale, stack } from "./core/linalg/matrix.ts";
import { landscape, solveTwoTasks } from "./core/solvers/twoTasks.ts";
import type { Data } from "./core/task.ts";
import { type GivenTasks, readGivenTasks } from "./givenTasks.ts";

/** The tasks of a text that has no faults. */
function givenIn(input: object): GivenTasks {
  const reading = readGivenTasks(JSON.stringify(input));
  if ("faults" in reading) throw new Error(reading.faults.join("\n"));
  return reading.given;
}

function given(tasks: readonly Data[], more: Partial<GivenTasks> = {}): GivenTasks {
  const alpha = new Float64Array(tasks.length).fill(1);
  const B = [new Float64Array(tasks[0].X.columns).fill(1)];
  return { tasks, alpha, ridge: 0.5, mus: [0.5, 20], B, ...more };
}

describe("the analysis of the golden cases", () => {
  it.each(linearCases)("is the reference's: $name", (golden) => {
    const { h_of_B } = golden.expect as unknown as { h_of_B: { B: number[] }[] };
    const input = givenIn({ ...golden, B: h_of_B.map(({ B }) => B) });
    const labels = input.tasks.reduce((sum, { y }, i) => sum + input.alpha[i] * norm(y) ** 2, 0);
    expectShape(analyse(input), golden.expect, "", labels);
  });
});

/**
 * Compares as SPEC section 11 and CONTRACTS.md say: losses to 1e-7 of the labels, vectors to 1e-7 of their norm (T and
 * projectors 1e-6, angles 1e-7 absolute), B up to sign and scale; null is not compared.
 */
function expectShape(got: unknown, expected: unknown, path: string, labels: number): void {
  const key = path.split(".").at(-1) ?? "";
  if (expected === null || ["note", "subspaces"].includes(key)) return;
  if (isNumbers(expected)) {
    expect(isNumbers(got), path).toBe(true);
    expectVector(Float64Array.from(got as number[]), expected, path, /\.T\.|projector/.test(path) ? 1e-6 : 1e-7);
  } else if (typeof expected === "object") {
    // Keys of by_mu are numbers, written in two ways.
    const named = (value: object): [string, unknown][] =>
      Object.entries(value).map(([name, one]) => [path.endsWith("by_mu") ? String(Number(name)) : name, one]);
    expect(typeof got === "object" && got !== null, path).toBe(true);
    const mine = new Map(named(got as object));
    expect(new Set([...mine.keys()].filter((name) => name !== "note")), path).toEqual(
      new Set(named(expected).flatMap(([name]) => (name === "note" ? [] : [name]))),
    );
    for (const [name, one] of named(expected)) expectShape(mine.get(name), one, `${path}.${name}`, labels);
  } else if (key === "loss" || key === "mtl_r_ge_k_loss") {
    expect(Math.abs(Number(got) - Number(expected)), path).toBeLessThan(1e-7 * labels);
  } else if (typeof expected === "number") {
    expect(Math.abs(Number(got) - expected), path).toBeLessThanOrEqual(1e-7 * Math.abs(expected) + 1e-12);
  } else {
    expect(typeof got === "number" ? String(got) : got, path).toBe(expected);
  }
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "number");
}

function expectVector(got: Float64Array, expected: readonly number[], path: string, tolerance: number): void {
  expect(got.length, path).toBe(expected.length);
  const size = Math.max(norm(expected), path.includes("angles") ? 1 : 1e-12);
  const one = /alg1.*B$/.test(path) ? direction(got) : got;
  const other = /alg1.*B$/.test(path) ? direction(Float64Array.from(expected)) : expected;
  expect(norm(difference(one, other)), path).toBeLessThan(tolerance * size + 1e-12);
}

/** v up to sign and scale. */
function direction(v: Float64Array): Float64Array {
  const largest = v.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return v.map((value) => value / largest);
}

const seeds = fc.nat(100_000);
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

function expectClose(got: ArrayLike<number> | undefined, expected: ArrayLike<number> | undefined, share: number): void {
  if (!got || !expected) throw new Error("both must be defined");
  expect(norm(difference(Float64Array.from(got), expected))).toBeLessThan(share * Math.max(1, norm(expected)));
}

describe("Proposition 3 in an analysis", () => {
  it("is the optimum of two tasks with capacity 1 where they share their covariates", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, m) => {
        const { X } = randomTask(seed, m, 4);
        const tasks = [1, 2].map((i) => taskOf(X, randomTask(seed + i, m, 4).y));
        const { mtl_r1, prop3 } = analyse(given(tasks, { alpha: Float64Array.of(1, 3) }));
        const closed = prop3?.alpha.by_r["1"];
        if (m === 1) return; // one row: the subspace is the row itself, and the tasks are fitted exactly
        expect(closed?.loss).toBeCloseTo(mtl_r1?.loss ?? NaN, 8);
        for (const i of [0, 1]) expectClose(mtl_r1?.T?.[i], closed?.T[i], 1e-6);
      }),
      { numRuns: 40, seed: 2 },
    );
  });
});

describe("the analysis of shuffled tasks", () => {
  const permuted = <T>(values: readonly T[], order: readonly number[]): T[] => order.map((i) => values[i]);

  /** Everything but what speaks of task 0 or of pairs in an order. */
  function compared(report: Analysis, order: readonly number[]): unknown {
    const place = (i: number): number => order.indexOf(i);
    const pair = (i: number, j: number): string =>
      [Math.min(place(i), place(j)), Math.max(place(i), place(j))].join("–");
    const weights = (byRank: Analysis["svd_weights"]): unknown =>
      Object.values(byRank ?? {}).map((alpha) => alpha && permuted(alpha, order));
    return {
      stl: permuted(report.stl, order),
      ridge: permuted(report.stl_ridge.theta, order),
      similarity: byName(report.similarity.map(({ i, j, score, normalised }) => [pair(i, j), score, normalised])),
      angles: byName(report.principal_angles_rad.map(({ i, j, angles }) => [pair(i, j), angles])),
      h: report.h_of_B.map(({ h }) => h),
      weights: [weights(report.svd_weights), weights(report.svd_weights_label_normalised)],
      prop3: Object.values(report.prop3?.alpha.by_r ?? {}).map(({ loss, T, subspace_unique: unique }) => [
        loss,
        permuted(T, order),
        unique,
      ]),
      mtl: [report.mtl_r1, report.mtl_r1_ridge].map((one) => [one?.loss, one?.T && permuted(one.T, order)]),
      loss: report.mtl_r_ge_k_loss,
    };
  }

  const byName = (entries: [string, ...unknown[]][]): unknown[] => entries.sort(([a], [b]) => a.localeCompare(b, "en"));

  function expectSame(got: unknown, expected: unknown): void {
    if (typeof expected === "number") expect(got).toBeCloseTo(expected, 5);
    else if (typeof expected === "object" && expected !== null) {
      for (const [name, value] of Object.entries(expected)) expectSame((got as Record<string, unknown>)[name], value);
    } else expect(got).toEqual(expected);
  }

  it.each([
    ["with their own covariates", false],
    ["with the same covariates", true],
  ])("is the shuffled analysis, %s", (_, areShared) => {
    fc.assert(
      fc.property(seeds, sizes, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (seed, ms, keys) => {
        const { X } = randomTask(seed, ms[0], 3);
        const tasks = ms.map((m, i) => {
          const one = randomTask(seed + 1 + i, areShared ? ms[0] : m, 3);
          return areShared ? taskOf(X, one.y) : one;
        });
        const order = tasks.map((__, i) => i).sort((a, b) => keys[a] - keys[b] || a - b);
        const alpha = tasks.map((__, i) => 1 + i);
        const shuffled = given(permuted(tasks, order), { alpha: Float64Array.from(permuted(alpha, order)) });
        const plain = given(tasks, { alpha: Float64Array.from(alpha) });
        const identity = tasks.map((__, i) => i);
        expectSame(compared(analyse(shuffled), identity), compared(analyse(plain), order));
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});

describe("the similarity of an analysis", () => {
  it("does not change when samples are rotated, scaled, or all covariates are rotated alike", () => {
    fc.assert(
      fc.property(seeds, fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 })), (seed, ms) => {
        const tasks = ms.map((m, i) => randomTask(seed + i, m, 4));
        const { Q } = qr(randomMatrix(seed + 2, 4, 4));
        const turned = tasks.map(({ X, y }, i) => {
          const O = qr(randomMatrix(seed + 3 + i, X.rows, X.rows)).Q;
          return taskOf(scale(multiply(O, multiply(X, Q)), 3 + i), y);
        });
        const [plain, other] = [tasks, turned].map((all) => analyse(given(all)));
        plain.similarity.forEach(({ score, normalised }, at) => {
          expect(other.similarity[at].score).toBeCloseTo(score ?? NaN, 9);
          expect(other.similarity[at].normalised).toBeCloseTo(normalised ?? NaN, 9);
        });
        const [angles, turnedAngles] = [plain, other].map((all) => all.principal_angles_rad[0].angles ?? undefined);
        expectClose(turnedAngles, angles, 1e-7);
      }),
      { numRuns: 40, seed: 4 },
    );
  });
});

describe("what is not unique", () => {
  const X = fromRows([
    [2, 0],
    [0, 1],
    [0, 0],
  ]);

  it("is null, and what follows from it absent", () => {
    // Equal eigenvalues of M: every head angle has the same loss, whatever the scales of X.
    const report = analyse(given([taskOf(X, Float64Array.of(1, 0, 0)), taskOf(X, Float64Array.of(0, 1, 0))]));
    expect(report.mtl_r1?.T).toBeNull();
    expect(report.mtl_r1?.loss).toBeCloseTo(1, 14);
    expect(report.prop3?.unweighted.by_r["1"]).toMatchObject({ loss: 1, projector: null, subspace_unique: false });
    expect(report.svd_weights?.["1"]).not.toBeNull(); // X'y has unequal lengths here
    const even = fromRows([
      [1, 0],
      [0, 1],
    ]);
    const tied = analyse(given([taskOf(even, Float64Array.of(1, 0)), taskOf(even, Float64Array.of(0, 1))]));
    expect(tied.mtl_r1_ridge?.T).toBeNull();
    expect(tied).not.toHaveProperty("alg1_task0");
    expect(tied.svd_weights?.["1"]).toBeNull();
  });

  it("is null where equal eigenvalues meet the 99 % cut", () => {
    // Which 198 of 200 equal eigenvalues are kept is chance; a task's own score needs no eigenvector.
    const d = 200;
    const even = taskOf(identity(d), new Float64Array(d).fill(1));
    const { similarity, principal_angles_rad } = analyse(given([even, randomTask(1, 3, d)]));
    expect(similarity.map(({ score, normalised }) => [score === null, normalised === null])).toEqual([
      [false, false],
      [true, true],
      [false, false],
    ]);
    expect(similarity.map(({ r1 }) => r1)).toEqual([198, 198, 3]);
    expect(principal_angles_rad[0].angles).toBeNull();
  });

  it("is settled by the least norm where the tasks' row spaces are independent", () => {
    // Repeated rows: the loss is not 0 and does not depend on the head angle; small ridges choose.
    const repeated = ({ X: rows, y }: Data, noise: number): Data =>
      taskOf(stack(rows, rows), Float64Array.of(...y, ...y.map((value) => value + noise)));
    const tasks = [repeated(randomTask(1, 2, 6), 0.3), repeated(randomTask(2, 3, 6), -0.2)];
    const alpha = Float64Array.of(1, 2);
    const limit = analyse(given(tasks, { alpha })).mtl_r1;
    const near = analyse(given(tasks, { alpha, ridge: 1e-7 })).mtl_r1_ridge;
    expect(limit?.loss).toBeCloseTo((2 * 0.3 ** 2) / 2 + (3 * 2 * 0.2 ** 2) / 2, 10);
    for (const i of [0, 1]) expectClose(limit?.T?.[i], near?.T?.[i], 1e-5);
    expect(landscape({ tasks, r: 1, ridge: 0, alpha }).settledBy).toBe("norm");
  });

  it("does not stop data without any signal", () => {
    const blind = (m: number, d: number): Data => taskOf(scale(randomMatrix(1, m, d), 0), new Float64Array(m).fill(1));
    for (const tasks of [[blind(2, 3)], [blind(2, 3), blind(2, 3)], [blind(2, 3), randomTask(1, 4, 3)]])
      for (const ridge of [0, 0.5]) {
        const report = analyse(given(tasks, { ridge }));
        expect(report.stl.flat().every(Number.isFinite)).toBe(true);
        expect(report.mtl_r1?.T?.flat().every(Number.isFinite) ?? true).toBe(true);
      }
    const silent = [taskOf(randomMatrix(1, 4, 3), new Float64Array(4)), randomTask(2, 5, 3)];
    const { mtl_r1, stl } = analyse(given(silent));
    expectClose(mtl_r1?.T?.[0], [0, 0, 0], 1e-9);
    expectClose(mtl_r1?.T?.[1], stl[1], 1e-9);
  });
});

describe("Algorithm 1 in an analysis", () => {
  it("goes from the single task to the joint model, in the limit λ → 0 as well", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 6, max: 12 }), (seed, m) => {
        const tasks = [randomTask(seed, m, 4), randomTask(seed + 1, 9, 4)];
        const at = (ridge: number): NonNullable<Analysis["alg1_task0"]> => {
          const found = analyse(given(tasks, { ridge, mus: [0, 3, 1e12] })).alg1_task0;
          if (!found) throw new Error("the optimum of Gaussian data is unique");
          return found;
        };
        const [limit, near] = [at(0), at(1e-9)];
        expectClose(limit.by_mu["0"], analyse(given(tasks)).stl[0], 1e-9);
        expectClose(limit.by_mu["3"], near.by_mu["3"], 1e-4);
        expectClose(at(0.5).by_mu["1000000000000"], at(0.5).mu_inf, 1e-6);
        const joint = solveTwoTasks({ tasks, r: 1, ridge: 0.5, alpha: Float64Array.of(1, 1) });
        expectClose(at(0.5).mu_inf, scale(joint.B, joint.A.data[0]).data, 1e-7);
      }),
      { numRuns: 30, seed: 5 },
    );
  });
});
