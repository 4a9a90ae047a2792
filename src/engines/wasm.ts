/**
 * The optimisers as WebAssembly, four float32 numbers at a time, compiled from the AssemblyScript of wasm/kernels: what
 * a machine without a GPU gets. Each model walks many steps in a row while its statistics are in the cache. Data are
 * prepared, and losses reported, in float64.
 */
import { fromRows, row } from "../core/linalg/matrix.ts";
import type { Model } from "../core/model.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { Diverged, type Engine, type SeedSnapshot, type TrainingRun, nextTurn, requireFinite } from "./engine.ts";
import type { Optimiser } from "./optimiser.ts";
import { type Descent, descent } from "./wasm/descent.ts";
import { type Kernels, instantiate } from "./wasm/instance.ts";
import { hasSimd } from "./webassembly.ts";

/** Steps that a model makes before the next one's turn. */
const STEPS_IN_A_ROW = 32;

/** How long a pull computes before messages that wait are heard, in milliseconds. */
const PATIENCE = 30;

/** The engine; the CPU engine where this machine's WebAssembly has no SIMD. */
export async function createEngine(): Promise<Engine> {
  if (!hasSimd()) return (await import("./cpu.ts")).engine;
  const idle = [await instantiate()];
  return {
    adapter: "none",
    async *train(ensemble, training) {
      const kernels = idle.pop() ?? (await instantiate());
      try {
        yield* train(kernels, ensemble, training);
      } finally {
        kernels.clear();
        idle.push(kernels);
      }
    },
  };
}

async function* train(
  kernels: Kernels,
  ...[{ problems }, { optimiser, start, signal }]: Parameters<Engine["train"]>
): TrainingRun {
  const runs: SeedRun[] = [];
  for (const [s, problem] of problems.entries()) {
    if (signal.aborted) return;
    runs.push(seedRun(kernels, problem, start[s], optimiser));
    await nextTurn();
  }
  const models = runs.flatMap(({ joint, alone }) => [joint, ...alone]);
  let step = 0;
  while (!signal.aborted) {
    const goal = step + ((yield requireFinite(runs.map((run) => snapshotOf(run, step)))) ?? 1);
    let heard = performance.now();
    while (step < goal) {
      const steps = Math.min(STEPS_IN_A_ROW, goal - step);
      let made = steps;
      for (const model of models) {
        if (performance.now() - heard > PATIENCE) {
          await nextTurn();
          heard = performance.now();
        }
        if (signal.aborted) return;
        made = Math.min(made, model.descend(steps));
      }
      step += made;
      if (made < steps) throw new Diverged(step);
    }
  }
}

interface SeedRun {
  readonly joint: Descent;
  readonly alone: readonly Descent[];
}

function seedRun(kernels: Kernels, problem: Problem, start: Model, optimiser: Optimiser): SeedRun {
  return {
    joint: descent(kernels, problem, start, optimiser),
    alone: problem.tasks.map((_, i) =>
      descent(kernels, twin(problem, i), { B: start.B, A: fromRows([row(start.A, i)]) }, optimiser),
    ),
  };
}

function snapshotOf({ joint, alone }: SeedRun, step: number): SeedSnapshot {
  return { joint: joint.snapshot(step), alone: alone.map((model) => model.snapshot(step)) };
}
