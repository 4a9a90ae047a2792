/**
 * Fused kernels on TensorFlow.js's own WebGPU backend: one workgroup trains one model, all models of an ensemble side by
 * side, many steps in one dispatch; linear models on sufficient statistics, the others on their data. It belongs in a dedicated worker. Numbers are float32 on
 * the device; the losses that it reports are evaluated in float64 from the parameters read back.
 */
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu/dist/base";
import { misaligned } from "../core/families/misaligned.ts";
import type { ModelKind } from "../core/model.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { engine as cpu } from "./cpu.ts";
import { type Descent, type Device, descend, openDevice, requireRoom, untilTrouble } from "./device.ts";
import type { Engine, Ensemble, SeedSnapshot, Training, TrainingRun } from "./engine.ts";
import { ADAM, MOMENTUM, type Optimiser, rate } from "./optimiser.ts";
import { startingModel } from "./start.ts";
import { type Layout, layout } from "./webgpu/layout.ts";
import descentCode from "./webgpu/descent.wgsl?raw";
import linearCode from "./webgpu/linear.wgsl?raw";
import logisticCode from "./webgpu/logistic.wgsl?raw";
import { pace } from "./webgpu/pace.ts";
import predictorCode from "./webgpu/predictor.wgsl?raw";
import { type Call, compile, quads, run } from "./webgpu/program.ts";
import reluCode from "./webgpu/relu.wgsl?raw";
import rowsCode from "./webgpu/rows.wgsl?raw";

/** How long one submission should keep the device, so that whatever else it has to draw is not held up. */
const SLICE_MS = 8;
/** Multiplications of the first slice, whose time is not known yet: a few milliseconds on the slowest adapter. */
const FIRST_SLICE = 2e6;
/** Submissions under way at a time: one at work, one waiting. */
const IN_FLIGHT = 2;

/** Threads of a workgroup: a software adapter runs few at a time. */
const THREADS = { hardware: 64, software: 8 } as const;

/** What each kind of model is trained on, and the files that its program is made of. */
const kernels = {
  linear: { input: "statistics", code: [descentCode, predictorCode, linearCode] },
  relu: { input: "data", code: [descentCode, rowsCode, reluCode] },
  logistic: { input: "data", code: [descentCode, predictorCode, rowsCode, logisticCode] },
} as const satisfies Record<ModelKind, { readonly input: string; readonly code: readonly string[] }>;

/** The optimisers as descent.wgsl numbers them. */
const rules = { gradientDescent: 0, momentum: 1, nesterov: 2, adam: 3 } as const satisfies Record<
  Optimiser["name"],
  number
>;

const uniforms = {
  steps: "uint32",
  rule: "uint32",
  k: "uint32",
  seeds: "uint32",
  quads: "uint32",
  r: "uint32",
  work: "uint32",
  rate: "float32",
  momentum: "float32",
  beta1: "float32",
  beta2: "float32",
  epsilon: "float32",
} as const;

interface Session {
  readonly device: Device;
  readonly backend: WebGPUBackend;
  readonly threads: number;
}

const session = untilTrouble(openSession);

/** The engine on this machine's adapter; throws a sentence where there is none, or where its numbers are wrong. */
export async function createEngine(): Promise<Engine> {
  const opened = await session();
  return { adapter: opened.device.adapter, train: (ensemble, training) => train(opened, ensemble, training) };
}

async function openSession(): Promise<Session> {
  const device = await openDevice();
  const { gpu, info } = device;
  const threads = info.isFallbackAdapter ? THREADS.software : THREADS.hardware;
  const opened = { device, backend: new WebGPUBackend(gpu, info), threads };
  await selfTest(opened);
  return opened;
}

async function* train(opened: Session, ensemble: Ensemble, { optimiser, start, signal }: Training): TrainingRun {
  const { device } = opened;
  if (signal.aborted) return;
  if (device.trouble) throw device.trouble;
  const numbers = layout(ensemble, start, optimiser.whiten);
  requireRoom(device, Math.max(numbers.input.byteLength, 4 * numbers.size));
  yield* descend(device, startDescent(opened, numbers, optimiser), signal);
}

