/**
 * What is trained: the sizes of PERFORMANCE. S1, S2, S3 are one model on its data; P1, P2, P3 are many models side by
 * side, linear ones on sufficient statistics. Each model comes with its single-task twins, which every contender trains
 * too, because the engines do.
 */
import { cholesky, solveCholesky } from "../../core/linalg/decompositions.ts";
import {
  dot,
  fromRows,
  identity,
  matrix,
  multiply,
  multiplyVector,
  row,
  rows,
  scaled,
  shiftDiagonal,
} from "../../core/linalg/matrix.ts";
import type { Model, ModelKind } from "../../core/model.ts";
import { normals } from "../../core/random.ts";
import type { Problem } from "../../core/solvers/problem.ts";
import type { Ensemble, SeedSnapshot, Start } from "../../engines/engine.ts";
import { type Member, members, snapshots } from "../../engines/members.ts";

export interface Size {
  readonly kind: Exclude<ModelKind, "logistic">;
  readonly d: number;
  readonly k: number;
  /** Rows of each task. */
  readonly m: number;
  readonly r: number;
  /** Models, each with its twins. */
  readonly seeds: number;
  /** Steps between two reports, as far as a contender is fast enough for them. */
  readonly steps: number;
  /** What contenders are given. */
  readonly on: "data" | "statistics";
}

export const sizes = {
  S1: { kind: "linear", d: 100, k: 2, m: 1000, r: 1, seeds: 1, steps: 1, on: "data" },
  S2: { kind: "relu", d: 100, k: 2, m: 1000, r: 10, seeds: 1, steps: 1, on: "data" },
  S3: { kind: "linear", d: 20, k: 4, m: 200, r: 2, seeds: 1, steps: 1, on: "data" },
  P1: { kind: "linear", d: 100, k: 2, m: 200, r: 1, seeds: 256, steps: 100, on: "statistics" },
  P2: { kind: "linear", d: 20, k: 4, m: 200, r: 2, seeds: 1024, steps: 200, on: "statistics" },
  P3: { kind: "relu", d: 20, k: 2, m: 200, r: 4, seeds: 256, steps: 50, on: "data" },
} as const satisfies Record<string, Size>;

export type SizeName = keyof typeof sizes;
export const sizeNames = Object.keys(sizes) as readonly SizeName[];

/** η of plain gradient descent on F/2 in the coordinates of engines/coordinates.ts. */
export const RATE = 0.2;

/** Models of an ensemble that slow contenders train at a time. */
export const SOME = 32;

/** Streams of random numbers that nothing else takes. */
const streams = { truth: 900, rows: 910, noise: 930, start: 950 } as const;
/** Ratio of the largest variance of a feature to the smallest: far enough from 1 for no method to arrive in a few steps. */
const CONDITION = 30;

interface Example {
  readonly ensemble: Ensemble;
  readonly start: readonly Start[];
}

/** The problems of a size and where they start. */
export const ensembleOf = ofTheLast(draw); // because drawing hundreds of tasks takes a while

/** What `make` made of a size, kept until it is asked for another one. */
function ofTheLast<Made>(make: (size: Size) => Made): (size: Size) => Made {
  let last: { readonly key: string; readonly made: Made } | undefined;
  return (size) => {
    const key = JSON.stringify(size);
    if (last?.key !== key) last = { key, made: make(size) };
    return last.made;
  };
}

function draw(size: Size): Example {
  const all = Array.from({ length: size.seeds }, (_, s) => s + 1);
  return {
    ensemble: { seeds: all, problems: all.map((seed) => problemOf(size, seed)) },
    start: all.map((seed) => startOf(size, seed)),
  };
}

/** Engines see data only; the truth that a task carries for others is left blank. */
function problemOf({ kind, d, k, m, r }: Size, seed: number): Problem {
  const truth = normals(seed, streams.truth, (d + k) * r);
  const module = matrix(d, r, scaled(1 / Math.sqrt(d), truth.slice(0, d * r)));
  const deviation = Float64Array.from({ length: d }, (_, n) => CONDITION ** (-n / (2 * d)));
  const population = { axes: identity(d), variances: new Float64Array(d).fill(1), signal: [0] };
  const blank = { role: "target", theta: new Float64Array(d), Sigma: population.axes, population } as const;
  const tasks = Array.from({ length: k }, (_, i) => {
    const X = matrix(m, d, normals(seed, streams.rows + i, m * d));
    for (let n = 0; n < m; n++) row(X, n).forEach((value, j, own) => (own[j] = value * deviation[j]));
    const hidden = multiply(X, module);
    if (kind === "relu") hidden.data.forEach((value, at) => (hidden.data[at] = Math.max(0, value)));
    const noise = normals(seed, streams.noise + i, m);
    const y = multiplyVector(hidden, truth.subarray((d + i) * r, (d + i + 1) * r));
    return { ...blank, X, y: y.map((value, n) => value + 0.1 * noise[n]), noise };
  });
  return { tasks, r, ridge: 0, alpha: new Float64Array(k).fill(1), model: kind };
}

