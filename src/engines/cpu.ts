/**
 * The reference: plain loops in float64. Linear models are trained on sufficient statistics, so that a step costs the
 * same for every sample size; the others have none and are trained on their data. The optimisers are those of
 * optimiser.ts, line by line; other engines are compared with this one.
 */
import { addScaled, dot, matrix } from "../core/linalg/matrix.ts";
import { type Model, type Snapshot, penalisedLosses } from "../core/model.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { coordinates } from "./coordinates.ts";
import {
  Diverged,
  type Engine,
  type SeedSnapshot,
  type Start,
  requireFinite,
  startOfTwin,
  turns,
  twinsOf,
} from "./engine.ts";
import { type HalfLoss, halfLossOnData, halfLossOnStatistics } from "./halfLoss.ts";
import { ADAM, LEAST_LOSS, MOMENTUM, type Optimiser, rate } from "./optimiser.ts";

export const engine: Engine = {
  adapter: "none",
  async *train(ensemble, { optimiser, start, signal }) {
    const runs: SeedRun[] = [];
    let turn = turns();
    for (const [s, problem] of ensemble.problems.entries()) {
      if (signal.aborted) return;
      runs.push(seedRun(problem, start[s], optimiser, twinsOf(ensemble)));
      await turn();
    }
    let step = 0;
    while (!signal.aborted) {
      const steps = (yield requireFinite(runs.map((run) => run.snapshot(step)))) ?? 1;
      turn = turns(); // a pull that is short waits for nobody
      for (let n = 0; n < steps; n++) {
        await turn();
        if (signal.aborted) return;
        step++;
        // A step sees the loss where it starts from, which is what the step before had reached.
        for (const run of runs) if (!run.step()) throw new Diverged(step - 1);
      }
    }
  },
};

interface SeedRun {
  /** One step of the joint model and of its twins; false if a loss is no longer finite. */
  step(): boolean;
  snapshot(step: number): SeedSnapshot;
}

function seedRun(problem: Problem, start: Start, optimiser: Optimiser, twins: readonly number[]): SeedRun {
  const joint = descent(problem, start, optimiser);
  const alone = twins.map((i) => descent(twin(problem, i), startOfTwin(start, i), optimiser));
  const all = [joint, ...alone];
  return {
    step: () => all.map((model) => model.step()).every(Number.isFinite),
    snapshot: (step) => ({ joint: joint.snapshot(step), alone: alone.map((model) => model.snapshot(step)) }),
  };
}

interface Descent {
  /** One step; returns F/2's value where the gradient was taken. */
  step(): number;
  snapshot(step: number): Snapshot;
}

/** One model on its way down. */
function descent(problem: Problem, start: Model, optimiser: Optimiser): Descent {
  const frame = coordinates(problem, optimiser.whiten);
  const { r, alpha, tasks, model: kind = "linear" } = problem;
  const inner = frame.enter(start);
  const d = inner.B.rows;
  const objective =
    kind === "linear" ? halfLossOnStatistics(frame.statistics(), d, r) : halfLossOnData(kind, frame.data(), d, r);
  const x = Float64Array.of(...inner.B.data, ...inner.A.data);
  const advance = update(optimiser, objective, x, d * r, r);
  return {
    step: advance,
    snapshot: (step) => {
      const model = frame.leave({ B: matrix(d, r, x.slice(0, d * r)), A: matrix(tasks.length, r, x.slice(d * r)) });
      return { step, ...model, alpha, losses: penalisedLosses(problem, model) };
    },
  };
}

/** The optimiser's step on x, in place; the function returns F/2 where the gradient was taken. */
function update(optimiser: Optimiser, objective: HalfLoss, x: Float64Array, sizeB: number, r: number): () => number {
  const eta = rate(optimiser);
  const g = new Float64Array(x.length);
  const D = new Float64Array(x.length);
  switch (optimiser.name) {
    case "gradientDescent":
      return () => {
        const loss = objective(x, g);
        normalise(D, g, x, loss, sizeB, r);
        addScaled(x, -eta, D);
        return loss;
      };
    case "momentum": {
      const v = new Float64Array(x.length);
      return () => {
        const loss = objective(x, g);
        normalise(D, g, x, loss, sizeB, r);
        for (let n = 0; n < x.length; n++) v[n] = MOMENTUM * v[n] + D[n];
        addScaled(x, -eta, v);
        return loss;
      };
    }
    case "nesterov": {
      const previous = x.slice();
      const z = x.slice();
      let n = 0;
      return () => {
        const beta = n / (n + 3);
        for (let j = 0; j < x.length; j++) z[j] = x[j] + beta * (x[j] - previous[j]);
        const loss = objective(z, g);
        normalise(D, g, z, loss, sizeB, r);
        previous.set(x);
        let uphill = 0;
        for (let j = 0; j < x.length; j++) {
          x[j] = z[j] - eta * D[j];
          uphill += g[j] * (x[j] - previous[j]);
        }
        n = uphill > 0 ? 0 : n + 1;
        return loss;
      };
    }
    case "adam": {
      const first = new Float64Array(x.length);
      const second = new Float64Array(x.length);
      const { beta1, beta2, epsilon } = ADAM;
      let n = 0;
      return () => {
        const loss = objective(x, g);
        n++;
        for (let j = 0; j < x.length; j++) {
          first[j] = beta1 * first[j] + (1 - beta1) * g[j];
          second[j] = beta2 * second[j] + (1 - beta2) * g[j] ** 2;
          x[j] -= (eta * (first[j] / (1 - beta1 ** n))) / (Math.sqrt(second[j] / (1 - beta2 ** n)) + epsilon);
        }
        return loss;
      };
    }
  }
  optimiser.name satisfies never;
}

/** D of optimiser.ts at x, where the gradient is g and F/2 is `half`, written to D. */
function normalise(D: Float64Array, g: Float64Array, x: Float64Array, half: number, sizeB: number, r: number): void {
  let heads = 0;
  for (let i = sizeB; i < x.length; i += r) heads = Math.max(heads, squaredNorm(x.subarray(i, i + r)));
  const module = squaredNorm(x.subarray(0, sizeB));
  const residual = Math.sqrt(Math.max(LEAST_LOSS, 2 * half)); // rounding may bring the loss of a perfect fit below 0
  for (let j = 0; j < x.length; j++) D[j] = g[j] / ((j < sizeB ? heads : module) + residual);
}

function squaredNorm(v: Float64Array): number {
  return dot(v, v);
}
