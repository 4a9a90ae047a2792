import { describe, expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import { crossProduct, difference, dot, multiplyVector, norm, shiftDiagonal } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import { type Valued, minimise } from "./lbfgs.ts";

/** Minimum 0 at (1, …, 1), at the end of a curved valley. */
function rosenbrock(x: Float64Array): Valued {
  const gradient = new Float64Array(x.length);
  let value = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const bend = x[i + 1] - x[i] ** 2;
    value += 100 * bend ** 2 + (1 - x[i]) ** 2;
    gradient[i] += -400 * bend * x[i] - 2 * (1 - x[i]);
    gradient[i + 1] += 200 * bend;
  }
  return { value, gradient };
}

describe("limited-memory BFGS", () => {
  it("solves a quadratic as Cholesky does", () => {
    for (let seed = 0; seed < 5; seed++) {
      const H = shiftDiagonal(crossProduct(randomMatrix(seed, 30, 20)), 0.5);
      const b = normals(seed, 1, 20);
      const { x, gradient } = minimise((x) => {
        const gradient = difference(multiplyVector(H, x), b);
        return { value: (dot(x, gradient) - dot(x, b)) / 2, gradient };
      }, new Float64Array(20));
      const expected = solveCholesky(cholesky(H), b);
      expect(norm(gradient)).toBeLessThan(1e-6); // the value, of size 1 to 10, cannot tell smaller ones from rounding
      expect(norm(difference(x, expected))).toBeLessThan(1e-6 * norm(expected));
    }
  });

  it.each([2, 10])("finds the end of Rosenbrock's valley in %i dimensions", (n) => {
    const start = new Float64Array(n).fill(-1);
    const { x, value, ending, iterations } = minimise(rosenbrock, start, { tolerance: 1e-10 });
    expect(ending).toBe("gradient");
    expect(iterations).toBeLessThan(200);
    expect(value).toBeLessThan(1e-18);
    for (const xi of x) expect(xi).toBeCloseTo(1, 8);
    expect(start).toEqual(new Float64Array(n).fill(-1));
  });

  it("ends with a gradient below the tolerance that it was given, and not far below", () => {
    for (const tolerance of [1e-2, 1e-5, 1e-8]) {
      const { gradient, ending } = minimise(rosenbrock, Float64Array.of(-1.2, 1), { tolerance, decrease: 0 });
      expect(ending).toBe("gradient");
      expect(norm(gradient)).toBeLessThanOrEqual(tolerance);
    }
  });

  it("never raises the value, and says when it ran out of steps", () => {
    let last = Infinity;
    for (let iterations = 0; iterations < 30; iterations++) {
      const { value, ending } = minimise(rosenbrock, Float64Array.of(-1.2, 1), { iterations });
      expect(value).toBeLessThanOrEqual(last);
      expect(ending).toBe("iterations");
      last = value;
    }
  });

  it("goes down to a kink, where no gradient vanishes", () => {
    const { x, value } = minimise(
      ([a, b]) => ({
        value: Math.abs(a) + 10 * (b - a) ** 2,
        gradient: Float64Array.of(Math.sign(a) - 20 * (b - a), 20 * (b - a)),
      }),
      Float64Array.of(3, -2),
    );
    expect(value).toBeLessThan(1e-6);
    expect(norm(x)).toBeLessThan(1e-2);
  });

  it("steps back from where there is no value, and stays at a minimum", () => {
    const barrier = ([x]: Float64Array): Valued => ({ value: x - Math.log(x), gradient: Float64Array.of(1 - 1 / x) });
    expect(minimise(barrier, Float64Array.of(50)).x[0]).toBeCloseTo(1, 8);
    expect(minimise(barrier, Float64Array.of(1))).toMatchObject({ iterations: 0, ending: "gradient" });
    expect(() => minimise(barrier, Float64Array.of(-1))).toThrow("minimise: the start must have a value; got NaN");
  });
});
