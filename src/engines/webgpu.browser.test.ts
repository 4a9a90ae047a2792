/**
 * What the fused kernels promise beyond engines.browser.test.ts: every kind of model and every size, checked against the
 * float64 reference; how seldom they ask the device; and that a device which computes wrong numbers is not believed.
 * Tolerances are those of engines.browser.test.ts. Seen on the software adapter: losses at most 4e-7 apart after the
 * start, Adam's 1.8e-6, and fits 6e-7, a ReLU's 1.1e-6.
 */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { randomTask } from "../core/golden/tasks.ts";
import { matrix, norm } from "../core/linalg/matrix.ts";
import type { Model, ModelKind } from "../core/model.ts";
import { normals } from "../core/random.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { distance, firstAbove } from "./conformance.ts";
import { engine as cpu } from "./cpu.ts";
import { Diverged, type Ensemble, type Training } from "./engine.ts";
import type { Optimiser } from "./optimiser.ts";
import { createEngine } from "./webgpu.ts";
import type { Form } from "./webgpu/forms.ts";

const kinds = ["linear", "relu", "logistic"] as const;
/** Linear models have statistics in the place of rows. */
const formsOf = { linear: ["whole"], relu: ["whole", "tiled"], logistic: ["whole", "tiled"] } as const;
const kindsInForms = kinds.flatMap((kind) =>
  formsOf[kind].map((form) => [`${kind} models${form === "tiled" ? " in tiles" : ""}`, { kind, form }] as const),
);
const names = ["gradientDescent", "momentum", "nesterov", "adam"] as const;
const standard: Optimiser = { name: "nesterov", learningRate: 1, whiten: true };
const bounds: Record<Optimiser["name"], number> = { gradientDescent: 1, momentum: 1, nesterov: 1, adam: 3 };

interface Sizes {
  readonly d: number;
  readonly r: number;
  /** Samples of each task. */
  readonly m: readonly number[];
  readonly seeds?: number;
}

const small: Sizes = { d: 5, r: 2, m: [13, 3] };
/** Of the first task's rows there are three tiles. */
const long: Sizes = { d: 5, r: 2, m: [533, 3] };
const usual: Record<Form, Sizes> = { whole: small, tiled: long };

/** d around a quad and beyond 100, capacities around four hidden units, one to three tasks, samples in no multiples. */
const sizes: readonly Sizes[] = [
  { d: 1, r: 1, m: [7] },
  { d: 3, r: 2, m: [5, 2] },
  { d: 4, r: 1, m: [9, 4, 13] },
  { d: 5, r: 3, m: [6, 1, 11] },
  { d: 8, r: 4, m: [16, 8] },
  { d: 7, r: 5, m: [10, 33] },
  { d: 100, r: 2, m: [57, 3], seeds: 1 },
  { d: 199, r: 3, m: [211, 5, 30], seeds: 1 },
];

/** Rows that fill some tiles, or one more, or all but one; more hidden units than features; weights for many tasks. */
const longSizes: readonly Sizes[] = [
  { d: 1, r: 1, m: [1100] },
  { d: 3, r: 6, m: [2, 530] },
  { d: 4, r: 2, m: [252, 253, 1020], seeds: 3 },
  { d: 5, r: 3, m: [270, 6, 613, 1, 290, 320] },
  { d: 100, r: 10, m: [157, 3], seeds: 1 },
];

/** Sizes that no other test has: whatever is compiled for sizes has not been compiled for these. */
const unseen: readonly Sizes[] = [
  { d: 2, r: 1, m: [4, 5], seeds: 5 },
  { d: 9, r: 6, m: [3, 12, 5, 8], seeds: 3 },
  { d: 17, r: 2, m: [21], seeds: 4 },
];

/** Every device that was opened here. */
const devices: GPUDevice[] = [];
beforeAll(() => {
  const open = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await open.call(this, descriptor);
    devices.push(device);
    return device;
  };
});

const consoleCalls: unknown[][] = [];
beforeEach(() => {
  consoleCalls.length = 0;
  for (const level of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => void consoleCalls.push(args));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(consoleCalls).toEqual([]);
});

