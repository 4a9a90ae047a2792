/**
 * Fused kernels on TensorFlow.js's own WebGPU backend: one workgroup trains one model, all models of an ensemble side by
 * side, many steps in one dispatch; linear models on sufficient statistics, the others on their data. It belongs in a
 * dedicated worker. Numbers are float32 on the device; the losses that it reports are evaluated in float64 from the
 * parameters read back.
 */
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu/dist/base";
import type { ModelKind } from "../core/model.ts";
import { type Descent, type Device, descend, openDevice, requireRoom, untilTrouble } from "./device.ts";
import type { Engine, Ensemble, Training, TrainingRun } from "./engine.ts";
import type { Optimiser } from "./optimiser.ts";
import { type Kernel, kernel, values } from "./webgpu/kernels.ts";
import { type Layout, layout } from "./webgpu/layout.ts";
import { pace } from "./webgpu/pace.ts";
import { type Call, compile, quads, run } from "./webgpu/program.ts";
import { selfTest } from "./webgpu/selfTest.ts";

/** How long one submission should keep the device, so that whatever else it has to draw is not held up. */
const SLICE_MS = 8;
/** Multiplications of the first slice, whose time is not known yet: a few milliseconds on the slowest adapter. */
const FIRST_SLICE = 2e6;
/** Submissions under way at a time: one at work, one waiting. */
const IN_FLIGHT = 2;

interface Session {
  readonly device: Device;
  readonly backend: WebGPUBackend;
  /** Resolves when models of this kind were seen to be trained right; rejects with a sentence if they are not. */
  readonly tested: (kind: ModelKind) => Promise<void>;
}

const session = untilTrouble(openSession);

/** The engine on this machine's adapter; throws a sentence where there is none, or where its numbers are wrong. */
export async function createEngine(): Promise<Engine> {
  const opened = await session();
  await opened.tested("linear");
  return { adapter: opened.device.adapter, train: (ensemble, training) => trainTested(opened, ensemble, training) };
}

async function openSession(): Promise<Session> {
  const device = await openDevice();
  const backend = new WebGPUBackend(device.gpu, device.info);
  const tests = new Map<ModelKind, Promise<void>>();
  const tested = (kind: ModelKind): Promise<void> => {
    const test = tests.get(kind) ?? selfTest((ensemble, training) => train(opened, ensemble, training), kind);
    tests.set(kind, test);
    return test;
  };
  const opened = { device, backend, tested }; // which its own tests train on
  return opened;
}

async function* trainTested(opened: Session, ensemble: Ensemble, training: Training): TrainingRun {
  if (opened.device.trouble) throw opened.device.trouble;
  await opened.tested(ensemble.problems[0].model ?? "linear");
  yield* train(opened, ensemble, training);
}

async function* train({ device, backend }: Session, ensemble: Ensemble, training: Training): TrainingRun {
  const { optimiser, signal } = training;
  if (signal.aborted) return;
  if (device.trouble) throw device.trouble;
  const numbers = await layout(ensemble, training);
  if (!numbers) return;
  requireRoom(device, Math.max(numbers.input.byteLength, 4 * numbers.size));
  yield* descend(device, startDescent(device, backend, numbers, optimiser), signal);
}

function startDescent({ gpu, info }: Device, backend: WebGPUBackend, numbers: Layout, optimiser: Optimiser): Descent {
  const { kind, k, seeds, start } = numbers;
  const program = kernel(kind, info.isFallbackAdapter);
  const input = quads(backend, "input", numbers.input, numbers.input.length);
  const state = quads(backend, "output", start, numbers.size);
  const report = gpu.createBuffer({ size: start.byteLength, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const call = (steps: number): Call<keyof Kernel["uniforms"]> => ({
    inputs: [input.tensor],
    output: state.tensor,
    workgroups: (1 + k) * seeds,
    values: values(steps, numbers, optimiser),
  });
  const slices = pace(SLICE_MS, Math.max(1, Math.floor(FIRST_SLICE / numbers.cost)));
  const underway: Promise<void>[] = [];
  let ready: Promise<void> | undefined;
  let free = 0; // when the device was last seen to have done all that had been sent

  const finished = async (steps: number, sent: number): Promise<void> => {
    await gpu.queue.onSubmittedWorkDone();
    const now = performance.now();
    slices.took(steps, now - Math.max(sent, free));
    free = now;
  };

  return {
    advance: async (most) => {
      await (ready ??= compile(backend, program, call(0)));
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
      const reported = new Float32Array(report.getMappedRange().slice(0));
      report.unmap();
      return numbers.read(reported, steps);
    },
    dispose: () => {
      input.dispose();
      state.dispose();
      report.destroy();
    },
  };
}
