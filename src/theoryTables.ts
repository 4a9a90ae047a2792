/** The tables of the labs about an algorithm or a theorem, apart from those that every visit needs. */
import { alignedGap } from "./core/metrics/alignedGap.ts";
import { error } from "./core/metrics/error.ts";
import { type Model, predictor } from "./core/model.ts";
import type { Row } from "./core/row.ts";
import { canAlign, withAlignedInputs } from "./core/solvers/alignedInputs.ts";
import type { Problem } from "./core/solvers/problem.ts";
import { solveSharedModule } from "./core/solvers/sharedModule.ts";
import { muLadder } from "./core/solvers/validation.ts";
import { alignedSimilarity } from "./core/theory/alignedSimilarity.ts";
import { theorem2 } from "./core/theory/theorem2.ts";
import type { Solved } from "./tables.ts";

/** Each table's rows of one seed. */
export const theoryTables = { alignmentPath: alignmentRows, assumptions: assumptionRows };

/**
 * Along Algorithm 1's path, for each finite μ of the ladder and the one that is set, the target's gap, the gap of the joint
 * optimum that is found again on the aligned inputs (NaN where these are not trained on), and the similarity of the aligned
 * inputs (NaN where they have no closed form).
 */
function alignmentRows({ seed, settings: { mu: set }, problem, heldOut, snapshot }: Solved): readonly Row[] {
  const [target] = problem.tasks;
  const { joint, alone } = snapshot;
  const { model = "linear" } = problem;
  const stlError = error(target, predictor(alone[0], 0));
  const mus = new Set([...muLadder.filter((mu) => mu > 0 && Number.isFinite(mu)), set]);
  return Array.from(mus, (mu) => ({
    seed,
    mu,
    gap: alignedGap.measure({ problem, heldOut, ...snapshot, mu }),
    retrainedGap: canAlign(problem) ? error(target, retrained(problem, joint, mu)) - stlError : NaN,
    similarity: model === "linear" ? alignedSimilarity(problem, joint, mu).score : NaN,
  }));
}

/** The target's predictor at the joint optimum of the aligned inputs, d. */
function retrained(problem: Problem, joint: Model, mu: number): Float64Array {
  const aligned = withAlignedInputs(problem, mu, joint);
  return predictor({ ...solveSharedModule(aligned), R: aligned.R }, 0);
}

/** What Theorem 2 asks for and the tasks do not have, one sentence a row. */
function assumptionRows({ problem: { tasks, r, ridge, alpha } }: Solved): readonly Row[] {
  const [target, source] = tasks;
  const { variances } = source.population;
  const sourceConditionNumber = Math.max(...variances) / Math.min(...variances);
  const { brokenAssumptions } = theorem2(source, target, {
    sourceConditionNumber,
    r,
    ridge,
    sourceWeight: alpha[1] / alpha[0],
  });
  return brokenAssumptions.map(({ assumption, numbers }, i) => ({ index: i + 1, assumption, ...numbers }));
}
