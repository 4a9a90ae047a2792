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
  transposeMultiplyVector,
  combine,
} from "../linalg/matrix.ts";
import { principalAngles } from "../linalg/subspace.ts";
import { normals, streams } from "../random.ts";
import { type Population, type Task, signalSubspace, covariance } from "../task.ts";
import type { Family } from "./family.ts";
import { type FamilyName, families } from "./index.ts";
import { classLabels, linearLabels, reluLabels } from "./labels.ts";
import { lowRankParameters } from "./lowRank.ts";
import { theorem2 } from "../theory/theorem2.ts";
import { strongCoordinates } from "./descriptions/misaligned.ts";
import { misaligned, parameters, planeRotations } from "./misaligned.ts";
import { subspaceParameters } from "./reluSubspaces.ts";

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
  /** The same with d = 4 where d is a setting, and 20,000 samples of the last task. */
  readonly many: (seed: number) => readonly Task[];
  readonly roles: readonly Task["role"][];
  readonly sizes: readonly number[];
  readonly d: number;
  /** What the labels of a task must be. */
  readonly labels: (task: Task) => Float64Array;
}

function variant<F extends Fields>(
  name: FamilyName,
  family: Family<F>,
  values: Values<F>,
  changes: { readonly title?: string; readonly more: Partial<Values<F>>; readonly many: Partial<Values<F>> },
  expected: Pick<Variant, "roles" | "sizes"> & Partial<Pick<Variant, "d" | "labels">>,
): Variant {
  return {
    title: `${name}${changes.title ?? ""}`,
    population: (seed) => family.population(values, seed),
    sample: (seed) => family.sample(values, seed),
    more: (seed) => family.sample({ ...values, ...changes.more }, seed),
    many: (seed) => family.sample({ ...values, ...changes.many }, seed),
    d: 20,
    labels: ({ X, theta, noise }) => linearLabels(X, theta, noise),
    ...expected,
  };
}

const pair = { more: { mSource: 101, mTarget: 33 }, many: { d: 4, mSource: 20_000 } };
const pairs = { roles: ["target", "source"], sizes: [4, 12] } as const;
const several = { more: { m: 31 }, many: { d: 4, m: 20_000 } };
const judged = { roles: ["target", "target", "target"], sizes: [9, 9, 9] } as const;
const { lowRank, noisyLabels, theorem2Tasks, boundary, reluSubspaces } = families;
const common = { k: 3, rank: 2, m: 9, sigma: 1, d: 20 };
const plane = { beta: 0.5, delta: 30, mSource: 12, mTarget: 4, sigma: 0.5, painted: "" };
const spans = { rank: 2, cosine: 0.6, mSource: 12, mTarget: 4, sigma: 0.5, d: 20 };

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
  boundary: [0, 0.5, 1].map((beta) =>
    variant(
      "boundary",
      boundary,
      { ...plane, beta },
      { more: pair.more, many: { mSource: 20_000 }, title: `, β = ${beta}` },
      { ...pairs, d: 2, labels: ({ X, theta, noise }) => classLabels(X, theta, noise) },
    ),
  ),
  reluSubspaces: [
    variant("reluSubspaces", reluSubspaces, spans, pair, {
      ...pairs,
      labels: ({ X, Theta = matrix(20, 0), noise }) =>
        noise.map((epsilon, n) =>
          transposeMultiplyVector(Theta, row(X, n)).reduce((y, u) => y + Math.max(0, u), epsilon),
        ),
    }),
  ],
};

