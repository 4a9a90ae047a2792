import { describe, expect, it } from "vitest";
import { sampleMisaligned } from "../families/misaligned.ts";
import { labellings } from "../families/labels.ts";
import { column, matrix, scaled } from "../linalg/matrix.ts";
import { type Model, type ModelKind, penalisedLosses } from "../model.ts";
import { type Problem, twin } from "../solvers/problem.ts";
import { alignedRelu } from "../solvers/reluAlignment.ts";
import { classificationError } from "./classificationError.ts";
import { metrics } from "./index.ts";
import type { Run } from "./metric.ts";
import { modelErrors } from "./modelError.ts";
import { reluNetworkError } from "./reluNetworkError.ts";
import { reluError, reluErrorRaw } from "./reluError.ts";

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

function problemOf(model: ModelKind, r = 1): Problem {
  return { tasks: sampleMisaligned(law, 3, labellings[model]), r, ridge: 0.5, alpha: Float64Array.of(1, 1), model };
}

/** A run whose joint model is B = the truth plus something, with heads 0.5 and −2, and whose twins are the truth. */
function runOf(problem: Problem): Run {
  const { tasks, r } = problem;
  const [{ theta }] = tasks;
  const columns = (values: Float64Array): Model["B"] =>
    matrix(
      values.length,
      r,
      Float64Array.from({ length: values.length * r }, (_, at) => values[Math.floor(at / r)]),
    );
  const snapshotOf = (part: Problem, model: Model): Run["joint"] => ({
    ...model,
    step: 0,
    alpha: part.alpha,
    losses: penalisedLosses(part, model),
  });
  const heads = matrix(
    2,
    r,
    Float64Array.from({ length: 2 * r }, (_, at) => (at < r ? 0.5 : -2)),
  );
  return {
    problem,
    mu: 100,
    joint: snapshotOf(problem, { B: columns(theta.map((value, j) => value + 0.1 * j)), A: heads }),
    alone: tasks.map((task, i) =>
      snapshotOf(twin(problem, i), { B: columns(task.theta), A: matrix(1, r, new Float64Array(r).fill(1)) }),
    ),
  };
}

describe("the errors of a run", () => {
  it("are of a ReLU what it is wrong by, the sign of the head included", () => {
    const run = runOf(problemOf("relu"));
    const { B } = run.joint;
    run.problem.tasks.forEach((task, i) => {
      const predictor = { w: column(B, 0), head: [0.5, -2][i] };
      const [joint, raw] = i === 0 ? [metrics.mtlError, metrics.mtlErrorRaw] : [metrics.sourceMtlError, undefined];
      expect(joint.measure(run)).toBe(reluError(task, predictor));
      if (raw) expect(raw.measure(run)).toBe(reluErrorRaw(task, predictor));
    });
    expect(metrics.stlError.measure(run)).toBeCloseTo(0, 12);
    expect(metrics.sourceStlError.measure(run)).toBeCloseTo(0, 12);
    expect(metrics.transferGap.measure(run)).toBe(metrics.mtlError.measure(run) - metrics.stlError.measure(run));
  });

  it("are of two classes the share of wrong ones, raw or not", () => {
    const run = runOf(problemOf("logistic"));
    const [target, source] = run.problem.tasks;
    const B = column(run.joint.B, 0);
    expect(metrics.mtlError.measure(run)).toBe(classificationError(target, scaled(0.5, B)));
    expect(metrics.mtlErrorRaw.measure(run)).toBe(metrics.mtlError.measure(run));
    expect(metrics.sourceMtlError.measure(run)).toBeCloseTo(1 - classificationError(source, B), 12); // a negative head
    expect(metrics.stlError.measure(run)).toBeCloseTo(0, 7);
  });

  it("are NaN where they are not defined, or no longer finite", () => {
    const wide = runOf(problemOf("relu", 2));
    expect(metrics.mtlError.measure(wide)).toBe(reluNetworkError(wide.problem.tasks[0], wide.joint, 0));
    expect(metrics.alignedGap.measure(wide)).toBeNaN();
    expect(metrics.alignedGap.measure(runOf(problemOf("logistic")))).toBeNaN();
    for (const model of ["linear", "relu", "logistic"] as const) {
      const run = runOf(problemOf(model));
      const B = matrix(10, 1, new Float64Array(10).fill(NaN));
      const diverged = { ...run, joint: { ...run.joint, B } };
      expect(metrics.mtlError.measure(diverged)).toBeNaN();
      expect(metrics.alignedGap.measure(diverged)).toBeNaN();
      expect(modelErrors[model].raw(run.problem.tasks[0], { B, A: run.joint.A }, 0)).toBeNaN();
    }
  });
});

describe("the gap after Algorithm 1", () => {
  it("is of a ReLU that of the aligned unit", () => {
    const run = runOf(problemOf("relu"));
    const [target] = run.problem.tasks;
    const [{ w, sign }] = alignedRelu(target, run.joint.B.data, 0.5, [100]);
    expect(metrics.alignedGap.measure(run)).toBe(reluError(target, { w, head: sign }) - metrics.stlError.measure(run));
    expect(metrics.alignedGapRaw.measure(run)).toBe(
      reluErrorRaw(target, { w, head: sign }) - metrics.stlErrorRaw.measure(run),
    );
    const weighted = { ...run, problem: { ...run.problem, alpha: Float64Array.of(2, 1) }, mu: 200 };
    const half = { ...run, problem: { ...run.problem, ridge: 0.25 } };
    expect(metrics.alignedGap.measure(weighted)).toBe(metrics.alignedGap.measure(half));
    expect(metrics.alignedGap.measure(weighted)).not.toBe(metrics.alignedGap.measure(run));
  });
});

it("a null loss is what predicting 0 costs", () => {
  for (const model of ["linear", "relu", "logistic"] as const) {
    const problem = problemOf(model);
    const zero = { B: matrix(10, 1), A: matrix(2, 1, Float64Array.of(1, 1)) };
    const expected = penalisedLosses(problem, zero);
    expect(metrics.nullLoss.measure(runOf(problem))).toBeCloseTo(expected[0] + expected[1], 10);
  }
});
