/** Programs of our own on TensorFlow.js's WebGPU backend, in place on buffers of our own. */
import { type Tensor, env } from "@tensorflow/tfjs-core";
import type { WebGPUBackend, WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu/dist/base";

const types = { uint32: "u32", float32: "f32" } as const;

/** A program: WGSL whose main() finds the quads `result` and those of its inputs, `uniforms`, and THREADS. */
export interface Program<Name extends string> {
  readonly name: string;
  readonly code: string;
  readonly inputs: readonly string[];
  readonly uniforms: Readonly<Record<Name, keyof typeof types>>;
  /** Threads of one workgroup. */
  readonly threads: number;
}

/** A number for each of a program's uniforms. */
export type Values<P> = P extends Program<infer Name> ? Readonly<Record<Name, number>> : never;

/** A program and what it is run on. */
export interface Call<Name extends string> {
  readonly program: Program<Name>;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly values: Readonly<Record<Name, number>>;
  /** Along x and y. */
  readonly workgroups: readonly [number, number];
}

/** Sends programs off at once, one after the other, all of them so many times. */
export function run<Name extends string>(backend: WebGPUBackend, calls: readonly Call<Name>[], times = 1): void {
  for (let n = 0; n < times; n++) for (const call of calls) dispatch(backend, call);
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** Compiles what `run` would, if that has not been done yet, without holding up this thread. */
export async function compile<Name extends string>(
  backend: WebGPUBackend,
  calls: readonly Call<Name>[],
): Promise<void> {
  env().set("WEBGPU_ENGINE_COMPILE_ONLY", true);
  try {
    for (const call of calls) dispatch(backend, call);
  } finally {
    env().set("WEBGPU_ENGINE_COMPILE_ONLY", false);
  }
  await backend.checkCompileCompletionAsync();
}

function dispatch<Name extends string>(backend: WebGPUBackend, { program, ...call }: Call<Name>): void {
  const { name, code, inputs, uniforms, threads } = program;
  const named = Object.entries(uniforms) as [Name, keyof typeof types][]; // as its type says
  // Made anew for each call, because the library writes to it. Its key depends on nothing but the program and, through
  // the library, on ranks that are always the same, so that one pipeline serves every size.
  const made: WebGPUProgram = {
    variableNames: [...inputs],
    variableComponents: inputs.map(() => 4),
    outputComponent: 4,
    outputShape: call.output.shape,
    workgroupSize: [threads, 1, 1],
    dispatchLayout: { x: [0], y: [0] }, // with a y the library calls main() without an index
    dispatch: [...call.workgroups, 1],
    uniforms: named.map(([uniform, type]) => `${uniform} : ${types[type]}, `).join(""),
    shaderKey: `${name} ${threads}`,
    getUserCode: () => `const THREADS = ${threads}u;\n${code}`,
  };
  const values = named.map(([uniform, type]) => ({ type, data: [call.values[uniform]] }));
  backend.runWebGPUProgram(made, [...call.inputs], "float32", values, call.output);
}

/** A buffer on the device that the library sees as a tensor and that is freed with `dispose`. */
export interface Quads {
  readonly buffer: GPUBuffer;
  readonly tensor: Tensor;
  readonly dispose: () => void;
}

/** So many numbers, the first of them given. An input has another rank than an output, as one pipeline needs it. */
export function quads(backend: WebGPUBackend, role: "input" | "output", start: Float32Array, count: number): Quads {
  const { STORAGE, COPY_SRC } = GPUBufferUsage;
  const buffer = backend.device.createBuffer({ size: 4 * count, usage: STORAGE | COPY_SRC, mappedAtCreation: true });
  new Float32Array(buffer.getMappedRange()).set(start);
  buffer.unmap();
  const shape = role === "input" ? [count / 4, 4] : [count];
  const tensor = backend.createTensorFromGPUData({ buffer, zeroCopy: true }, shape, "float32");
  return {
    buffer,
    tensor,
    dispose: () => {
      tensor.dispose();
      buffer.destroy();
    },
  };
}
