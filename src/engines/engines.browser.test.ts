/**
 * What every training engine promises, checked against the float64 reference step by step, in a real browser on a real
 * WebGPU adapter (the software one, where there is no other).
 *
 * Tolerances. One float32 operation rounds by 6e-8; sums over rows and the division by small norms make that some 1e-7
 * of the data's scale per step, and a descent forgets errors about as fast as it makes them. So the loss, in units of
 * Σα‖y‖², is compared to 2e-6, and the fit ‖X̂(θ̂−θ̂')‖ in the metric that training sees to 5e-6. Seen on the software
 * adapter: at most 6e-7 and 1.4e-6; Adam, which divides a gradient by its own size and so its rounding too, 1.6e-6.
 */
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { labellings } from "../core/families/labels.ts";
import { sampleMisaligned } from "../core/families/misaligned.ts";
import { combine, identity, matrix } from "../core/linalg/matrix.ts";
import type { Model, ModelKind } from "../core/model.ts";
import { normals } from "../core/random.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { engine as cpu } from "./cpu.ts";
import { Diverged, type Engine, EngineLost, type Ensemble, type Training } from "./engine.ts";
import type { Optimiser } from "./optimiser.ts";
import { distance, firstAbove } from "./conformance.ts";
import { createEngine } from "./tfjs.ts";
import { createEngine as createFused } from "./webgpu.ts";

const CHECKED = [1, 5, 20, 50];
const conforming: readonly (readonly [name: string, load: () => Promise<Engine>])[] = [
  ["tfjs", createEngine],
  ["webgpu", () => createFused()],
  ["webgpu in tiles", () => createFused("tiled")],
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

interface Case {
  readonly title: string;
  readonly ensemble: Ensemble;
  readonly start: readonly Model[];
}

const cases: readonly Case[] = [
  setting("capacity 1", { d: 12, mSource: 20, r: 1, ridge: 5, alpha: [1, 1] }),
  setting("capacity 2, weights, odd sizes", { d: 5, mSource: 13, r: 2, ridge: 2, alpha: [2.5, 0.4] }),
  setting("ReLU, capacity 3, weights", { d: 5, mSource: 13, r: 3, ridge: 2, alpha: [2.5, 0.4], model: "relu" }),
  setting("two classes, capacity 2, weights", {
    d: 5,
    mSource: 13,
    r: 2,
    ridge: 1,
    alpha: [2.5, 0.4],
    model: "logistic",
  }),
  ...(["linear", "relu", "logistic"] as const).map((model) =>
    setting(`aligned inputs, weights, ${model}`, {
      d: 6,
      mSource: 14,
      r: 2,
      ridge: 2,
      alpha: [2.5, 0.4],
      model,
      isAligned: true,
    }),
  ),
];

/** Multiples of these bounds. */
const bounds: Record<Optimiser["name"], number> = { gradientDescent: 1, momentum: 1, nesterov: 1, adam: 3 };
const names = ["gradientDescent", "momentum", "nesterov", "adam"] as const;
const variants = names.flatMap((name) => [true, false].map((whiten) => ({ name, whiten, learningRate: 1 })));

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

describe.each(conforming)("%s", (_name, load) => {
  test("names its adapter as vendor/architecture, in lower case", async () => {
    const { adapter } = await load();
    expect(adapter).toMatch(/^[a-z0-9._-]+\/[a-z0-9._-]+$/);
  });

  for (const { title, ensemble, start } of cases)
    test.each(variants)(`walks the reference's path: ${title}, $name, whitened $whiten`, async (optimiser) => {
      const engine = await load();
      const stop = new AbortController();
      const training: Training = { optimiser, start, signal: stop.signal };
      const [run, expected] = [engine.train(ensemble, training), cpu.train(ensemble, training)];
      let step = 0;
      for (const next of [0, ...CHECKED]) {
        const [found, right] = [await run.next(next - step), await expected.next(next - step)];
        step = next;
        if (found.done || right.done) throw new Error("the run ended by itself");
        const { loss, fit } = distance(ensemble, found.value, right.value);
        expect.soft(loss, `loss at step ${step}`).toBeLessThan(2e-6 * bounds[optimiser.name]);
        expect.soft(fit, `fit at step ${step}`).toBeLessThan(5e-6 * bounds[optimiser.name]);
      }
      stop.abort();
      expect((await run.next()).done).toBe(true);
    });

  test.each(names)("stays where there is nothing to fit: %s", async (name) => {
    for (const { ensemble, start } of [cases[0], cases[2]]) {
      const problems = ensemble.problems.map((problem) => ({
        ...problem,
        tasks: problem.tasks.map((task) => ({ ...task, y: task.y.map(() => 0) })),
      }));
      const zero = ({ rows, columns }: Model["B"]): Model["B"] => matrix(rows, columns);
      const run = (await load()).train(
        { ...ensemble, problems },
        {
          optimiser: { name, learningRate: 1, whiten: true },
          start: start.map(({ B, A }) => ({ B: zero(B), A: zero(A) })),
          signal: live(),
        },
      );
      await run.next();
      const found = await run.next(3);
      if (found.done) throw new Error("the run ended by itself");
      for (const { joint, alone } of found.value)
        for (const { B, A, losses } of [joint, ...alone])
          expect([...B.data, ...A.data, ...losses].every((value) => value === 0)).toBe(true);
      await run.return();
    }
  });

  test("reports the twins that are asked for", async () => {
    const { ensemble: whole, start } = cases[1];
    const ensemble = { ...whole, twins: [1] };
    const training: Training = {
      optimiser: { name: "nesterov", learningRate: 1, whiten: true },
      start,
      signal: live(),
    };
    const [run, expected] = [(await load()).train(ensemble, training), cpu.train(ensemble, training)];
    await Promise.all([run.next(), expected.next()]);
    const [found, right] = [await run.next(20), await expected.next(20)];
    if (found.done || right.done) throw new Error("the run ended by itself");
    expect(found.value.map(({ alone }) => alone.length)).toEqual(found.value.map(() => 1));
    expect(distance(ensemble, found.value, right.value).loss).toBeLessThan(2e-6);
    await Promise.all([run.return(), expected.return()]);
  });

  test("names the step whose loss float32 cannot hold", async () => {
    const { ensemble, start } = cases[0];
    const optimiser: Optimiser = { name: "gradientDescent", learningRate: 100, whiten: true };
    const right = await firstAbove(ensemble, { optimiser, start, signal: live() }, 2 ** 128);
    const run = (await load()).train(ensemble, { optimiser, start, signal: live() });
    await run.next();
    const failure = await run.next(right + 20).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Diverged);
    expect((failure as Diverged).step).toBe(right);
    expect((await run.next()).done).toBe(true);
  });

  test("keeps nothing after a return, an abort or a divergence, and can be asked again", async () => {
    const engine = await load();
    const { ensemble, start } = cases[1];
    const before = tf.engine().state.numTensors;
    for (const optimiser of names) {
      const stop = new AbortController();
      const training: Training = {
        optimiser: { name: optimiser, learningRate: 1, whiten: true },
        start,
        signal: stop.signal,
      };
      const returned = engine.train(ensemble, training);
      await returned.next();
      await returned.next(2);
      expect(tf.engine().state.numTensors).toBeGreaterThan(before);
      await returned.return();
      expect(tf.engine().state.numTensors).toBe(before);

      const aborted = engine.train(ensemble, training);
      await aborted.next();
      await aborted.next(1);
      stop.abort(); // while nobody pulls
      expect(tf.engine().state.numTensors).toBe(before);
      expect((await aborted.next()).done).toBe(true);
    }
    const wild: Optimiser = { name: "momentum", learningRate: 100, whiten: true };
    const run = engine.train(ensemble, { optimiser: wild, start, signal: live() });
    await run.next();
    await expect(run.next(60)).rejects.toBeInstanceOf(Diverged);
    expect(tf.engine().state.numTensors).toBe(before);
  });

  test("an abort in the middle of a long pull ends it", async () => {
    const engine = await load();
    const { ensemble, start } = cases[1];
    const stop = new AbortController();
    const optimiser: Optimiser = { name: "nesterov", learningRate: 1, whiten: true };
    const run = engine.train(ensemble, { optimiser, start, signal: stop.signal });
    await run.next();
    const pull = run.next(1_000_000);
    setTimeout(() => stop.abort(), 50);
    expect((await pull).done).toBe(true);
  });
});

