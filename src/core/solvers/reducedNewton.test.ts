import { describe, expect, it } from "vitest";
import { randomTask } from "../golden/tasks.ts";
import { qr } from "../linalg/decompositions.ts";
import { type Matrix, combine, identity, matrix, multiply, norm, row, transposeMultiply } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import { alternatingLeastSquares, solveHeads } from "./alternatingLeastSquares.ts";
import { type Problem, normalEquations } from "./problem.ts";
import { reducedNewtonStep } from "./reducedNewton.ts";

const [D, R] = [6, 2];
const problem: Problem = {
  tasks: [1, 2, 3, 4].map((seed) => randomTask(seed, 9, D)),
  r: R,
  ridge: 0.3,
  alpha: Float64Array.of(1, 0.5, 2, 1),
};
const equations = problem.tasks.map((_, i) => normalEquations(problem, i));
const P = equations.map((task) => task.P);
const c = equations.map((task) => task.c);

/** ∇f(B)/2 = Σ_i (P_iBA_i − c_i)A_i' at the best heads, for any B. */
function gradient(B: Matrix): Matrix {
  const A = solveHeads(P, c, B);
  const G = matrix(D, R);
  P.forEach((Pi, i) => {
    const b = multiply(multiply(Pi, B), matrix(R, 1, row(A, i)));
    for (let n = 0; n < D; n++)
      for (let j = 0; j < R; j++) G.data[n * R + j] += (b.data[n] - c[i][n]) * A.data[i * R + j];
  });
  return G;
}

/** An orthonormal B at some distance from the optimum: from its span, since its basis is a matter of rounding. */
function near(distance: number, seed = 1): Matrix {
  const { B } = alternatingLeastSquares(problem);
  const basis = qr(multiply(B, transposeMultiply(B, matrix(D, R, normals(9, 1, D * R))))).Q;
  return qr(combine(1, basis, distance, matrix(D, R, normals(seed, 1, D * R)))).Q;
}

const stepFrom = (B: Matrix): Matrix | undefined => reducedNewtonStep(P, c, B, solveHeads(P, c, B));

describe("Newton's step for the module", () => {
  it("makes the gradient's linearisation 0, by central differences, but for directions in which nothing changes", () => {
    const B = near(0.05);
    const step = combine(1, stepFrom(B)!, -1, B);
    const size = 1e-4;
    const change = combine(
      0.5 / size,
      gradient(combine(1, B, size, step)),
      -0.5 / size,
      gradient(combine(1, B, -size, step)),
    );
    const left = combine(1, change, 1, gradient(B));
    const outside = combine(1, left, -1, multiply(B, transposeMultiply(B, left)));
    expect(norm(gradient(B).data)).toBeGreaterThan(1e-2);
    expect(norm(outside.data)).toBeLessThan(1e-6 * norm(gradient(B).data)); // differences are exact to size²
  });

  it("converges quadratically", () => {
    for (let seed = 1; seed <= 5; seed++) {
      let B = near(0.005, seed);
      const sizes = [norm(gradient(B).data)];
      for (let n = 0; n < 5; n++) {
        B = qr(stepFrom(B)!).Q;
        sizes.push(norm(gradient(B).data));
      }
      expect(sizes[1]).toBeLessThan(0.2 * sizes[0]);
      expect(sizes[2]).toBeLessThan(0.1 * sizes[1]);
      expect(sizes[5]).toBeLessThan(1e-9 * sizes[0]); // the heads' system is lifted by 1e-12 of its size
    }
  });

  it("is none at a saddle, where the module has the directions of least use", () => {
    const least = Float64Array.of(0, 0, 1);
    const labels = [Float64Array.of(3, 0, 0), Float64Array.of(0, 2, 0), least];
    const B = matrix(3, 1, least);
    const I = labels.map(() => identity(3));
    expect(reducedNewtonStep(I, labels, B, solveHeads(I, labels, B))).toBeUndefined();
    const best = matrix(3, 1, Float64Array.of(1, 0, 0));
    const stays = reducedNewtonStep(I, labels, best, solveHeads(I, labels, best))!;
    expect(norm(combine(1, stays, -1, best).data)).toBeLessThan(1e-11); // the heads' system is lifted by 1e-12
  });
});
