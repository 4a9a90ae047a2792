/** The engines: what they are and where they can run. load.ts loads them, and only the worker and the terminal do. */
import { probeAdapter } from "./adapter.ts";
import { probeWebAssembly } from "./webassembly.ts";

export interface EngineEntry {
  readonly title: string;
  /**
   * The adapter it would run on ("none" for the CPU), with a remark if it runs otherwise than its title says; or why it
   * cannot run here and what would help.
   */
  probe(): Promise<{ readonly adapter: string; readonly remark?: string } | { readonly problem: string }>;
}

const onCpu: EngineEntry["probe"] = () => Promise.resolve({ adapter: "none" });

export const engines = {
  exact: { title: "the exact optimum", probe: onCpu },
  cpu: { title: "the CPU in float64", probe: onCpu },
  tfjs: { title: "TensorFlow.js on WebGPU", probe: probeAdapter },
  webgpu: { title: "fused WebGPU kernels", probe: probeAdapter },
  wasm: { title: "WebAssembly on the CPU, four numbers at a time", probe: () => Promise.resolve(probeWebAssembly()) },
} as const satisfies Record<string, EngineEntry>;

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];

/** An engine that was taken, the adapter under it, and why it was taken. */
export interface EngineChoice {
  readonly name: EngineName;
  readonly adapter: string;
  readonly reason: string;
  /** Asked for by name, so that nothing may be taken in its place. */
  readonly forced: boolean;
}

/**
 * The engine to train with: the one named, whatever it answers; else TensorFlow.js if any WebGPU adapter answers, else
 * the CPU. The reason is a sentence for the reader.
 */
export async function chooseEngine(named?: EngineName): Promise<EngineChoice> {
  const name = named ?? "tfjs";
  const entry: EngineEntry = engines[name];
  const answer = await entry.probe();
  const forced = named !== undefined;
  if ("adapter" in answer) {
    const reason = forced ? "The link asks for it." : "A WebGPU adapter answered.";
    const remark = answer.remark === undefined ? "" : ` ${answer.remark}`;
    return { name, adapter: answer.adapter, reason: reason + remark, forced };
  }
  if (forced)
    return { name, adapter: "none", reason: `The link asks for it, but it cannot run here. ${answer.problem}`, forced };
  return { name: "cpu", adapter: "none", reason: answer.problem, forced };
}
