import { describe, expect, it } from "vitest";
import golden from "../golden/metrics.json" with { type: "json" };
import { randomTask } from "../golden/tasks.ts";
import { fromRows, matrix, multiplyVector } from "../linalg/matrix.ts";
import { type Model, type Snapshot, penalisedLosses, predictor } from "../model.ts";
import { solveSharedModule } from "../solvers/sharedModule.ts";
import { type Problem, twin } from "../solvers/problem.ts";
import { error, errorRaw } from "./error.ts";
import { metrics } from "./index.ts";
import type { Run } from "./metric.ts";

describe("the population error", () => {
  it.each(golden.population_metrics)("is the reference's", ({ Sigma, theta, w, mse_linear, nmse_linear }) => {
    const task = { ...randomTask(1, 2, 3), Sigma: fromRows(Sigma), theta: Float64Array.from(theta) };
    expect(errorRaw(task, Float64Array.from(w))).toBeCloseTo(mse_linear, 10);
    expect(error(task, Float64Array.from(w))).toBeCloseTo(nmse_linear, 10);
  });

  it("is 0 for the truth and 1 for predicting 0", () => {
    const task = randomTask(2, 5, 4);
    expect(error(task, task.theta)).toBe(0);
    expect(error(task, new Float64Array(4))).toBeCloseTo(1, 14);
  });
});

const problem: Problem = {
  tasks: [randomTask(3, 4, 5), { ...randomTask(4, 12, 5), role: "source" }],
  r: 1,
  ridge: 0.5,
  alpha: Float64Array.of(1, 1),
};
const snapshotOf = (part: Problem, model: Model): Snapshot => ({
  ...model,
  step: 0,
  alpha: part.alpha,
  losses: penalisedLosses(part, model),
});
const heldOut = randomTask(5, 6, 5);
const run = (model: Model): Run => ({
  problem,
  joint: snapshotOf(problem, model),
  alone: [0, 1].map((i) => snapshotOf(twin(problem, i), solveSharedModule(twin(problem, i)))),
  heldOut,
  mu: 20,
});
const heads = (target: number, source: number): Model => ({
  B: matrix(5, 1, Float64Array.of(1, 2, 3, 4, 5)),
  A: matrix(2, 1, Float64Array.of(target, source)),
});

describe("every metric", () => {
  it.each(Object.entries(metrics))("%s says what it is and is a finite number", (_, metric) => {
    expect(metric.title).not.toBe("");
    expect(metric.doc).toMatch(/\.$/);
    expect(metric.source).not.toBe("");
    expect(metric.measure(run(solveSharedModule(problem)))).toSatisfy(Number.isFinite);
  });
});

describe("the metrics", () => {
  it("measure gaps as the joint error minus the error alone", () => {
    const measured = run(solveSharedModule(problem));
    const value = (name: keyof typeof metrics): number => metrics[name].measure(measured);
    expect(value("transferGap")).toBe(value("mtlError") - value("stlError"));
    expect(value("transferGapRaw")).toBe(value("mtlErrorRaw") - value("stlErrorRaw"));
    const power = value("stlErrorRaw") / value("stlError");
    expect(value("transferGapRaw")).toBeCloseTo(value("transferGap") * power, 10);
    expect(value("alignedGapRaw")).toBeCloseTo(value("alignedGap") * power, 10);
  });

  it("read the head angle modulo π, in (−π/2, π/2], whatever the scale of the heads", () => {
    for (const t of [-1.5, -0.3, 0, 0.7, Math.PI / 2])
      for (const scale of [1, -3])
        expect(metrics.headAngle.measure(run(heads(scale * Math.cos(t), scale * Math.sin(t))))).toBeCloseTo(t, 12);
  });

  it("have no head angle above capacity 1", () => {
    const wide = { B: matrix(5, 2), A: matrix(2, 2) };
    expect(metrics.headAngle.measure(run(wide))).toBeNaN();
  });

  it("add the losses up to F_λ", () => {
    const model = heads(0.2, -0.1);
    const [target, source] = penalisedLosses(problem, model);
    expect(metrics.loss.measure(run(model))).toBe(target + source);
  });

  it("take Algorithm 1 from joint training to the task alone, with whatever weights", () => {
    const weighted: Problem = { ...problem, alpha: Float64Array.of(3, 0.4) };
    const solved = (part: Problem): Snapshot => snapshotOf(part, solveSharedModule(part));
    const alone = [0, 1].map((i) => solved(twin(weighted, i)));
    const labels = multiplyVector(heldOut.X, predictor(alone[0], 0)); // which the task alone predicts
    const at = (mu: number): Run => ({
      problem: weighted,
      joint: solved(weighted),
      alone,
      heldOut: { ...heldOut, y: labels },
      mu,
    });
    const gap = metrics.transferGap.measure(at(1));
    expect(Math.abs(gap)).toBeGreaterThan(0.01);
    expect(metrics.alignedGap.measure(at(1e9))).toBeCloseTo(gap, 6);
    expect(metrics.alignedGap.measure(at(1e-9))).toBeCloseTo(0, 7);
    expect(Math.abs(metrics.alignedGap.measure(at(1)) - metrics.alignedGap.measure(at(3)))).toBeGreaterThan(1e-3);
    expect(metrics.validatedGap.measure(at(1))).toBeCloseTo(0, 9);
  });

  it("are NaN, not an exception, once a run has diverged", () => {
    const diverged = run({ ...heads(1, 1), B: matrix(5, 1, new Float64Array(5).fill(NaN)) });
    expect(metrics.alignedGap.measure(diverged)).toBeNaN();
    expect(metrics.mtlError.measure(diverged)).toBeNaN();
  });
});
