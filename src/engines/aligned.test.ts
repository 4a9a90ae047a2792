/**
 * Alignment matrices in the training engines: what is minimised is Σα_i‖Z_iBA_i − y_i‖² + λΣ‖R_iBA_i‖² with Z_i = X_iR_i,
 * written out here once more in plain loops, for every kind of model.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearCases, randomMatrix, randomTask, taskOf, tasksOf } from "../core/golden/tasks.ts";
import { qr, singularValues } from "../core/linalg/decompositions.ts";
import {
  type Matrix,
  combine,
  difference,
  dot,
  identity,
  matrix,
  multiply,
  multiplyVector,
  norm,
  row,
  scale,
} from "../core/linalg/matrix.ts";
import { mtlErrorRaw } from "../core/metrics/taskErrors.ts";
import { errorRaw } from "../core/metrics/error.ts";
import { reluErrorRaw } from "../core/metrics/reluError.ts";
import { reluNetworkErrorRaw } from "../core/metrics/reluNetworkError.ts";
import { type Model, type ModelKind, nullLoss, penalisedLosses, predictor, reluOutput } from "../core/model.ts";
import { alignedPredictor } from "../core/solvers/alignment.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { solveSharedModule } from "../core/solvers/sharedModule.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { landscape } from "../core/solvers/twoTasks.ts";
import { alignmentMatrices, withAlignedInputs } from "../core/solvers/alignedInputs.ts";
import { coordinates } from "./coordinates.ts";
import { engine as cpu } from "./cpu.ts";
import type { Engine, SeedSnapshot, Start } from "./engine.ts";
import { solveExactly } from "./exact.ts";
import { type HalfLoss, halfLossOnData, halfLossOnStatistics } from "./halfLoss.ts";
import type { Optimiser } from "./optimiser.ts";
import { startingModel } from "./start.ts";
import { createEngine } from "./wasm.ts";

const d = 6;
const kinds = ["linear", "relu", "logistic"] as const;
const standard: Optimiser = { name: "nesterov", learningRate: 1, whiten: true };
const engines: readonly (readonly [name: string, load: () => Promise<Engine>])[] = [
  ["cpu", () => Promise.resolve(cpu)],
  ["wasm", createEngine],
];

/** I + G/√(4d), G Gaussian: condition numbers of 2 to 10. */
function nearIdentity(seed: number, size = d): Matrix {
  return combine(1, identity(size), 1 / Math.sqrt(4 * size), randomMatrix(seed, size, size));
}

/** A projector of rank d − 1: the last coordinate of the inputs is lost, to the last bit. */
function singular(): Matrix {
  const P = identity(d);
  P.data[d * d - 1] = 0;
  return P;
}

/** Two tasks of 4 and 15 samples with weights that are not 1. */
function problemOf(kind: ModelKind, r: number, R: readonly Matrix[] | undefined, seed = 1): Problem {
  const tasks = [4, 15].map((m, i) => {
    const task = randomTask(seed + 100 * i, m, d);
    return kind === "logistic" ? { ...task, y: task.y.map((value) => Number(value > 0)) } : task;
  });
  return { tasks, r, ridge: 0.7, alpha: Float64Array.of(2.5, 0.4), model: kind, R };
}

function modelOf(seed: number, r: number): Model {
  return { B: randomMatrix(seed, d, r), A: randomMatrix(seed + 1, 2, r) };
}

