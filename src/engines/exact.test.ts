import { describe, expect, it } from "vitest";
import { labellings } from "../core/families/labels.ts";
import { sampleMisaligned } from "../core/families/misaligned.ts";
import { type ModelKind, predictor } from "../core/model.ts";
import { solveLogistic, solveLogisticTask } from "../core/solvers/logistic.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { solveRelu } from "../core/solvers/relu.ts";
import { Told } from "../text/sentence.ts";
import { solveExactly } from "./exact.ts";

const law = {
  kind: "3",
  phi: 0,
  printed: false,
  d: 10,
  kappa: 5,
  cosine: 0.9,
  sigma: 1,
  mSource: 20,
  mTarget: 4,
} as const;
const problemOf = (model: ModelKind, r: number): Problem => ({
  tasks: sampleMisaligned(law, 3, labellings[model]),
  r,
  ridge: 0.5,
  alpha: Float64Array.of(1, 2),
  model,
});
const total = (losses: Float64Array): number => losses.reduce((sum, value) => sum + value, 0);

describe("the exact engine", () => {
  it.each([
    ["relu", solveRelu],
    ["logistic", solveLogistic],
  ] as const)("has the solver's joint model and twins with capacity 1: %s", async (model, solve) => {
    const problem = problemOf(model, 1);
    const { joint, alone } = await solveExactly(problem);
    expect(total(joint.losses) / solve(problem).loss).toBeCloseTo(1, 12);
    alone.forEach((found, i) => expect(total(found.losses) / solve(twin(problem, i)).loss).toBeCloseTo(1, 12));
  });

  it("shares nothing between classes once the capacity reaches the tasks", async () => {
    const problem = problemOf("logistic", 3);
    const { joint, alone } = await solveExactly(problem);
    expect([joint.B.columns, joint.A.columns]).toEqual([3, 3]);
    problem.tasks.forEach((task, i) => {
      expect(predictor(joint, i)).toEqual(solveLogisticTask(task, 0.5, problem.alpha[i]));
      expect(joint.losses[i] / alone[i].losses[0]).toBeCloseTo(1, 9);
    });
  });

  it("says where there is no solver", async () => {
    await expect(solveExactly(problemOf("relu", 2))).rejects.toThrow(Told);
    await expect(solveExactly(problemOf("relu", 2))).rejects.toThrow("has no exact solver here");
    const three = problemOf("logistic", 2);
    const tasks = [...three.tasks, three.tasks[0]];
    await expect(solveExactly({ ...three, tasks, alpha: Float64Array.of(1, 1, 1) })).rejects.toThrow("3 tasks; got 2");
  });
});
