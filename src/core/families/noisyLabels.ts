/**
 * k tasks with the same covariates, some of which have spoiled labels: what task weights are for. X is m×d with rows
 * x ~ N(0, I), one for all tasks; θ_i has length 1 and lies in a common subspace of dimension r* (for r* = 1 all are
 * equal up to sign); y_i = Xθ_i + ε_i, ε_i ~ N(0, σ²). The last `noisyTasks` tasks are spoiled, in either way or both:
 *   noise of standard deviation `addedNoise` is added to their labels;
 *   then a share p of their labels is replaced by draws from N(0, var y_i), the labels being random at p = 1.
 * All tasks are judged, against their θ_i. Replaced labels depend on m, so a larger sample only adds rows where p = 0.
 *
 * Streams: θ as in `lowRank`; X from 11; of task i ≥ 1 the noise from 1000i + 20, which labels are replaced from 200 + i
 * (the first ⌊pm⌉ of the order of its uniforms), by what from 300 + i, and the added noise from 400 + i.
 * Source: the paper, section 3.3 (noisy labels); SPEC (8.5), presets ALG2 and ALG2PAIR of section 9.
 */
import type { Values } from "../fields.ts";
import {
  type Matrix,
  addScaled,
  difference,
  dot,
  identity,
  matrix,
  multiplyVector,
  norm,
  row,
  scaled,
} from "../linalg/matrix.ts";
import { normals, streams, uniforms } from "../random.ts";
import type { Task } from "../task.ts";
import { noisyLabelsDescription } from "./descriptions/noisyLabels.ts";
import type { Family } from "./family.ts";
import { isotropic, lowRankParameters } from "./lowRank.ts";

/** The streams of task i ≥ 1, less i. Source: SPEC (8.5) for the first. */
const spoiling = { which: 200, replacement: 300, added: 400 } as const;

type Fields = typeof noisyLabelsDescription.fields;

/** k of them, all targets, the clean ones first; they share one X. Throws if r* exceeds d. Source: SPEC (8.5). */
export const noisyLabels: Family<Fields> = {
  ...noisyLabelsDescription,
  population: ({ k: tasks, d: dimension }) => Array.from({ length: tasks }, () => isotropic(dimension)),
  sample: (settings, seed) => {
    const { k: tasks, m: samples, d: dimension } = settings;
    const X = matrix(samples, dimension, normals(seed, streams.rows + 1, samples * dimension));
    const { Theta } = lowRankParameters({ ...settings, deviation: 0 }, seed);
    return Array.from({ length: tasks }, (_, i) => labelled(settings, X, unit(row(Theta, i)), seed, i));
  },
};

function unit(theta: Float64Array): Float64Array {
  return scaled(1 / norm(theta), theta);
}

function labelled(settings: Values<Fields>, X: Matrix, theta: Float64Array, seed: number, i: number): Task {
  const law = isotropic(X.columns);
  const signal = multiplyVector(X, theta);
  const y = Float64Array.from(signal);
  addScaled(y, settings.sigma, normals(seed, streams.noise + 1000 * (i + 1), X.rows));
  if (i >= settings.k - settings.noisyTasks) spoil(y, settings, seed, i + 1);
  return { role: "target", X, y, theta, Sigma: identity(X.columns), population: law, noise: difference(y, signal) };
}

/** Adds noise to the labels y of task i ≥ 1, then replaces a share of them, in place. */
function spoil(y: Float64Array, { share, addedNoise }: Values<Fields>, seed: number, i: number): void {
  addScaled(y, addedNoise, normals(seed, spoiling.added + i, y.length));
  const deviation = Math.sqrt(variance(y));
  const order = uniforms(seed, spoiling.which + i, y.length);
  const replacement = normals(seed, spoiling.replacement + i, y.length);
  const ranked = Array.from(y.keys()).sort((a, b) => order[a] - order[b]);
  for (const n of ranked.slice(0, Math.round(share * y.length))) y[n] = deviation * replacement[n];
}

function variance(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return dot(values, values) / values.length - mean ** 2;
}
