/** Which of two engines takes a job where a graphics card answered: the one that was measured faster. */
import { formatCount } from "../core/format.ts";
import type { ModelKind } from "../core/model.ts";
import { type Said, sentence } from "../text/sentence.ts";
import type { EngineChoice } from "./index.ts";

/** Steps of a whole ensemble that each engine makes in a second, reports included; 0 for one that could not, with why. */
export interface Speeds {
  readonly webgpu: number;
  readonly wasm: number;
  readonly problem?: Said;
}

/** What is to be done, as far as speeds depend on it. */
export interface Job {
  readonly kind: "live" | "sweep";
  readonly model: ModelKind;
  /** Multiplications of a step of the whole ensemble, about. */
  readonly size: number;
}

/** Under which name the speeds of an adapter are remembered; jobs within a factor of four of each other share it. */
export function speedsKey(adapter: string, { kind, model, size }: Job): string {
  return `engine speeds 1: ${adapter} ${kind} ${model} ${Math.round(Math.log2(size) / 2)}`;
}

/** Speeds as they were written down; undefined if these are none, or of an engine that could not be measured. */
export function readSpeeds(text: string | null | undefined): Speeds | undefined {
  try {
    const { webgpu, wasm } = JSON.parse(text ?? "") as Partial<Record<keyof Speeds, unknown>>;
    const isSpeed = (value: unknown): value is number => typeof value === "number" && value > 0;
    return isSpeed(webgpu) && isSpeed(wasm) ? { webgpu, wasm } : undefined;
  } catch {
    return undefined;
  }
}

/** The graphics card's engine unless it is slower. */
export function faster({ webgpu, wasm }: Speeds): "webgpu" | "wasm" {
  return wasm > webgpu ? "wasm" : "webgpu";
}

/** The choice for a job, given what was measured of such jobs. Where nothing was, the graphics card begins. */
export function decided(choice: EngineChoice, speeds: Speeds | undefined): EngineChoice {
  if (!choice.contested) return choice;
  const name = speeds ? faster(speeds) : "webgpu";
  const adapter = name === "webgpu" ? choice.adapter : "none";
  return { ...choice, name, adapter, reason: speeds ? measured(choice, speeds) : unmeasured(choice) };
}

function unmeasured({ adapter }: EngineChoice): Said {
  return sentence("A graphics card answered ({adapter}) and begins; after a run it and WebAssembly are measured.", {
    adapter,
  });
}

/** What was measured, and which engine takes such jobs from now on. */
function measured({ adapter }: Pick<EngineChoice, "adapter">, speeds: Speeds): Said {
  const { webgpu, wasm, problem } = speeds;
  if (problem !== undefined)
    return [sentence("A graphics card answered ({adapter}), but could not be measured.", { adapter }), problem];
  const [more, less] = faster(speeds) === "webgpu" ? ["WebGPU", "WebAssembly"] : ["WebAssembly", "WebGPU"];
  const [most, least] = [Math.max(webgpu, wasm), Math.min(webgpu, wasm)].map((speed) => formatCount(Math.round(speed)));
  return sentence(
    "Measured on such a job: {more} makes {most} steps a second, {less} {least} ({adapter}), so {more} takes it.",
    { more, most, less, least, adapter },
  );
}
