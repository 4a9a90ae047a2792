/** The engines themselves, each in a chunk of its own that is loaded when it is chosen. */
import type { Engine } from "./engine.ts";
import type { EngineName } from "./index.ts";

const loaders = {
  exact: async () => (await import("./exact.ts")).engine,
  cpu: async () => (await import("./cpu.ts")).engine,
  tfjs: async () => (await import("./tfjs.ts")).createEngine(),
} as const satisfies Record<EngineName, () => Promise<Engine>>;

/** The engine of that name, ready to train. Rejects with a sentence if this machine cannot run it. */
export function loadEngine(name: EngineName): Promise<Engine> {
  return loaders[name]();
}
