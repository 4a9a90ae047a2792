import { describe, expect, it } from "vitest";
import golden from "../golden/alg1_gd.json" with { type: "json" };
import { linearCases, randomMatrix, randomTask, tasksOf } from "../golden/tasks.ts";
import {
  type Matrix,
  addScaled,
  combine,
  difference,
  dot,
  fromRows,
  identity,
  matrix,
  multiplyVector,
  norm,
  row,
  scale,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { orthonormalBasis } from "../linalg/subspace.ts";
import { statistics } from "../task.ts";
import { alignedPredictor, alignmentMatrix } from "./alignment.ts";
import { solveSingleTask } from "./singleTask.ts";

const cases = linearCases.filter(({ expect: { alg1_task0 } }) => alg1_task0 !== undefined);
const far = (got: Float64Array, expected: ArrayLike<number>): number =>
  norm(difference(got, expected)) / Math.max(1, norm(expected));

describe("covariance alignment in closed form", () => {
  it.each(cases)("is the reference's for each μ: $name", (golden) => {
    const { alg1_task0 } = golden.expect;
    const [task] = tasksOf(golden);
    const { lam = NaN, B = [], by_mu = {}, mu_inf = [] } = alg1_task0 ?? {};
    const module = matrix(B.length, 1, Float64Array.from(B));
    for (const [mu, theta] of Object.entries(by_mu))
      expect(far(alignedPredictor(task, module, lam, Number(mu)), theta)).toBeLessThan(1e-7);
    // What is left of leaving span B falls as 1/μ.
    expect(far(alignedPredictor(task, module, lam, 1e9), mu_inf)).toBeLessThan(1e-6);
  });

  it("is the single-task solution for μ = 0", () => {
    const task = randomTask(1, 4, 6);
    expect(far(alignedPredictor(task, randomMatrix(2, 6, 2), 0.5, 0), solveSingleTask(task, 0.5))).toBeLessThan(1e-12);
  });

  it("is the refitted head in span B for large μ", () => {
    const task = randomTask(3, 9, 5);
    const B = randomMatrix(4, 5, 1);
    const { XtX, Xty } = statistics(task);
    let curvature = 0.5 * dot(B.data, B.data);
    for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) curvature += B.data[i] * XtX.data[i * 5 + j] * B.data[j];
    const head = dot(B.data, Xty) / curvature;
    expect(far(alignedPredictor(task, B, 0.5, 1e9), scale(B, head).data)).toBeLessThan(1e-6);
  });

  it("solves its own equations where samples are few, up to μ = ∞", () => {
    const task = randomTask(7, 3, 6);
    const B = randomMatrix(8, 6, 2);
    const Q = orthonormalBasis(B);
    const { XtX, Xty } = statistics(task);
    for (const mu of [0, 0.3, 20, 1e6, 1e12, Infinity]) {
      const theta = alignedPredictor(task, B, 0.5, mu);
      const inside = transposeMultiplyVector(Q, theta);
      const outside = difference(theta, multiplyVector(Q, inside));
      const forces = difference(
        Xty,
        multiplyVector(XtX, theta).map((value, j) => value + 0.5 * theta[j]),
      ); // = μ(I − P_B)θ
      expect(norm(transposeMultiplyVector(Q, forces))).toBeLessThan(1e-12 * norm(Xty));
      if (mu === Infinity) expect(norm(outside)).toBeLessThan(1e-14);
      // μ magnifies the rounding of θ̂.
      else expect(far(scale(matrix(6, 1, outside), mu).data, forces)).toBeLessThan(1e-12 + 1e-14 * mu);
    }
  });

  it("has an alignment matrix that makes it of the joint predictor, the nearest to the identity: the reference's", () => {
    const task = { X: fromRows(golden.X), y: Float64Array.from(golden.y) };
    const thetaHat = alignedPredictor(task, fromRows(golden.B), golden.lam, 5);
    const v = multiplyVector(fromRows(golden.B), golden.A);
    const R = alignmentMatrix(thetaHat, v);
    expect(far(thetaHat, golden.closed_mu5)).toBeLessThan(1e-7);
    expect(far(R.data, golden.alignment_matrix_mu5.flat())).toBeLessThan(1e-7);
    expect(far(multiplyVector(R, v), thetaHat)).toBeLessThan(1e-14);
    const fromIdentity = (M: Matrix): number => norm(combine(1, M, -1, identity(3)).data);
    for (let seed = 0; seed < 20; seed++) {
      // Another matrix with Mv = θ̂: its rows differ from R's by what is orthogonal to v.
      const turn = randomMatrix(seed, 3, 3);
      const M = matrix(3, 3, Float64Array.from(R.data));
      for (let i = 0; i < 3; i++) {
        addScaled(row(M, i), 1, row(turn, i));
        addScaled(row(M, i), -dot(row(turn, i), v) / dot(v, v), v);
      }
      expect(far(multiplyVector(M, v), thetaHat)).toBeLessThan(1e-13);
      expect(fromIdentity(M)).toBeGreaterThan(fromIdentity(R));
    }
    expect(() => alignmentMatrix(thetaHat, new Float64Array(3))).toThrow("alignmentMatrix: v must not be 0");
  });

  it("depends on the span of B alone, and on no module for B = 0", () => {
    const task = randomTask(5, 4, 6);
    const B = randomMatrix(6, 6, 1);
    expect(far(alignedPredictor(task, scale(B, -7), 0.5, 20), alignedPredictor(task, B, 0.5, 20))).toBeLessThan(1e-12);
    expect(far(alignedPredictor(task, matrix(6, 1), 0.5, 20), solveSingleTask(task, 20.5))).toBeLessThan(1e-12);
  });
});
