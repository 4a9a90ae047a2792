/** Linear models on their data with the webgpu engine's own descent and programs, which the engine itself never does. */
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu/dist/base";
import { openDevice } from "../../engines/device.ts";
import type { Ensemble, Training as EngineTraining } from "../../engines/engine.ts";
import descent from "../../engines/webgpu/descent.wgsl?raw";
import { type Kernel, kernels, values } from "../../engines/webgpu/kernels.ts";
import { layout } from "../../engines/webgpu/layout.ts";
import model from "../../engines/webgpu/model.wgsl?raw";
import { pace } from "../../engines/webgpu/pace.ts";
import predictor from "../../engines/webgpu/predictor.wgsl?raw";
import { type Call, compile, quads, run } from "../../engines/webgpu/program.ts";
import rows from "../../engines/webgpu/rows.wgsl?raw";
import type { Training } from "./contender.ts";
import linearOnData from "./linearOnData.wgsl?raw";
import { lossesOf } from "./sizes.ts";

/** Slices as the engine has them. */
const SLICE_MS = 8;

export async function trainOnData(ensemble: Ensemble, training: EngineTraining): Promise<Training> {
  const numbers = await layout(ensemble, training, "data");
  if (!numbers) throw new Error("trainOnData: nobody aborts this");
  const { gpu, info } = await openDevice();
  const backend = new WebGPUBackend(gpu, info);
  const files = [model, descent, predictor, rows, linearOnData];
  const [{ program, workgroups }] = kernels({ ...numbers, kind: "logistic" }, "whole", info.isFallbackAdapter);
  const input = quads(backend, "input", numbers.input, numbers.input.length);
  const state = quads(backend, "output", numbers.start, numbers.size);
  const size = numbers.start.byteLength;
  const report = gpu.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const call = (steps: number): Call<keyof Kernel["uniforms"]> => ({
    program: { ...program, name: "linear on data", code: files.join("\n") },
    workgroups,
    inputs: [input.tensor],
    output: state.tensor,
    values: values(steps, numbers, training.optimiser),
  });
  await compile(backend, [call(0)]);
  const slices = pace(SLICE_MS, 1);
  let made = 0;
  return {
    seeds: numbers.seeds,
    advance: async (steps) => {
      let sent = performance.now();
      for (const end = made + steps; made < end;) {
        const slice = Math.min(slices.steps(), end - made);
        run(backend, [call(slice)]);
        await gpu.queue.onSubmittedWorkDone();
        made += slice;
        slices.took(slice, performance.now() - sent);
        sent = performance.now();
      }
      const encoder = gpu.createCommandEncoder();
      encoder.copyBufferToBuffer(state.buffer, 0, report, 0, size);
      gpu.queue.submit([encoder.finish()]);
      await report.mapAsync(GPUMapMode.READ);
      const reported = new Float32Array(report.getMappedRange().slice(0));
      report.unmap();
      return lossesOf(numbers.read(reported, made).snapshots);
    },
    dispose: () => {
      input.dispose();
      state.dispose();
      report.destroy();
      gpu.destroy();
    },
  };
}
