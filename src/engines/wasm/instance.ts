/** The compiled kernels, and what they are called with. */
import { ADAM, MOMENTUM } from "../optimiser.ts";
import { bytes as plain } from "./kernels/kernels.ts?assemblyscript";
import { bytes as fused } from "./kernels/kernels.ts?assemblyscript&relaxed-simd";

/** What kernels/kernels.ts exports; models and places in memory are addresses. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  readonly setConstants: (momentum: number, beta1: number, beta2: number, epsilon: number) => void;
  readonly clear: () => void;
  readonly room: (bytes: number) => number;
  readonly release: (at: number) => void;
  readonly changeRows: (X: number, W: number, out: number, rows: number, d: number) => void;
  readonly padded: (n: number) => number;
  readonly make: (
    kind: number,
    k: number,
    ridges: number,
    d: number,
    r: number,
    optimiser: number,
    rate: number,
  ) => number;
  readonly parameters: (model: number) => number;
  readonly matrix: (model: number, i: number) => number;
  readonly centre: (model: number, i: number) => number;
  readonly remainder: (model: number, i: number) => number;
  readonly setLoss: (model: number, i: number, loss: number) => void;
  readonly samples: (model: number, i: number, rows: number) => number;
  readonly labels: (model: number, i: number) => number;
  readonly descend: (model: number, steps: number) => number;
}

/** One module: compiled when it is first asked for, and those of its instances that nobody uses. */
export interface Pool {
  /** Kernels whose memory is empty and nobody else's. Browsers hold only so many, so they are to be given back. */
  readonly borrow: () => Promise<Kernels>;
  /** Its models are forgotten. */
  readonly giveBack: (kernels: Kernels) => void;
}

function pool(bytes: Uint8Array<ArrayBuffer>): Pool {
  let compiled: Promise<WebAssembly.Module> | undefined;
  const idle: Kernels[] = [];
  const compile = (): Promise<WebAssembly.Module> =>
    WebAssembly.compile(bytes).catch((error: unknown) => {
      compiled = undefined; // what is refused now may be granted to the next run
      throw error;
    });
  return {
    async borrow() {
      const waiting = idle.pop();
      if (waiting) return waiting;
      const { exports } = await WebAssembly.instantiate(await (compiled ??= compile()));
      const kernels = exports as unknown as Kernels; // what the compiler made of kernels.ts
      kernels.setConstants(MOMENTUM, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
      return kernels;
    },
    giveBack(kernels) {
      kernels.clear();
      idle.push(kernels);
    },
  };
}

/** Of the same sources: `fused` rounds a product and the sum it goes into once, where the processor can. */
export const modules = { plain: pool(plain), fused: pool(fused) };
