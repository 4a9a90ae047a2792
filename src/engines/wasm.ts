/**
 * The optimisers as WebAssembly, four float32 numbers at a time, compiled from the AssemblyScript of wasm/kernels: what
 * a machine without a GPU gets. Each model walks many steps in a row while its statistics are in the cache. Data are
 * prepared, and losses reported, in float64.
 */
import { Diverged, type Engine, type SeedSnapshot, type TrainingRun, nextTurn, requireFinite } from "./engine.ts";
import { type Member, members, snapshots } from "./members.ts";
import { type Descent, descent } from "./wasm/descent.ts";
import { type Kernels, borrow, giveBack } from "./wasm/instance.ts";
import { hasSimd } from "./webassembly.ts";

/** Steps that a model makes before the next one's turn. */
const STEPS_IN_A_ROW = 32;

/** How long a pull computes before messages that wait are heard, in milliseconds. */
const PATIENCE = 30;

/** The engine; the CPU engine where this machine's WebAssembly has no SIMD. */
export async function createEngine(): Promise<Engine> {
  if (!hasSimd()) return (await import("./cpu.ts")).engine;
  return {
    adapter: "none",
    async *train(ensemble, training) {
      const kernels = await borrow();
      try {
        yield* train(kernels, ensemble, training);
      } finally {
        giveBack(kernels);
      }
    },
  };
}

async function* train(
  kernels: Kernels,
  ...[{ seeds, problems }, { optimiser, start, signal }]: Parameters<Engine["train"]>
): TrainingRun {
  const runs: SeedRun[] = [];
  for (const [s, problem] of problems.entries()) {
    if (signal.aborted) return;
    const all = members({ seeds: [seeds[s]], problems: [problem] }, [start[s]], optimiser.whiten);
    runs.push({ all, descents: all.map((member) => descent(kernels, member, optimiser)) });
    await nextTurn();
  }
  const descents = runs.flatMap((run) => run.descents);
  let step = 0;
  while (!signal.aborted) {
    const goal = step + ((yield requireFinite(runs.flatMap((run) => reached(run, step)))) ?? 1);
    let heard = performance.now();
    while (step < goal) {
      const steps = Math.min(STEPS_IN_A_ROW, goal - step);
      let made = steps;
      for (const { descend } of descents) {
        if (performance.now() - heard > PATIENCE) {
          await nextTurn();
          heard = performance.now();
        }
        if (signal.aborted) return;
        made = Math.min(made, descend(steps));
      }
      step += made;
      if (made < steps) throw new Diverged(step);
    }
  }
}

/** The joint model of a seed and its twins. */
interface SeedRun {
  readonly all: readonly Member[];
  readonly descents: readonly Descent[];
}

function reached({ all, descents }: SeedRun, step: number): readonly SeedSnapshot[] {
  return snapshots(
    all,
    descents.map((one) => one.read()),
    step,
  );
}
