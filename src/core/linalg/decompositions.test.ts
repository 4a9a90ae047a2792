import { describe, expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import {
  cholesky,
  inverseTransposed,
  qr,
  singularValues,
  solveCholesky,
  solveLower,
  solveLowerRows,
  solveTransposed,
  svd,
  symmetricEigen,
} from "./decompositions.ts";
import {
  type Matrix,
  combine,
  crossProduct,
  fromRows,
  identity,
  matrix,
  multiply,
  multiplyVector,
  norm,
  row,
  shiftDiagonal,
  transpose,
} from "./matrix.ts";

/** ‖A − B‖_F ≤ 1e-12 ‖B‖_F: some hundred rounding errors of matrices of this size. */
function expectEqual(A: Matrix, B: Matrix): void {
  expect(norm(combine(1, A, -1, B).data)).toBeLessThan(1e-12 * Math.max(1, norm(B.data)));
}

const diagonal = (values: Float64Array): Matrix => {
  const D = identity(values.length);
  values.forEach((value, j) => (D.data[j * values.length + j] = value));
  return D;
};

const shapes = [
  [1, 1],
  [5, 5],
  [12, 4],
  [4, 12],
] as const;

describe("the symmetric eigen-decomposition", () => {
  it.each([1, 2, 7, 30])("rebuilds the matrix from orthonormal vectors and descending values: %i×%i", (d) => {
    const M = crossProduct(randomMatrix(1, d + 3, d));
    const { values, vectors } = symmetricEigen(M);
    expectEqual(multiply(multiply(vectors, diagonal(values)), transpose(vectors)), M);
    expectEqual(crossProduct(vectors), identity(d));
    expect(values).toEqual(values.slice().sort((a, b) => b - a));
  });

  it("finds zeros and equal eigenvalues", () => {
    expect([...symmetricEigen(matrix(3, 3)).values]).toEqual([0, 0, 0]);
    expect([...symmetricEigen(identity(3, 2)).values]).toEqual([2, 2, 2]);
  });
});

describe("the singular value decomposition", () => {
  it.each(shapes)("rebuilds the matrix from orthonormal vectors and descending values: %i×%i", (m, d) => {
    const M = randomMatrix(2, m, d);
    const { U, values, V } = svd(M);
    expectEqual(multiply(multiply(U, diagonal(values)), transpose(V)), M);
    expectEqual(crossProduct(U), identity(Math.min(m, d)));
    expectEqual(crossProduct(V), identity(Math.min(m, d)));
    expect(values).toEqual(values.slice().sort((a, b) => b - a));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  });

  it.each(shapes)("has the same values without its vectors: %i×%i", (m, d) => {
    const M = randomMatrix(2, m, d);
    const { values } = svd(M);
    singularValues(M).forEach((value, j) => expect(Math.abs(value - values[j])).toBeLessThan(1e-14 * values[0] * m));
    expect(singularValues(M)).toHaveLength(values.length);
  });

  it("finds the rank", () => {
    const { values } = svd(multiply(randomMatrix(3, 9, 2), randomMatrix(4, 2, 6)));
    expect(values.filter((value) => value > 1e-12 * values[0])).toHaveLength(2);
    const alone = singularValues(multiply(randomMatrix(3, 9, 2), randomMatrix(4, 2, 6)));
    expect(alone.filter((value) => value > 1e-12 * alone[0])).toHaveLength(2);
  });
});

describe("the QR decomposition", () => {
  it.each([
    [1, 1],
    [6, 6],
    [11, 4],
  ])("rebuilds the matrix from orthonormal columns and a triangle with positive diagonal: %i×%i", (m, d) => {
    const M = randomMatrix(5, m, d);
    const { Q, R } = qr(M);
    expectEqual(multiply(Q, R), M);
    expectEqual(crossProduct(Q), identity(d));
    for (let i = 0; i < d; i++) {
      expect(R.data[i * d + i]).toBeGreaterThan(0);
      for (let j = 0; j < i; j++) expect(Math.abs(R.data[i * d + j])).toBe(0);
    }
  });
});

it("the QR decomposition refuses a wide matrix", () => {
  expect(() => qr(matrix(2, 3))).toThrow("qr: M must have at least as many rows as columns; got 2×3");
});

describe("the Cholesky factor", () => {
  const M = shiftDiagonal(crossProduct(randomMatrix(6, 9, 7)), 0.1);

  it("rebuilds the matrix", () => {
    const L = cholesky(M);
    expectEqual(multiply(L, transpose(L)), M);
  });

  it("solves systems, whole and by halves", () => {
    const L = cholesky(M);
    const b = Float64Array.from({ length: 7 }, (_, i) => i - 3);
    const residual = (A: Matrix, x: Float64Array): number => norm(multiplyVector(A, x).map((value, i) => value - b[i]));
    expect(residual(M, solveCholesky(L, b))).toBeLessThan(1e-11);
    expect(residual(L, solveLower(L, b))).toBeLessThan(1e-12);
    expect(residual(transpose(L), solveTransposed(L, b))).toBeLessThan(1e-12);
  });

  it("solves several systems at a time just as one by one, and inverts", () => {
    const L = cholesky(M);
    for (const count of [1, 4, 6, 7]) {
      const B = matrix(count, 7, M.data.slice(0, count * 7));
      const X = solveLowerRows(L, B);
      for (let n = 0; n < count; n++) expect([...row(X, n)]).toEqual([...solveLower(L, row(B, n))]);
    }
    expect(inverseTransposed(L)).toEqual(solveLowerRows(L, identity(7)));
    expectEqual(multiply(transpose(L), inverseTransposed(L)), identity(7));
    expect(() => solveLowerRows(L, matrix(2, 6))).toThrow("solveLowerRows: b must have 7 entries; got 6");
  });

  it("refuses a right-hand side of another length", () => {
    expect(() => solveCholesky(cholesky(M), [1, 2])).toThrow("solveLower: b must have 7 entries; got 2");
    expect(() => solveTransposed(cholesky(M), new Float64Array(8))).toThrow("solveTransposed: b must have 7");
  });

  it("takes a matrix whose halves differ by rounding", () => {
    const lopsided = matrix(
      7,
      7,
      M.data.map((value, at) => value * (1 + (at % 2) * 1e-15)),
    );
    expectEqual(multiply(cholesky(lopsided), transpose(cholesky(lopsided))), M);
  });

  it("refuses a matrix that is not positive definite", () => {
    expect(() => cholesky(identity(2, -1))).toThrow("cholesky: the matrix must be positive definite");
    expect(() => cholesky(matrix(2, 2))).toThrow("cholesky: the matrix must be positive definite");
  });
});

describe("every decomposition", () => {
  it.each([
    ["symmetricEigen", symmetricEigen],
    ["svd", svd],
    ["singularValues", singularValues],
    ["qr", qr],
    ["cholesky", cholesky],
  ] as const)("%s refuses what is not finite, and says where it is", (name, decompose) => {
    for (const value of [NaN, Infinity, -Infinity])
      expect(() =>
        decompose(
          fromRows([
            [1, 2],
            [value, 3],
          ]),
        ),
      ).toThrow(`${name}: every entry must be finite; got ${value} in row 1, column 0`);
  });

  it.each([
    ["symmetricEigen", symmetricEigen],
    ["cholesky", cholesky],
  ] as const)("%s refuses what is not symmetric or not square", (name, decompose) => {
    expect(() =>
      decompose(
        fromRows([
          [1, 2],
          [2.1, 5],
        ]),
      ),
    ).toThrow(`${name}: the matrix must be symmetric; entries (1, 0) and (0, 1) differ`);
    expect(() => decompose(matrix(2, 3))).toThrow(`${name}: the matrix must be square; got 2×3`);
  });
});
