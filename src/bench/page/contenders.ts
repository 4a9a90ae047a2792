/** Who takes part in the benchmark's page, by the names that goals refer to. */
import { type SizeName, sizes } from "./sizes.ts";

interface Contender {
  /** What it is, for the reader. */
  readonly name: string;
  readonly worker: "tfjs" | "jax" | "engines";
  /** What its worker calls it. */
  readonly id: string;
  /** Which float64 run it is to agree with: that of plain gradient descent, or that of the engines' normalised steps. */
  readonly rule: "plain" | "ours";
  /** Each turn ends with a report that takes long for an ensemble, so that it makes at least the size's own steps. */
  readonly reports?: boolean;
  readonly takesPart: (size: SizeName) => boolean;
}

const always = (): boolean => true;
const isSingle = (size: SizeName): boolean => sizes[size].seeds === 1;
const isLinear = (size: SizeName): boolean => sizes[size].kind === "linear";

/** The names that goals refer to. */
export const names = {
  plainWebgpu: "TensorFlow.js, plain, WebGPU",
  webgpu: "webgpu engine, train()",
  webgpuOnData: "webgpu engine's kernels, linear on data",
  wasm: "wasm engine, train()",
} as const;

/** The forms of TensorFlow.js on WebAssembly, of which the best counts. */
export const tfjsWasm = {
  plain: "TensorFlow.js, plain, WASM",
  stacked: "TensorFlow.js, by hand, stacked, WASM",
  rows: "TensorFlow.js, by hand, row by row, WASM",
  statistics: "TensorFlow.js, by hand, row by row, statistics, WASM",
} as const;

export const contenders: readonly Contender[] = [
  tfjs(names.plainWebgpu, "webgpu plain"),
  tfjs("TensorFlow.js, plain, WebGPU, packed products", "webgpu plain, packed"),
  tfjs("TensorFlow.js, by hand, stacked, WebGPU, packed products", "webgpu stacked", (size) => !isLinear(size)),
  tfjs("TensorFlow.js, by hand, stacked, WebGPU, sums", "webgpu stacked, sums", isLinear),
  tfjs(tfjsWasm.plain, "wasm plain"),
  tfjs(tfjsWasm.stacked, "wasm stacked"),
  tfjs(tfjsWasm.rows, "wasm row by row", isSingle),
  tfjs(tfjsWasm.statistics, "wasm row by row, statistics", (size) => isSingle(size) && isLinear(size)),
  tfjs("TensorFlow.js, plain, CPU", "cpu plain"),
  tfjs("TensorFlow.js, by hand, stacked, CPU", "cpu stacked"),
  { name: "jax-js, WebGPU", worker: "jax", id: "webgpu", rule: "plain", takesPart: always },
  { name: "jax-js, WASM", worker: "jax", id: "wasm", rule: "plain", takesPart: always },
  { ...ours(names.webgpu, "webgpu"), reports: true },
  ours(names.webgpuOnData, "webgpu, linear on data", (size) => isSingle(size) && isLinear(size)),
  ours(
    "webgpu engine's kernels, two dispatches a step",
    "webgpu, two dispatches a step",
    (size) => isSingle(size) && !isLinear(size),
  ),
  { ...ours(names.wasm, "wasm"), reports: true },
  ours("cpu engine, train()", "cpu"),
  ours("tfjs engine, train()", "tfjs", isSingle),
];

function tfjs(name: string, id: string, takesPart: Contender["takesPart"] = always): Contender {
  return { name, worker: "tfjs", id, rule: "plain", takesPart };
}

function ours(name: string, id: string, takesPart: Contender["takesPart"] = always): Contender {
  return { name, worker: "engines", id, rule: "ours", takesPart };
}
