/**
 * k tasks whose true parameters lie near a subspace of dimension r*, so that capacity r = r* shares what is common:
 * θ_i = U w_i + ν g_i/√d, U (d×r*) orthonormal and Haar, w_i ~ N(0, I/r*), g_i ~ N(0, I). Every task has its own
 * isotropic covariates, m rows x ~ N(0, I), and labels y = Xθ + ε, ε ~ N(0, σ²). All tasks are judged.
 *
 * Streams: U from 0, w from 1 and g from 4, row after row of tasks; rows 1000i + 10 and noise 1000i + 20 of task i ≥ 1.
 * Source: the paper, section 2.2 (capacity); SPEC (9.1), whose w has r* = 2.
 */
import type { Values } from "../fields.ts";
import { qr } from "../linalg/decompositions.ts";
import { type Matrix, addScaled, fromRows, identity, matrix, multiplyVector, row } from "../linalg/matrix.ts";
import { normals, streams } from "../random.ts";
import type { Population } from "../task.ts";
import { lowRankDescription } from "./descriptions/lowRank.ts";
import type { Family } from "./family.ts";
import { sampleTask } from "./misaligned.ts";

/** The stream of the deviations g; 0 … 3 belong to the pair of tasks. */
const DEVIATIONS = 4;

type Fields = typeof lowRankDescription.fields;

/** k of them, all targets. Throws if r* exceeds d. Source: SPEC (9.1). */
export const lowRank: Family<Fields> = {
  ...lowRankDescription,
  population: ({ k: tasks, d: dimension }) => Array.from({ length: tasks }, () => isotropic(dimension)),
  sample: (settings, seed) => {
    const { Theta } = lowRankParameters(settings, seed);
    return Array.from({ length: settings.k }, (_, i) =>
      sampleTask(
        { role: "target", law: isotropic(settings.d), theta: row(Theta, i), m: settings.m, stream: 1000 * (i + 1) },
        settings.sigma,
        seed,
      ),
    );
  },
};

/** The law of x ~ N(0, I): no direction carries more signal than another. */
export function isotropic(dimension: number): Population {
  return { axes: identity(dimension), variances: new Float64Array(dimension).fill(1), signal: [] };
}

/**
 * U (d×r*) and Θ (k×d), row i being θ_i = U w_i + ν g_i/√d. More tasks never change the first. Throws if r* exceeds d.
 * Source: SPEC (9.1).
 */
export function lowRankParameters(
  settings: Pick<Values<Fields>, "k" | "rank" | "deviation" | "d">,
  seed: number,
): { readonly U: Matrix; readonly Theta: Matrix } {
  const { k: tasks, rank: columns, deviation, d: dimension } = settings;
  if (columns > dimension) throw new RangeError(`lowRank: the rank must be at most d = ${dimension}; got ${columns}`);
  const { Q: U } = qr(matrix(dimension, columns, normals(seed, streams.theta1, dimension * columns)));
  const W = matrix(tasks, columns, normals(seed, streams.theta2, tasks * columns));
  const G = matrix(tasks, dimension, normals(seed, DEVIATIONS, tasks * dimension));
  const parameter = (i: number): Float64Array => {
    const theta = multiplyVector(
      U,
      row(W, i).map((w) => w / Math.sqrt(columns)),
    );
    addScaled(theta, deviation / Math.sqrt(dimension), row(G, i));
    return theta;
  };
  return { U, Theta: fromRows(Array.from({ length: tasks }, (_, i) => parameter(i))) };
}
