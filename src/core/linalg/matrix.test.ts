import { describe, expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import {
  addScaled,
  column,
  columns,
  combine,
  crossProduct,
  difference,
  dot,
  fromRows,
  identity,
  matrix,
  moved,
  multiply,
  multiplyVector,
  norm,
  quadraticForm,
  row,
  rows,
  scale,
  scaled,
  shiftDiagonal,
  stack,
  trace,
  transpose,
  transposeMultiply,
  transposeMultiplyVector,
} from "./matrix.ts";

const A = fromRows([
  [1, 2, 3],
  [4, 5, 6],
]);
const B = fromRows([
  [1, 0],
  [2, -1],
  [0, 3],
]);
const square = fromRows([
  [1, 2],
  [3, 4],
]);

describe("a matrix", () => {
  it("is made of rows, and refuses data of another size", () => {
    expect([...A.data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(() => matrix(2, 2, new Float64Array(3))).toThrow("matrix: 2×2 needs 4 numbers; got 3");
    expect(() => fromRows([[1, 2], [3]])).toThrow("fromRows: row 1 must have 2 numbers; got 1");
  });

  it("shows its rows as views and its columns as copies", () => {
    const M = fromRows([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    row(M, 1)[0] = 7;
    rows(M, 2, 3).data[1] = 8;
    column(M, 0)[0] = 9;
    columns(M, 0, 1).data[0] = 9;
    expect(M).toEqual(
      fromRows([
        [1, 2],
        [7, 4],
        [5, 8],
      ]),
    );
  });

  it("multiplies by matrices and by vectors on either side", () => {
    expect(multiply(A, B)).toEqual(
      fromRows([
        [5, 7],
        [14, 13],
      ]),
    );
    expect([...multiplyVector(A, [1, 0, -1])]).toEqual([-2, -2]);
    expect([...transposeMultiplyVector(A, [1, -1])]).toEqual([-3, -3, -3]);
    expect([...multiply(A, identity(3)).data]).toEqual([...A.data]);
  });

  it("adds, scales, shifts, stacks and transposes", () => {
    expect(combine(2, A, -1, A)).toEqual(A);
    expect([...scale(A, 2).data]).toEqual([2, 4, 6, 8, 10, 12]);
    expect([...shiftDiagonal(square, 10).data]).toEqual([11, 2, 3, 14]);
    expect([...stack(square, square).data]).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
    expect(transpose(transpose(A))).toEqual(A);
    expect([...transpose(square).data]).toEqual([1, 3, 2, 4]);
    expect(trace(square)).toBe(5);
    expect(quadraticForm(square, [1, 2])).toBe(1 + 2 * 2 + 2 * 3 + 4 * 4);
  });

  it.each([
    [1, 1],
    [3, 7],
    [40, 9],
    [301, 33],
  ])("has X'X as its cross product, exactly symmetric: %i×%i", (m, d) => {
    const X = randomMatrix(1, m, d);
    const C = crossProduct(X);
    expect(transpose(C)).toEqual(C);
    const triangle = matrix(
      m,
      d,
      X.data.map((value, at) => (at % d < Math.floor(at / d) ? 0 : value)),
    );
    const C0 = multiply(transpose(triangle), triangle);
    expect(norm(combine(1, crossProduct(triangle), -1, C0).data)).toBeLessThan(1e-15 * m * norm(C0.data));
    // Sums in another order: m rounding errors of the size of the entries at most.
    expect(norm(combine(1, C, -1, multiply(transpose(X), X)).data)).toBeLessThan(1e-15 * m * norm(C.data));
  });

  it.each([1, 3, 4, 7, 12, 30])("multiplies vectors as it multiplies matrices of one column: %i rows", (m) => {
    const X = randomMatrix(1, m, 5);
    const v = randomMatrix(2, 5, 1);
    const u = randomMatrix(3, m, 1);
    for (let i = 0; i < m; i += 3) u.data[i] = 0;
    const twice = multiply(v, fromRows([[1, 1]]));
    expect(multiplyVector(X, v.data)).toEqual(column(multiply(X, twice), 1));
    expect(multiply(X, v).data).toEqual(multiplyVector(X, v.data));
    expect(transposeMultiply(X, u)).toEqual(multiply(transpose(X), u));
    expect(transposeMultiply(X, X)).toEqual(multiply(transpose(X), X));
    expect([...transposeMultiplyVector(X, u.data)]).toEqual([...multiply(transpose(X), u).data]);
  });

  it("refuses sizes that do not fit", () => {
    expect(() => multiply(A, A)).toThrow("multiply: columns of A and rows of B must be equal; got 3 and 2");
    expect(() => multiplyVector(A, [1])).toThrow(
      "multiplyVector: columns of M and length of v must be equal; got 3 and 1",
    );
    expect(() => transposeMultiplyVector(A, [1])).toThrow("got 2 and 1");
    expect(() => combine(1, A, 1, B)).toThrow("combine: rows of A and B must be equal; got 2 and 3");
    expect(() => stack(A, B)).toThrow("stack: columns of A and B must be equal; got 3 and 2");
    expect(() => shiftDiagonal(A, 1)).toThrow("shiftDiagonal: rows and columns must be equal; got 2 and 3");
  });
});

describe("vectors", () => {
  it("have products, norms, sums and differences", () => {
    const y = Float64Array.of(1, 2);
    addScaled(y, 2, [1, -1]);
    expect([...y]).toEqual([3, 0]);
    expect(dot([1, 2], [3, 4])).toBe(11);
    expect(norm([3, 4])).toBe(5);
    expect([...scaled(2, y)]).toEqual([6, 0]);
    expect([...difference(y, [1, 1])]).toEqual([2, -1]);
    expect([...moved(y, 2, [1, 1])]).toEqual([5, 2]);
    expect([...y]).toEqual([3, 0]);
  });
});
