/**
 * TensorFlow.js on WebGPU, as a careful user writes it: every seed, and the joint model beside its twins, in the same
 * batched products; gradients by autodiff; the library's own optimisers where their rule is ours; no read-back between
 * the steps of a pull. It belongs in a dedicated worker. Numbers are float32 on the device; the losses that it reports
 * are evaluated in float64 from the parameters read back.
 */
import * as tf from "@tensorflow/tfjs";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { adapterName, probeAdapter } from "./adapter.ts";
import { Diverged, type Engine, EngineLost, requireFinite, type TrainingRun } from "./engine.ts";
import { ADAM, MOMENTUM, type Optimiser, rate } from "./optimiser.ts";
import { type Layout, layout } from "./tfjs/layout.ts";

/** Steps after which the device is waited for, so that neither its queue nor the time to an abort grows. */
const STEPS_IN_FLIGHT = 16;

/** MatMulPackedProgram among the library's ways to multiply. */
const PACKED = 3;

/** How long a device that gave no result may take to say that it is lost. */
const REASON_MS = 1000;

let current: Promise<Device> | undefined;

/** The engine on this machine's adapter; throws a sentence where there is none. Made again after a lost device. */
export async function createEngine(): Promise<Engine> {
  const device = await (current ??= openDevice());
  return { adapter: device.adapter, train: (ensemble, training) => train(device, ensemble, training) };
}

interface Device {
  readonly adapter: string;
  readonly gpu: GPUDevice;
  /** Why nothing that it computes can be trusted any more, once that is so. */
  trouble: EngineLost | undefined;
  /** Ends the wait for a result; a slot, because what hangs on `lost` for ever would keep every result alive. */
  interrupt: ((trouble: EngineLost) => void) | undefined;
  /** Resolves when the device is lost. */
  readonly lost: Promise<void>;
}

async function openDevice(): Promise<Device> {
  try {
    const answer = await probeAdapter();
    if ("problem" in answer) throw new Error(answer.problem);
    // The library would open a device by itself, but asks for a power preference, of which some browsers complain.
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error("The WebGPU adapter is gone. Reloading the page may bring it back.");
    const gpu = await adapter.requestDevice({ requiredLimits: largest(adapter.limits) });
    tf.enableProdMode();
    tf.env().set("WEBGPU_CPU_FORWARD", false); // small tensors stay on the device, and a lost one shows
    tf.env().set("WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE", 64); // halves the library's own time per operation
    // On a software adapter the library chooses products that are up to 50 times slower than this one.
    if (adapter.info.isFallbackAdapter) tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", PACKED);
    if (tf.findBackendFactory("webgpu")) tf.removeBackend("webgpu");
    tf.registerBackend("webgpu", () => new WebGPUBackend(gpu, adapter.info));
    if (!(await tf.setBackend("webgpu")) || tf.getBackend() !== "webgpu")
      throw new Error("TensorFlow.js could not start on WebGPU. The CPU engine can take its place.");
    return watched(gpu, adapterName(adapter.info));
  } catch (error) {
    current = undefined;
    throw error;
  }
}

function watched(gpu: GPUDevice, adapter: string): Device {
  const device: Device = { adapter, gpu, trouble: undefined, interrupt: undefined, lost: noteLoss() };
  // The library goes on silently without a device, so that its results must not be believed from here on.
  async function noteLoss(): Promise<void> {
    const { message, reason } = await gpu.lost;
    device.trouble = new EngineLost(
      `The graphics device was lost (${message || reason}). What was drawn still stands.`,
    );
    current = undefined;
    device.interrupt?.(device.trouble);
  }
  gpu.addEventListener("uncapturederror", (event) => {
    event.preventDefault(); // it is reported in words instead of on the console
    device.trouble ??= new EngineLost(`The graphics device reported an error (${event.error.message}).`);
    current = undefined;
    device.interrupt?.(device.trouble);
  });
  return device;
}

const LIMITS = [
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
] as const;

/** As much as the adapter has of what large samples need. */
function largest(limits: GPUSupportedLimits): Record<string, number> {
  return Object.fromEntries(LIMITS.map((name) => [name, limits[name]]));
}

async function* train(
  device: Device,
  ...[ensemble, { optimiser, start, signal }]: Parameters<Engine["train"]>
): TrainingRun {
  if (signal.aborted) return;
  if (device.trouble) throw device.trouble;
  const numbers = layout(ensemble, start, optimiser.whiten);
  requireRoom(numbers, device.gpu.limits.maxStorageBufferBindingSize);
  const descent = startDescent(numbers, optimiser);
  let waiting = false; // at a yield, where an abort must not wait for a pull that may never come
  const abort = (): void => {
    if (waiting) descent.dispose();
  };
  signal.addEventListener("abort", abort);
  try {
    let step = 0;
    for (;;) {
      const { B, A, finite } = await trusted(device, descent.read());
      if (signal.aborted) return;
      if (finite < step) throw new Diverged(finite);
      const snapshots = requireFinite(numbers.read(B, A, step));
      waiting = true;
      const steps = (yield snapshots) ?? 1;
      waiting = false;
      if (signal.aborted) return;
      for (let n = 1; n <= steps; n++, step++) {
        if (signal.aborted) return;
        if (device.trouble) throw device.trouble;
        descent.step();
        if (n % STEPS_IN_FLIGHT === 0) await trusted(device, device.gpu.queue.onSubmittedWorkDone());
      }
    }
  } finally {
    signal.removeEventListener("abort", abort);
    descent.dispose();
  }
}