function startDescent({ device: { gpu }, backend, threads }: Session, numbers: Layout, optimiser: Optimiser): Descent {
  const { kind, k, seeds, r, work, start } = numbers;
  const { input: name, code } = kernels[kind];
  const program = { name: kind, code: code.join("\n"), inputs: [name], uniforms, threads };
  const input = quads(backend, "input", numbers.input, numbers.input.length);
  const state = quads(backend, "output", start, numbers.size);
  const report = gpu.createBuffer({ size: start.byteLength, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const sizes = { k, seeds, quads: numbers.quads, r, work };
  const choices = { rule: rules[optimiser.name], rate: rate(optimiser), momentum: MOMENTUM, ...ADAM };
  const call = (steps: number): Call<keyof typeof uniforms> => ({
    inputs: [input.tensor],
    output: state.tensor,
    workgroups: (1 + k) * seeds,
    uniforms: { steps, ...sizes, ...choices },
  });
  const compiled = compile(backend, program, call(0));
  const slices = pace(SLICE_MS, Math.max(1, Math.floor(FIRST_SLICE / numbers.cost)));
  const underway: Promise<void>[] = [];
  let free = 0; // when the device was last seen to have done all that had been sent

  const finished = async (steps: number, sent: number): Promise<void> => {
    await gpu.queue.onSubmittedWorkDone();
    const now = performance.now();
    slices.took(steps, now - Math.max(sent, free));
    free = now;
  };

  return {
    advance: async (most) => {
      await compiled;
      const steps = Math.min(most, slices.steps());
      run(backend, program, call(steps));
      underway.push(finished(steps, performance.now()));
      if (underway.length === IN_FLIGHT) await underway.shift();
      return steps;
    },
    read: async (steps) => {
      const encoder = gpu.createCommandEncoder();
      encoder.copyBufferToBuffer(state.buffer, 0, report, 0, start.byteLength);
      gpu.queue.submit([encoder.finish()]);
      await Promise.all(underway.splice(0));
      await report.mapAsync(GPUMapMode.READ);
      const values = new Float32Array(report.getMappedRange().slice(0));
      report.unmap();
      return numbers.read(values, steps);
    },
    dispose: () => {
      input.dispose();
      state.dispose();
      report.destroy();
    },
  };
}

/** Steps of the self-test, and how far it may be from float64, relative to the loss. */
const SELF_TEST = { steps: 20, tolerance: 1e-4 } as const;

/** Trains a tiny problem here and in float64; throws a sentence if the two do not agree. */
async function selfTest(opened: Session): Promise<void> {
  const law = { kind: "3", phi: 60, printed: false, kappa: 4, cosine: 0.9, sigma: 1, d: 5 } as const;
  const tasks = misaligned.sample({ ...law, mSource: 13, mTarget: 3 }, 1);
  const problem: Problem = { tasks, r: 2, ridge: 2, alpha: Float64Array.of(1, 0.5) };
  const ensemble = { seeds: [1], problems: [problem] };
  const training: Training = {
    optimiser: { name: "nesterov", learningRate: 1, whiten: false },
    start: [startingModel(problem, "random", 1)],
    signal: new AbortController().signal,
  };
  const [found, right] = [
    await reached(train(opened, ensemble, training)),
    await reached(cpu.train(ensemble, training)),
  ];
  const apart = Math.max(...right.map((loss, i) => Math.abs(found[i] / loss - 1)));
  if (!(apart < SELF_TEST.tolerance))
    throw new Error(
      `The graphics device computes wrong numbers (off by ${apart.toPrecision(2)} in a run whose result is known). ` +
        "The CPU engine can take its place.",
    );
}

/** Every loss after the self-test's steps. */
async function reached(run: TrainingRun): Promise<readonly number[]> {
  await run.next();
  const { value } = await run.next(SELF_TEST.steps);
  await run.return();
  return (value as readonly SeedSnapshot[]).flatMap(({ joint, alone }) =>
    // the run does not end by itself
    [joint, ...alone].flatMap(({ losses }) => [...losses]),
  );
}
