/**
 * How an ensemble lies in tensors. A *model* is the joint one (0) or the twin of task i (1+i), once per seed. A *pair* is
 * task i as seen by the joint model (pair i) or by its twin (pair k+i): each has data of its own, because the two models
 * have coordinates of their own. Parameters are B̂ [1+k, S, d, r] by model and A [2k, S, 1, r] by pair.
 */
import type { Model } from "../../core/model.ts";
import { fromRows, matrix, row } from "../../core/linalg/matrix.ts";
import { penalisedLosses } from "../../core/model.ts";
import { type Problem, twin } from "../../core/solvers/problem.ts";
import { type Coordinates, coordinates } from "../coordinates.ts";
import { type Ensemble, type SeedSnapshot, type Start, startOfTwin } from "../engine.ts";

export interface Layout {
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

interface Part {
  readonly problem: Problem;
  readonly frame: Coordinates;
}

export function layout({ problems }: Ensemble, start: readonly Start[], whiten: boolean): Layout {
  const S = problems.length;
  const { r, tasks } = problems[0];
  const k = tasks.length;
  const d = tasks[0].X.columns;
  const part = (problem: Problem): Part => ({ problem, frame: coordinates(problem, whiten) });
  const joint = problems.map(part);
  const alone = tasks.map((_, i) => problems.map((problem) => part(twin(problem, i))));

  const B = new Float32Array((1 + k) * S * d * r);
  const A = new Float32Array(2 * k * S * r);
  const moduleAt = (model: number, s: number): number => (model * S + s) * d * r;
  const headAt = (pair: number, s: number): number => (pair * S + s) * r;
  start.forEach((initial, s) => {
    const together = joint[s].frame.enter(initial);
    B.set(together.B.data, moduleAt(0, s));
    for (let i = 0; i < k; i++) {
      const single = alone[i][s].frame.enter(startOfTwin(initial, i));
      B.set(single.B.data, moduleAt(1 + i, s));
      A.set(row(together.A, i), headAt(i, s));
      A.set(single.A.data, headAt(k + i, s));
    }
  });

  const jointData = joint.map(({ frame }) => frame.data());
  const data = tasks.map((_, i) =>
    stacked([...jointData.map((found) => found[i]), ...alone[i].map(({ frame }) => frame.data()[0])], d),
  );

  return {
    k,
    seeds: S,
    d,
    r,
    data,
    B,
    A,
    read: (B, A, step) => {
      const snapshotOf = ({ problem, frame }: Part, module: number, heads: readonly number[]) => {
        const inner: Model = {
          B: matrix(d, r, numbers(B, module, d * r)),
          A: fromRows(heads.map((head) => numbers(A, head, r))),
        };
        const model = frame.leave(inner);
        return { step, ...model, alpha: problem.alpha, losses: penalisedLosses(problem, model) };
      };
      return problems.map((_, s) => ({
        joint: snapshotOf(
          joint[s],
          moduleAt(0, s),
          tasks.map((_task, i) => headAt(i, s)),
        ),
        alone: alone.map((parts, i) => snapshotOf(parts[s], moduleAt(1 + i, s), [headAt(k + i, s)])),
      }));
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