describe.each(kindsInForms)("%s", (_models, { kind, form }) => {
  const variants = names.flatMap((name) => [true, false].map((whiten) => ({ name, whiten, learningRate: 1 })));
  test.each(variants)("walk the reference's path: $name, whitened $whiten", async (optimiser) => {
    await follow(example(kind, usual[form]), optimiser, [0, 1, 5, 20, 50], form);
  });

  test.each([...sizes, ...longSizes])("walk it whatever their sizes: d $d, r $r, m $m", async (of) => {
    await follow(example(kind, of), standard, [0, 1, 20], form);
  });

  test("are told from each other by their losses", async () => {
    const other = kind === "relu" ? "linear" : "relu";
    const { ensemble, start } = example(kind, usual[form]);
    const found = await reached(ensemble, start, 5, form);
    const swapped = {
      ...ensemble,
      problems: ensemble.problems.map((problem) => ({ ...problem, model: other }) as const),
    };
    expect(distance(ensemble, found, await reached(swapped, start, 5, form)).loss).toBeGreaterThan(1e-3);
  });

  test("name the step whose loss float32 cannot hold", async () => {
    const { ensemble, start } = example(kind, usual[form]);
    const wild = training(start, { name: "gradientDescent", learningRate: 100, whiten: true });
    const right = await firstAbove(ensemble, wild, 2 ** 128);
    const run = (await createEngine(form)).train(ensemble, wild);
    await run.next();
    const failure = await run.next(right + 20).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Diverged);
    expect((failure as Diverged).step).toBe(right);
  });
});

describe("labels of which there are none but 0", () => {
  test("leave a linear model finite", async () => {
    const { ensemble, start } = example("linear", small);
    const problems = ensemble.problems.map((problem) => ({
      ...problem,
      tasks: problem.tasks.map((task) => ({ ...task, y: new Float64Array(task.y.length) })),
    }));
    const found = await reached({ ...ensemble, problems }, start, 5);
    expect(found.flatMap(({ joint }) => [...joint.losses]).every(Number.isFinite)).toBe(true);
  });
});

describe("the device", () => {
  test("is asked once for many steps, and once for each report", async () => {
    const { ensemble, start } = example("linear", small);
    const engine = await createEngine();
    const run = engine.train(ensemble, training(start, standard));
    await run.next();
    await run.next(16);
    const calls = counted();
    await run.next(512);
    expect(calls.dispatches()).toBeGreaterThan(0);
    expect(calls.dispatches()).toBeLessThanOrEqual(512 / 16);
    expect(calls.readbacks()).toBe(1);
    await run.return();
  });

  test.each(["relu", "logistic"] as const)("is asked twice for a step in tiles: %s", async (kind) => {
    const steps = (await createEngine("tiled")).train(...run(kind, long));
    await steps.next();
    await steps.next(1);
    const calls = counted();
    for (const count of [1, 7, 24]) await steps.next(count);
    expect(calls.dispatches()).toBe(2 * (1 + 7 + 24));
    expect(calls.ofTiles()).toBe(1 + 7 + 24);
    expect(calls.readbacks()).toBe(3);
    expect(calls.pipelines()).toBe(0);
    await steps.return();
  });

  test.each(kindsInForms)("compiles nothing when settings change: %s", async (_models, { kind, form }) => {
    const engine = await createEngine(form);
    await drained(engine.train(...run(kind, usual[form])));
    const calls = counted();
    for (const of of unseen)
      for (const name of names)
        await drained(engine.train(...run(kind, of, { name, learningRate: 0.5, whiten: false })));
    expect(calls.pipelines()).toBe(0);
    expect(calls.dispatches()).toBeGreaterThanOrEqual(unseen.length * names.length * (form === "tiled" ? 6 : 1));
  });

  test("gets all its buffers back", async () => {
    await drained((await createEngine()).train(...run("linear", small)));
    const tensors = tf.engine().state.numTensors;
    const calls = counted();
    for (const [, { kind, form }] of kindsInForms)
      await drained((await createEngine(form)).train(...run(kind, usual[form])));
    expect(calls.buffers()).toBe(0);
    expect(tf.engine().state.numTensors).toBe(tensors);
  });
});

