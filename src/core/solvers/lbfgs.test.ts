import { describe, expect, it } from "vitest";
import { randomMatrix } from "../golden/tasks.ts";
import { cholesky, solveCholesky } from "../linalg/decompositions.ts";
import { crossProduct, difference, dot, moved, multiplyVector, norm, shiftDiagonal } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import { type Valued, minimise, minimiseScaled } from "./lbfgs.ts";

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

  it("takes the same path along lines that an objective offers, in any coordinates", () => {
    const calls = { point: 0, line: 0 };
    const offering = (x: Float64Array): Valued => {
      calls.point++;
      return {
        ...rosenbrock(x),
        along: (p) => (t) => {
          calls.line++;
          const there = rosenbrock(moved(x, t, p));
          return { value: there.value, slope: dot(there.gradient, p), there: () => offering(moved(x, t, p)) };
        },
      };
    };
    const start = Float64Array.of(-1.2, 1, 0.5);
    const L = cholesky(shiftDiagonal(crossProduct(randomMatrix(1, 5, 3)), 1));
    for (const run of [
      (objective: typeof rosenbrock) => minimise(objective, start),
      (objective: typeof rosenbrock) => minimiseScaled(objective, start, L),
    ]) {
      const [plain, lines] = [run(rosenbrock), run(offering)];
      expect(lines.ending).toBe(plain.ending);
      expect(norm(difference(lines.x, plain.x))).toBeLessThan(1e-6);
      for (const xi of lines.x) expect(xi).toBeCloseTo(1, 6);
      expect(calls.line).toBeGreaterThanOrEqual(lines.iterations);
      expect(calls.point).toBe(1 + lines.iterations); // one for each place, none for a trial
      calls.point = calls.line = 0;
    }
  });

  it("steps back from where there is no value, and stays at a minimum", () => {
    const barrier = ([x]: Float64Array): Valued => ({ value: x - Math.log(x), gradient: Float64Array.of(1 - 1 / x) });
    expect(minimise(barrier, Float64Array.of(50)).x[0]).toBeCloseTo(1, 8);
    expect(minimise(barrier, Float64Array.of(1))).toMatchObject({ iterations: 0, ending: "gradient" });
    expect(() => minimise(barrier, Float64Array.of(-1))).toThrow("minimise: the start must have a value; got NaN");
  });
});
