/**
 * How an ensemble lies in tensors. Its models are those of members.ts. A *pair* is task i as seen by the joint model
 * (pair i) or by its twin (pair k+i): each has data of its own, because the two models have coordinates of their own.
 * Parameters are B̂ [1+k, S, d, r] by model and A [2k, S, 1, r] by pair.
 */
import { fromRows, matrix, row } from "../../core/linalg/matrix.ts";
import type { ModelKind } from "../../core/model.ts";
import type { Coordinates } from "../coordinates.ts";
import { type Ensemble, type SeedSnapshot, type Training, asked } from "../engine.ts";
import { members, snapshots } from "../members.ts";

export interface Layout {
  readonly kind: ModelKind;
  readonly k: number;
  readonly seeds: number; // S
  readonly d: number;
  readonly r: number;
  /** X̂_i [2S, rows, d] and ŷ_i [2S, 1, rows] of each task; a seed with fewer rows than another is padded with zeros. */
  readonly data: readonly { readonly rows: number; readonly X: Float32Array; readonly y: Float32Array }[];
  /** Initial values in the models' coordinates. */
  readonly B: Float32Array;
  readonly A: Float32Array;
  /** What parameters in this layout mean, with the losses evaluated in float64. */
  readonly read: (B: ArrayLike<number>, A: ArrayLike<number>, step: number) => readonly SeedSnapshot[];
}

/** The layout of an ensemble; undefined if the signal was aborted meanwhile. */
export async function layout(
  ensemble: Ensemble,
  { start, optimiser: { whiten }, signal }: Training,
): Promise<Layout | undefined> {
  const { problems } = ensemble;
  const S = problems.length;
  const { r, tasks, model: kind = "linear" } = problems[0];
  const k = tasks.length;
  const d = tasks[0].X.columns;
  const all = await members(ensemble, start, whiten, signal);
  if (!all) return undefined;

  /** Where the heads of a member stand in A. */
  const headsOf = (member: number): readonly number[] =>
    member < S ? tasks.map((_, i) => (i * S + member) * r) : [((k - 1) * S + member) * r];
  const B = new Float32Array((1 + k) * S * d * r);
  const A = new Float32Array(2 * k * S * r);
  all.forEach((member, at) => {
    B.set(member.start.B.data, at * d * r);
    headsOf(at).forEach((head, i) => A.set(row(member.start.A, i), head));
  });

  const dataOf = all.map(({ frame }) => frame.data());
  const data = tasks.map((_, i) =>
    stacked(
      [...dataOf.slice(0, S).map((found) => found[i]), ...dataOf.slice((1 + i) * S, (2 + i) * S).map(([only]) => only)],
      d,
    ),
  );

  return {
    kind,
    k,
    seeds: S,
    d,
    r,
    data,
    B,
    A,
    read: (B, A, step) => {
      const models = all.map((_, at) => ({
        B: matrix(d, r, numbers(B, at * d * r, d * r)),
        A: fromRows(headsOf(at).map((head) => numbers(A, head, r))),
      }));
      return asked(ensemble, snapshots(all, models, step, S));
    },
  };
}

function stacked(parts: ReturnType<Coordinates["data"]>, d: number): Layout["data"][number] {
  const rows = Math.max(...parts.map(({ X }) => X.rows));
  const X = new Float32Array(parts.length * rows * d);
  const y = new Float32Array(parts.length * rows);
  parts.forEach((part, at) => {
    X.set(part.X.data, at * rows * d);
    y.set(part.y, at * rows);
  });
  return { rows, X, y };
}

function numbers(from: ArrayLike<number>, at: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, n) => from[at + n]);
}
