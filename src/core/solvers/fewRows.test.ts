import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "../golden/tasks.ts";
import { symmetricEigen } from "../linalg/decompositions.ts";
import { combine, dot, multiply, norm, row, rows, transposeMultiplyVector } from "../linalg/matrix.ts";
import { NODES, interpolated } from "../linalg/trigonometric.ts";
import { statistics } from "../task.ts";
import { fewRowsLandscape, searchedProducts, sharedSearch } from "./fewRows.ts";
import { landscape } from "./twoTasks.ts";

const d = 9;
const ANGLES = [-1.4, -0.6, 0.01, 0.3, 1, Math.PI / 2];

/** A task of few rows beside one of so many rows, by both solvers in the eigenbasis of the second. */
function both(rows: number, ridge: number) {
  const [first, second] = [randomTask(1, 4, d), randomTask(2, rows, d)];
  const { values, vectors: E } = symmetricEigen(statistics(second).XtX);
  const Lambda = values.map((value, j) => (j < rows ? value : 0));
  const tasks = [first, second].map(({ X, y }) => ({ X: multiply(X, E), y }));
  const seen = transposeMultiplyVector(tasks[1].X, second.y).map((value, j) => (Lambda[j] > 0 ? value : 0));
  const search = sharedSearch(Lambda, ridge, dot(first.X.data, first.X.data));
  const labels = { Xty: seen, yty: dot(second.y, second.y) };
  const found = fewRowsLandscape({ X: tasks[0].X, y: first.y }, labels, search);
  const general = landscape({ tasks, r: 1, ridge, alpha: Float64Array.of(1, 1) });
  return { found, general, search };
}

describe.each([
  ["sees every direction", 20, 0.5],
  ["sees every direction, without ridge", 20, 0],
  ["leaves directions unseen", 5, 0.5],
] as const)("beside a task that %s", (_, rows, ridge) => {
  const { found, general, search } = both(rows, ridge);

  it("is the landscape of the general solver", () => {
    for (const t of ANGLES) {
      expect(found.loss(t)).toBeCloseTo(general.loss(t), 9);
      expect(found.slope(t)).toBeCloseTo(general.slope(t), 8);
      found.module(t).forEach((value, j) => expect(value).toBeCloseTo(general.module(t)[j], 9));
    }
  });

  it("has its slope", () => {
    const h = 1e-5;
    for (const t of ANGLES) {
      const difference = (found.loss(t + h) - found.loss(t - h)) / (2 * h);
      expect(found.slope(t)).toBeCloseTo(difference, 5); // of h² and of rounding over h
    }
  });

  it("is searched where it is finite, on both sides alike", () => {
    expect(Array.from(search.angles, found.loss).every(Number.isFinite)).toBe(true);
    expect(Array.from(search.angles, (t) => -t).toReversed()).toEqual(Array.from(search.angles));
  });

  it("is deepest where the general solver finds it", () => {
    expect(found.minimum.t).toBeCloseTo(general.minima[0].t, 9);
    expect(found.minimum.loss).toBeCloseTo(general.minima[0].loss, 9);
  });
});

it("sums products that follow from five angles where the rows turn", () => {
  const { search } = both(20, 0.5);
  const [rest, planes, turned] = [5, 6, 7].map((seed) => randomMatrix(seed, 5, d));
  const at = (phi: number) => {
    const Z = combine(1, rest, 1, combine(Math.cos(phi), planes, Math.sin(phi), turned));
    return searchedProducts(rows(Z, 0, 4), row(Z, 4), search);
  };
  const nodes = NODES.map(at);
  for (const phi of [0, 0.4, 1, Math.PI / 2, 4]) {
    const direct = at(phi);
    expect(norm(combine(1, interpolated(nodes, phi), -1, direct).data)).toBeLessThan(1e-14 * norm(direct.data));
  }
});

it("asks for a ridge where a direction is unseen", () => {
  expect(() => sharedSearch(Float64Array.of(1, 0), 0, 1)).toThrow(/ridge must be above 0/);
});