describe.each(Object.values(variants).flat())(
  "the family $title",
  ({ population, sample, more, many, roles, sizes, d, labels }) => {
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
      for (const task of tasks) {
        const { X, y, theta, Sigma, population: law } = task;
        expect([X.columns, theta.length, Sigma.rows, Sigma.columns]).toEqual([d, d, d, d]);
        expect(Sigma).toEqual(covariance(law));
        const expected = labels(task);
        y.forEach((label, n) => expect(label).toBeCloseTo(expected[n], 12));
      }
    });

    it("draws rows with the covariance it states", () => {
      const { X, Sigma } = many(9).at(-1)!;
      const [m, C] = [X.rows, crossProduct(X)];
      expect(m).toBe(20_000);
      // Var of a sample covariance entry is (Σ_ij² + Σ_iiΣ_jj)/m for normal rows; five standard errors.
      for (let i = 0; i < X.columns; i++)
        for (let j = 0; j < X.columns; j++) {
          const [ij, ii, jj] = [row(Sigma, i)[j], row(Sigma, i)[i], row(Sigma, j)[j]];
          expect(Math.abs(row(C, i)[j] / m - ij)).toBeLessThan(5 * Math.sqrt((ij * ij + ii * jj) / m));
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

describe("boundaries in the plane", () => {
  const angle = 30 * RADIAN;
  const u = [-Math.sin(angle + Math.PI / 4), Math.cos(angle + Math.PI / 4)];

  it("are δ apart, the target's along the first axis", () => {
    const [target, source] = boundary.sample(plane, 1);
    expect(target.theta).toEqual(Float64Array.of(0, 1));
    expect(norm(difference(source.theta, [-Math.sin(angle), Math.cos(angle)]))).toBeLessThan(1e-15);
    expect(boundary.sample({ ...plane, delta: 0 }, 1)[1].theta).toEqual(target.theta);
  });

  it("have clusters at ±2.5u, half of the points on either side, all of them labelled rightly", () => {
    const [, { X, y }] = boundary.sample({ ...plane, beta: 0, sigma: 0, mSource: 4000 }, 2);
    const along = Array.from(y.keys(), (n) => dot(row(X, n), u));
    const across = Array.from(y.keys(), (n) => u[0] * row(X, n)[1] - u[1] * row(X, n)[0]);
    const beyond = along.map((value) => Math.abs(value) - 2.5);
    expect(Array.from(y)).toEqual(along.map((value) => Number(value > 0)));
    for (const values of [across, beyond]) {
      const spread = norm(values) / Math.sqrt(values.length);
      expect(Math.abs(spread / 0.3 - 1)).toBeLessThan(5 / Math.sqrt(2 * values.length)); // five standard errors
    }
    const above = along.filter((value) => value > 0).length;
    expect(Math.abs(above / 4000 - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(4000));
  });

  it("have the painted points first, labelled rightly whatever the noise, and change nothing else by them", () => {
    const [target, drawn] = boundary.sample({ ...plane, sigma: 2 }, 4);
    const [same, { X, y, noise }] = boundary.sample({ ...plane, sigma: 2, painted: "1_0.5~-2_-1~0_-3" }, 4);
    expect(same).toEqual(target);
    expect(Array.from(X.data.slice(0, 6))).toEqual([1, 0.5, -2, -1, 0, -3]);
    expect(Array.from(y.slice(0, 3))).toEqual([0, 1, 0]); // by the boundary that is turned by 30°
    expect(Array.from(noise.slice(0, 3))).toEqual([0, 0, 0]);
    expect(X.data.slice(6)).toEqual(drawn.X.data);
    expect(y.slice(3)).toEqual(drawn.y);
  });

  it("are the target's law at β = 1, and keep each point's place on either side of the choice as β grows", () => {
    const [target, same] = boundary.population({ ...plane, beta: 1 }, 1);
    expect(norm(combine(1, covariance(target), -1, covariance(same)).data)).toBeLessThan(1e-15);
    const at = (beta: number): Task => boundary.sample({ ...plane, beta, mSource: 500 }, 3)[1];
    const [clusters, few, many, alike] = [0, 0.3, 0.7, 1].map(at);
    const isAlike = ({ X }: Task, n: number): boolean => X.data[2 * n] === alike.X.data[2 * n];
    const shares = [few, many].map((task) => task.y.filter((_, n) => isAlike(task, n)).length / 500);
    expect(Math.abs(shares[0] - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / 500));
    expect(Math.abs(shares[1] - 0.7)).toBeLessThan(5 * Math.sqrt(0.21 / 500));
    const isOfCluster = (task: Task, n: number): boolean => task.X.data[2 * n] === clusters.X.data[2 * n];
    const kept = few.y.filter((_, n) => (isAlike(few, n) ? isAlike(many, n) : isOfCluster(few, n)));
    expect(kept).toHaveLength(500);
  });
});

describe("sums of ReLU units in turned subspaces", () => {
  it("have orthonormal parameters, every column at the cosine, and so their sums", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.nat(),
        (rank, cosine, seed) => {
          const { Theta1, Theta2 } = subspaceParameters({ d: 2 * rank + 3, rank, cosine }, seed);
          for (const Theta of [Theta1, Theta2])
            expect(norm(combine(1, crossProduct(Theta), -1, identity(rank)).data)).toBeLessThan(1e-13);
          const between = multiply(transpose(Theta1), Theta2);
          expect(norm(combine(1, between, -1, identity(rank, cosine)).data)).toBeLessThan(1e-13);
        },
      ),
      { numRuns: 50 },
    );
    const [target, source] = reluSubspaces.sample(spans, 1);
    expect(dot(target.theta, source.theta) / (norm(target.theta) * norm(source.theta))).toBeCloseTo(0.6, 12);
  });

  it("keep the target whatever the cosine, and need d ≥ 2r*", () => {
    const [target] = reluSubspaces.sample(spans, 2);
    expect(reluSubspaces.sample({ ...spans, cosine: -0.2 }, 2)[0]).toEqual(target);
    expect(() => reluSubspaces.sample({ ...spans, rank: 11 }, 1)).toThrow("at most d = 20; got rank 11");
  });

  it("are those of one ReLU unit for r* = 1", () => {
    for (const { X, y, theta, noise } of reluSubspaces.sample({ ...spans, rank: 1 }, 3))
      expect(norm(difference(reluLabels(X, theta, noise), y))).toBeLessThan(1e-12);
  });
});
