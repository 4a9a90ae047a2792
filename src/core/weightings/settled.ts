/** The task weights of a problem, whatever their rule asks for. */
import { difference, dot, multiplyVector } from "../linalg/matrix.ts";
import { predictor } from "../model.ts";
import type { Problem } from "../solvers/problem.ts";
import { solveSharedModule } from "../solvers/sharedModule.ts";
import type { Data } from "../task.ts";
import type { RunStatistics } from "./weighting.ts";

const ROUNDS = 200;
/** Rounds stop once no weight moves by more than this share. */
const SETTLED = 1e-9;

/**
 * α where the rule and the optimum agree: α ← rule(losses of the optimum with α), in turns, from what the rule says
 * before there is a loss, until no weight moves by more than 1e-9 of itself or for 200 rounds. A rule that ignores the
 * losses has settled at once. For `uncertainty` this is the block descent of SPEC (8.6). k weights; linear models.
 */
export function settledWeights(
  problem: Omit<Problem<Data>, "alpha">,
  rule: (statistics: RunStatistics) => Float64Array,
): Float64Array {
  let alpha = rule({});
  for (let round = 0; round < ROUNDS; round++) {
    const model = solveSharedModule({ ...problem, alpha });
    const before = alpha;
    alpha = rule({ losses: Float64Array.from(problem.tasks, (task, i) => squares(task, predictor(model, i))) });
    if (alpha.every((value, i) => Math.abs(value - before[i]) <= SETTLED * Math.abs(value))) break;
  }
  return alpha;
}

/** ‖Xθ̂ − y‖². */
function squares({ X, y }: Data, thetaHat: Float64Array): number {
  const residual = difference(multiplyVector(X, thetaHat), y);
  return dot(residual, residual);
}
