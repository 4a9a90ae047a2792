/**
 * One seed of the misaligned pair swept over the angle φ and the source's sample size m, exactly.
 *
 * The source at φ is X(φ) = X₀G(φ)', X₀ its rows at φ = 0. G is orthogonal, so with B = G B̃ the source is X₀ at every φ,
 * and it is the target, X₁G, and the source's parameter, G'θ₂, that turn: one eigen-decomposition of X₀'X₀ for each m
 * serves every φ, and y₂ = X₀G'θ₂ + ε needs only X₀'X₀, X₀'ε and ε'ε. Sample sizes are nested in one draw. A cell then
 * costs O(m₁d²) to turn the target and O(m₁²d) for each head angle that is tried. Source: SPEC (2.6), (2.8), (4.2).
 */
import { strongCoordinates } from "../families/descriptions/misaligned.ts";
import { misaligned, planeRotations } from "../families/misaligned.ts";
import type { Values } from "../fields.ts";
import { symmetricEigen } from "../linalg/decompositions.ts";
import {
  type Matrix,
  dot,
  fromRows,
  multiply,
  multiplyVector,
  row,
  scaled,
  transpose,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { error } from "../metrics/error.ts";
import { predictor } from "../model.ts";
import { fewRowsLandscape } from "../solvers/fewRows.ts";
import { solveSingleTask } from "../solvers/singleTask.ts";
import { landscape, solveTwoTasks } from "../solvers/twoTasks.ts";
import { type Task, nested, statistics } from "../task.ts";

/** A pair of tasks and the ridge; φ and the source's sample size are what is swept. */
export type PairSweepSettings = Omit<Values<typeof misaligned.fields>, "kind" | "phi" | "printed" | "mSource"> & {
  readonly ridge: number;
};

/** The joint optimum of one cell. */
export interface PairCell {
  /** The target's NMSE jointly. Source: SPEC (5.1). */
  readonly error: number;
  /** `error` less the target's NMSE alone: above 0 is negative transfer. Source: SPEC (5.4). */
  readonly gap: number;
  /** F_λ. */
  readonly loss: number;
  /** The head angle in (−π/2, π/2]: heads are (cos t, sin t). */
  readonly t: number;
}

/** The sweep of one seed; cells are computed when they are asked for. */
export interface PairSweep {
  /** The target's NMSE alone, the same in every cell. */
  readonly aloneError: number;
  /** The cell at φ (radians) and one of the sweep's sample sizes; throws for another. */
  readonly cell: (phi: number, mSource: number) => PairCell;
}

/** The source of one sample size: X₀'X₀ = E diag(Λ) E', rows of `Et` are eigenvectors; noise is X₀'ε in their coordinates. */
interface Spectrum {
  readonly Et: Matrix;
  readonly Lambda: Float64Array;
  readonly noise: Float64Array;
  readonly noiseSquared: number;
}

/** What turns with φ. */
interface Turn {
  readonly G: Matrix;
  readonly X: Matrix; // X₁G
  readonly theta: Float64Array; // G'θ₂
}

function turned(target: Task, theta2: Float64Array, G: Matrix): Turn {
  return { G, X: multiply(target.X, G), theta: transposeMultiplyVector(G, theta2) };
}

/** Below this share of the largest an eigenvalue is rounding: the source does not see that direction. */
const UNSEEN = 1e-13;

/**
 * The sweep of one seed over any φ and the given sample sizes of the source, ascending. With ridge = 0 and fewer source
 * rows than d a cell falls back to the general solver, which is slower. Throws if the sizes do not ascend.
 */
export function pairSweep(settings: PairSweepSettings, sizes: readonly number[], seed: number): PairSweep {
  const { ridge, d } = settings;
  const mSource = sizes[sizes.length - 1];
  const [target, source] = misaligned.sample({ ...settings, kind: "phi", phi: 0, printed: false, mSource }, seed);
  const s = strongCoordinates(d);
  const sources = new Map(nested(source, sizes).map((first) => [first.X.rows, first]));
  const aloneError = error(target, solveSingleTask(target, ridge));
  const spectra = new Map<number, Spectrum>();
  const turns = new Map<number, Turn>();

  const cell = (phi: number, m: number): PairCell => {
    const first = sources.get(m);
    if (!first) throw new RangeError(`pairSweep: mSource must be one of ${sizes.join(", ")}; got ${m}`);
    const turn = turns.get(phi) ?? turned(target, source.theta, planeRotations(d, s, phi));
    turns.set(phi, turn);
    if (!(ridge > 0) && m < d) return judged(limit(target, first, turn));
    const spectrum = spectra.get(m) ?? spectrumOf(first);
    spectra.set(m, spectrum);
    return judged(usualOptimum(target, spectrum, turn, ridge));
  };

  const judged = ({ t, loss, thetaHat }: Optimum): PairCell => {
    const found = error(target, thetaHat);
    return { error: found, gap: found - aloneError, loss, t };
  };
  return { aloneError, cell };
}

function spectrumOf(source: Task): Spectrum {
  const { values, vectors } = symmetricEigen(statistics(source).XtX);
  const Et = transpose(vectors);
  const isSeen = values.map((value) => Number(value > UNSEEN * values[0]));
  const noise = multiplyVector(Et, transposeMultiplyVector(source.X, source.noise));
  return {
    Et,
    Lambda: values.map((value, j) => isSeen[j] * value),
    noise: noise.map((value, j) => isSeen[j] * value),
    noiseSquared: dot(source.noise, source.noise),
  };
}

/** The optimum of one cell, and the target's predictor there. */
interface Optimum {
  readonly t: number;
  readonly loss: number;
  readonly thetaHat: Float64Array;
}

function usualOptimum(target: Task, spectrum: Spectrum, turn: Turn, ridge: number): Optimum {
  const { Et, Lambda, noise, noiseSquared } = spectrum;
  const theta = multiplyVector(Et, turn.theta); // E'G'θ₂
  const X = fromRows(Array.from({ length: turn.X.rows }, (_, n) => multiplyVector(Et, row(turn.X, n)))); // X₁GE
  const Xty = theta.map((value, j) => Lambda[j] * value + noise[j]);
  const yty = theta.reduce((sum, value, j) => sum + value * (Lambda[j] * value + 2 * noise[j]), noiseSquared);
  const { minima, module } = fewRowsLandscape({ X, y: target.y }, { Lambda, Xty, yty }, ridge);
  const [{ t, loss }] = minima;
  const B = multiplyVector(turn.G, transposeMultiplyVector(Et, module(t)));
  return { t, loss, thetaHat: scaled(Math.cos(t), B) };
}

/** λ → 0⁺ with fewer source rows than d: from the turned rows themselves, which are few. */
function limit(target: Task, source: Task, { G }: Turn): Optimum {
  const X = multiply(source.X, transpose(G));
  const y = multiplyVector(X, source.theta).map((value, n) => value + source.noise[n]);
  const problem = { tasks: [target, { ...source, X, y }], r: 1, ridge: 0, alpha: Float64Array.of(1, 1) };
  const joint = solveTwoTasks(problem);
  return { t: joint.t, loss: landscape(problem).minima[0].loss, thetaHat: predictor(joint, 0) };
}
