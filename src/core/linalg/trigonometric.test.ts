import { expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import { combine, matrix, norm } from "./matrix.ts";
import { NODES, interpolated } from "./trigonometric.ts";

/** Rows: entries. Columns: what multiplies 1, cos x, sin x, cos 2x, sin 2x and cos 3x. */
const polynomialsOf = (coefficients: readonly number[][], phi: number) =>
  matrix(
    2,
    3,
    Float64Array.from(coefficients, (c) =>
      [1, Math.cos(phi), Math.sin(phi), Math.cos(2 * phi), Math.sin(2 * phi), Math.cos(3 * phi)].reduce(
        (sum, term, i) => sum + term * c[i],
        0,
      ),
    ),
  );

const angles = [0, 0.3, Math.PI / 2, NODES[2], -2, 7];

/** How far interpolation is off at worst, as a share, where cos 3x counts `third`. */
function worst(seed: number, third: number): number {
  const random = randomMatrix(seed, 6, 6).data;
  const coefficients = Array.from({ length: 6 }, (_, i) => [...random.subarray(6 * i, 6 * i + 5), third]);
  const values = NODES.map((phi) => polynomialsOf(coefficients, phi));
  return Math.max(
    ...angles.map((phi) => {
      const right = polynomialsOf(coefficients, phi);
      return norm(combine(1, interpolated(values, phi), -1, right).data) / norm(right.data);
    }),
  );
}

it.each([1, 2, 3, 4, 5])("finds polynomials of degree 2 at every angle, and no others: seed %i", (seed) => {
  expect(worst(seed, 0)).toBeLessThan(1e-14);
  expect(worst(seed, 1)).toBeGreaterThan(1e-2);
});