/** F_λ entry by entry. */
function objective({ tasks, alpha, ridge, model: kind, R }: Problem, { B, A }: Model): number {
  let total = 0;
  tasks.forEach(({ X, y }, i) => {
    const [Ri, head] = [R?.[i] ?? identity(d), row(A, i)];
    const unit = (j: number): Float64Array =>
      // R_iB_j A_ij
      Float64Array.from({ length: d }, (_, n) => {
        let sum = 0;
        for (let l = 0; l < d; l++) sum += Ri.data[n * d + l] * B.data[l * B.columns + j];
        return sum;
      });
    const units = Array.from(head, (_, j) => unit(j));
    const whole = units[0].map((_, n) => units.reduce((sum, one, j) => sum + one[n] * head[j], 0));
    const penalty =
      kind === "relu" ? units.reduce((sum, one, j) => sum + head[j] ** 2 * dot(one, one), 0) : dot(whole, whole);
    total += (kind === "logistic" ? ridge / 2 : ridge) * penalty;
    y.forEach((label, n) => {
      const x = row(X, n);
      if (kind === "logistic") total += alpha[i] * Math.log(1 + Math.exp((1 - 2 * label) * dot(x, whole)));
      else if (kind === "linear") total += alpha[i] * (dot(x, whole) - label) ** 2;
      else
        total += alpha[i] * (units.reduce((sum, one, j) => sum + head[j] * Math.max(0, dot(x, one)), 0) - label) ** 2;
    });
  });
  return total;
}

const alignments = {
  invertible: [nearIdentity(31), nearIdentity(32)],
  singular: [singular(), nearIdentity(34)],
};
const variants = kinds.flatMap((kind) =>
  [true, false].flatMap((whiten) => (["invertible", "singular"] as const).map((R) => ({ kind, whiten, R }))),
);

describe.each(variants)("what is trained: $kind, whitened $whiten, $R matrices", ({ kind, whiten, R }) => {
  const problem = problemOf(kind, 2, alignments[R]);
  const frame = coordinates(problem, whiten);
  const halves: readonly HalfLoss[] = [
    halfLossOnData(kind, frame.data(), d, 2),
    ...(kind === "linear" ? [halfLossOnStatistics(frame.statistics(), d, 2)] : []),
  ];
  const unit = nullLoss(problem);
  const inner = ({ B, A }: Model): Float64Array => Float64Array.of(...B.data, ...A.data);
  const outer = (x: Float64Array): Model =>
    frame.leave({ B: matrix(d, 2, x.slice(0, 2 * d)), A: matrix(2, 2, x.slice(2 * d)) });

  it("is F_λ of the aligned inputs", () => {
    for (let seed = 40; seed < 50; seed++) {
      const model = modelOf(seed, 2);
      const expected = objective(problem, model);
      expect(penalisedLosses(problem, model).reduce((a, b) => a + b) / expected).toBeCloseTo(1, 12);
      for (const half of halves) {
        const found = 2 * unit * half(inner(frame.enter(model)), new Float64Array(2 * d + 4));
        expect(found / expected).toBeCloseTo(1, 10);
      }
    }
  });

  it("has the gradient that its differences say", () => {
    const x = inner(frame.enter(modelOf(50, 2)));
    const h = 1e-5;
    const slopes = x.map((_, at) => {
      const moved = (by: number): number => {
        const to = x.slice();
        to[at] += by;
        return objective(problem, outer(to)) / unit / 2;
      };
      return (moved(h) - moved(-h)) / (2 * h);
    });
    for (const half of halves) {
      const g = new Float64Array(x.length);
      half(x, g);
      expect(norm(difference(slopes, g))).toBeLessThan(1e-7 * norm(g));
    }
  });
});

