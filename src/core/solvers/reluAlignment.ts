import { addScaled, difference, dot, matrix, multiplyVector, norm, scaled } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";
import { alignedPredictor } from "./alignment.ts";
import { activeSamples, reluObjective } from "./reluObjective.ts";
import { bestPredictions, muLadder } from "./validation.ts";

/** A ReLU predictor sign·ReLU(x'w) on the path of covariance alignment. */
export interface AlignedRelu {
  readonly mu: number;
  readonly w: Float64Array; // d
  readonly sign: 1 | -1;
  /** ‖sign·ReLU(Xw) − y‖² + λ‖w‖² + μ‖(I − P_B)w‖². */
  readonly loss: number;
}

const MOVES = 50;
const HALVINGS = 30;
/** A move that lowers the loss by less than this share is the last. */
const ENOUGH = 1e-10;

/**
 * Algorithm 1 (covariance alignment) for ReLU with capacity 1: for each μ a local minimum w of
 *   ‖sign·ReLU(Xw) − y‖² + λ‖w‖² + μ‖(I − P_B)w‖²,
 * one for each of `mus`, which must not rise. w stands for R B A: with the active samples fixed it is `alignedPredictor`
 * of them, so each μ is solved by steps towards that, halved until the loss falls, from the w of the μ before.
 *
 * The path starts at μ = ∞, the head of B refitted, whose sign it keeps; where B activates no sample that is w = 0 of
 * sign 1, from which the first step sees all samples. Alone among the μ, ∞ is exact; the others are stationary but for
 * kinks. B is d, ridge > 0, mu in [0, ∞]. Throws if ridge is not above 0 or if a μ is negative or above the one before.
 * Source: Algorithm 1 of the paper with the proximity term of SPEC (7.2), for ReLU (7.5).
 */
export function alignedRelu(
  task: Data,
  B: Float64Array,
  ridge: number,
  mus: readonly number[],
): readonly AlignedRelu[] {
  if (!(ridge > 0)) throw new RangeError(`alignedRelu: ridge must be above 0; got ${ridge}`);
  mus.forEach((mu, at) => {
    if (!(mu >= 0 && mu <= (at === 0 ? Infinity : mus[at - 1])))
      throw new RangeError(`alignedRelu: every mu must be at least 0 and at most the one before; got ${mu}`);
  });
  const alone = { tasks: [task], r: 1, ridge, alpha: Float64Array.of(1) };
  const [head] = reluObjective(alone, B).heads;
  const sign = head < 0 ? -1 : 1;
  const turned = { X: task.X, y: scaled(sign, task.y) };
  let w: Float64Array = scaled(Math.abs(head), B);
  return mus.map((mu) => {
    if (mu !== Infinity) w = descend(turned, B, w, ridge, mu);
    return { mu, w, sign, loss: lossOf(turned, B, w, ridge, mu) };
  });
}

/**
 * Algorithm 1 for ReLU with μ chosen from `ladder` on the held-out rows of the task; of equal errors the first wins, the
 * largest μ on the ladder of SPEC. Throws where `alignedRelu` does, or without a ladder. Source: SPEC (7.2), (7.5).
 */
export function alignReluByValidation(
  task: Data,
  B: Float64Array,
  ridge: number,
  heldOut: Data,
  ladder: readonly number[] = muLadder,
): AlignedRelu {
  const path = alignedRelu(task, B, ridge, ladder);
  const predictions = path.map(({ w, sign }) =>
    multiplyVector(heldOut.X, w).map((margin) => sign * Math.max(0, margin)),
  );
  return path[bestPredictions(predictions, heldOut.y)];
}

/**
 * Where the active samples are those of w, the loss is a quadratic whose minimum is one linear solve away; the step
 * there always goes down at first.
 */
function descend(task: Data, B: Float64Array, start: Float64Array, ridge: number, mu: number): Float64Array {
  const { X, y } = task;
  let w = start;
  let loss = lossOf(task, B, w, ridge, mu);
  for (let move = 0; move < MOVES; move++) {
    const margins = multiplyVector(X, w);
    const active = activeSamples(task, norm(w) > 0 ? margins : new Float64Array(y.length).fill(1));
    const step = difference(alignedPredictor(active, matrix(B.length, 1, B), ridge, mu), w);
    let [t, next, there] = [1, w, Infinity];
    for (let halving = 0; halving < HALVINGS && !(there < loss); halving++, t /= 2) {
      next = Float64Array.from(w);
      addScaled(next, t, step);
      there = lossOf(task, B, next, ridge, mu);
    }
    if (!(there < loss)) break;
    const gained = loss - there;
    [w, loss] = [next, there];
    if (gained <= ENOUGH * loss) break;
  }
  return w;
}

function lossOf({ X, y }: Data, B: Float64Array, w: Float64Array, ridge: number, mu: number): number {
  const fit = multiplyVector(X, w).reduce((sum, margin, n) => sum + (Math.max(0, margin) - y[n]) ** 2, 0);
  const outside = Math.max(0, dot(w, w) - (dot(B, w) ** 2 / dot(B, B) || 0));
  return fit + ridge * dot(w, w) + (mu === Infinity ? 0 : mu * outside);
}
