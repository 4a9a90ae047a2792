import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fields, Values } from "../fields.ts";
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
import { type Population, type Task, signalSubspace, covariance } from "../task.ts";
import type { Family } from "./family.ts";
import { type FamilyName, families } from "./index.ts";
import { lowRankParameters } from "./lowRank.ts";
import { theorem2 } from "../theory/theorem2.ts";
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

/** A family with settings: what every family promises is tested on each of these. */
interface Variant {
  readonly title: string;
  readonly population: (seed: number) => readonly Population[];
  readonly sample: (seed: number) => readonly Task[];
  /** The same with more samples. */
  readonly more: (seed: number) => readonly Task[];
  /** The same with d = 4 and 20,000 samples of the last task. */
  readonly many: (seed: number) => readonly Task[];
  readonly roles: readonly Task["role"][];
  readonly sizes: readonly number[];
}

function variant<F extends Fields>(
  name: FamilyName,
  family: Family<F>,
  values: Values<F>,
  changes: { readonly title?: string; readonly more: Partial<Values<F>>; readonly many: Partial<Values<F>> },
  expected: Pick<Variant, "roles" | "sizes">,
): Variant {
  return {
    title: `${name}${changes.title ?? ""}`,
    population: (seed) => family.population(values, seed),
    sample: (seed) => family.sample(values, seed),
    more: (seed) => family.sample({ ...values, ...changes.more }, seed),
    many: (seed) => family.sample({ ...values, ...changes.many }, seed),
    ...expected,
  };
}

const pair = { more: { mSource: 101, mTarget: 33 }, many: { d: 4, mSource: 20_000 } };
const pairs = { roles: ["target", "source"], sizes: [4, 12] } as const;
const several = { more: { m: 31 }, many: { d: 4, m: 20_000 } };
const judged = { roles: ["target", "target", "target"], sizes: [9, 9, 9] } as const;
const { lowRank, noisyLabels, theorem2Tasks } = families;
const common = { k: 3, rank: 2, m: 9, sigma: 1, d: 20 };

const variants: Record<FamilyName, readonly Variant[]> = {
  misaligned: [
    ...kinds.map((kind) =>
      variant("misaligned", misaligned, { ...settings, kind }, { ...pair, title: `, kind ${kind}` }, pairs),
    ),
    variant(
      "misaligned",
      misaligned,
      { ...settings, kind: "4", printed: true },
      { ...pair, title: ", kind 4 as printed" },
      pairs,
    ),
  ],
  lowRank: [variant("lowRank", lowRank, { ...common, deviation: 0.3 }, several, judged)],
  noisyLabels: [
    variant("noisyLabels", noisyLabels, { ...common, noisyTasks: 2, share: 0, addedNoise: 2 }, several, judged),
  ],
  theorem2Tasks: [
    variant(
      "theorem2Tasks",
      theorem2Tasks,
      { sine: 0.1, sourceConditionNumber: 4, mSource: 12, mTarget: 4, sigma: 1, d: 20 },
      pair,
      pairs,
    ),
  ],
};

describe.each(Object.values(variants).flat())(
  "the family $title",
  ({ population, sample, more, many, roles, sizes }) => {
    it("gives the same tasks for the same seed, and others for another", () => {
      const drawn = sample(5);
      expect(sample(5)).toEqual(drawn);
      sample(6).forEach((task, i) => expect(task.X).not.toEqual(drawn[i].X));
    });

    it("never changes the first samples when it draws more", () => {
      const larger = more(7);
      sample(7).forEach(({ X, y, noise }, i) => {
        expect(larger[i].X.data.subarray(0, X.data.length)).toEqual(X.data);
        expect(larger[i].y.subarray(0, y.length)).toEqual(y);
        expect(larger[i].noise.subarray(0, noise.length)).toEqual(noise);
      });
    });

    it("makes tasks that are what they say", () => {
      const tasks = sample(8);
      expect(tasks.map(({ role }) => role)).toEqual(roles);
      expect(tasks.map(({ X }) => X.rows)).toEqual(sizes);
      expect(tasks.map(({ population: law }) => law)).toEqual(population(8));
      for (const { X, y, theta, noise, Sigma, population: law } of tasks) {
        expect([X.columns, theta.length, Sigma.rows, Sigma.columns]).toEqual([20, 20, 20, 20]);
        expect(Sigma).toEqual(covariance(law));
        y.forEach((label, n) => expect(label).toBeCloseTo(dot(row(X, n), theta) + noise[n], 12));
      }
    });

    it("draws rows with the covariance it states", () => {
      const { X, Sigma } = many(9).at(-1)!;
      const [m, C] = [X.rows, crossProduct(X)];
      expect(m).toBe(20_000);
      // Var of a sample covariance entry is (Σ_ij² + Σ_iiΣ_jj)/m; five standard errors.
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 4; j++) {
          const [ij, ii, jj] = [Sigma.data[i * 4 + j], Sigma.data[i * 5], Sigma.data[j * 5]];
          expect(Math.abs(C.data[i * 4 + j] / m - ij)).toBeLessThan(5 * Math.sqrt((ij * ij + ii * jj) / m));
        }
    });
  },
);

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