describe.each(engines)("alignment matrices on %s", (_, load) => {
  const fine = 1e-4; // of float32 and of the last steps

  it("that are the same rotation are training with rotated data", async () => {
    const Q = qr(randomMatrix(60, d, d)).Q;
    for (const kind of kinds) {
      const aligned = problemOf(kind, 2, [Q, Q]);
      const rotated = {
        ...aligned,
        R: undefined,
        tasks: aligned.tasks.map((task) => ({ ...task, X: multiply(task.X, Q) })),
      };
      const start = modelOf(61, 2);
      const [one, other] = [await trained(load, aligned, start, 30), await trained(load, rotated, start, 30)];
      expect(sum(one.joint.losses) / sum(other.joint.losses)).toBeCloseTo(1, 5);
      for (const i of [0, 1])
        expect(far(predictor(one.joint, i), multiplyVector(Q, predictor(other.joint, i)))).toBeLessThan(fine);
    }
  });

  it("do nothing if they are I", async () => {
    for (const kind of kinds) {
      const plain = problemOf(kind, 2, undefined);
      const start = modelOf(62, 2);
      const [one, other] = [
        await trained(load, { ...plain, R: [identity(d), identity(d)] }, start, 30),
        await trained(load, plain, start, 30),
      ];
      for (const i of [0, 1]) expect(far(predictor(one.joint, i), predictor(other.joint, i))).toBeLessThan(fine);
    }
  });

  it("are those of the task in each twin, which begins where the joint model does", async () => {
    const [R, start] = [alignments.invertible, modelOf(64, 2)];
    const { joint, alone } = await trained(load, problemOf("linear", 2, R), start, 0);
    alone.forEach((model, i) => {
      const expected = multiplyVector(multiply(R[i], start.B), row(start.A, i));
      expect(far(predictor(model, 0), expected)).toBeLessThan(fine);
      expect(model.losses[0] / joint.losses[i]).toBeCloseTo(1, 5);
    });
  });

  it("that lose a direction leave the twin the best of the others", async () => {
    const [R] = alignments.singular;
    const problem = problemOf("linear", 1, alignments.singular);
    const { alone } = await trained(load, problem, modelOf(65, 1), 600);
    const [task] = problem.tasks;
    const basis = { ...task, X: multiply(task.X, R) }; // R is a projector: what it loses costs nothing to leave at 0
    const optimum = multiplyVector(R, solveSingleTask(basis, problem.ridge, problem.alpha[0]));
    expect(far(predictor(alone[0], 0), optimum)).toBeLessThan(1e-3);
  });

  it("that are invertible leave each twin its single-task optimum, and so both tasks of a capacity that suffices", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), async (seed) => {
        const problem = problemOf("linear", 2, [nearIdentity(seed), nearIdentity(seed + 1)], seed);
        const { joint, alone } = await trained(load, problem, modelOf(seed, 2), 1500);
        problem.tasks.forEach((task, i) => {
          const optimum = solveSingleTask(task, problem.ridge, problem.alpha[i]);
          expect(far(predictor(alone[i], 0), optimum)).toBeLessThan(1e-3);
          expect(far(predictor(joint, i), optimum)).toBeLessThan(1e-3);
        });
      }),
      { numRuns: 5, seed: 1 },
    );
  });

  it("bring a joint model to the exact optimum, from any start that leads there", async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const problem = problemOf("linear", 1, [nearIdentity(seed), nearIdentity(seed + 1)], seed);
      const exact = await solveExactly(problem);
      const start = startingModel(problem, "landscape", seed);
      const { joint, alone } = await trained(load, problem, start, 600);
      const above = (one: Model, other: Model): number =>
        (sum(penalisedLosses(problem, one)) - sum(penalisedLosses(problem, other))) / nullLoss(problem);
      expect(Math.abs(above(joint, exact.joint))).toBeLessThan(1e-6);
      alone.forEach((model, i) => expect(far(predictor(model, 0), predictor(exact.alone[i], 0))).toBeLessThan(1e-3));
    }
  });

  it("of Algorithm 1 begin at its closed form, and training lowers F_λ from there", async () => {
    const plain = problemOf("linear", 1, undefined);
    const model = solveSharedModule(plain);
    for (const mu of [1, 30, 1000]) {
      const theta = plain.tasks.map((task, i) => {
        const alpha = plain.alpha[i]; // (7.3) is written for α = 1: F_i/α_i has ridge λ/α_i and proximity μ/α_i
        return alignedPredictor(task, model.B, plain.ridge / alpha, mu / alpha);
      });
      const problem = withAlignedInputs(plain, mu);
      const closed = theta.reduce(
        (total, one, i) => total + objective({ ...twin(plain, i), R: undefined }, ofPredictor(one)),
        0,
      );
      const begun = await trained(load, problem, model, 0);
      expect(sum(begun.joint.losses) / closed).toBeCloseTo(1, 6);
      theta.forEach((one, i) => expect(far(predictor(begun.joint, i), one)).toBeLessThan(1e-6));
      const { joint } = await trained(load, problem, model, 300);
      expect(sum(joint.losses)).toBeLessThan(closed * (1 - 1e-6));
    }
  });
});

