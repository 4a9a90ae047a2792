/** One model on its way down, in the memory of the kernels. */
import { Told, sentence } from "../../text/sentence.ts";
import { type Matrix, difference, dot, matrix, multiplyVector, row } from "../../core/linalg/matrix.ts";
import type { Model, ModelKind } from "../../core/model.ts";
import { productOf } from "../../core/task.ts";
import { nearOptimum } from "../coordinates.ts";
import type { Member } from "../members.ts";
import { type Optimiser, rate } from "../optimiser.ts";
import type { Kernels } from "./instance.ts";

export interface Descent {
  /** Makes so many steps, or fewer if one of them sees a loss that is not finite; the number of steps made. */
  readonly descend: (steps: number) => number;
  /** B̂ and A. */
  readonly read: () => Model;
}

/** As kernels/losses.ts and kernels/optimisers.ts number them. */
const kinds = { linear: 0, relu: 1, logistic: 2 } as const satisfies Record<ModelKind, number>;
const optimisers = { gradientDescent: 0, momentum: 1, nesterov: 2, adam: 3 } as const satisfies Record<
  Optimiser["name"],
  number
>;

/** Throws a sentence if WebAssembly's memory does not suffice. */
export function descent(kernels: Kernels, { problem, frame, start }: Member, optimiser: Optimiser): Descent {
  const { r, ridge, tasks, model: kind = "linear", R } = problem;
  const k = tasks.length;
  const ridges = ridge === 0 ? 0 : R ? k : 1;
  const d = start.B.rows;
  const stride = kernels.padded(d);
  const model = required(kernels.make(kinds[kind], k, ridges, d, r, optimisers[optimiser.name], rate(optimiser)));
  /** n numbers of the kernels' memory, until something else is made in it. */
  const view = (address: number, n: number): Float32Array => new Float32Array(kernels.memory.buffer, address, n);
  const write = (address: number, M: Matrix): void => {
    const values = view(address, stride * M.rows);
    for (let n = 0; n < M.rows; n++) values.set(row(M, n), n * stride);
  };

  if (kind === "linear")
    frame.statistics().forEach(({ G, h, yy }, i) => {
      const theta = nearOptimum(G, h);
      const Gtheta = multiplyVector(G, theta);
      write(kernels.matrix(model, i), G);
      view(kernels.centre(model, i), d).set(theta);
      view(kernels.remainder(model, i), d).set(difference(h, Gtheta));
      kernels.setLoss(model, i, dot(Gtheta, theta) - 2 * dot(h, theta) + yy);
    });
  else {
    frame.samples().forEach(({ X, factor, y }, i) => {
      write(kernels.matrix(model, i), productOf(frame.N[i])); // of the ridge
      const place = required(kernels.samples(model, i, y.length));
      writeChanged(kernels, place, X, factor, frame.W);
      view(kernels.labels(model, i), y.length).set(y);
    });
  }

  const parameters = (): Float32Array => view(kernels.parameters(model), stride * r + k * r);
  const initial = parameters();
  for (let n = 0; n < d; n++) for (let j = 0; j < r; j++) initial[j * stride + n] = row(start.B, n)[j];
  initial.set(start.A.data, stride * r);

  return {
    descend: (steps) => kernels.descend(model, steps),
    read: () => {
      const x = parameters();
      const B = matrix(d, r);
      for (let n = 0; n < d; n++) for (let j = 0; j < r; j++) row(B, n)[j] = x[j * stride + n];
      return { B, A: matrix(k, r, Float64Array.from(x.subarray(stride * r))) };
    },
  };
}

/** Rows that are changed at a time: with W they lie in the cache. */
const CHANGED = 64;

/** factor·X W, in float64 up to the rounding of what is kept. */
function writeChanged(kernels: Kernels, place: number, X: Matrix, factor: number, W: Matrix): void {
  const { rows: m, columns: d } = X;
  const stride = kernels.padded(d);
  const room = required(kernels.room(8 * stride * (stride + CHANGED)));
  const values = new Float64Array(kernels.memory.buffer, room, stride * (stride + CHANGED));
  const write = (at: number, M: Matrix, from: number, to: number, multiple: number): void => {
    for (let n = from, source = from * d; n < to; n++, at += stride)
      for (let j = 0; j < d; j++) values[at + j] = multiple * M.data[source++];
  };
  const own = stride * stride;
  write(0, W, 0, d, 1);
  for (let n = 0; n < m; n += CHANGED) {
    const end = Math.min(m, n + CHANGED);
    write(own, X, n, end, factor);
    const count = kernels.padded(end - n);
    values.fill(0, own + (end - n) * stride, own + count * stride);
    kernels.changeRows(room + 8 * own, room, place + 4 * n * stride, count, stride);
  }
  kernels.release(room);
}

function required(address: number): number {
  if (!address)
    throw new Told(sentence("These samples do not fit into the memory of WebAssembly. Fewer seeds or samples would."));
  return address;
}
