/** The engines, each loaded only when it is chosen. */
import type { Engine } from "./engine.ts";

export interface EngineEntry {
  readonly title: string;
  /** True, or why this machine cannot run it and what would help, in one sentence for the reader. */
  available(): Promise<true | string>;
  load(): Promise<Engine>;
}

export const engines = {
  exact: {
    title: "exact optimum",
    available: () => Promise.resolve(true),
    load: async () => (await import("./exact.ts")).engine,
  },
  cpu: {
    title: "CPU, float64",
    available: () => Promise.resolve(true),
    load: async () => (await import("./cpu.ts")).engine,
  },
  tfjs: {
    title: "TensorFlow.js on WebGPU",
    available: async () => (await import("./adapter.ts")).webgpuAvailable(),
    load: async () => (await import("./tfjs.ts")).createEngine(),
  },
} as const satisfies Record<string, EngineEntry>;

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];

/** The engine that is taken where none is named: TensorFlow.js if any WebGPU adapter answers, else the CPU. */
export async function chooseEngine(): Promise<{ readonly name: EngineName; readonly reason: string }> {
  const answer = await engines.tfjs.available();
  if (answer === true) return { name: "tfjs", reason: "a WebGPU adapter answered" };
  return { name: "cpu", reason: answer };
}
