/**
 * How an ensemble lies in the two buffers of a kernel, in float32. Numbers come in quads, so that a vector of length d
 * takes ⌈d/4⌉ of them, the rest zeros; B̂ stands by columns. A *pair* is task i as the joint model sees it (pair i) or as
 * its twin does (pair k+i), once per seed: the two have coordinates of their own.
 */
import { dot, fromRows, matrix, multiplyVector, row, scaled } from "../../core/linalg/matrix.ts";
import type { Model, ModelKind } from "../../core/model.ts";
import { solveSingleTask } from "../../core/solvers/singleTask.ts";
import { type Coordinates, nearOptimum } from "../coordinates.ts";
import { type Ensemble, type SeedSnapshot, type Training, asked, turns } from "../engine.ts";
import { type Member, members, snapshots } from "../members.ts";

export interface Layout {
  readonly kind: ModelKind;
  readonly k: number;
  readonly seeds: number; // S
  readonly r: number;
  /** Quads of a vector of length d. */
  readonly quads: number;
  /** What is known of the tasks, by pair [2k, S]: statistics of linear models, rows of the others. */
  readonly input: Float32Array;
  /** The beginning of the state, and all of it that is reported: parameters [(1+k)S], then one quad of memory each. */
  readonly start: Float32Array;
  /** Quads of room that each model needs to evaluate its loss. */
  readonly work: number;
  /** How rows may be cut into tiles; none for linear models on statistics, which have no rows. */
  readonly tiles?: Tiles;
  /** Numbers of the whole state. */
  readonly size: number;
  /** Multiplications of one step, about. */
  readonly cost: number;
  /** What reported numbers mean after so many steps, and how many of these had finite losses. */
  readonly read: (numbers: Float32Array, steps: number) => { snapshots: readonly SeedSnapshot[]; finite: number };
}

/** The tiles of tiles.wgsl, one workgroup's each. */
export interface Tiles {
  /** Fours of rows of a tile, all of one task. */
  readonly fours: number;
  /** Tiles of the model that has most, and two at least. */
  readonly count: number;
  /** Quads of room of each. */
  readonly room: number;
  /** Fours of rows of the model that has most. */
  readonly most: number;
}

/** What a kind of model needs in particular. */
type Particular = Pick<Layout, "input" | "work" | "cost" | "tiles">;

/** The same with room for its tiles at the end of each model's. */
export function withTiles(numbers: Layout): Layout {
  const { k, seeds, work, size, tiles } = numbers;
  const room = tiles ? tiles.count * tiles.room : 0;
  return { ...numbers, work: work + room, size: size + (1 + k) * seeds * 4 * room };
}

/** The layout of an ensemble, linear models on statistics unless asked; undefined if the signal was aborted meanwhile. */
export async function layout(
  ensemble: Ensemble,
  { start, optimiser: { whiten }, signal }: Training,
  linearOn: "statistics" | "data" = "statistics",
): Promise<Layout | undefined> {
  const { problems } = ensemble;
  const { r, tasks, model: kind = "linear" } = problems[0];
  const [S, k, d] = [problems.length, tasks.length, tasks[0].X.columns];
  const all = await members(ensemble, start, whiten, signal);
  if (!all) return undefined;
  const quads = Math.ceil(d / 4);
  const head = 4 * Math.ceil(r / 4);
  const parameters = 4 * quads * r + k * head;
  const numbers = new Float32Array(all.length * (parameters + 4));
  all.forEach(({ start: { B, A } }, at) => {
    const from = at * parameters;
    for (let n = 0; n < d; n++) row(B, n).forEach((value, j) => (numbers[from + 4 * quads * j + n] = value));
    for (let i = 0; i < A.rows; i++) numbers.set(row(A, i), from + 4 * quads * r + i * head);
  });
  const particular = await (kind === "linear" && linearOn === "statistics"
    ? onStatistics(all, S, quads)
    : onRows(all, S, quads, kind, r));
  if (signal.aborted) return undefined;

  return {
    ...particular,
    kind,
    k,
    seeds: S,
    r,
    quads,
    start: numbers,
    size: numbers.length + all.length * (3 * parameters + 4 * particular.work),
    read: (reported, steps) => {
      const models = all.map(({ problem }, at): Model => {
        const own = reported.subarray(at * parameters, (at + 1) * parameters);
        const B = matrix(d, r);
        for (let n = 0; n < d; n++) for (let j = 0; j < r; j++) row(B, n)[j] = own[4 * quads * j + n];
        const heads = problem.tasks.map((_, i) => own.subarray(4 * quads * r + i * head).subarray(0, r));
        return { B, A: fromRows(heads) };
      });
      const finite = all.map((_, at) => reported[all.length * parameters + 4 * at + 3]);
      return { snapshots: asked(ensemble, snapshots(all, models, steps, S)), finite: Math.min(...finite) };
    },
  };
}

