/**
 * The optimisers as WebAssembly, four float32 numbers at a time, compiled from the AssemblyScript of wasm/kernels: what
 * a machine without a GPU gets. Each model walks many steps in a row while its statistics are in the cache. Data are
 * prepared, and losses reported, in float64.
 */
import type { Model } from "../core/model.ts";
import { Diverged, type Engine, type TrainingRun, requireFinite, turns, twinsOf } from "./engine.ts";
import { members, snapshots } from "./members.ts";
import { type Descent, descent } from "./wasm/descent.ts";
import { type Kernels, modules } from "./wasm/instance.ts";
import { hasRelaxedSimd, hasSimd } from "./webassembly.ts";

/** Steps that a model makes before the next one's turn. */
const STEPS_IN_A_ROW = 32;

/**
 * The engine; the CPU engine where this machine's WebAssembly has no SIMD. `fused` kernels, a fifth faster for samples,
 * need relaxed SIMD; others give the same up to float32's rounding.
 */
export async function createEngine(kind: keyof typeof modules = hasRelaxedSimd() ? "fused" : "plain"): Promise<Engine> {
  if (!hasSimd()) return (await import("./cpu.ts")).engine;
  const { borrow, giveBack } = modules[kind];
  giveBack(await borrow()); // compiled by the time a run begins
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
  ...[ensemble, { optimiser, start, signal }]: Parameters<Engine["train"]>
): TrainingRun {
  const all = await members(ensemble, start, optimiser.whiten, signal, twinsOf(ensemble));
  if (!all) return;
  const descents: Descent[] = [];
  let turn = turns();
  for (const member of all) {
    descents.push(descent(kernels, member, optimiser));
    await turn();
    if (signal.aborted) return;
  }
  const read = (): readonly Model[] => descents.map((one) => one.read());
  let step = 0;
  while (!signal.aborted) {
    const goal = step + ((yield requireFinite(snapshots(all, read(), step, start.length))) ?? 1);
    turn = turns(); // a pull that is short waits for nobody
    while (step < goal) {
      const steps = Math.min(STEPS_IN_A_ROW, goal - step);
      let made = steps;
      for (const one of descents) {
        await turn();
        if (signal.aborted) return;
        made = Math.min(made, one.descend(steps));
      }
      step += made;
      if (made < steps) throw new Diverged(step);
    }
  }
}
