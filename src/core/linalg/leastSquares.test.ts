import { describe, expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import { normals } from "../random.ts";
import { minimumNorm, ridgeRegression, ridgeSolution } from "./leastSquares.ts";
import {
  type Matrix,
  crossProduct,
  difference,
  matrix,
  multiply,
  multiplyVector,
  norm,
  transposeMultiplyVector,
} from "./matrix.ts";

const residual = (X: Matrix, y: Float64Array, theta: Float64Array): Float64Array =>
  difference(y, multiplyVector(X, theta));

describe("ridge regression", () => {
  it.each([
    [20, 6],
    [6, 6],
    [3, 6],
  ])("solves the normal equations X'(y − Xθ) = λθ: %i×%i", (m, d) => {
    const X = randomMatrix(1, m, d);
    const y = normals(2, 1, m);
    const theta = ridgeRegression(X, y, 0.3);
    const gradient = transposeMultiplyVector(X, residual(X, y, theta));
    gradient.forEach((value, j) => expect(value).toBeCloseTo(0.3 * theta[j], 11));
  });

  it("is from statistics what it is from the data, for one ridge after another", () => {
    const X = randomMatrix(1, 20, 6);
    const XtX = crossProduct(X);
    for (const [seed, ridge] of [0.3, 2, 2, 0.3].entries()) {
      const y = normals(seed, 1, 20);
      const theta = ridgeSolution(XtX, transposeMultiplyVector(X, y), ridge);
      expect(theta).toEqual(ridgeRegression(X, y, ridge));
    }
  });

  it("tends to the minimum-norm solution as λ → 0", () => {
    const X = randomMatrix(3, 3, 7);
    const y = normals(4, 1, 3);
    expect(norm(difference(ridgeRegression(X, y, 1e-10), ridgeRegression(X, y, 0)))).toBeLessThan(1e-9);
  });

  it("refuses a negative ridge", () => {
    expect(() => ridgeRegression(randomMatrix(1, 2, 2), normals(1, 1, 2), -1)).toThrow(
      "ridgeRegression: ridge must be at least 0; got -1",
    );
  });
});

describe("the minimum-norm solution", () => {
  const X = multiply(randomMatrix(5, 9, 3), randomMatrix(6, 3, 5)); // rank 3
  const y = normals(7, 1, 9);
  const theta = minimumNorm(X, y);

  it("leaves a residual that no column of X explains", () => {
    for (const value of transposeMultiplyVector(X, residual(X, y, theta))) expect(Math.abs(value)).toBeLessThan(1e-11);
  });

  it("has nothing in the null space of X, so that it is shorter than every other solution", () => {
    const fromRowSpace = minimumNorm(X, multiplyVector(X, theta));
    expect(norm(difference(fromRowSpace, theta))).toBeLessThan(1e-12);
    const direction = normals(8, 1, 5);
    const nullDirection = difference(direction, minimumNorm(X, multiplyVector(X, direction)));
    expect(norm(multiplyVector(X, nullDirection))).toBeLessThan(1e-12);
    expect(norm(theta.map((value, j) => value + nullDirection[j]))).toBeGreaterThan(norm(theta));
  });

  it("refuses labels that are not one for each row", () => {
    expect(() => minimumNorm(X, y.slice(1))).toThrow("minimumNorm: y must have one entry for each of 9 rows; got 8");
  });

  it("is 0 for data that do not vary", () => {
    expect([...minimumNorm(matrix(3, 2), Float64Array.of(1, 2, 3))]).toEqual([0, 0]);
  });
});
