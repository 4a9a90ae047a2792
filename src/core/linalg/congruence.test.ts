import { expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import { normals } from "../random.ts";
import { congruence, identityPlus, timesChange } from "./congruence.ts";
import { combine, crossProduct, matrix, multiply, norm, transpose, transposeMultiply } from "./matrix.ts";

const SIZES = [1, 2, 5, 17];
const far = (a: ReturnType<typeof matrix>, b: ReturnType<typeof matrix>): number =>
  norm(combine(1, a, -1, b).data) / norm(b.data);

it.each(SIZES)("a change of the identity in one direction acts as the matrix that it is: d = %i", (d) => {
  for (let seed = 0; seed < 10; seed++) {
    const R = identityPlus(normals(seed, 1, d), normals(seed, 2, d));
    const plain = matrix(d, d, R.data);
    const M = crossProduct(randomMatrix(seed, d + 2, d));
    expect(far(congruence(M, R), transposeMultiply(plain, multiply(M, plain)))).toBeLessThan(1e-13);
    const X = randomMatrix(seed + 1, 3, d);
    expect(far(timesChange(X, R), multiply(X, plain))).toBeLessThan(1e-13);
    expect(timesChange(X, plain)).toEqual(multiply(X, plain));
  }
});

it.each(SIZES)("a congruence is symmetric to the last bit: d = %i", (d) => {
  const M = crossProduct(randomMatrix(3, d + 2, d));
  for (const R of [identityPlus(normals(4, 1, d), normals(4, 2, d)), randomMatrix(5, d, d)]) {
    const product = congruence(M, R);
    expect(product).toEqual(transpose(product));
  }
});
