import { expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import { combine, multiply, norm, transpose } from "./matrix.ts";
import { multiplyTransposed } from "./multiplyTransposed.ts";

const sizes = [1, 2, 3, 4, 5, 8, 11];

it.each(sizes.flatMap((p) => sizes.map((s) => [p, s] as const)))("is A times B transposed: %i×9 and %i×9", (p, s) => {
  const [A, B] = [randomMatrix(p, p, 9), randomMatrix(s + 20, s, 9)];
  const product = multiplyTransposed(A, B);
  expect([product.rows, product.columns]).toEqual([p, s]);
  const expected = multiply(A, transpose(B));
  expect(norm(combine(1, product, -1, expected).data)).toBeLessThan(1e-14 * p * s); // sums of nine in another order
});

it("names the sizes that do not fit", () => {
  expect(() => multiplyTransposed(randomMatrix(1, 2, 3), randomMatrix(2, 2, 4))).toThrow(/columns of A and B.*3.*4/);
});