/** For linear.wgsl: θ, q, (L, 0, 0, 0) and the d rows of Ĝ, padded to 4·quads rows, of every pair. */
async function onStatistics(all: readonly Member[], S: number, quads: number): Promise<Particular> {
  const k = all[0].problem.tasks.length;
  const size = 4 * (2 * quads + 1 + 4 * quads * quads);
  const input = new Float32Array(2 * k * S * size);
  const turn = turns();
  for (let s = 0; s < S; s++) {
    const { problem, frame } = all[s];
    const together = frame.statistics();
    problem.tasks.forEach((task, i) => {
      // The same for both models; with an alignment matrix, which may be singular, each has one close to its optimum.
      const optimum = problem.R ? undefined : solveSingleTask(task, problem.ridge, problem.alpha[i]);
      const write = (pair: number, own: Coordinates, { G, h, yy }: Quadratic): void =>
        expand(
          input.subarray((pair * S + s) * size),
          { G, h, yy },
          optimum ? inside(own, optimum) : nearOptimum(G, h),
          quads,
        );
      const twin = all[(1 + i) * S + s].frame;
      write(i, frame, together[i]);
      write(k + i, twin, twin.statistics()[0]);
    });
    await turn();
  }
  return { input, work: 2 * k * quads, cost: input.length };
}

/** Ĝ, ĥ and ‖ŷ‖² of a pair. */
type Quadratic = ReturnType<Coordinates["statistics"]>[number];

/** θ and what F is about it. The expansion is exact wherever θ is, and where that is near the optimum it is small. */
function expand(to: Float32Array, { G, h, yy }: Quadratic, centre: Float64Array, quads: number): void {
  const theta = centre.map(Math.fround);
  const q = multiplyVector(G, theta).map((value, n) => value - h[n]);
  to.set(theta);
  to.set(q, 4 * quads);
  to[8 * quads] = dot(theta, q) - dot(theta, h) + yy;
  for (let n = 0; n < G.rows; n++) to.set(row(G, n), 8 * quads + 4 + 4 * quads * n);
}

/** A predictor in the coordinates of a model. */
function inside(frame: Coordinates, theta: Float64Array): Float64Array {
  if (!theta.some(Boolean)) return theta;
  const { B, A } = frame.enter({ B: matrix(theta.length, 1, theta), A: matrix(1, 1, Float64Array.of(1)) });
  return scaled(A.data[0], B.data);
}

/** Larger than this a quad's number is not told in one float. */
const FAR = 4096;
/** Workgroups that keep a large device busy: tiles are smaller where models have fewer rows. */
const WORKGROUPS = 256;
/** Fours of a tile at least: with fewer, adding up what tiles leave would take longer than their rows. */
const LEAST_TILE = 16;
/** Pieces of work in a tile at least, one for each thread: a four, or a four for four of a ReLU's hidden units. */
const LEAST_PIECES = 64;

/** For rows.wgsl: a quad that says where each pair begins and how many fours of rows it has, then the pairs. */
async function onRows(
  all: readonly Member[],
  S: number,
  quads: number,
  kind: ModelKind,
  r: number,
): Promise<Particular> {
  const k = all[0].problem.tasks.length;
  const turn = turns();
  const dataOf: ReturnType<Coordinates["data"]>[] = [];
  for (const { frame } of all) {
    dataOf.push(frame.data());
    await turn();
  }
  const together = Array.from({ length: k * S }, (_, pair) => dataOf[pair % S][Math.floor(pair / S)]);
  const pairs = [...together, ...dataOf.slice(S).flat()];
  const fours = pairs.map(({ X }) => quads + Math.ceil((X.rows - X.columns) / 4));
  const total = sum(fours);
  const input = new Float32Array(4 * (pairs.length + total * (1 + 4 * quads)));
  let at = pairs.length;
  pairs.forEach(({ X, y }, pair) => {
    input.set([Math.floor(at / FAR), at % FAR, fours[pair]], 4 * pair);
    const rows = at + fours[pair];
    for (let n = 0; n < X.rows; n++) {
      const place = n < X.columns ? n : n - X.columns + 4 * quads; // the samples begin with a four of their own
      input[4 * at + place] = y[n];
      input.set(row(X, n), 4 * (rows + place * quads));
    }
    at = rows + 4 * fours[pair] * quads;
  });
  const joint = Array.from({ length: S }, (_, s) => Array.from({ length: k }, (_, i) => fours[i * S + s]));
  const most = Math.max(...joint.map(sum));
  const heads = Math.ceil(r / 4);
  const pieces = kind === "relu" ? heads : 1; // of a four
  const tile = Math.max(LEAST_TILE, Math.ceil(LEAST_PIECES / pieces), Math.ceil(total / WORKGROUPS));
  // at least two, because the library compiles other programs for workgroups in one line
  const count = Math.max(2, ...joint.map((tasks) => sum(tasks.map((own) => Math.ceil(own / tile)))));
  const sums = kind === "relu" ? r * quads + heads : 2 * quads; // logistic: and the predictor behind them
  const tiles = { fours: tile, count, room: 1 + sums + r * quads + k * heads, most };
  return kind === "relu"
    ? { input, tiles, work: most * (2 * r + 1) + r * quads, cost: 2 * r * input.length }
    : { input, tiles, work: most + 2 * k * quads, cost: 2 * input.length };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
