/**
 * One seed of the misaligned pair swept over the angle φ and the source's sample size m, exactly.
 *
 * The source at φ is X(φ) = X₀G(φ)', X₀ its rows at φ = 0. G is orthogonal, so with B = G B̃ the source is X₀ at every φ,
 * and it is the target, X₁G, and the parameters, G'θ_i, that turn: one eigen-decomposition X₀'X₀ = E diag(Λ) E' for each m
 * serves every φ, and y₂ = X₀G'θ₂ + ε needs only X₀'X₀, X₀'ε and ε'ε. Sample sizes are nested in one draw.
 *
 * G turns the first 2s coordinates alone, the planes: E'G'v = E'v_rest + cos φ E'v_planes + sin φ E'v_turned, where v_turned
 * is v_planes after a quarter turn, and the target's covariance is Σ₁ = I + (κ²−1)Σ_{j<s} e_je_j'. So no eigenvector is ever
 * made: the coordinates of 2s axes and of a few vectors suffice. What the search of fewRows.ts is made of, S, sums products
 * of two such vectors: trigonometric polynomials of degree 2 in φ, which are known everywhere from five angles. So its one
 * large product of matrices is made five times for each m, however many angles there are.
 * Source: SPEC (2.6), (2.8), (4.2).
 */
import { strongCoordinates } from "../families/descriptions/misaligned.ts";
import { misaligned, planeRotations, sampleMisaligned } from "../families/misaligned.ts";
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
} from "../linalg/matrix.ts";
import { eigenCoordinates } from "../linalg/symmetric.ts";
import { NODES, interpolated } from "../linalg/trigonometric.ts";
import { error } from "../metrics/error.ts";
import { power } from "../metrics/truth.ts";
import { predictor } from "../model.ts";
import {
  type Labels,
  type SharedSearch,
  fewRowsLandscape,
  searchedProducts,
  sharedSearch,
} from "../solvers/fewRows.ts";
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
  readonly vectors: TurningRows; // X₁, θ₁ and θ₂
  readonly noise: Float64Array; // d: E'X₀'ε
  readonly noiseSquared: number;
}

/** E'G'v for the rows v of a matrix: rest + cos φ planes + sin φ turned, each of its shape. */
interface TurningRows {
  readonly rest: Matrix;
  readonly planes: Matrix;
  readonly turned: Matrix;
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
  const s = strongCoordinates(d);
  const drawn = { ...settings, kind: "phi", phi: 0, printed: false } as const;
  // X₀ is R diag(scales), and X₀'X₀ and X₀'ε are R'R and R'ε scaled: R is the source of κ = 1, with labels ε.
  const [, source] = sampleMisaligned({ ...drawn, kappa: 1, mSource }, seed, (_X, _theta, noise) => noise);
  const scales = new Float64Array(d).fill(1).fill(kappa, 0, s);
  const [target] = misaligned.sample({ ...drawn, mSource: 1 }, seed);
  const sources = new Map(nested(source, sizes).map((first) => [first.X.rows, first]));
  const aloneError = error(target, solveSingleTask(target, ridge));
  const optima = new Map<number, Beside>();

  const optimumAt = (phi: number, first: Task): Optimum => {
    const m = first.X.rows;
    if (!(ridge > 0) && m < d) return limit(target, first, scales, planeRotations(d, s, phi));
    const beside = optima.get(m) ?? optimaBeside(target, spectrumOf(target, first, scales, s, ridge), kappa);
    optima.set(m, beside);
    return beside(phi);
  };

  const cell = (phi: number, m: number): PairCell => {
    const first = sources.get(m);
    if (!first) throw new RangeError(`pairSweep: mSource must be one of ${sizes.join(", ")}; got ${m}`);
    const optimum = optimumAt(phi, first);
    return { ...optimum, gap: optimum.error - aloneError };
  };
  return { aloneError, cell };
}