describe("the faster form", () => {
  test("is found while the path goes on, and remembered", async () => {
    const { ensemble, start } = example("relu", { d: 6, r: 3, m: [301, 44] });
    await drained((await createEngine("tiled")).train(...run("relu", long))); // compiles them, so that the trial opens at once
    const engine = await createEngine("faster");
    const [found, right] = [engine, cpu].map((one) => one.train(ensemble, training(start, standard)));
    await Promise.all([found.next(), right.next()]);
    const calls = counted();
    for (let slice = 0; slice <= 12; slice++) {
      const tiled = calls.ofTiles();
      const [here, there] = [await found.next(1), await right.next(1)];
      if (here.done || there.done) throw new Error("the run ended by itself");
      expect(distance(ensemble, here.value, there.value).loss).toBeLessThan(2e-6);
      expect(calls.ofTiles() - tiled).toBe(slice > 0 && slice % 2 === 0 ? 1 : 0);
    }
    const before = calls.ofTiles();
    await found.next(1);
    const form = calls.ofTiles() > before ? "tiled" : "whole";
    await found.next(1);
    expect(calls.ofTiles() - before).toBe(form === "tiled" ? 2 : 0);
    await Promise.all([found.return(), right.return()]);

    const next = (await createEngine("faster")).train(...run("relu", { d: 6, r: 3, m: [301, 44] }));
    await next.next();
    const again = calls.ofTiles();
    for (let slice = 0; slice < 4; slice++) await next.next(1);
    expect(calls.ofTiles() - again).toBe(form === "tiled" ? 4 : 0);
    await next.return();
  });

  test("is not looked for on a software adapter, and nothing is compiled for it", async () => {
    await losingDevices();
    const calls = counted();
    await drained((await createEngine()).train(...run("relu", { d: 6, r: 3, m: [3000, 44] })));
    expect(devices[0].adapterInfo.isFallbackAdapter).toBe(true);
    expect(calls.ofTiles()).toBe(0);
    expect(calls.pipelines()).toBe(2); // of linear models, on which a device is tested first, and of these
  });
});