function startOf({ d, k, r }: Size, seed: number): Start {
  const z = normals(seed, streams.start, (d + k) * r);
  const heads = Float64Array.from({ length: k * r }, (_, n) => (1 + 0.3 * z[d * r + n]) / Math.sqrt(r));
  return { B: matrix(d, r, scaled(1 / Math.sqrt(d * r), z.slice(0, d * r))), A: matrix(k, r, heads) };
}

/** One task as one of its models sees it, in float32: rows and labels, or what F is about a point θ. */
export interface Pair {
  readonly X: Float32Array; // m×d, or d×d: Ĝ
  readonly y: Float32Array; // m, or d: θ
  /** Half the gradient of F at θ, and F there; only where X is Ĝ. */
  readonly q: Float32Array;
  readonly loss: number;
}

/** The models of a size as contenders are given them: data in the coordinates that the engines work in, and a start. */
export interface Given extends Size {
  /** Rows of X: m, or d of statistics. */
  readonly rows: number;
  /** Member by member (members.ts), its tasks. */
  readonly pairs: readonly (readonly Pair[])[];
  readonly start: readonly Model[];
  /** The losses of all members in float64, from parameters in the same coordinates. */
  readonly losses: (models: readonly Model[]) => readonly number[];
  readonly members: readonly Member[];
}

const prepared = ofTheLast((size) => prepare(size, size.seeds, size.on));

/** All models of a size with their twins; or only the first ones, or on statistics where the size is on data. */
export async function given(size: Size, seeds = size.seeds, on = size.on): Promise<Given> {
  return seeds === size.seeds && on === size.on ? prepared(size) : prepare(size, seeds, on);
}

async function prepare(size: Size, seeds: number, on: Size["on"]): Promise<Given> {
  const { ensemble, start } = seeds === size.seeds ? ensembleOf(size) : draw({ ...size, seeds });
  const all = await members(ensemble, start, false, new AbortController().signal);
  if (!all) throw new Error("given: nobody aborts this");
  return {
    ...size,
    on,
    seeds,
    rows: on === "data" ? size.m : size.d,
    pairs: all.map((member) => (on === "data" ? dataOf(member) : statisticsOf(member))),
    start: all.map((member) => member.start),
    losses: (models) => lossesOf(snapshots(all, models, 0, ensemble.seeds.length)),
    members: all,
  };
}

/** What is to agree: the loss of every model, seed by seed, each before its twins. */
export function lossesOf(found: readonly SeedSnapshot[]): readonly number[] {
  return found.flatMap(({ joint, alone }) =>
    [joint, ...alone].map(({ losses }) => losses.reduce((sum, loss) => sum + loss)),
  );
}

function dataOf({ problem, frame }: Member): readonly Pair[] {
  const d = problem.tasks[0].X.columns;
  return frame.data().map(({ X, y }) => ({
    X: Float32Array.from(rows(X, d, X.rows).data), // the first d rows are the ridge's, which is 0 here
    y: Float32Array.from(y.subarray(d)),
    q: new Float32Array(),
    loss: 0,
  }));
}

/** The shifted form of PERFORMANCE section 2, without which float32 would lose the loss. */
function statisticsOf({ frame }: Member): readonly Pair[] {
  return frame.statistics().map(({ G, h, yy }) => {
    const theta = solveCholesky(cholesky(shiftDiagonal(G, 1e-9)), h).map(Math.fround);
    const q = multiplyVector(G, theta).map((value, n) => value - h[n]);
    return {
      X: Float32Array.from(G.data),
      y: Float32Array.from(theta),
      q: Float32Array.from(q),
      loss: dot(theta, q) - dot(theta, h) + yy,
    };
  });
}

/** A model from numbers: B row by row, then the heads. */
export function modelOf(B: ArrayLike<number>, heads: readonly ArrayLike<number>[], d: number, r: number): Model {
  return { B: matrix(d, r, Float64Array.from(B)), A: fromRows(heads) };
}