/** Of the source whose rows are `source.X` scaled and whose labels are its noise. */
function spectrumOf(target: Task, source: Task, scales: Float64Array, s: number, ridge: number): Spectrum {
  const vectors = stack(target.X, fromRows([target.theta, source.theta]));
  const d = vectors.columns;
  const rest = matrix(
    vectors.rows,
    d,
    vectors.data.map((value, at) => (at % d < 2 * s ? 0 : value)),
  );
  const { XtX, Xty, yty: noiseSquared } = statistics(source);
  const noise = matrix(
    1,
    d,
    Xty.map((value, j) => scales[j] * value),
  );
  const axes = rows(identity(d), 0, 2 * s);
  const { values, coordinates } = eigenCoordinates(scaledBoth(XtX, scales), stack(stack(axes, rest), noise));
  const isSeen = values.map((value) => Number(value > UNSEEN * values[0]));
  const Lambda = values.map((value, j) => isSeen[j] * value);
  const longest = Math.max(...Array.from({ length: target.X.rows }, (_, n) => norm(row(vectors, n)) ** 2));
  const planes = rows(coordinates, 0, 2 * s);
  const inPlanes = columns(vectors, 0, 2 * s);
  return {
    search: sharedSearch(Lambda, ridge, longest),
    planes,
    vectors: {
      rest: rows(coordinates, 2 * s, 2 * s + rest.rows),
      planes: multiply(inPlanes, planes),
      turned: multiply(multiply(inPlanes, planeRotations(2 * s, s, Math.PI / 2)), planes),
    },
    noise: row(coordinates, 2 * s + rest.rows).map((value, j) => isSeen[j] * value),
    noiseSquared,
  };
}

/** DMD, D = diag(scales). */
function scaledBoth(M: Matrix, scales: Float64Array): Matrix {
  const d = scales.length;
  const scaled = matrix(d, d);
  for (let i = 0, at = 0; i < d; i++)
    for (let j = 0; j < d; j++, at++) scaled.data[at] = scales[i] * M.data[at] * scales[j];
  return scaled;
}

/** The optimum of one cell, with the target's NMSE there. */
type Optimum = Pick<PairCell, "t" | "loss" | "error">;

/** The optima beside one source, by φ. */
type Beside = (phi: number) => Optimum;

function optimaBeside(target: Task, spectrum: Spectrum, kappa: number): Beside {
  const { search, planes } = spectrum;
  const s = planes.rows / 2;
  const nodes = NODES.map((phi) => {
    const { X, Xty } = pairAt(spectrum, phi);
    return searchedProducts(X, Xty, search);
  });
  return (phi) => {
    const { X, theta1, Xty, yty } = pairAt(spectrum, phi);
    const searched = interpolated(nodes, phi);
    const { minimum, module } = fewRowsLandscape({ X, y: target.y }, { Xty, yty }, search, searched);
    const { t, loss } = minimum;
    const wrong = difference(scaled(Math.cos(t), module(t)), theta1); // E'G'(θ̂ − θ₁)
    const inPlanes = multiplyVector(planes, wrong);
    const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
    let strong = 0; // the squares of the first s numbers of θ̂ − θ₁
    for (let j = 0; j < s; j++) strong += (cos * inPlanes[j] - sin * inPlanes[s + j]) ** 2;
    return { t, loss, error: (dot(wrong, wrong) + (kappa ** 2 - 1) * strong) / power(target) };
  };
}

/** The pair at φ, in the coordinates of GE. */
interface PairAtAngle extends Labels {
  readonly X: Matrix; // m₁×d: X₁GE
  readonly theta1: Float64Array; // d: E'G'θ₁
}

function pairAt({ search: { Lambda }, vectors, noise, noiseSquared }: Spectrum, phi: number): PairAtAngle {
  const { rest, planes, turned } = vectors;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const all = combine(1, rest, 1, combine(cos, planes, sin, turned));
  const m = all.rows - 2;
  const [theta1, theta2] = [row(all, m), row(all, m + 1)];
  const Xty = new Float64Array(theta2.length);
  let yty = noiseSquared;
  for (let j = 0; j < Xty.length; j++) {
    Xty[j] = Lambda[j] * theta2[j] + noise[j];
    yty += theta2[j] * (Xty[j] + noise[j]);
  }
  return { X: rows(all, 0, m), theta1, Xty, yty };
}

/** λ → 0⁺ with fewer source rows than d: from the scaled and turned rows themselves, which are few. */
function limit(target: Task, source: Task, scales: Float64Array, G: Matrix): Optimum {
  const axes = G.data.map((value, at) => value * scales[at % G.columns]);
  const X = multiply(source.X, transpose(matrix(G.rows, G.columns, axes)));
  const y = multiplyVector(X, source.theta).map((value, n) => value + source.noise[n]);
  const problem = { tasks: [target, { ...source, X, y }], r: 1, ridge: 0, alpha: Float64Array.of(1, 1) };
  const joint = solveTwoTasks(problem);
  return { t: joint.t, loss: landscape(problem).minima[0].loss, error: error(target, predictor(joint, 0)) };
}
