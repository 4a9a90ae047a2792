/** TensorFlow.js as its users write it: plainly, and in the best forms that were found for each of its backends. */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import scalar from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import threaded from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import "@tensorflow/tfjs-backend-webgpu";
import { type Open, type Training, answerRequests } from "./contender.ts";
import { type Given, RATE, SOME, type Size, given, modelOf } from "./sizes.ts";

setWasmPaths({
  "tfjs-backend-wasm.wasm": scalar,
  "tfjs-backend-wasm-simd.wasm": simd,
  "tfjs-backend-wasm-threaded-simd.wasm": threaded,
});
tf.enableProdMode();
tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false); // PERFORMANCE: pitfall 5

/** MatMulPackedProgram, by far the fastest of the library's products on a software adapter; -1 lets the library choose. */
const PACKED = 3;
const ITS_CHOICE = -1;

/** One step, and what it has led to, in the layout that `modelsOf` reads. */
interface Program {
  readonly step: () => void;
  /** The numbers of every model. */
  readonly read: () => Promise<Parameters<Given["losses"]>[0]>;
  readonly dispose: () => void;
}

type Write = (of: Given) => Program;

/** A program on a backend: a step at a time, and one read-back. */
function on(
  backend: "webgpu" | "wasm" | "cpu",
  prepare: (size: Size) => Promise<Given>,
  write: Write,
  product = ITS_CHOICE,
): Open {
  /** The backend is global, so it is set before anything is done on it. */
  const enter = async (): Promise<void> => {
    if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) throw new Error(`no ${backend} backend`);
    tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", product);
  };
  return async (size): Promise<Training> => {
    await enter();
    const numbers = await prepare(size);
    const program = write(numbers);
    await program.read(); // uploads what is lazily uploaded
    return {
      seeds: numbers.seeds,
      advance: async (steps) => {
        await enter();
        for (let n = 0; n < steps; n++) {
          tf.tidy(program.step);
          if (backend === "webgpu" && n % 16 === 15) await settled();
        }
        return numbers.losses(await program.read());
      },
      dispose: program.dispose,
    };
  };
}

/** Waits for the device now and then, as anybody has to who does not want its queue to grow without bound. */
async function settled(): Promise<void> {
  const { device } = tf.backend() as unknown as { readonly device: GPUDevice };
  await device.queue.onSubmittedWorkDone();
}

/** `optimizer.minimize`, task by task, one model after another, products as one writes them down. */
const plain: Write = ({ kind, on, d, r, rows, pairs, start }) => {
  const optimizer = tf.train.sgd(RATE);
  const all = pairs.map((own, at) => {
    const tasks = own.map(({ X, y, q }) => ({
      X: tf.tensor2d(X, [rows, d]),
      y: tf.tensor2d(y, [rows, 1]),
      q: tf.tensor2d(on === "data" ? new Float32Array(d) : q, [d, 1]),
    }));
    const B = tf.variable(tf.tensor2d(Float32Array.from(start[at].B.data), [d, r]));
    const heads = own.map((_, i) =>
      tf.variable(tf.tensor2d(Float32Array.from(start[at].A.data.subarray(i * r, (i + 1) * r)), [r, 1])),
    );
    const loss = (): tf.Scalar =>
      tf.mul(
        tasks
          .map(({ X, y, q }, i): tf.Tensor => {
            if (on === "statistics") {
              const c = tf.sub(tf.matMul(B, heads[i]), y);
              return tf.sum(tf.mul(c, tf.add(tf.matMul(X, c), tf.mul(q, 2))));
            }
            const margins = tf.matMul(X, B);
            const outputs = tf.matMul(kind === "relu" ? tf.relu(margins) : margins, heads[i]);
            return tf.sum(tf.square(tf.sub(outputs, y)));
          })
          .reduce((sum, one) => tf.add(sum, one)),
        0.5,
      );
    return { tasks, B, heads, loss };
  });
  return {
    step: () => {
      for (const { loss, B, heads } of all) optimizer.minimize(loss, false, [B, ...heads]);
    },
    read: () =>
      Promise.all(
        all.map(async ({ B, heads }) =>
          modelOf(await B.data(), await Promise.all(heads.map((head) => head.data())), d, r),
        ),
      ),
    dispose: () => {
      tf.dispose(all.map(({ tasks, B, heads }) => [tasks, B, heads]));
      optimizer.dispose();
    },
  };
};

