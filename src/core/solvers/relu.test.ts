import { describe, expect, it } from "vitest";
import { labellings } from "../families/labels.ts";
import { sampleMisaligned } from "../families/misaligned.ts";
import golden from "../golden/generator.json" with { type: "json" };
import { randomTask } from "../golden/tasks.ts";
import { dot, norm, scaled, difference } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import type { Data } from "../task.ts";
import { type Problem, twin } from "./problem.ts";
import { reluDirection, solveRelu } from "./relu.ts";
import { activeSamples, reluObjective } from "./reluObjective.ts";

const kinds = ["2", "3", "4", "phi"] as const;
const [{ m: mTarget }, ...cases] = golden.tasks.filter(({ model }) => model === "relu");

function problemOf({ kind, phi_deg: phi = 0, m, sigma, lam = NaN }: (typeof cases)[number]): Problem {
  const { seed, d, kappa, cosine } = golden;
  const settings = { phi, printed: false, mSource: m, mTarget, kappa, cosine, sigma, d };
  const tasks = sampleMisaligned(
    { ...settings, kind: kinds.find((name) => name === kind) ?? "phi" },
    seed,
    labellings.relu,
  );
  return { tasks, r: 1, ridge: lam, alpha: Float64Array.of(1, 1) };
}

const random: Problem<Data> = {
  tasks: [randomTask(1, 5, 6), randomTask(2, 20, 6), randomTask(3, 9, 6)],
  r: 1,
  ridge: 0.7,
  alpha: Float64Array.of(1, 0.4, 2),
};
const first = (problem: Problem<Data>, k: number): Problem<Data> => ({
  ...problem,
  tasks: problem.tasks.slice(0, k),
  alpha: problem.alpha.slice(0, k),
});

describe("the ReLU objective with heads eliminated", () => {
  it.each(cases)("is the reference's at a given B: kind $kind, φ $phi_deg", (one) => {
    const { B, value, grad, A } = one.at_B ?? { B: [], value: NaN, grad: [], A: [] };
    const here = reluObjective(problemOf(one), Float64Array.from(B));
    expect(Math.abs(here.value / value - 1)).toBeLessThan(1e-10);
    expect(norm(difference(here.gradient, grad))).toBeLessThan(1e-7 * norm(grad));
    expect(norm(difference(here.heads, A))).toBeLessThan(1e-10 * norm(A));
  });

  it("has the gradient that finite differences find, with weights and three tasks", () => {
    const h = 1e-6;
    for (let seed = 0; seed < 5; seed++) {
      const B = normals(seed, 1, 6);
      const { gradient } = reluObjective(random, B);
      gradient.forEach((slope, j) => {
        const [up, down] = [h, -h].map((step) => reluObjective(random, B.with(j, B[j] + step)).value);
        expect(Math.abs(slope - (up - down) / (2 * h))).toBeLessThan(1e-6 * Math.max(1, norm(gradient)));
      });
    }
  });

  it("has heads that no others undercut, and shares that add up to it", () => {
    const B = normals(7, 1, 6);
    const { heads, losses, value } = reluObjective(random, B);
    expect(losses.reduce((a, b) => a + b)).toBeCloseTo(value, 12);
    random.tasks.forEach(({ X, y }, i) => {
      const share = (A: number): number => {
        const residual = Array.from(
          y,
          (label, n) => A * Math.max(0, dot(X.data.subarray(n * 6, n * 6 + 6), B)) - label,
        );
        return random.alpha[i] * dot(residual, residual) + random.ridge * A * A * dot(B, B);
      };
      expect(share(heads[i])).toBeCloseTo(losses[i], 10);
      for (const nudge of [-1e-3, 1e-3]) expect(share(heads[i] + nudge)).toBeGreaterThan(losses[i]);
    });
  });

  it("does not change with the length of B, along which its gradient vanishes", () => {
    const B = normals(8, 1, 6);
    const { value, gradient } = reluObjective(random, B);
    expect(reluObjective(random, scaled(17, B)).value).toBeCloseTo(value, 12);
    expect(Math.abs(dot(gradient, B))).toBeLessThan(1e-12 * norm(gradient) * norm(B));
  });

  it("is Σα‖y‖² where nothing is active", () => {
    const labels = random.tasks.reduce((sum, { y }, i) => sum + random.alpha[i] * dot(y, y), 0);
    expect(reluObjective(random, new Float64Array(6))).toMatchObject({ gradient: new Float64Array(6) });
    expect(reluObjective(random, new Float64Array(6)).value).toBeCloseTo(labels, 12);
  });
});

