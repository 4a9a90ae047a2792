/** The engines themselves. Those that train are loaded when they are chosen, each in a chunk of its own. */
import type { Engine } from "./engine.ts";
import { engine as exact } from "./exact.ts";
import type { EngineName } from "./index.ts";

const loaders = {
  exact: () => Promise.resolve(exact),
  cpu: async () => (await import("./cpu.ts")).engine,
  tfjs: async () => (await import("./tfjs.ts")).createEngine(),
  webgpu: async () => (await import("./webgpu.ts")).createEngine(),
  wasm: async () => (await import("./wasm.ts")).createEngine(),
} as const satisfies Record<EngineName, () => Promise<Engine>>;

/** The engine of that name, ready to train. Rejects with a sentence if this machine cannot run it. */
export function loadEngine(name: EngineName): Promise<Engine> {
  return loaders[name]();
}
