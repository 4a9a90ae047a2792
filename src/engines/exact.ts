/** The optimum itself, by whichever solver is exact for the problem: one snapshot, no steps. */
import { type Model, type ModelKind, type Snapshot, penalisedLosses } from "../core/model.ts";
import { hasExactOptimum } from "../core/solvers/exactOptimum.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { separateModules, solveSharedModule } from "../core/solvers/sharedModule.ts";
import { type Said, Told, sentence } from "../text/sentence.ts";
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
 * The joint optimum of one problem and its twins' (of all tasks, or of those numbered in `twins`), where a solver knows it
 * (`hasExactOptimum`; of a ReLU and of classes with r = 1 it is not certified). The solvers of models that are not linear are
 * loaded when they are first asked for. Throws a sentence where there is no solver.
 * Linear ones may have alignment matrices, if these are invertible and the ridge is above 0; no others.
 * Source: SPEC (3.1), (3.2), (4.2), (4.6), (4.10), (4.11), (7.2).
 */
export async function solveExactly(
  problem: Problem,
  twins: readonly number[] = [...problem.tasks.keys()],
): Promise<SeedSnapshot> {
  if (problem.R && (problem.model ?? "linear") !== "linear")
    throw new RangeError(`solveExactly: alignment matrices need a linear model; got ${problem.model}`);
  if (!hasExactOptimum(problem, problem.tasks.length)) throw new Told(unsolved(problem));
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

/** Why there is no exact optimum. */
const unsolved = ({ model, tasks, r }: Problem): Said =>
  model === "relu"
    ? sentence("A ReLU model of capacity above 1 has no exact solver here: it has to be trained.")
    : `Classes have an exact solver for capacity 1, or one not below the ${tasks.length} tasks; got ${r}.`; // of no task family

async function solverOf(kind: ModelKind): Promise<(problem: Problem) => Model> {
  switch (kind) {
    case "linear":
      return solveSharedModule;
    case "relu":
      return (await import("../core/solvers/relu.ts")).solveRelu;
    case "logistic": {
      const { solveLogistic, solveLogisticTask } = await import("../core/solvers/logistic.ts");
      return (problem) => {
        const { tasks, r, ridge, alpha } = problem;
        if (r === 1) return solveLogistic(problem);
        return separateModules(
          tasks.map((task, i) => solveLogisticTask(task, ridge, alpha[i])),
          r,
        );
      };
    }
  }
  kind satisfies never;
}