describe("the joint ReLU fit", () => {
  it.each(cases)("is as good as the best that the reference knows: kind $kind, φ $phi_deg", (one) => {
    const problem = problemOf(one);
    const { loss, A, B, starts } = solveRelu(problem);
    expect(loss).toBeLessThanOrEqual((one.best_known_mtl_loss ?? NaN) * (1 + 1e-3));
    expect(solveRelu(twin(problem, 0)).loss).toBeLessThanOrEqual((one.best_known_stl_loss ?? NaN) * (1 + 1e-3));
    expect(starts).toBe(7);
    expect(norm(A.data)).toBeCloseTo(1, 12);
    const there = reluObjective(problem, B.data);
    expect(there.value).toBeCloseTo(loss, 10);
    expect(norm(difference(there.heads, A.data))).toBeLessThan(1e-10);
  });

  it.each([1, 2, 3])("is not undercut by 8 random starts by more than a percent: k = %i", (k) => {
    const problem = first(random, k);
    const { loss, starts } = solveRelu(problem, { restarts: 8 });
    expect(starts).toBe(8 + solveRelu(problem).starts);
    expect(solveRelu(problem).loss).toBeLessThan(1.01 * loss);
  });

  it("finds the truth without noise, whatever the sign of a head", () => {
    const theta = normals(5, 1, 4);
    const tasks = [30, 60].map((m, i) => {
      const task = randomTask(i, m, 4);
      const y = Float64Array.from(
        { length: m },
        (_, n) => (i === 0 ? 1 : -2) * Math.max(0, dot(task.X.data.subarray(n * 4, n * 4 + 4), theta)),
      );
      return { ...task, y };
    });
    const fit = solveRelu({ tasks, r: 1, ridge: 1e-6, alpha: Float64Array.of(1, 1) });
    const [target, source] = [0, 1].map((i) => reluDirection(fit, i));
    expect([target.sign, source.sign]).toEqual([1, -1]);
    expect(norm(difference(target.w, theta))).toBeLessThan(1e-5);
    expect(norm(difference(scaled(0.5, source.w), theta))).toBeLessThan(1e-5);
  });

  it("reports a residual that vanishes where no sample sits on its kink", () => {
    const task = randomTask(4, 40, 3);
    const y = task.X.data.filter((_, at) => at % 3 === 0).map((x) => Math.max(0, x) + 0.01);
    const { residual } = solveRelu({ tasks: [{ ...task, y }], r: 1, ridge: 0.1, alpha: Float64Array.of(1) });
    expect(residual).toBeLessThan(1e-5);
  });

  it("refuses other capacities, and no ridge", () => {
    expect(() => solveRelu({ ...random, r: 2 })).toThrow("solveRelu: needs r = 1 and ridge > 0; got r = 2");
    expect(() => solveRelu({ ...random, ridge: 0 })).toThrow("ridge = 0");
  });
});

describe("the active samples", () => {
  it("are those with a positive margin, in order", () => {
    const task = randomTask(1, 4, 2);
    const { X, y } = activeSamples(task, Float64Array.of(1, 0, -1, 2));
    expect([X.rows, X.columns]).toEqual([2, 2]);
    expect(Array.from(y)).toEqual([task.y[0], task.y[3]]);
    expect(X.data).toEqual(Float64Array.of(...task.X.data.subarray(0, 2), ...task.X.data.subarray(6, 8)));
  });
});