/** Last, because it takes the devices away. */
describe.each(conforming)("%s without its device", (_name, load) => {
  test("says so at the next pull, and a new engine works", async () => {
    const { ensemble, start } = cases[1];
    const optimiser: Optimiser = { name: "nesterov", learningRate: 1, whiten: true };
    const engine = await load();
    const run = engine.train(ensemble, { optimiser, start, signal: live() });
    await run.next();
    const midway = run.next(500).catch((error: unknown) => error);
    for (const device of devices) device.destroy();
    const failure = await midway;
    expect(failure).toBeInstanceOf(EngineLost);
    expect((failure as EngineLost).message).toMatch(/^The graphics device .*\.$/s);
    await expect(engine.train(ensemble, { optimiser, start, signal: live() }).next()).rejects.toBeInstanceOf(
      EngineLost,
    );

    const fresh = (await load()).train(ensemble, { optimiser, start, signal: live() });
    const expected = cpu.train(ensemble, { optimiser, start, signal: live() });
    await fresh.next();
    await expected.next();
    const [found, right] = [await fresh.next(5), await expected.next(5)];
    if (found.done || right.done) throw new Error("the run ended by itself");
    expect(distance(ensemble, found.value, right.value).loss).toBeLessThan(2e-6);
    await fresh.return();
  });
});

function live(): AbortSignal {
  return new AbortController().signal;
}

interface Setting {
  readonly d: number;
  readonly mSource: number;
  readonly r: number;
  readonly ridge: number;
  readonly alpha: readonly number[];
  readonly model?: ModelKind;
  readonly isAligned?: boolean;
}

/** Two seeds of a small problem, from random starts of the labels' scale, so that no path begins near its end. */
function setting(title: string, { d, mSource, r, ridge, alpha, model = "linear", isAligned = false }: Setting): Case {
  const seeds = [3, 4];
  const problems = seeds.map((seed): Problem => {
    const law = { kind: "3", phi: 60, printed: false, kappa: 4, cosine: 0.9, sigma: 1 } as const;
    return {
      tasks: sampleMisaligned({ ...law, mSource, mTarget: 3, d }, seed, labellings[model]),
      r,
      ridge,
      alpha: Float64Array.from(alpha),
      model,
      ...(isAligned && {
        R: [60, 61].map((stream) => combine(1, identity(d), 0.2, matrix(d, d, normals(seed, stream, d * d)))),
      }),
    };
  });
  const start = seeds.map((seed): Model => {
    const z = normals(seed, 50, (d + 2) * r);
    return { B: matrix(d, r, z.map((value) => value / 2).slice(0, d * r)), A: matrix(2, r, z.slice(d * r)) };
  });
  return { title, ensemble: { seeds, problems }, start };
}
