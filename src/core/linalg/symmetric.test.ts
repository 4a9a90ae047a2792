import { expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import { crossProduct, identity, matrix, multiply, norm, combine, row, transpose } from "./matrix.ts";
import { eigenCoordinates } from "./symmetric.ts";

const products = [
  ["of full rank", crossProduct(randomMatrix(1, 12, 9))],
  ["of rank 3, whose zeros are all rounding", crossProduct(randomMatrix(2, 3, 60))],
  [
    "graded over twelve orders",
    crossProduct(
      matrix(
        9,
        9,
        randomMatrix(3, 9, 9).data.map((v, at) => v * 10 ** -(at % 9) * 1.5),
      ),
    ),
  ],
  ["diagonal", identity(5, 3)],
  ["of one entry", identity(1, -2)],
  ["of zeros", matrix(4, 4)],
] as const;

it.each(products)("turns any vectors into the eigenbasis of a matrix %s", (_, M) => {
  const d = M.rows;
  const { values, coordinates: E } = eigenCoordinates(M, identity(d));
  const Et = transpose(E);
  expect(norm(combine(1, multiply(Et, E), -1, identity(d)).data)).toBeLessThan(1e-15 * d * d);
  const rebuilt = multiply(E, multiply(scaledIdentity(values), Et));
  expect(norm(combine(1, rebuilt, -1, M).data)).toBeLessThanOrEqual(1e-15 * d * norm(M.data));
  expect(values).toEqual(values.slice().sort((a, b) => b - a));
  const V = randomMatrix(4, 6, d); // four rows that are turned together, and two
  const { coordinates } = eigenCoordinates(M, V);
  expect(norm(combine(1, coordinates, -1, multiply(V, E)).data)).toBeLessThan(1e-14 * d);
});

it("knows the eigenvalues 2 − 2cos(jπ/(d+1)) of the second difference", () => {
  const d = 40;
  const M = identity(d, 2);
  for (let i = 1; i < d; i++) row(M, i)[i - 1] = row(M, i - 1)[i] = -1;
  const { values } = eigenCoordinates(M, matrix(0, d));
  values.forEach((value, j) => expect(value).toBeCloseTo(2 - 2 * Math.cos(((d - j) * Math.PI) / (d + 1)), 14));
});

it("leaves its arguments as they are", () => {
  const [M, V] = [crossProduct(randomMatrix(5, 6, 4)), randomMatrix(6, 2, 4)];
  const before = [M, V].map(({ data }) => Array.from(data));
  eigenCoordinates(M, V);
  expect([M, V].map(({ data }) => Array.from(data))).toEqual(before);
});

function scaledIdentity(values: Float64Array): ReturnType<typeof matrix> {
  const D = identity(values.length);
  values.forEach((value, j) => (row(D, j)[j] = value));
  return D;
}