/**
 * Gradients by hand, all models and their tasks stacked in batched products: pair p of seed s is at p·S + s. Products of a
 * matrix and a vector by `times`: M·v, or M'·v.
 */
const stacked =
  (times: (M: tf.Tensor3D, v: tf.Tensor3D, transposed: boolean) => tf.Tensor3D): Write =>
  ({ kind, on, d, r, rows, pairs, start, seeds: S, k }) => {
    const order = Array.from({ length: 2 * k * S }, (_, at) => ({
      member: at < k * S ? at % S : at - (k - 1) * S,
      task: at < k * S ? Math.floor(at / S) : 0,
    }));
    const column = (pick: "X" | "y" | "q", shape: [number, number]): tf.Tensor3D => {
      const size = shape[0] * shape[1];
      const data = new Float32Array(order.length * size);
      order.forEach(({ member, task }, at) => data.set(pairs[member][task][pick], at * size));
      return tf.tensor3d(data, [order.length, ...shape]);
    };
    const X = column("X", [rows, d]);
    const y = column("y", [rows, 1]);
    const q = on === "statistics" ? column("q", [d, 1]) : undefined;
    const B = tf.variable(
      tf.tensor3d(Float32Array.from(start.flatMap((model) => [...model.B.data])), [(1 + k) * S, d, r]),
    );
    const A = tf.variable(
      tf.tensor3d(
        Float32Array.from(
          order.flatMap(({ member, task }) => [...start[member].A.data.subarray(task * r, (task + 1) * r)]),
        ),
        [order.length, 1, r],
      ),
    );
    const toPairs = (ofModels: tf.Tensor3D): tf.Tensor3D =>
      tf.concat([
        tf.tile(tf.slice(ofModels, [0, 0, 0], [S, d, r]), [k, 1, 1]),
        tf.slice(ofModels, [S, 0, 0], [k * S, d, r]),
      ]);
    const toModels = (ofPairs: tf.Tensor3D): tf.Tensor3D =>
      tf.concat([
        tf.sum(tf.reshape(tf.slice(ofPairs, [0, 0, 0], [k * S, d, r]), [k, S, d, r]), 0),
        tf.slice(ofPairs, [k * S, 0, 0], [k * S, d, r]),
      ]);
    return {
      step: () => {
        const modules = toPairs(B);
        let g: { readonly A: tf.Tensor; readonly B: tf.Tensor3D };
        if (kind === "relu") {
          const hidden = tf.relu(tf.matMul(X, modules));
          const e = tf.sub(tf.matMul(hidden, A, false, true), y);
          const slopes = tf.mul(tf.mul(e, A), tf.step(hidden));
          g = { A: tf.matMul(e, hidden, true), B: tf.matMul(X, slopes, true) };
        } else {
          const c = tf.sum(tf.mul(modules, A), 2, true) as tf.Tensor3D;
          const rho = q ? tf.add(times(X, tf.sub(c, y), false), q) : times(X, tf.sub(times(X, c, false), y), true);
          g = { A: tf.sum(tf.mul(rho, modules), 1, true), B: tf.mul(rho, A) };
        }
        A.assign(tf.sub(A, tf.mul(g.A, RATE)));
        B.assign(tf.sub(B, tf.mul(toModels(g.B), RATE)));
      },
      read: async () => {
        const [modules, heads] = await Promise.all([B.data(), A.data()]);
        return pairs.map((own, member) =>
          modelOf(
            modules.subarray(member * d * r, (member + 1) * d * r),
            own.map((_, i) => {
              const at = member < S ? i * S + member : member + (k - 1) * S;
              return heads.subarray(at * r, (at + 1) * r);
            }),
            d,
            r,
          ),
        );
      },
      dispose: () => tf.dispose([X, y, B, A, ...(q ? [q] : [])]),
    };
  };

/**
 * Gradients by hand, task by task, in products without transposes whose second factor never changes where it is large:
 * XNNPACK, which tfjs-wasm multiplies with, takes only such ones, and prepares that factor once.
 */
