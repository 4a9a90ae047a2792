import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../golden/generator.json" with { type: "json" };
import {
  crossProduct,
  difference,
  dot,
  identity,
  matrix,
  multiply,
  norm,
  row,
  transpose,
  combine,
} from "../linalg/matrix.ts";
import { principalAngles } from "../linalg/subspace.ts";
import { normals, streams } from "../random.ts";
import { type Task, signalSubspace, covariance } from "../task.ts";
import { families } from "./index.ts";
import { misaligned, parameters, planeRotations, strongCoordinates } from "./misaligned.ts";

const kinds = ["2", "3", "4", "phi"] as const;
const settings = {
  kind: "phi" as (typeof kinds)[number],
  phi: 30,
  printed: false,
  mSource: 12,
  mTarget: 4,
  kappa: 10,
  cosine: 0.9,
  sigma: 1,
  d: 20,
};
const RADIAN = Math.PI / 180;

describe.each(Object.entries(families))("the family %s", (_, family) => {
  it.each(kinds)("gives the same tasks for the same seed, and others for another: kind %s", (kind) => {
    const drawn = family.sample({ ...settings, kind }, 5);
    expect(family.sample({ ...settings, kind }, 5)).toEqual(drawn);
    family.sample({ ...settings, kind }, 6).forEach((task, i) => expect(task.X).not.toEqual(drawn[i].X));
  });

  it.each(kinds)("never changes the first samples when it draws more: kind %s", (kind) => {
    const few = family.sample({ ...settings, kind }, 7);
    const many = family.sample({ ...settings, kind, mSource: 101, mTarget: 33 }, 7);
    few.forEach(({ X, y, noise }, i) => {
      expect(many[i].X.data.subarray(0, X.data.length)).toEqual(X.data);
      expect(many[i].y.subarray(0, y.length)).toEqual(y);
      expect(many[i].noise.subarray(0, noise.length)).toEqual(noise);
    });
  });

  it.each(kinds)("makes tasks that are what they say: kind %s", (kind) => {
    const tasks = family.sample({ ...settings, kind }, 8);
    expect(tasks.map(({ role }) => role)).toEqual(["target", "source"]);
    expect(tasks.map(({ X }) => X.rows)).toEqual([settings.mTarget, settings.mSource]);
    expect(tasks.map(({ population }) => population)).toEqual(family.population({ ...settings, kind }, 8));
    for (const { X, y, theta, noise, Sigma, population } of tasks) {
      expect([X.columns, theta.length, Sigma.rows, Sigma.columns]).toEqual([20, 20, 20, 20]);
      expect(Sigma).toEqual(covariance(population));
      y.forEach((label, n) => expect(label).toBeCloseTo(dot(row(X, n), theta) + noise[n], 12));
    }
  });

  it.each(kinds)("draws rows with the covariance it states: kind %s", (kind) => {
    const m = 20_000;
    const small = { ...settings, kind, d: 4, kappa: 3 };
    const [, { X, Sigma }] = family.sample({ ...small, mSource: m }, 9);
    const C = crossProduct(X);
    // Var of a sample covariance entry is (Σ_ij² + Σ_iiΣ_jj)/m; five standard errors.
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) {
        const [ij, ii, jj] = [Sigma.data[i * 4 + j], Sigma.data[i * 5], Sigma.data[j * 5]];
        expect(Math.abs(C.data[i * 4 + j] / m - ij)).toBeLessThan(5 * Math.sqrt((ij * ij + ii * jj) / m));
      }
  });
});

describe("the reference's generator", () => {
  const { seed, d, kappa, cosine } = golden;
  const [{ X: targetX, y: targetY, m: mTarget, sigma }, ...sources] = golden.tasks.filter(
    ({ model }) => model === "linear",
  );

  it("gives the same true parameters", () => {
    const { theta1, theta2 } = parameters({ d, cosine }, seed);
    expect(norm(difference(theta1, golden.theta1))).toBeLessThan(1e-12);
    expect(norm(difference(theta2, golden.theta2))).toBeLessThan(1e-12);
  });

  it.each(sources)("gives the same tasks: kind $kind, φ $phi_deg", (expected) => {
    const kind = kinds.find((name) => name === expected.kind) ?? "phi";
    const given = {
      kind,
      phi: expected.phi_deg ?? 0,
      printed: false,
      mSource: expected.m,
      mTarget,
      kappa,
      cosine,
      sigma,
      d,
    };
    const [target, source] = misaligned.sample(given, seed);
    const close = (got: Float64Array, wanted: readonly number[] = []): void => {
      expect(got).toHaveLength(wanted.length);
      expect(norm(difference(got, wanted))).toBeLessThan(1e-9 * norm(wanted));
    };
    close(target.X.data, targetX?.flat());
    close(target.y, targetY);
    close(source.y, expected.y);
    close(row(source.X, 0), expected.X_row0);
    close(row(source.X, expected.m - 1), expected.X_row_last);
    expect(norm(source.X.data) / (expected.X_fro ?? NaN)).toBeCloseTo(1, 12);
    if (kind === "4") close(source.population.axes.data, golden.Q2.flat());
  });
});

