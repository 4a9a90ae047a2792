/** The optimum itself, by whichever solver is exact for the problem: one snapshot, no steps. */
import { type Model, type ModelKind, type Snapshot, penalisedLosses } from "../core/model.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { separateModules, solveSharedModule } from "../core/solvers/sharedModule.ts";
import { type Engine, type SeedSnapshot, asked } from "./engine.ts";

export const engine: Engine = {
  adapter: "none",
  async *train(ensemble, { signal }) {
    const snapshots: SeedSnapshot[] = [];
    for (const problem of ensemble.problems) {
      if (signal.aborted) return;
      snapshots.push(await solveExactly(problem));
    }
    yield asked(ensemble, snapshots);
  },
};

/**
 * The joint optimum of one problem and its twins' (of all tasks, or of those numbered in `twins`), where a solver knows it:
 * for linear models of every capacity, for logistic ones with r = 1 or r ≥ k, for a ReLU with r = 1 (neither of the last two
 * certified). The solvers of models that are not linear are loaded when they are first asked for. Throws where there is no solver: above r = 1 the units of a
 * ReLU are shared even for r ≥ k, since more units fit one task better too.
 * Linear ones may have alignment matrices, if these are invertible and the ridge is above 0; no others.
 * Source: SPEC (3.1), (3.2), (4.2), (4.6), (4.10), (4.11), (7.2).
 */
export async function solveExactly(
  problem: Problem,
  twins: readonly number[] = [...problem.tasks.keys()],
): Promise<SeedSnapshot> {
  if (problem.R && (problem.model ?? "linear") !== "linear")
    throw new RangeError(`solveExactly: alignment matrices need a linear model; got ${problem.model}`);
  const solve = await solverOf(problem.model ?? "linear");
  const snapshotOf = (part: Problem, model: Model): Snapshot => ({
    step: 0,
    B: model.B,
    A: model.A,
    R: part.R,
    alpha: part.alpha,
    losses: penalisedLosses(part, model),
  });
  const joint = snapshotOf(problem, solve(problem));
  const alone = twins.map((i) => {
    const part = twin(problem, i);
    return snapshotOf(part, solve({ ...part, r: 1 }));
  });
  return { joint, alone };
}

async function solverOf(kind: ModelKind): Promise<(problem: Problem) => Model> {
  switch (kind) {
    case "linear":
      return solveSharedModule;
    case "relu": {
      const { solveRelu } = await import("../core/solvers/relu.ts");
      return (problem) => {
        if (problem.r > 1)
          throw new RangeError(`solveExactly: a ReLU has an exact solver for capacity 1 only; got ${problem.r}`);
        return solveRelu(problem);
      };
    }
    case "logistic": {
      const { solveLogistic, solveLogisticTask } = await import("../core/solvers/logistic.ts");
      return (problem) => {
        const { tasks, r, ridge, alpha } = problem;
        if (r === 1) return solveLogistic(problem);
        if (r < tasks.length)
          throw new RangeError(
            `solveExactly: classes have an exact solver for capacity 1, or one not below the ${tasks.length} tasks; got ${r}`,
          );
        return separateModules(
          tasks.map((task, i) => solveLogisticTask(task, ridge, alpha[i])),
          r,
        );
      };
    }
  }
  kind satisfies never;
}
