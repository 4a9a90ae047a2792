import { describe, expect, it } from "vitest";
import { labellings } from "../families/labels.ts";
import { sampleMisaligned } from "../families/misaligned.ts";
import golden from "../golden/generator.json" with { type: "json" };
import { randomTask } from "../golden/tasks.ts";
import { difference, norm, scaled } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import type { Data } from "../task.ts";
import { logisticLoss, logisticObjective, solveLogistic, solveLogisticTask } from "./logistic.ts";
import type { Problem } from "./problem.ts";

const kinds = ["2", "3", "4", "phi"] as const;
const [{ m: mTarget }, ...cases] = golden.tasks.filter(({ model }) => model === "logistic");

function problemOf({ kind, phi_deg: phi = 0, m, sigma, lam = NaN }: (typeof cases)[number]): Problem {
  const { seed, d, kappa, cosine } = golden;
  const settings = { phi, printed: false, mSource: m, mTarget, kappa, cosine, sigma, d };
  const tasks = sampleMisaligned(
    { ...settings, kind: kinds.find((name) => name === kind) ?? "phi" },
    seed,
    labellings.logistic,
  );
  return { tasks, r: 1, ridge: lam, alpha: Float64Array.of(1, 1) };
}

const classTask = (seed: number, m: number, d: number): Data => {
  const { X, y } = randomTask(seed, m, d);
  return { X, y: y.map((label) => Number(label > 0)) };
};
const random: Problem<Data> = {
  tasks: [classTask(1, 5, 6), classTask(2, 30, 6), classTask(3, 9, 6)],
  r: 1,
  ridge: 0.7,
  alpha: Float64Array.of(1, 0.4, 2),
};

describe("the logistic losses", () => {
  it("have the gradients that finite differences find, alone and jointly", () => {
    const h = 1e-5;
    const alone = (theta: Float64Array): ReturnType<typeof logisticLoss> =>
      logisticLoss(random.tasks[0], theta, 1.5, 0.3);
    const together = (point: Float64Array): ReturnType<typeof logisticLoss> => logisticObjective(random, point);
    for (const [objective, size] of [
      [alone, 6],
      [together, 9],
    ] as const)
      for (let seed = 0; seed < 5; seed++) {
        const x = normals(seed, 1, size);
        const { gradient } = objective(x);
        gradient.forEach((slope, j) => {
          const [up, down] = [h, -h].map((step) => objective(x.with(j, x[j] + step)).value);
          expect(Math.abs(slope - (up - down) / (2 * h))).toBeLessThan(1e-8 * Math.max(1, norm(gradient)));
        });
      }
  });

  it("are m·log 2 at 0, and finite at any margin", () => {
    const [task] = random.tasks;
    expect(logisticLoss(task, new Float64Array(6), 1, 1).value).toBeCloseTo(5 * Math.log(2), 14);
    const far = logisticLoss(task, scaled(1e5, normals(1, 1, 6)), 1, 1e-3);
    expect(Number.isFinite(far.value)).toBe(true);
    expect(far.gradient.every(Number.isFinite)).toBe(true);
  });

  it("depend on the products A_iB alone", () => {
    const [B, A] = [normals(1, 1, 6), normals(1, 2, 3)];
    const { value } = logisticObjective(random, Float64Array.of(...B, ...A));
    expect(logisticObjective(random, Float64Array.of(...scaled(3, B), ...scaled(1 / 3, A))).value).toBeCloseTo(
      value,
      12,
    );
  });
});

describe("the logistic fit of a task alone", () => {
  it.each(cases)("has the reference's loss: kind $kind, φ $phi_deg", (one) => {
    const { tasks, ridge } = problemOf(one);
    const { value } = logisticLoss(tasks[0], solveLogisticTask(tasks[0], ridge), 1, ridge);
    expect(Math.abs(value / (one.best_known_stl_loss ?? NaN) - 1)).toBeLessThan(1e-8);
  });

  it.each([1e-3, 0.1, 10])("is stationary, for few samples and many: λ = %f", (ridge) => {
    for (const m of [1, 4, 60]) {
      const task = classTask(m, m, 8);
      const { gradient } = logisticLoss(task, solveLogisticTask(task, ridge, 2), 2, ridge);
      expect(norm(gradient)).toBeLessThan(1e-6);
    }
  });

  it("depends on weight and ridge by their ratio alone", () => {
    const task = classTask(1, 20, 5);
    expect(norm(difference(solveLogisticTask(task, 3, 2), solveLogisticTask(task, 1.5)))).toBeLessThan(1e-9);
  });
});

describe("the joint logistic fit", () => {
  it.each(cases)("is as good as the best that the reference knows: kind $kind, φ $phi_deg", (one) => {
    const problem = problemOf(one);
    const { loss, A, B, starts } = solveLogistic(problem);
    expect(loss).toBeLessThanOrEqual((one.best_known_mtl_loss ?? NaN) * (1 + 1e-3));
    expect(starts).toBe(5);
    expect(norm(A.data)).toBeCloseTo(1, 12);
    expect(logisticObjective(problem, Float64Array.of(...B.data, ...A.data)).value).toBeCloseTo(loss, 10);
  });

  it("is the task's own fit for one task, and for several that are the same", () => {
    const task = classTask(4, 30, 5);
    const theta = solveLogisticTask(task, 0.5);
    for (const k of [1, 2, 3]) {
      const tasks = Array.from({ length: k }, () => task);
      const { A, B } = solveLogistic({ tasks, r: 1, ridge: 0.5, alpha: new Float64Array(k).fill(1) });
      for (const head of A.data) expect(norm(difference(scaled(head, B.data), theta))).toBeLessThan(1e-4 * norm(theta));
    }
  });

  it("is stationary, and not undercut by 8 random starts by more than a percent: k = 3", () => {
    const { loss, residual, starts } = solveLogistic(random);
    expect(residual).toBeLessThan(1e-4);
    const more = solveLogistic(random, { restarts: 8 });
    expect(more.starts).toBe(starts + 8);
    expect(loss).toBeLessThan(1.01 * more.loss);
  });

  it("refuses other capacities, no ridge and other labels", () => {
    expect(() => solveLogistic({ ...random, r: 2 })).toThrow("solveLogistic: needs r = 1; got 2");
    expect(() => solveLogistic({ ...random, ridge: 0 })).toThrow("solveLogistic: ridge must be above 0; got 0");
    expect(() => solveLogisticTask(randomTask(1, 3, 2), 1)).toThrow("every label must be 0 or 1; got");
  });
});