describe("misaligned tasks", () => {
  it("have unit parameters at the stated cosine", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.nat(),
        (d, cosine, seed) => {
          const { theta1, theta2 } = parameters({ d, cosine }, seed);
          expect(norm(theta1)).toBeCloseTo(1, 12);
          expect(norm(theta2)).toBeCloseTo(1, 12);
          expect(dot(theta1, theta2)).toBeCloseTo(cosine, 12);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("are task 2 exactly at φ = 0", () => {
    expect(misaligned.sample({ ...settings, kind: "phi", phi: 0 }, 3)).toEqual(
      misaligned.sample({ ...settings, kind: "2" }, 3),
    );
  });

  it("have task 3's covariance at φ = 90°", () => {
    const turned = misaligned.sample({ ...settings, kind: "phi", phi: 90 }, 3)[1].Sigma;
    const third = misaligned.sample({ ...settings, kind: "3" }, 3)[1].Sigma;
    expect(norm(combine(1, turned, -1, third).data)).toBeLessThan(1e-12 * norm(third.data));
  });

  it("have all s principal angles equal to φ", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.double({ min: 0, max: 90, noNaN: true }), (d, phi) => {
        const [target, source] = misaligned.population({ ...settings, d, phi }, 1);
        const angles = principalAngles(signalSubspace(target), signalSubspace(source));
        expect(angles).toHaveLength(strongCoordinates(d));
        for (const angle of angles) expect(angle).toBeCloseTo(phi * RADIAN, 12);
      }),
      { numRuns: 60 },
    );
  });

  it("have the law of kind 2 in kind 4 as printed, and other rows; in the other kinds nothing changes", () => {
    const as = (kind: (typeof kinds)[number], printed: boolean): readonly Task[] =>
      misaligned.sample({ ...settings, kind, printed }, 3);
    const [, printed] = as("4", true);
    expect(printed.Sigma).toEqual(as("2", false)[1].Sigma);
    for (const other of [as("2", false), as("4", false)]) expect(printed.X).not.toEqual(other[1].X);
    for (const kind of ["2", "3", "phi"] as const) expect(as(kind, true)).toEqual(as(kind, false));
    const gaussian = matrix(12, 20, normals(3, streams.rows + 4, 240));
    const [rotation, D] = [as("4", false)[1].population.axes, as("2", false)[1].population.variances.map(Math.sqrt)];
    const RQ = multiply(gaussian, rotation);
    printed.X.data.forEach((value, at) => expect(value).toBeCloseTo(RQ.data[at] * D[at % 20], 12));
  });

  it("turn the axes of kind 4 orthogonally, and differently for each seed", () => {
    const axes = (seed: number): ReturnType<typeof identity> =>
      misaligned.population({ ...settings, kind: "4" }, seed)[1].axes;
    expect(norm(combine(1, multiply(transpose(axes(1)), axes(1)), -1, identity(20)).data)).toBeLessThan(1e-13 * 20);
    expect(axes(1)).not.toEqual(axes(2));
  });

  it("keep the eigenvalues of the covariance whatever the axes", () => {
    for (const kind of kinds)
      expect(misaligned.population({ ...settings, kind }, 1)[1].variances.toSorted()).toEqual(
        misaligned.population(settings, 1)[0].variances.toSorted(),
      );
  });

  it("have a tenth of the coordinates strong, at least one, halves to even", () => {
    expect([2, 4, 5, 14, 15, 25, 35, 60, 100].map(strongCoordinates)).toEqual([1, 1, 1, 1, 2, 2, 4, 6, 10]);
  });

  it("turn each pair of planes by a rotation", () => {
    const G = planeRotations(4, 1, 0.3);
    expect(norm(combine(1, crossProduct(G), -1, identity(4)).data)).toBeLessThan(1e-15);
    expect([G.data[0], G.data[4]]).toEqual([Math.cos(0.3), Math.sin(0.3)]); // e_0 → cos e_0 + sin e_1
  });
});
