/** The compiled kernels, and what they are called with. */
import { ADAM, MOMENTUM } from "../optimiser.ts";
import { bytes } from "./kernels/kernels.ts?assemblyscript";

/** What kernels/kernels.ts exports; models and places in memory are addresses. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  readonly setConstants: (momentum: number, beta1: number, beta2: number, epsilon: number) => void;
  readonly clear: () => void;
  readonly padded: (n: number) => number;
  readonly make: (k: number, d: number, r: number, optimiser: number, rate: number) => number;
  readonly parameters: (model: number) => number;
  readonly matrix: (model: number, i: number) => number;
  readonly centre: (model: number, i: number) => number;
  readonly remainder: (model: number, i: number) => number;
  readonly centreLoss: (model: number, i: number) => number;
  readonly descend: (model: number, steps: number) => number;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** The kernels with a memory of their own. An instance is to be used again: browsers hold only so many. */
export async function instantiate(): Promise<Kernels> {
  const { exports } = await WebAssembly.instantiate(await (compiled ??= WebAssembly.compile(bytes)));
  const kernels = exports as unknown as Kernels; // what the compiler made of kernels.ts
  kernels.setConstants(MOMENTUM, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
  return kernels;
}
