/**
 * TensorFlow.js on WebGPU, as a careful user writes it: every seed, and the joint model beside its twins, in the same
 * batched products; gradients by autodiff; the library's own optimisers where their rule is ours; no read-back between
 * the steps of a pull. It belongs in a dedicated worker. Numbers are float32 on the device; the losses that it reports
 * are evaluated in float64 from the parameters read back.
 */
import { Told, sentence } from "../text/sentence.ts";
import * as tf from "@tensorflow/tfjs";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { type Descent, type Device, descend, openDevice, requireRoom, untilTrouble } from "./device.ts";
import type { Engine, Ensemble, Training, TrainingRun } from "./engine.ts";
import { ADAM, LEAST_LOSS, MOMENTUM, type Optimiser, rate } from "./optimiser.ts";
import { type Layout, layout } from "./tfjs/layout.ts";

/** Steps after which the device is waited for, so that neither its queue nor the time to an abort grows. */
const STEPS_IN_FLIGHT = 16;

/** MatMulPackedProgram among the library's ways to multiply. */
const PACKED = 3;

const session = untilTrouble(openSession);

/** The engine on this machine's adapter; throws a sentence where there is none. Made again after a lost device. */
export async function createEngine(): Promise<Engine> {
  const { device } = await session();
  return { adapter: device.adapter, train: (ensemble, training) => train(device, ensemble, training) };
}

/** A device with the library on it. */
async function openSession(): Promise<{ readonly device: Device }> {
  const device = await openDevice();
  const { gpu, info } = device;
  tf.enableProdMode();
  tf.env().set("WEBGPU_CPU_FORWARD", false); // small tensors stay on the device, and a lost one shows
  tf.env().set("WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE", 64); // halves the library's own time per operation
  // On a software adapter the library chooses products that are up to 50 times slower than this one.
  if (info.isFallbackAdapter) tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", PACKED);
  if (tf.findBackendFactory("webgpu")) tf.removeBackend("webgpu");
  tf.registerBackend("webgpu", () => new WebGPUBackend(gpu, info));
  if (!(await tf.setBackend("webgpu")) || tf.getBackend() !== "webgpu")
    throw new Told(sentence("TensorFlow.js could not start on WebGPU. The CPU engine can take its place."));
  return { device };
}

async function* train(device: Device, ensemble: Ensemble, training: Training): TrainingRun {
  const { optimiser, signal } = training;
  if (signal.aborted) return;
  if (device.trouble) throw device.trouble;
  const numbers = await layout(ensemble, training);
  if (!numbers) return;
  requireRoom(device, Math.max(...numbers.data.map(({ X }) => X.byteLength)));
  yield* descend(device, startDescent(device, numbers, optimiser), signal);
}

function startDescent({ gpu }: Device, numbers: Layout, optimiser: Optimiser): Descent {
  const { k, seeds, d, r } = numbers;
  const bag: { dispose(): void }[] = [];
  const held = <T extends { dispose(): void }>(thing: T): T => {
    bag.push(thing);
    return thing;
  };
  const at: Point<tf.Variable> = {
    B: held(variable(tf.tensor(numbers.B, [1 + k, seeds, d, r]), true)),
    A: held(variable(tf.tensor(numbers.A, [2 * k, seeds, 1, r]), true)),
  };
  const problem = held(objective(numbers));
  const rule = held(update(optimiser, at, problem));
  const alive = held(variable(tf.scalar(1))); // 1 until a loss is not finite, then 0
  const finite = held(variable(tf.scalar(0))); // steps made while it was 1

  const step = (): void =>
    tf.tidy(() => {
      const losses = rule.step();
      alive.assign(tf.mul(alive, tf.cast(tf.all(tf.isFinite(losses)), "float32")));
      finite.assign(tf.add(finite, alive));
    });

  return {
    advance: async (most) => {
      const steps = Math.min(most, STEPS_IN_FLIGHT);
      for (let n = 0; n < steps; n++) step();
      if (steps === STEPS_IN_FLIGHT) await gpu.queue.onSubmittedWorkDone();
      return steps;
    },
    read: async (steps) => {
      const all = tf.tidy(() => tf.concat([rule.reached.B.flatten(), rule.reached.A.flatten(), finite.flatten()]));
      try {
        const values = (await all.data()) as Float32Array; // of a float32 tensor
        const [B, A] = [values.subarray(0, numbers.B.length), values.subarray(numbers.B.length, -1)];
        return { snapshots: numbers.read(B, A, steps), finite: values[values.length - 1] };
      } finally {
        all.dispose();
      }
    },
    dispose: () => {
      for (const thing of bag.splice(0)) thing.dispose();
    },
  };
}

/** A variable that takes over a tensor. */
function variable(initial: tf.Tensor, trainable = false): tf.Variable {
  const made = tf.variable(initial, trainable);
  initial.dispose();
  return made;
}