describe("tasks around a low-rank parameter matrix", () => {
  it("have their parameters in a subspace of dimension r*, but for the deviation", () => {
    const given = { k: 6, rank: 2, deviation: 0, d: 20 };
    const { U, Theta } = lowRankParameters(given, 1);
    expect(norm(combine(1, crossProduct(U), -1, identity(2)).data)).toBeLessThan(1e-14);
    expect(principalAngles(transpose(Theta), U)[1]).toBeLessThan(1e-7);
    const away = lowRankParameters({ ...given, deviation: 0.3 }, 1).Theta;
    // ν²‖g‖²/d has mean ν² and relative variance 2/d in each of 6 tasks; five standard errors.
    const squared = norm(difference(away.data, Theta.data)) ** 2 / 6;
    expect(Math.abs(squared / 0.09 - 1)).toBeLessThan(5 * Math.sqrt(2 / 120));
  });

  it("keep the first parameters when there are more tasks, and need d ≥ r*", () => {
    const few = lowRankParameters({ k: 3, rank: 2, deviation: 0.3, d: 10 }, 2).Theta;
    const many = lowRankParameters({ k: 7, rank: 2, deviation: 0.3, d: 10 }, 2).Theta;
    expect(many.data.subarray(0, 30)).toEqual(few.data);
    expect(() => lowRankParameters({ k: 3, rank: 5, deviation: 0, d: 4 }, 1)).toThrow("at most d = 4");
  });
});

describe("noisy labels", () => {
  const given = { ...common, m: 40, noisyTasks: 2, share: 0.2, addedNoise: 0 };

  it("spoil a share of the labels of the last tasks, and nothing else", () => {
    const clean = noisyLabels.sample({ ...given, share: 0 }, 3);
    noisyLabels.sample(given, 3).forEach(({ X, y, theta }, i) => {
      expect(X).toEqual(clean[0].X);
      expect(theta).toEqual(clean[i].theta);
      expect(norm(theta)).toBeCloseTo(1, 12);
      expect(y.filter((label, n) => label !== clean[i].y[n])).toHaveLength(i === 0 ? 0 : 8);
    });
  });

  it("keep the labels' scale when they are replaced, and lengthen them when noise is added", () => {
    const lengthOf = (changes: Partial<typeof given>): number =>
      norm(noisyLabels.sample({ ...given, m: 4000, ...changes }, 4)[2].y) ** 2 / 4000;
    // Var y = ‖θ‖² + σ² = 2, and 2 + 9 with added noise; 4000 samples leave 2.2 per cent.
    expect(Math.abs(lengthOf({ share: 1 }) / 2 - 1)).toBeLessThan(0.11);
    expect(Math.abs(lengthOf({ share: 0, addedNoise: 3 }) / 11 - 1)).toBeLessThan(0.11);
  });

  it("are about one parameter, up to sign, where r* = 1", () => {
    const [first, second] = noisyLabels.sample({ ...given, rank: 1, k: 2 }, 5);
    expect(Math.abs(dot(first.theta, second.theta))).toBeCloseTo(1, 12);
  });
});

describe("nearly parallel tasks", () => {
  it("have the sine and the condition number they state", () => {
    const given = { sine: 0.001, sourceConditionNumber: 4, mSource: 12, mTarget: 4, sigma: 1, d: 10 };
    const [target, source] = theorem2Tasks.sample(given, 1);
    const found = theorem2(source, target);
    expect(found.sine / 0.001).toBeCloseTo(1, 8);
    expect(Math.max(...source.population.variances) / Math.min(...source.population.variances)).toBe(4);
    expect(target.Sigma).toEqual(identity(10));
  });
});