const rowByRow: Write = ({ kind, on, d, r, rows, pairs, start }) => {
  const all = pairs.map((own, at) => {
    const tasks = own.map(({ X, y, q }) => {
      const data = tf.tensor2d(X, [rows, d]);
      return {
        X: data,
        Xt: tf.transpose(data),
        y: tf.tensor2d(y, [1, rows]),
        q: on === "statistics" ? tf.tensor2d(q, [1, d]) : undefined,
      };
    });
    const Bt = tf.variable(tf.transpose(tf.tensor2d(Float32Array.from(start[at].B.data), [d, r])));
    const heads = own.map((_, i) =>
      tf.variable(tf.tensor2d(Float32Array.from(start[at].A.data.subarray(i * r, (i + 1) * r)), [1, r])),
    );
    return { tasks, Bt, heads };
  });
  const gradients = (
    { X, Xt, y, q }: (typeof all)[number]["tasks"][number],
    Bt: tf.Tensor2D,
    head: tf.Tensor2D,
  ): { readonly Bt: tf.Tensor; readonly head: tf.Tensor } => {
    if (kind === "relu") {
      const hidden = tf.relu(tf.matMul(Bt, Xt)); // r×m
      const e = tf.sub(tf.matMul(head, hidden), y);
      const slopes = tf.mul(tf.mul(tf.reshape(head, [r, 1]), e), tf.step(hidden));
      return { Bt: tf.matMul(slopes, X), head: tf.reshape(tf.sum(tf.mul(hidden, e), 1), [1, r]) };
    }
    const c = r === 1 ? tf.mul(Bt, head) : tf.matMul(head, Bt);
    const rho = q ? tf.add(tf.matMul(tf.sub(c, y), X), q) : tf.matMul(tf.sub(tf.matMul(c as tf.Tensor2D, Xt), y), X);
    return { Bt: tf.mul(tf.reshape(head, [r, 1]), rho), head: tf.reshape(tf.sum(tf.mul(Bt, rho), 1), [1, r]) };
  };
  return {
    step: () => {
      for (const { tasks, Bt, heads } of all) {
        const found = tasks.map((task, i) => gradients(task, Bt as tf.Tensor2D, heads[i] as tf.Tensor2D));
        const g = found.map((one) => one.Bt).reduce((sum, one) => tf.add(sum, one));
        found.forEach(({ head }, i) => heads[i].assign(tf.sub(heads[i], tf.mul(head, RATE))));
        Bt.assign(tf.sub(Bt, tf.mul(g, RATE)));
      }
    },
    read: () =>
      Promise.all(
        all.map(async ({ Bt, heads }) => {
          const module = await Bt.data();
          const B = Float64Array.from({ length: d * r }, (_, at) => module[(at % r) * d + Math.floor(at / r)]);
          return modelOf(B, await Promise.all(heads.map((head) => head.data())), d, r);
        }),
      ),
    dispose: () =>
      tf.dispose(
        all.map(({ tasks, Bt, heads }) => [tasks.map(({ X, Xt, y, q }) => [X, Xt, y, ...(q ? [q] : [])]), Bt, heads]),
      ),
  };
};

const byProducts = stacked((M, v, transposed) => tf.matMul(M, v, transposed));
/** As elementwise products and sums: the library's products of a matrix and a vector are slow on a software adapter. */
const bySums = stacked((M, v, transposed) =>
  transposed
    ? tf.reshape(tf.sum(tf.mul(M, v), 1), [M.shape[0], M.shape[2], 1])
    : tf.sum(tf.mul(M, tf.reshape(v, [M.shape[0], 1, M.shape[2]])), 2, true),
);

const whole = (size: Size): Promise<Given> => given(size);
/** As many as fit a turn where a step is slow; what follows is more of the same. */
const some = (size: Size): Promise<Given> => given(size, Math.min(size.seeds, SOME));
const first = (size: Size): Promise<Given> => given(size, 1);
const onStatistics = (size: Size): Promise<Given> => given(size, size.seeds, "statistics");

answerRequests({
  "webgpu plain": on("webgpu", first, plain),
  "webgpu plain, packed": on("webgpu", first, plain, PACKED),
  "webgpu stacked": on("webgpu", some, byProducts, PACKED),
  "webgpu stacked, sums": on("webgpu", some, bySums, PACKED),
  "wasm plain": on("wasm", first, plain),
  "wasm stacked": on("wasm", whole, byProducts),
  "wasm row by row": on("wasm", first, rowByRow),
  "wasm row by row, statistics": on("wasm", onStatistics, rowByRow),
  "cpu plain": on("cpu", first, plain),
  "cpu stacked": on("cpu", whole, byProducts),
});