/** The software adapter's few threads run in step; more of them show whether each waits for what others have to write. */
test("as many threads as on hardware make no difference", async () => {
  const threads = 32; // neither kind of adapter's own number
  const more = (code: string): string =>
    code
      .replace(/THREADS = \d+u/, `THREADS = ${threads}u`)
      .replace(/@workgroup_size\(\d+/, `@workgroup_size(${threads}`);
  await withShaders(more, async () => {
    for (const [, { kind, form }] of kindsInForms) {
      await follow(example(kind, usual[form]), standard, [0, 1, 20], form);
      await follow(example(kind, { d: 33, r: 5, m: [50, 341, 7] }), standard, [0, 1, 20], form);
    }
  });
});

describe("a device that is at fault", () => {
  test("is not believed when its numbers are wrong", async () => {
    await withShaders(
      (code) => code.replace("let D = g /", "let D = 1.01 * g /"),
      async () => {
        await expect(createEngine()).rejects.toThrow(/^This graphics device computes wrong numbers: .*\.$/s);
      },
    );
  });

  test("is not believed in tiles, and trains models whole, when only these are wrong", async () => {
    await withShaders(
      (code) => `${code.replace("loss += losses[thread];", "loss += 1.01 * losses[thread];")}\n`,
      async () => {
        const inTiles = (await createEngine("tiled")).train(...run("relu", long));
        await expect(inTiles.next()).rejects.toThrow(/^This graphics device computes wrong numbers: .*\.$/s);
        await follow(example("relu", long), standard, [0, 1, 5, 20], "faster");
      },
    );
  });

  test("says so when it does not take a kernel", async () => {
    await withShaders(
      (code) => code.replace("fn place()", "fn place(missing)"),
      async () => {
        await expect(createEngine()).rejects.toThrow(/^The graphics device .*\.$/s);
      },
    );
  });
});

/** Compares the engine with the reference at some steps. */
async function follow(
  { ensemble, start }: Example,
  optimiser: Optimiser,
  steps: readonly number[],
  form: Form | "faster",
): Promise<void> {
  const engine = await createEngine(form);
  const [found, right] = [engine, cpu].map((one) => one.train(ensemble, training(start, optimiser)));
  let step = 0;
  for (const next of steps) {
    const [here, there] = [await found.next(next - step), await right.next(next - step)];
    step = next;
    if (here.done || there.done) throw new Error("the run ended by itself");
    const { loss, fit } = distance(ensemble, here.value, there.value);
    expect.soft(loss, `loss at step ${step}`).toBeLessThan(2e-6 * bounds[optimiser.name]);
    expect.soft(fit, `fit at step ${step}`).toBeLessThan(5e-6 * bounds[optimiser.name]);
  }
  await found.return();
}

async function reached(ensemble: Ensemble, start: readonly Model[], steps: number, form: Form = "whole") {
  const run = (await createEngine(form)).train(ensemble, training(start, standard));
  await run.next();
  const { value, done } = await run.next(steps);
  await run.return();
  if (done) throw new Error("the run ended by itself");
  return value;
}

interface Example {
  readonly ensemble: Ensemble;
  readonly start: readonly Model[];
}

/** Random tasks with labels of size 1, and a random start whose predictions have half that size. */
function example(kind: ModelKind, { d, r, m, seeds: count = 2 }: Sizes): Example {
  const seeds = Array.from({ length: count }, (_, s) => s + 1);
  const problems = seeds.map((seed): Problem => {
    const tasks = m.map((samples, i) => {
      const task = randomTask(10 * seed + i, samples, d);
      const size = norm(task.y) / Math.sqrt(samples);
      return { ...task, y: task.y.map((y) => (kind === "logistic" ? Number(y > 0) : y / size)) };
    });
    return { tasks, r, ridge: 2, alpha: Float64Array.from(m, (_, i) => 1 / (1 + i)), model: kind };
  });
  const start = seeds.map((seed): Model => {
    const z = normals(seed, 50, (d + m.length) * r);
    return {
      B: matrix(d, r, z.map((value) => value / (2 * Math.sqrt(d * r))).slice(0, d * r)),
      A: matrix(m.length, r, z.slice(d * r)),
    };
  });
  return { ensemble: { seeds, problems }, start };
}

function training(start: readonly Model[], optimiser: Optimiser): Training {
  return { optimiser, start, signal: new AbortController().signal };
}

function run(kind: ModelKind, of: Sizes, optimiser = standard): [Ensemble, Training] {
  const { ensemble, start } = example(kind, of);
  return [ensemble, training(start, optimiser)];
}

/** Makes three steps and ends. */
async function drained(steps: ReturnType<typeof cpu.train>): Promise<void> {
  await steps.next();
  await steps.next(3);
  await steps.return();
}

/**
 * What is asked of the device from now on. Dispatches of tiles have workgroups along y; buffers are those that programs
 * or reports use and that are not freed yet.
 */
function counted(): Readonly<Record<"dispatches" | "ofTiles" | "readbacks" | "pipelines" | "buffers", () => number>> {
  const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, "dispatchWorkgroups");
  const map = vi.spyOn(GPUBuffer.prototype, "mapAsync");
  const pipeline = vi.spyOn(GPUDevice.prototype, "createComputePipeline");
  const pipelineAsync = vi.spyOn(GPUDevice.prototype, "createComputePipelineAsync");
  const buffer = vi.spyOn(GPUDevice.prototype, "createBuffer");
  const destroy = vi.spyOn(GPUBuffer.prototype, "destroy");
  const ours = GPUBufferUsage.STORAGE | GPUBufferUsage.MAP_READ;
  return {
    dispatches: () => dispatch.mock.calls.length,
    ofTiles: () => dispatch.mock.calls.filter(([, y]) => (y ?? 1) > 1).length,
    readbacks: () => map.mock.calls.length,
    pipelines: () => pipeline.mock.calls.length + pipelineAsync.mock.calls.length,
    buffers: () => buffer.mock.calls.filter(([{ usage }]) => usage & ours).length - destroy.mock.calls.length,
  };
}

/** With other shaders than those that the engine means, on a device of their own. */
async function withShaders(change: (code: string) => string, work: () => Promise<void>): Promise<void> {
  await losingDevices();
  const create = GPUDevice.prototype.createShaderModule;
  vi.spyOn(GPUDevice.prototype, "createShaderModule").mockImplementation(function (this: GPUDevice, descriptor) {
    const code = change(descriptor.code);
    expect(code).not.toBe(descriptor.code);
    return create.call(this, { ...descriptor, code });
  });
  await work();
  await losingDevices();
}

/** The engine opens another one when it is asked again. */
async function losingDevices(): Promise<void> {
  for (const device of devices.splice(0)) {
    device.destroy();
    await device.lost;
  }
}