it("without ridge are trained with, singular or not", async () => {
  const problem = { ...problemOf("linear", 1, alignments.singular), ridge: 0 };
  for (const [, load] of engines) {
    const start = modelOf(63, 1);
    const { joint, alone } = await trained(load, problem, start, 200);
    expect(sum(joint.losses)).toBeLessThan(sum(penalisedLosses(problem, start)));
    for (const { losses } of [joint, ...alone]) expect(losses.every(Number.isFinite)).toBe(true);
  }
});

describe("the exact optimum with alignment matrices", () => {
  it("of two tasks is the least of all head angles, solved one by one", () => {
    for (let seed = 1; seed <= 5; seed++) {
      const problem = problemOf("linear", 1, [nearIdentity(seed), nearIdentity(seed + 1)], seed);
      const found = sum(penalisedLosses(problem, solveSharedModule(problem)));
      let least = Infinity;
      for (let n = 0; n < 180; n++) least = Math.min(least, sum(penalisedLosses(problem, atAngle(problem, n / 180))));
      expect(found).toBeLessThan(least * (1 + 1e-12));
      expect(found).toBeGreaterThan(least * (1 - 1e-3));
      expect(found / landscape(problem).minima[0].loss).toBeCloseTo(1, 10);
    }
  });

  it("of more tasks is where training ends", async () => {
    const more = {
      ...problemOf(
        "linear",
        2,
        [1, 2, 3].map((seed) => nearIdentity(seed)),
      ),
    };
    const problem = {
      ...more,
      tasks: [...more.tasks, randomTask(9, 8, d)],
      alpha: Float64Array.of(2.5, 0.4, 1.3),
    };
    const exact = solveSharedModule(problem);
    const { joint } = await trained(() => Promise.resolve(cpu), problem, startingModel(problem, "spectral", 1), 1500);
    expect(sum(joint.losses) / sum(penalisedLosses(problem, exact))).toBeCloseTo(1, 6);
  });

  it("is for linear models with a ridge", async () => {
    await expect(solveExactly(problemOf("relu", 1, alignments.invertible))).rejects.toThrow("linear");
    for (const r of [1, 2])
      expect(() => solveSharedModule({ ...problemOf("linear", r, alignments.invertible), ridge: 0 })).toThrow("ridge");
  });
});

describe("the aligned model of Algorithm 1", () => {
  const cases = linearCases.filter(({ expect: { alg1_task0 } }) => alg1_task0 !== undefined);
  it.each(cases)("has the predictors of the reference: $name", (golden) => {
    const { lam = NaN, B = [], by_mu = {} } = golden.expect.alg1_task0 ?? {};
    const [task] = tasksOf(golden);
    const size = B.length;
    const model = { B: matrix(size, 1, Float64Array.from(B)), A: matrix(1, 1, Float64Array.of(1)) };
    for (const [mu, expected] of Object.entries(by_mu)) {
      const theta = Float64Array.from(expected);
      const problem = { tasks: [task], r: 1, ridge: lam, alpha: Float64Array.of(1) };
      const R = alignmentMatrices(problem, model, Number(mu));
      expect(far(predictor({ ...model, R }, 0), theta)).toBeLessThan(1e-7);
      const [found] = penalisedLosses({ ...problem, R }, model);
      const residual = difference(multiplyVector(task.X, theta), task.y);
      expect(found / (dot(residual, residual) + lam * dot(theta, theta))).toBeCloseTo(1, 7);
    }
  });

  it("has alignment matrices for weights that are not 1 as for data that are scaled so", () => {
    const plain = problemOf("linear", 1, undefined);
    const weighted = plain.tasks.map((task, i) => {
      const root = Math.sqrt(plain.alpha[i]);
      return taskOf(
        scale(task.X, root),
        task.y.map((value) => root * value),
      );
    });
    const model = solveSharedModule(plain);
    const found = alignmentMatrices(plain, model, 30);
    const expected = alignmentMatrices({ ...plain, tasks: weighted, alpha: Float64Array.of(1, 1) }, model, 30);
    found.forEach((R, i) => expect(far(R.data, expected[i].data)).toBeLessThan(1e-10));
  });
});

