/** jax-js: one compiled function for the gradients of every model and the step, products stacked over the models. */
import { type Device, defaultDevice, grad, init, jit, numpy as np } from "@jax-js/jax";
import { type Open, answerRequests } from "./contender.ts";
import { RATE, SOME, given, modelOf } from "./sizes.ts";

/** Arrays are used up by whatever they are given to; `.ref` is one more use. */
type Parameters = { B: np.Array[]; A: np.Array[] };
type Data = { X: np.Array[]; y: np.Array[]; q: np.Array[] };

function onDevice(device: Device): Open {
  return async (size) => {
    if (!(await init(device)).includes(device)) throw new Error(`no ${device} device`);
    defaultDevice(device);
    const { kind, on, d, r, k, rows, seeds: S, pairs, start, losses } = await given(size, Math.min(size.seeds, SOME));
    const array = (parts: readonly ArrayLike<number>[], shape: number[]): np.Array => {
      const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
      parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
      return np.array(all).reshape([parts.length, ...shape]);
    };
    /** Members of seed 0 … S−1: of the joint model (0), or of a twin (1 + i). */
    const block = (model: number): number[] => Array.from({ length: S }, (_, s) => model * S + s);
    /** Pair p: task p of the joint model, then the only task of each twin. */
    const pairIndex = Array.from({ length: 2 * k }, (_, p) =>
      p < k ? { model: 0, task: p } : { model: 1 + p - k, task: 0 },
    );
    const ofPairs = (pick: "X" | "y" | "q", shape: number[]): np.Array[] =>
      pairIndex.map(({ model, task }) =>
        array(
          block(model).map((member) => pairs[member][task][pick]),
          shape,
        ),
      );
    const data: Data = {
      X: ofPairs("X", [rows, d]),
      y: ofPairs("y", [rows, 1]),
      q: on === "statistics" ? ofPairs("q", [d, 1]) : [],
    };
    let at: Parameters = {
      B: Array.from({ length: 1 + k }, (_, model) =>
        array(
          block(model).map((member) => start[member].B.data),
          [d, r],
        ),
      ),
      A: pairIndex.map(({ model, task }) =>
        array(
          block(model).map((member) => start[member].A.data.subarray(task * r, (task + 1) * r)),
          [r, 1],
        ),
      ),
    };

    const half = ({ B, A }: Parameters, { X, y, q }: Data): np.Array => {
      const parts = pairIndex.map(({ model }, p) => {
        const module = B[model].ref;
        if (on === "statistics") {
          const c = np.matmul(module, A[p]).sub(y[p]);
          const rho = np.matmul(X[p], c.ref).add(q[p].mul(2));
          return c.mul(rho).sum();
        }
        const margins = np.matmul(X[p], module);
        const hidden = kind === "relu" ? np.maximum(margins, 0) : margins;
        return np.square(np.matmul(hidden, A[p]).sub(y[p])).sum();
      });
      for (const module of B) module.dispose();
      return parts.reduce((sum, part) => sum.add(part)).mul(0.5);
    };
    const step = jit((from: Parameters, data: Data): Parameters => {
      const g = grad(half)({ B: from.B.map((x) => x.ref), A: from.A.map((x) => x.ref) }, data);
      return {
        B: from.B.map((x, i) => x.sub(g.B[i].mul(RATE))),
        A: from.A.map((x, i) => x.sub(g.A[i].mul(RATE))),
      };
    });
    const again = (): Data => ({
      X: data.X.map((x) => x.ref),
      y: data.y.map((x) => x.ref),
      q: data.q.map((x) => x.ref),
    });
    return {
      seeds: S,
      advance: async (steps) => {
        defaultDevice(device);
        for (let n = 0; n < steps; n++) at = step(at, again());
        const modules = await Promise.all(at.B.map((x) => x.ref.data()));
        const heads = await Promise.all(at.A.map((x) => x.ref.data()));
        const found = pairs.map((own, member) => {
          const [model, s] = [Math.floor(member / S), member % S];
          const B = modules[model].subarray(s * d * r, (s + 1) * d * r);
          const ofTask = (i: number): ArrayLike<number> =>
            heads[model === 0 ? i : k + model - 1].subarray(s * r, (s + 1) * r);
          return modelOf(
            B,
            own.map((_, i) => ofTask(i)),
            d,
            r,
          );
        });
        return losses(found);
      },
      dispose: () => {
        for (const one of [...at.B, ...at.A, ...data.X, ...data.y, ...data.q]) one.dispose();
      },
    };
  };
}

answerRequests({ webgpu: onDevice("webgpu"), wasm: onDevice("wasm") });
