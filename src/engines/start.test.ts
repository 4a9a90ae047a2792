import { describe, expect, it } from "vitest";
import { labellings } from "../core/families/labels.ts";
import { misaligned, sampleMisaligned } from "../core/families/misaligned.ts";
import { difference, matrix, multiplyVector, norm } from "../core/linalg/matrix.ts";
import { type Model, penalisedLosses, predictor } from "../core/model.ts";
import { normals } from "../core/random.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { reluObjective } from "../core/solvers/reluObjective.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { landscape } from "../core/solvers/twoTasks.ts";
import { type StartName, startingModel } from "./start.ts";

const law = { kind: "3", phi: 0, printed: false, cosine: 0.96, sigma: 2, kappa: 20 } as const;
const settings = { ...law, mSource: 60, mTarget: 4, d: 30 };
const problemOf = (seed: number, r = 1): Problem => ({
  tasks: misaligned.sample(settings, seed),
  r,
  ridge: 5,
  alpha: Float64Array.of(1, 1),
});
const lossOf = (problem: Problem, model: Model): number => penalisedLosses(problem, model).reduce((a, b) => a + b, 0);
const names: readonly StartName[] = ["landscape", "spectral", "random"];

describe("a start", () => {
  it.each(names)("is the same for the same seed, has the problem's shapes and is finite: %s", (name) => {
    for (const r of [1, 2, 3]) {
      const model = startingModel(problemOf(1, r), name, 1);
      expect(startingModel(problemOf(1, r), name, 1)).toEqual(model);
      expect([model.B.rows, model.B.columns, model.A.rows, model.A.columns]).toEqual([30, r, 2, r]);
      expect([...model.B.data, ...model.A.data].every(Number.isFinite)).toBe(true);
    }
  });

  it("at random takes the seed's own stream: B first, then A", () => {
    const { B, A } = startingModel(problemOf(7), "random", 7);
    const z = normals(7, 50, 32);
    const factor = B.data[0] / z[0]; // the module is scaled to the labels
    B.data.forEach((value, n) => expect(value).toBeCloseTo(factor * z[n], 10));
    expect(A.data).toEqual(z.slice(30));
    expect(startingModel(problemOf(7), "random", 8).A).not.toEqual(A);
  });

  it("on the landscape has the heads of its deepest minimum and the best module along its direction", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = problemOf(seed);
      const { minima } = landscape(problem);
      const start = startingModel(problem, "landscape", seed);
      const [target, source] = start.A.data;
      expect(Math.sin(Math.atan2(source, target) - minima[0].t)).toBeCloseTo(0, 12);
      for (const factor of [0.9, 1.1])
        expect(
          lossOf(problem, {
            A: start.A,
            B: matrix(
              30,
              1,
              start.B.data.map((value) => factor * value),
            ),
          }),
        ).toBeGreaterThan(lossOf(problem, start));
      expect(lossOf(problem, start)).toBeLessThan(lossOf(problem, { A: start.A, B: matrix(30, 1) }));
    }
  });

  it("from the spectrum is the single-task solutions once r reaches k", () => {
    for (const r of [2, 4]) {
      const problem = problemOf(3, r);
      const model = startingModel(problem, "spectral", 3);
      problem.tasks.forEach((task, i) => {
        const thetaHat = solveSingleTask(task, problem.ridge);
        expect(norm(difference(predictor(model, i), thetaHat))).toBeLessThan(1e-12 * norm(thetaHat));
      });
    }
  });

  it("on the landscape is the spectral one where there is no landscape", () => {
    expect(startingModel(problemOf(1, 2), "landscape", 1)).toEqual(startingModel(problemOf(1, 2), "spectral", 1));
  });
});

describe("a start of a ReLU", () => {
  const reluOf = (seed: number, r = 1): Problem => ({
    ...problemOf(seed, r),
    tasks: sampleMisaligned(settings, seed, labellings.relu),
    model: "relu",
  });

  it.each(["landscape", "spectral"] as const)(
    "has the best heads for its module, positive on the whole: %s",
    (name) => {
      for (const r of [1, 2, 3]) {
        const problem = reluOf(1, r);
        const { B, A } = startingModel(problem, name, 1);
        const least = lossOf(problem, { B, A });
        if (r === 1) expect(least / reluObjective(problem, B.data).value).toBeCloseTo(1, 9);
        for (const at of A.data.keys())
          for (const by of [-0.01, 0.01])
            expect(lossOf(problem, { B, A: matrix(2, r, A.data.with(at, A.data[at] + by)) })).toBeGreaterThan(least);
      }
    },
  );

  it("has units beyond the number of tasks whose sides no rounding chooses", () => {
    for (let seed = 1; seed <= 8; seed++) {
      const problem = reluOf(seed, 4);
      const tasks = problem.tasks.map((task) => ({ ...task, y: task.y.map((label) => label * (1 + 1e-14)) }));
      const [start, other] = [problem, { ...problem, tasks }].map((one) => startingModel(one, "spectral", seed));
      expect(norm(difference(start.B.data, other.B.data))).toBeLessThan(1e-9);
    }
  });

  it("on the landscape lets a twin of few samples activate those that matter and have the sign of its head", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const tasks = sampleMisaligned({ ...settings, mTarget: 2 }, seed, labellings.relu);
      const { alone: [twin] = [] } = startingModel({ ...reluOf(seed), tasks }, "landscape", seed, [0]);
      if (!twin) throw new Error("a twin that is asked for must have a start");
      const { B, A } = twin;
      const [{ X, y }] = tasks;
      const margins = multiplyVector(X, B.data);
      const squares = (these: (n: number) => boolean): number =>
        y.reduce((sum, label, n) => sum + (these(n) ? label ** 2 : 0), 0);
      const ofSign = (n: number): boolean => y[n] * A.data[0] > 0;
      expect(squares(ofSign)).toBeGreaterThan(squares((n) => !ofSign(n)));
      expect(squares((n) => ofSign(n) && !(margins[n] > 0))).toBeLessThan(0.05 * squares(ofSign));
    }
  });
});

it("a start of a logistic model is that of the linear one with labels −1 and 1", () => {
  const tasks = sampleMisaligned(settings, 1, labellings.logistic);
  const signed = tasks.map((task) => ({ ...task, y: task.y.map((label) => (label === 1 ? 1 : -1)) }));
  for (const name of names)
    expect(startingModel({ ...problemOf(1), tasks, model: "logistic" }, name, 1)).toEqual(
      startingModel({ ...problemOf(1), tasks: signed }, name, 1),
    );
});
