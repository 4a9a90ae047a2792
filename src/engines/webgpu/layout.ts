/**
 * How an ensemble lies in the two buffers of linear.wgsl, in float32. Numbers come in quads, so that a vector of length
 * d takes ⌈d/4⌉ of them, the rest zeros; B̂ stands by columns.
 */
import { type Matrix, dot, fromRows, matrix, multiplyVector, row, scaled } from "../../core/linalg/matrix.ts";
import type { Model } from "../../core/model.ts";
import { solveSingleTask } from "../../core/solvers/singleTask.ts";
import type { Coordinates } from "../coordinates.ts";
import type { Ensemble, SeedSnapshot } from "../engine.ts";
import { type Member, members, snapshots } from "../members.ts";

export interface Layout {
  readonly k: number;
  readonly seeds: number; // S
  readonly r: number;
  /** Quads of a vector of length d. */
  readonly quads: number;
  /**
   * By pair [2k, S], where pair i is task i as the joint model sees it and k+i as its twin does: θ, q, (L, 0, 0, 0) and
   * the d rows of Ĝ, padded to 4·quads rows.
   */
  readonly statistics: Float32Array;
  /** The beginning of the state, and all of it that is reported: parameters [(1+k)S], then one quad of memory each. */
  readonly start: Float32Array;
  /** Numbers of the whole state, with room for what a step needs. */
  readonly room: number;
  /** What reported numbers mean after so many steps, and how many of these had finite losses. */
  readonly read: (numbers: Float32Array, steps: number) => { snapshots: readonly SeedSnapshot[]; finite: number };
}

export function layout(ensemble: Ensemble, start: readonly Model[], whiten: boolean): Layout {
  const { problems } = ensemble;
  const { r, tasks } = problems[0];
  const [S, k, d] = [problems.length, tasks.length, tasks[0].X.columns];
  const all = members(ensemble, start, whiten);
  const quads = Math.ceil(d / 4);
  const head = 4 * Math.ceil(r / 4);
  const parameters = 4 * quads * r + k * head;
  const numbers = new Float32Array(all.length * (parameters + 4));
  all.forEach(({ start: { B, A } }, at) => {
    const from = at * parameters;
    for (let n = 0; n < d; n++) row(B, n).forEach((value, j) => (numbers[from + 4 * quads * j + n] = value));
    for (let i = 0; i < A.rows; i++) numbers.set(row(A, i), from + 4 * quads * r + i * head);
  });

  return {
    k,
    seeds: S,
    r,
    quads,
    statistics: expansions(all, S, quads),
    start: numbers,
    room: all.length * (parameters + 4 + 3 * parameters + 2 * k * 4 * quads),
    read: (numbers, steps) => {
      const models = all.map(({ problem }, at): Model => {
        const own = numbers.subarray(at * parameters, (at + 1) * parameters);
        const B = matrix(d, r);
        for (let n = 0; n < d; n++) for (let j = 0; j < r; j++) row(B, n)[j] = own[4 * quads * j + n];
        const heads = problem.tasks.map((_, i) => own.subarray(4 * quads * r + i * head).subarray(0, r));
        return { B, A: fromRows(heads) };
      });
      const finite = all.map((_, at) => numbers[all.length * parameters + 4 * at + 3]);
      return { snapshots: snapshots(all, models, steps), finite: Math.min(...finite) };
    },
  };
}

/** The statistics of every pair, expanded about the task's own optimum, which all models of a seed share. */
function expansions(all: readonly Member[], S: number, quads: number): Float32Array {
  const k = all[0].problem.tasks.length;
  const size = 4 * (2 * quads + 1 + 4 * quads * quads);
  const packed = new Float32Array(2 * k * S * size);
  for (let s = 0; s < S; s++) {
    const { problem, frame } = all[s];
    const together = frame.statistics();
    problem.tasks.forEach((task, i) => {
      const optimum = solveSingleTask(task, problem.ridge, problem.alpha[i]);
      const twin = all[(1 + i) * S + s].frame;
      expand(packed.subarray((i * S + s) * size), together[i], inside(frame, optimum), quads);
      expand(packed.subarray(((k + i) * S + s) * size), twin.statistics()[0], inside(twin, optimum), quads);
    });
  }
  return packed;
}

/** θ and what F is about it: whatever θ is, the expansion is exact; near the optimum it is small. */
function expand(
  to: Float32Array,
  { G, h, yy }: { readonly G: Matrix; readonly h: Float64Array; readonly yy: number },
  optimum: Float64Array,
  quads: number,
): void {
  const theta = optimum.map(Math.fround);
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
