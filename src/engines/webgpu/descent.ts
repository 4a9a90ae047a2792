/** All models of a layout on their way down, in slices that leave the device free for others now and then. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu/dist/base";
import type { ModelKind } from "../../core/model.ts";
import type { Descent, Device } from "../device.ts";
import type { Optimiser } from "../optimiser.ts";
import type { Form, Trial } from "./forms.ts";
import { type Kernel, kernels, values } from "./kernels.ts";
import type { Layout } from "./layout.ts";
import { pace } from "./pace.ts";
import { type Call, compile, quads, run } from "./program.ts";

/** How long one submission should keep the device, so that whatever else it has to draw is not held up. */
const SLICE_MS = 8;
/** Multiplications of the first slice, whose time is not known yet: a few milliseconds on the slowest adapter. */
const FIRST_SLICE = 2e6;
/** Submissions under way at a time: one at work, one waiting. */
const IN_FLIGHT = 2;

export interface Session {
  readonly device: Device;
  readonly backend: WebGPUBackend;
  /** Resolves when models of this kind were seen to be trained right in this form; else rejects with a sentence. */
  readonly tested: (kind: ModelKind, form: Form) => Promise<void>;
}

/** The layout must have room for tiles unless the trial is over and has left models whole. */
export function startDescent(
  { device: { gpu, info }, backend, tested }: Session,
  numbers: Layout,
  optimiser: Optimiser,
  trial: Trial,
): Descent {
  const { kind, start } = numbers;
  const input = quads(backend, "input", numbers.input, numbers.input.length);
  const state = quads(backend, "output", start, numbers.size);
  const report = gpu.createBuffer({ size: start.byteLength, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const calls = (form: Form, steps: number): readonly Call<keyof Kernel["uniforms"]>[] =>
    kernels(numbers, form, info.isFallbackAdapter).map((part) => ({
      ...part,
      inputs: [input.tensor],
      output: state.tensor,
      values: values(steps, numbers, optimiser),
    }));
  const first = Math.max(1, Math.floor(FIRST_SLICE / numbers.cost));
  const slices = { whole: pace(SLICE_MS, first), tiled: pace(SLICE_MS, first) };
  const underway: Promise<void>[] = [];
  let free = 0; // when the device was last seen to have done all that had been sent

  const compiled: Partial<Record<Form, Promise<void>>> = {};
  const ready = (form: Form): Promise<void> => (compiled[form] ??= compile(backend, calls(form, 0)));
  let opening: Promise<void> | undefined;
  /** Meanwhile models are trained whole, which has been tested; and further if tiles are not right on this device. */
  const openTrial = async (): Promise<void> => {
    try {
      await ready("tiled");
      await tested(kind, "tiled");
      trial.open();
    } catch {
      trial.settle("whole");
    }
  };

  const finished = async (form: Form, steps: number, began: number): Promise<void> => {
    await gpu.queue.onSubmittedWorkDone();
    const now = performance.now();
    const ms = now - Math.max(began, free);
    slices[form].took(steps, ms);
    trial.took(form, steps, ms);
    free = now;
  };

  return {
    advance: async (most) => {
      if (trial.isOpen()) await Promise.all(underway.splice(0)); // one at a time, as two may be seen to end together
      const form = trial.next();
      await ready(form);
      if (!trial.settled()) opening ??= openTrial();
      const steps = Math.min(most, slices[form].steps());
      const began = performance.now();
      if (form === "whole") run(backend, calls(form, steps));
      else run(backend, calls(form, 1), steps);
      underway.push(finished(form, steps, began));
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
