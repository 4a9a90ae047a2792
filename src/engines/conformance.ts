/** How far apart two engines have come, for tests that compare them. */
import { type Matrix, dot, multiply, row } from "../core/linalg/matrix.ts";
import { type Model, type ModelKind, type Snapshot, moduleOf, nullLoss, predictor } from "../core/model.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { engine as cpu } from "./cpu.ts";
import { type Ensemble, type SeedSnapshot, type Training, twinsOf } from "./engine.ts";

/** Bounds of the second derivative of half a sample's loss, by which coordinates.ts measures. */
const CURVATURE = { linear: 1, relu: 1, logistic: 1 / 4 } as const;

/**
 * The largest difference of a loss F_λ, and of a fit in the metric that training sees, over all models of an ensemble.
 * Both are in units of the loss that predicting 0 has.
 */
export function distance(
  ensemble: Ensemble,
  found: readonly SeedSnapshot[],
  right: readonly SeedSnapshot[],
): { loss: number; fit: number } {
  const all = ensemble.problems.flatMap((problem, s) => [
    apart(problem, found[s].joint, right[s].joint),
    ...twinsOf(ensemble).map((task, i) => apart(twin(problem, task), found[s].alone[i], right[s].alone[i])),
  ]);
  return { loss: Math.max(...all.map(({ loss }) => loss)), fit: Math.max(...all.map(({ fit }) => fit)) };
}

/** The first step at which a loss of the reference, in the same units, passes a limit. */
export async function firstAbove(ensemble: Ensemble, training: Training, limit: number): Promise<number> {
  const run = cpu.train(ensemble, training);
  for (let step = 0; ; step++) {
    const { value, done } = await run.next(1);
    if (done) throw new Error("the run ended by itself");
    const isAbove = (problem: Problem, { losses }: Snapshot): boolean => total(losses) > limit * nullLoss(problem);
    const above = ensemble.problems.some(
      (problem, s) =>
        isAbove(problem, value[s].joint) || value[s].alone.some((model, i) => isAbove(twin(problem, i), model)),
    );
    if (above) return step;
  }
}

function apart(problem: Problem, found: Snapshot, right: Snapshot): { loss: number; fit: number } {
  const { tasks, alpha, ridge, model: kind = "linear" } = problem;
  let squares = 0;
  tasks.forEach(({ X }, i) => {
    const samples = squaredDistance(predictions(kind, found, i, X), predictions(kind, right, i, X));
    const penalised = squaredDistance(penalisedVector(kind, found, i), penalisedVector(kind, right, i));
    squares += alpha[i] * CURVATURE[kind] * samples + ridge * penalised;
  });
  const unit = nullLoss(problem);
  return { loss: Math.abs(total(found.losses) - total(right.losses)) / unit, fit: Math.sqrt(squares / unit) };
}

/** What a model predicts for the rows of X, before any classes are told apart. */
function predictions(kind: ModelKind, model: Model, i: number, X: Matrix): Float64Array {
  const hidden = multiply(X, moduleOf(model, i));
  if (kind === "relu") hidden.data.forEach((value, at) => (hidden.data[at] = Math.max(0, value)));
  return Float64Array.from({ length: X.rows }, (_, n) => dot(row(hidden, n), row(model.A, i)));
}

/** What the ridge acts on: the predictor, or each hidden unit's. */
function penalisedVector(kind: ModelKind, model: Model, i: number): Float64Array {
  const head = row(model.A, i);
  return kind === "relu"
    ? moduleOf(model, i).data.map((value, at) => value * head[at % head.length])
    : predictor(model, i);
}

function squaredDistance(u: Float64Array, v: Float64Array): number {
  return u.reduce((sum, value, n) => sum + (value - v[n]) ** 2, 0);
}

function total(losses: Float64Array): number {
  return losses.reduce((sum, value) => sum + value);
}
