/**
 * One seed of the misaligned pair swept over the angle φ and the source's sample size m, exactly.
 *
 * The source at φ is X(φ) = X₀G(φ)', X₀ its rows at φ = 0. G is orthogonal, so with B = G B̃ the source is X₀ at every φ,
 * and it is the target, X₁G, and the parameters, G'θ_i, that turn: one eigen-decomposition X₀'X₀ = E diag(Λ) E' for each m
 * serves every φ, and y₂ = X₀G'θ₂ + ε needs only X₀'X₀, X₀'ε and ε'ε. Sample sizes are nested in one draw.
 *
 * G turns the first 2s coordinates alone, the planes, so that E'G'v = E'v_rest + Σ_{j<2s} (G'v)_j E'e_j, and the target's
 * covariance is Σ₁ = I + (κ²−1)Σ_{j<s} e_je_j'. So no eigenvector is ever made: the coordinates of 2s axes and of a few
 * vectors suffice. A cell then costs O(m₁ s d) to turn the target and the search of fewRows.ts, whose weights are each m's.
 * Source: SPEC (2.6), (2.8), (4.2).
 */
import { strongCoordinates } from "../families/descriptions/misaligned.ts";
import { misaligned, planeRotations } from "../families/misaligned.ts";
import type { Values } from "../fields.ts";
import {
  type Matrix,
  columns,
  combine,
  difference,
  dot,
  fromRows,
  identity,
  matrix,
  multiply,
  multiplyVector,
  norm,
  row,
  rows,
  scaled,
  stack,
  transpose,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import { eigenCoordinates } from "../linalg/symmetric.ts";
import { error } from "../metrics/error.ts";
import { power } from "../metrics/truth.ts";
import { predictor } from "../model.ts";
import { type SharedSearch, fewRowsLandscape, sharedSearch } from "../solvers/fewRows.ts";
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

/** The source of one sample size, in the coordinates of E. */
interface Spectrum {
  readonly search: SharedSearch; // Λ and what every landscape beside this source shares
  readonly planes: Matrix; // 2s×d: E'e_j, j < 2s
  readonly rest: Matrix; // (m₁+2)×d: E'v_rest for the rows v of X₁, θ₁ and θ₂
  readonly noise: Float64Array; // d: E'X₀'ε
  readonly noiseSquared: number;
}

/** What turns with φ: the first 2s numbers of vectors G'v. */
interface Turn {
  readonly vectors: Matrix; // (m₁+2)×2s: for the rows v of X₁, θ₁ and θ₂
  readonly signal: Matrix; // s×2s: for e_j, j < s, the target's strong axes
}

/** Below this share of the largest an eigenvalue is rounding: the source does not see that direction. */
const UNSEEN = 1e-13;

/**
 * The sweep of one seed over any φ and the given sample sizes of the source, ascending. With ridge = 0 and fewer source
 * rows than d a cell falls back to the general solver, which is slower. Throws if the sizes do not ascend.
 */
export function pairSweep(settings: PairSweepSettings, sizes: readonly number[], seed: number): PairSweep {
  const { ridge, d, kappa } = settings;
  const mSource = sizes[sizes.length - 1];
  const [target, source] = misaligned.sample({ ...settings, kind: "phi", phi: 0, printed: false, mSource }, seed);
  const s = strongCoordinates(d);
  const sources = new Map(nested(source, sizes).map((first) => [first.X.rows, first]));
  const aloneError = error(target, solveSingleTask(target, ridge));
  const vectors = stack(target.X, fromRows([target.theta, source.theta]));
  const spectra = new Map<number, Spectrum>();
  const turns = new Map<number, Turn>();

  const optimumAt = (phi: number, first: Task): Optimum => {
    const m = first.X.rows;
    if (!(ridge > 0) && m < d) return limit(target, first, planeRotations(d, s, phi));
    const spectrum = spectra.get(m) ?? spectrumOf(first, vectors, 2 * s, ridge);
    spectra.set(m, spectrum);
    const turn = turns.get(phi) ?? turned(vectors, planeRotations(2 * s, s, phi));
    turns.set(phi, turn);
    return usualOptimum(target, spectrum, turn, kappa);
  };

  const cell = (phi: number, m: number): PairCell => {
    const first = sources.get(m);
    if (!first) throw new RangeError(`pairSweep: mSource must be one of ${sizes.join(", ")}; got ${m}`);
    const optimum = optimumAt(phi, first);
    return { ...optimum, gap: optimum.error - aloneError };
  };
  return { aloneError, cell };
}

function spectrumOf(source: Task, vectors: Matrix, planes: number, ridge: number): Spectrum {
  const d = vectors.columns;
  const rest = matrix(
    vectors.rows,
    d,
    vectors.data.map((value, at) => (at % d < planes ? 0 : value)),
  );
  const noise = matrix(1, d, transposeMultiplyVector(source.X, source.noise));
  const axes = rows(identity(d), 0, planes);
  const { values, coordinates } = eigenCoordinates(statistics(source).XtX, stack(stack(axes, rest), noise));
  const isSeen = values.map((value) => Number(value > UNSEEN * values[0]));
  const Lambda = values.map((value, j) => isSeen[j] * value);
  const longest = Math.max(...Array.from({ length: rest.rows - 2 }, (_, n) => norm(row(vectors, n)) ** 2));
  return {
    search: sharedSearch(Lambda, ridge, longest),
    planes: rows(coordinates, 0, planes),
    rest: rows(coordinates, planes, planes + rest.rows),
    noise: row(coordinates, planes + rest.rows).map((value, j) => isSeen[j] * value),
    noiseSquared: dot(source.noise, source.noise),
  };
}

/** G is that of the planes alone, 2s×2s. */
function turned(vectors: Matrix, G: Matrix): Turn {
  return { vectors: multiply(columns(vectors, 0, G.rows), G), signal: rows(G, 0, G.rows / 2) };
}

/** The optimum of one cell, with the target's NMSE there. */
type Optimum = Pick<PairCell, "t" | "loss" | "error">;

function usualOptimum(target: Task, spectrum: Spectrum, turn: Turn, kappa: number): Optimum {
  const { search, planes, rest, noise, noiseSquared } = spectrum;
  const { Lambda } = search;
  const m = target.X.rows;
  const all = combine(1, rest, 1, multiply(turn.vectors, planes)); // X₁, θ₁ and θ₂ times GE
  const [theta1, theta2] = [row(all, m), row(all, m + 1)];
  const Xty = theta2.map((value, j) => Lambda[j] * value + noise[j]);
  const yty = theta2.reduce((sum, value, j) => sum + value * (Lambda[j] * value + 2 * noise[j]), noiseSquared);
  const { minima, module } = fewRowsLandscape({ X: rows(all, 0, m), y: target.y }, { Xty, yty }, search);
  const [{ t, loss }] = minima;
  const wrong = difference(scaled(Math.cos(t), module(t)), theta1); // E'G'(θ̂ − θ₁)
  const strong = multiplyVector(turn.signal, multiplyVector(planes, wrong)); // its first s numbers before the turn
  return { t, loss, error: (dot(wrong, wrong) + (kappa ** 2 - 1) * dot(strong, strong)) / power(target) };
}

/** λ → 0⁺ with fewer source rows than d: from the turned rows themselves, which are few. */
function limit(target: Task, source: Task, G: Matrix): Optimum {
  const X = multiply(source.X, transpose(G));
  const y = multiplyVector(X, source.theta).map((value, n) => value + source.noise[n]);
  const problem = { tasks: [target, { ...source, X, y }], r: 1, ridge: 0, alpha: Float64Array.of(1, 1) };
  const joint = solveTwoTasks(problem);
  return { t: joint.t, loss: landscape(problem).minima[0].loss, error: error(target, predictor(joint, 0)) };
}