describe("the errors of an aligned model", () => {
  const R = alignments.invertible;
  const measured = (problem: Problem, { B, A }: Model): number => {
    const joint = { B, A, R, step: 0, alpha: problem.alpha, losses: penalisedLosses(problem, { B, A }) };
    return mtlErrorRaw.measure({ problem, joint, alone: [], mu: 100 });
  };

  it("are those of R_iBA_i", () => {
    const problem = problemOf("linear", 2, R);
    const model = modelOf(70, 2);
    const theta = multiplyVector(multiply(R[0], model.B), row(model.A, 0));
    expect(measured(problem, model)).toBeCloseTo(errorRaw(problem.tasks[0], theta), 10);
  });

  it("are those of its units R_iB_j where there is a ReLU", () => {
    const [one, two] = [modelOf(71, 1), modelOf(72, 2)];
    const problem = problemOf("relu", 1, R);
    const [task] = problem.tasks;
    const w = multiply(R[0], one.B).data;
    expect(measured(problem, one)).toBeCloseTo(reluErrorRaw(task, { w, head: one.A.data[0] }), 10);
    const network = reluNetworkErrorRaw(task, { ...two, B: multiply(R[0], two.B) }, 0);
    expect(measured({ ...problem, r: 2 }, two)).toBeCloseTo(network, 10);
    const outputs = reluOutput(multiply(task.X, R[0]), two.B, row(two.A, 0));
    const [loss] = penalisedLosses({ ...problem, ridge: 0 }, two);
    expect(loss).toBeCloseTo(problem.alpha[0] * norm(difference(outputs, task.y)) ** 2, 10);
  });
});

it("the test's matrices are well-conditioned", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const values = singularValues(nearIdentity(seed));
    expect(values[0] / values[values.length - 1]).toBeLessThan(40);
  }
});

/** The best module for heads (cos t, sin t), t = π·share, by the normal equations of the stacked rows. */
function atAngle({ tasks, alpha, ridge, R = [] }: Problem, share: number): Model {
  const heads = [Math.cos(Math.PI * share), Math.sin(Math.PI * share)];
  const rows = tasks.flatMap(({ X }, i) => {
    const Z = multiply(X, R[i]);
    const samples = Array.from({ length: X.rows }, (_, n) =>
      row(Z, n).map((value) => heads[i] * value * Math.sqrt(alpha[i])),
    );
    const penalty = Array.from({ length: d }, (_, n) =>
      row(R[i], n).map((value) => heads[i] * value * Math.sqrt(ridge)),
    );
    return [...samples, ...penalty];
  });
  const labels = tasks.flatMap(({ y }, i) => [
    ...y.map((value) => value * Math.sqrt(alpha[i])),
    ...Array<number>(d).fill(0),
  ]);
  const stacked = taskOf(
    matrix(rows.length, d, Float64Array.from(rows.flatMap((one) => [...one]))),
    Float64Array.from(labels),
  );
  return { B: matrix(d, 1, solveSingleTask(stacked, 0)), A: matrix(2, 1, Float64Array.from(heads)) };
}

function ofPredictor(theta: Float64Array): Model {
  return { B: matrix(theta.length, 1, theta), A: matrix(1, 1, Float64Array.of(1)) };
}

async function trained(
  load: () => Promise<Engine>,
  problem: Problem,
  start: Start,
  steps: number,
): Promise<SeedSnapshot> {
  const signal = new AbortController().signal;
  const run = (await load()).train(
    { seeds: [1], problems: [problem] },
    { optimiser: standard, start: [start], signal },
  );
  let reached = await run.next();
  if (steps > 0) reached = await run.next(steps);
  await run.return();
  if (reached.done) throw new Error("the run ended by itself");
  return reached.value[0];
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

function far(found: Float64Array, expected: Float64Array): number {
  return norm(difference(found, expected)) / Math.max(norm(expected), Number.MIN_VALUE);
}
