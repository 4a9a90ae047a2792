/** The optimum itself, by whichever solver is exact for the problem: one snapshot, no steps. */
import { type Model, type Snapshot, penalisedLosses } from "../core/model.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { solveSharedModule } from "../core/solvers/sharedModule.ts";
import type { Engine, SeedSnapshot } from "./engine.ts";

export const engine: Engine = {
  adapter: "none",
  async *train({ problems }, { signal }) {
    const snapshots: SeedSnapshot[] = [];
    for (const problem of problems) {
      if (signal.aborted) return;
      snapshots.push(solveExactly(problem));
    }
    yield snapshots;
  },
};

/** The joint optimum of one problem and its twins'. Source: SPEC (3.1), (4.2), (4.6). */
export function solveExactly(problem: Problem): SeedSnapshot {
  const snapshotOf = (part: Problem, model: Model): Snapshot => ({
    step: 0,
    B: model.B,
    A: model.A,
    alpha: part.alpha,
    losses: penalisedLosses(part, model),
  });
  const alone = problem.tasks.map((_, i) => {
    const part = twin(problem, i);
    return snapshotOf(part, solveSharedModule({ ...part, r: 1 }));
  });
  return { joint: snapshotOf(problem, solveSharedModule(problem)), alone };
}