/** Parameters, or gradients of them: B [1+k, S, d, r] by model, A [2k, S, 1, r] by pair, as layout.ts has them. */
interface Point<T extends tf.Tensor = tf.Tensor> {
  readonly B: T;
  readonly A: T;
}

interface Objective {
  /** Gradients of F/2 at variables, with F of every model [1+k, S]. To be called inside `tf.tidy`. */
  readonly gradient: (at: Point<tf.Variable>) => { g: Point; losses: tf.Tensor };
  /** D of optimiser.ts. */
  readonly normalised: (g: Point, at: Point, losses: tf.Tensor) => Point;
  /** Numbers of models [1+k, S], handed to their pairs [2k, S]. */
  readonly toPairs: (ofModels: tf.Tensor) => tf.Tensor;
  /** Numbers of pairs [2k, S], summed over each model [1+k, S]. */
  readonly toModels: (ofPairs: tf.Tensor) => tf.Tensor;
  readonly dispose: () => void;
}

function objective({ kind, k, seeds, d, r, data }: Layout): Objective {
  const tasks = data.map(({ rows, X, y }) => ({
    rows,
    X: tf.tensor3d(X, [2 * seeds, rows, d]),
    y: tf.tensor3d(y, [2 * seeds, 1, rows]),
  }));
  const joint = <T extends tf.Tensor>(x: T, count: number): T => tf.slice(x, 0, count);
  const alone = <T extends tf.Tensor>(x: T): T => tf.slice(x, x.shape[0] - k);
  const toPairs = <T extends tf.Tensor>(x: T): T =>
    tf.concat([tf.tile(joint(x, 1), [k, ...x.shape.slice(1).fill(1)]), alone(x)]);
  const toModels = (x: tf.Tensor, gather: typeof tf.sum): tf.Tensor =>
    tf.concat([gather(joint(x, k), 0, true), alone(x)]);

  /** The sum of ℓ over the rows of every pair, [2k, S]. */
  const pairLosses = (at: Point): tf.Tensor => {
    const ofTasks = kind === "relu" ? reluLosses(at) : predictorLosses(at);
    return tf.concat(ofTasks, 1).reshape([2 * k, seeds]);
  };
  /** Of task i in a tensor of pairs: of its two models, as [2S, …]. The library has no slices of rank 5. */
  const ofTask = (x: tf.Tensor, i: number): tf.Tensor => {
    const shape = x.shape.slice(2);
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.slice(x.reshape([2, k, seeds, size]), [0, i, 0, 0], [2, 1, seeds, size]).reshape([2 * seeds, ...shape]);
  };

  /** Of models whose rows depend on B̂A_i alone. */
  const predictorLosses = ({ B, A }: Point): tf.Tensor[] => {
    const c = tf.sum(tf.mul(toPairs(B), A), 3); // as rows: c'X̂' is cheaper than X̂c
    return tasks.map(({ rows, X, y }, i) => {
      const outputs = tf.matMul(ofTask(c, i).reshape([2 * seeds, 1, d]), X, false, true);
      const losses = kind === "linear" ? tf.square(tf.sub(outputs, y)) : logisticLosses(outputs, y, rows);
      return tf.sum(losses, [1, 2]).reshape([2, 1, seeds]);
    });
  };

  /** Rows of the ridge have the square of their output, samples |ŷ| log(1 + exp(−sign(ŷ) p)). */
  const logisticLosses = (outputs: tf.Tensor, y: tf.Tensor, rows: number): tf.Tensor => {
    const ridge = tf.slice(outputs, [0, 0, 0], [2 * seeds, 1, d]);
    const samples = tf.slice(outputs, [0, 0, d], [2 * seeds, 1, rows - d]);
    const labels = tf.slice(y, [0, 0, d], [2 * seeds, 1, rows - d]);
    const losses = tf.mul(tf.abs(labels), tf.softplus(tf.neg(tf.mul(tf.sign(labels), samples))));
    return tf.concat([tf.square(ridge), losses], 2);
  };

  /** Of ReLU units: rows of the ridge have the squares of each unit's output, samples that of what is left of ŷ. */
  const reluLosses = ({ B, A }: Point): tf.Tensor[] => {
    const modules = toPairs(B);
    return tasks.map(({ rows, X, y }, i) => {
      const margins = tf.matMul(X, ofTask(modules, i)); // [2S, rows, r]
      const heads = ofTask(A, i); // [2S, 1, r]
      const ridge = tf.mul(tf.slice(margins, [0, 0, 0], [2 * seeds, d, r]), heads);
      const units = tf.mul(tf.relu(tf.slice(margins, [0, d, 0], [2 * seeds, rows - d, r])), heads);
      const labels = tf.slice(y, [0, 0, d], [2 * seeds, 1, rows - d]).reshape([2 * seeds, rows - d]);
      const left = tf.sum(tf.square(tf.sub(tf.sum(units, 2), labels)), 1);
      return tf.add(tf.sum(tf.square(ridge), [1, 2]), left).reshape([2, 1, seeds]);
    });
  };

  return {
    toPairs,
    toModels: (x) => toModels(x, tf.sum),
    gradient: (at) => {
      let losses: tf.Tensor | undefined;
      const half = (): tf.Scalar => {
        const ofPairs = pairLosses(at);
        losses = tf.keep(toModels(ofPairs, tf.sum));
        return tf.mul(tf.sum(ofPairs), 0.5);
      };
      const { grads } = tf.variableGrads(half, [at.B, at.A]);
      if (!losses) throw new Error("tfjs: the loss was not evaluated");
      const released = tf.clone(losses); // back into the caller's tidy
      losses.dispose();
      return { g: { B: grads[at.B.name], A: grads[at.A.name] }, losses: released };
    },
    normalised: (g, { B, A }, losses) => {
      const residual = tf.sqrt(tf.maximum(losses, LEAST_LOSS));
      const heads = toModels(tf.sum(tf.square(A), [2, 3]), tf.max);
      const module = tf.sum(tf.square(B), [2, 3]);
      return {
        B: tf.div(g.B, tf.add(heads, residual).reshape([1 + k, seeds, 1, 1])),
        A: tf.div(g.A, toPairs(tf.add(module, residual)).reshape([2 * k, seeds, 1, 1])),
      };
    },
    dispose: () => tf.dispose(tasks.map(({ X, y }) => [X, y])),
  };
}