/** The result of the device's work; throws `EngineLost` if the device does not outlive it. */
async function trusted<T>(device: Device, work: Promise<T>): Promise<T> {
  try {
    const result = await new Promise<T>((resolve, reject) => {
      device.interrupt = reject;
      work.then(resolve, reject);
    });
    if (!device.trouble) return result;
  } catch (error) {
    // A lost device rejects the read-back, in general before it says why: it is given a moment to say so.
    if (!device.trouble) await Promise.race([device.lost, new Promise((resolve) => setTimeout(resolve, REASON_MS))]);
    device.trouble ??= new EngineLost(
      `The graphics device gave no result (${error instanceof Error ? error.message : String(error)}).`,
    );
    current = undefined;
  } finally {
    device.interrupt = undefined;
  }
  throw device.trouble;
}

/** Throws a sentence if the samples are too large for one buffer of this adapter. */
function requireRoom({ data }: Layout, limit: number): void {
  const largestBuffer = Math.max(...data.map(({ X }) => X.byteLength));
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`;
  if (largestBuffer > limit)
    throw new Error(
      `These samples need ${megabytes(largestBuffer)} in one buffer and this adapter takes ${megabytes(limit)}. ` +
        "Fewer seeds or samples would fit, and so would the CPU engine.",
    );
}

interface Descent {
  /** One step of all models; nothing is waited for. */
  readonly step: () => void;
  /** The parameters, and the number of steps up to the first that saw a loss which was not finite. */
  readonly read: () => Promise<{ B: Float32Array; A: Float32Array; finite: number }>;
  readonly dispose: () => void;
}

function startDescent(numbers: Layout, optimiser: Optimiser): Descent {
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

  return {
    step: () =>
      tf.tidy(() => {
        const losses = rule.step();
        alive.assign(tf.mul(alive, tf.cast(tf.all(tf.isFinite(losses)), "float32")));
        finite.assign(tf.add(finite, alive));
      }),
    read: async () => {
      const all = tf.tidy(() => tf.concat([rule.reached.B.flatten(), rule.reached.A.flatten(), finite.flatten()]));
      try {
        const values = (await all.data()) as Float32Array; // of a float32 tensor
        const [sizeB, sizeA] = [numbers.B.length, numbers.A.length];
        return {
          B: values.subarray(0, sizeB),
          A: values.subarray(sizeB, sizeB + sizeA),
          finite: values[sizeB + sizeA],
        };
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

function objective({ k, seeds, d, data }: Layout): Objective {
  const tasks = data.map(({ rows, X, y }) => ({
    X: tf.tensor3d(X, [2 * seeds, rows, d]),
    y: tf.tensor3d(y, [2 * seeds, 1, rows]),
  }));
  const joint = <T extends tf.Tensor>(x: T, count: number): T => tf.slice(x, 0, count);
  const alone = <T extends tf.Tensor>(x: T): T => tf.slice(x, x.shape[0] - k);
  const toPairs = <T extends tf.Tensor>(x: T): T =>
    tf.concat([tf.tile(joint(x, 1), [k, ...x.shape.slice(1).fill(1)]), alone(x)]);
  const toModels = (x: tf.Tensor, gather: typeof tf.sum): tf.Tensor =>
    tf.concat([gather(joint(x, k), 0, true), alone(x)]);

  /** ‖X̂_ic_i − ŷ_i‖² of every pair, [2k, S]. */
  const pairLosses = ({ B, A }: Point): tf.Tensor => {
    const c = tf.sum(tf.mul(toPairs(B), A), 3).reshape([2, k, seeds, d]); // as rows: c'X̂' is cheaper than X̂c
    const ofTasks = tasks.map(({ X, y }, i) => {
      const ofTask = tf.slice(c, [0, i, 0, 0], [2, 1, seeds, d]).reshape([2 * seeds, 1, d]);
      const residuals = tf.sub(tf.matMul(ofTask, X, false, true), y);
      return tf.sum(tf.square(residuals), [1, 2]).reshape([2, 1, seeds]);
    });
    return tf.concat(ofTasks, 1).reshape([2 * k, seeds]);
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
      const residual = tf.sqrt(losses);
      const heads = toModels(tf.sum(tf.square(A), [2, 3]), tf.max);
      const module = tf.sum(tf.square(B), [2, 3]);
      return {
        B: tf.div(g.B, tf.add(heads, residual).reshape([1 + k, seeds, 1, 1])),
        A: tf.div(g.A, toPairs(tf.add(module, residual)).reshape([2 * k, seeds, 1, 1])),
      };
    },
    dispose: () => tf.dispose(tasks),
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
