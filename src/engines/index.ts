/** The engines: what they are and where they can run. load.ts loads them, and only the worker and the terminal do. */
import { type Said, sentence } from "../text/sentence.ts";
import { probeAdapter } from "./adapter.ts";
import { probeWebAssembly } from "./webassembly.ts";

export interface EngineEntry {
  readonly title: string;
  /**
   * The adapter it would run on ("none" for the CPU), with a remark if it runs otherwise than its title says; or why it
   * cannot run here and what would help.
   */
  probe(): Promise<{ readonly adapter: string; readonly remark?: Said } | { readonly problem: Said }>;
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
  readonly reason: Said;
  /** Asked for by name, so that nothing may be taken in its place. */
  readonly forced: boolean;
  /** A graphics card answered, and WebAssembly runs as well: `decided` of choice.ts says which is faster. */
  readonly contested?: boolean;
}

/**
 * The engine to train with: the one named, whatever it answers. Else by itself: the fused kernels where a graphics card
 * answers; WebAssembly where only a software adapter does, which would do the card's work on the CPU more slowly, and is not measured for it, or none.
 * The reason is a sentence for the reader.
 */
export async function chooseEngine(named?: EngineName): Promise<EngineChoice> {
  return named === undefined ? chooseItself() : forced(named);
}

async function forced(name: EngineName): Promise<EngineChoice> {
  const entry: EngineEntry = engines[name];
  const answer = await entry.probe();
  if ("problem" in answer) {
    const reason = [sentence("The link asks for it, but it cannot run here."), answer.problem];
    return { name, adapter: "none", reason, forced: true };
  }
  return {
    name,
    adapter: answer.adapter,
    reason: withRemark(sentence("The link asks for it."), answer.remark),
    forced: true,
  };
}

async function chooseItself(): Promise<EngineChoice> {
  const graphics = await probeAdapter();
  if ("adapter" in graphics && !graphics.isSoftware) {
    const contested = !("problem" in probeWebAssembly());
    const reason = sentence("A graphics card answered.");
    return { name: "webgpu", adapter: graphics.adapter, reason, forced: false, contested };
  }
  const why =
    "problem" in graphics
      ? graphics.problem
      : sentence("WebGPU is only emulated here ({adapter}), which is slower than the CPU itself.", {
          adapter: graphics.adapter,
        });
  const vectors = probeWebAssembly();
  if ("problem" in vectors) return { name: "cpu", adapter: "none", reason: [why, vectors.problem], forced: false };
  return { name: "wasm", adapter: "none", reason: withRemark(why, vectors.remark), forced: false };
}

/** The engine that a run goes on with where this one cannot, for a reason that is a sentence; undefined after the last. */
export function successor(name: EngineName, why: Said): EngineChoice | undefined {
  if (name === "cpu" || name === "exact") return undefined;
  const next = name === "wasm" || "problem" in probeWebAssembly() ? "cpu" : "wasm";
  const reason = [sentence("It took over from {engine}.", { engine: sentence(engines[name].title) }), why];
  return { name: next, adapter: "none", reason, forced: false };
}

function withRemark(reason: Said, remark: Said | undefined): Said {
  return remark === undefined ? reason : [reason, remark];
}