interface Rule {
  /** One step; the losses of all models [1+k, S] where the gradient was taken. To be called inside `tf.tidy`. */
  readonly step: () => tf.Tensor;
  /** Where the steps have led. */
  readonly reached: Point;
  readonly dispose: () => void;
}

/** The steps of optimiser.ts, moving `at`. */
function update(optimiser: Optimiser, at: Point<tf.Variable>, problem: Objective): Rule {
  const eta = rate(optimiser);
  switch (optimiser.name) {
    case "gradientDescent":
      return byLibrary(tf.train.sgd(eta), at, problem, true);
    case "momentum":
      return byLibrary(tf.train.momentum(eta, MOMENTUM), at, problem, true);
    case "adam":
      return byLibrary(tf.train.adam(eta, ADAM.beta1, ADAM.beta2, ADAM.epsilon), at, problem, false);
    case "nesterov":
      return nesterov(eta, at, problem);
  }
  optimiser.name satisfies never;
}

function byLibrary(optimizer: tf.Optimizer, at: Point<tf.Variable>, problem: Objective, normalise: boolean): Rule {
  return {
    step: () => {
      const { g, losses } = problem.gradient(at);
      const { B, A } = normalise ? problem.normalised(g, at, losses) : g;
      optimizer.applyGradients({ [at.B.name]: B, [at.A.name]: A });
      return losses;
    },
    reached: at,
    // of its members as well: the momentum optimizer's own dispose() forgets its learning rate
    dispose: () => tf.dispose(Object.values(optimizer) as tf.TensorContainer[]),
  };
}

/** The library has no restart, and its momentum with `useNesterov` is another method. */
function nesterov(eta: number, z: Point<tf.Variable>, { gradient, normalised, toPairs, toModels }: Objective): Rule {
  const copy = (value: tf.Variable): tf.Variable => tf.variable(value, false);
  const x = { B: copy(z.B), A: copy(z.A) };
  const previous = { B: copy(z.B), A: copy(z.A) };
  const [models, seeds] = z.B.shape;
  const count = variable(tf.zeros([models, seeds])); // n of each model
  const beyond = (part: "B" | "A", beta: tf.Tensor): tf.Tensor =>
    tf.add(x[part], tf.mul(beta.reshape([-1, seeds, 1, 1]), tf.sub(x[part], previous[part])));
  return {
    step: () => {
      const beta = tf.div(count, tf.add(count, 3));
      z.B.assign(beyond("B", beta));
      z.A.assign(beyond("A", toPairs(beta)));
      const { g, losses } = gradient(z);
      const D = normalised(g, z, losses);
      for (const part of ["B", "A"] as const) {
        previous[part].assign(x[part]);
        x[part].assign(tf.sub(z[part], tf.mul(D[part], eta)));
      }
      const along = (part: "B" | "A"): tf.Tensor => tf.sum(tf.mul(g[part], tf.sub(x[part], previous[part])), [2, 3]);
      const uphill = tf.add(along("B"), toModels(along("A")));
      count.assign(tf.where(tf.greater(uphill, 0), tf.zerosLike(count), tf.add(count, 1)));
      return losses;
    },
    reached: x,
    dispose: () => tf.dispose([x.B, x.A, previous.B, previous.A, count]),
  };
}
