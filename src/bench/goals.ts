/** What the measurements must come to: the project's performance goals, one for each gate. */
import type { Measurement } from "./measure.ts";
import { coarsePad, fullPad, numpySeed, ourSeed } from "./pad.ts";

/** A goal before it is measured. */
interface Aim {
  readonly name: string;
  /** Whether the value must be at least the gate, or at most. */
  readonly direction: "min" | "max";
  readonly gate: number;
  /** What is hoped for; null where only the gate is set. */
  readonly aim: number | null;
  /** The value from the medians in milliseconds, by contender; absent where nothing measures it yet. */
  readonly value?: (milliseconds: (name: string) => number) => number;
}

/** A goal as it is reported: value and ok are null where it was not, or cannot be, measured. */
export interface Goal {
  readonly name: string;
  readonly direction: "min" | "max";
  readonly gate: number;
  readonly aim: number | null;
  readonly value: number | null;
  readonly ok: boolean | null;
}

const aims: readonly Aim[] = [
  ...ratios("fused WGSL on data against plain tfjs-WebGPU", { S1: [60, 150], S2: [8, 25], S3: [150, 600] }),
  ...ratios("fused WGSL on sufficient statistics against plain tfjs-WebGPU", { S1: [1500, 5000], S3: [4000, 13_000] }),
  ...ratios("ensembles, a workgroup a model, against plain tfjs-WebGPU", {
    P1: [1500, 5000],
    P2: [3000, 14_000],
    P3: [150, 1000],
  }),
  ...ratios("WASM SIMD against the best tfjs-WASM, one thread", { S1: [5, 10], S2: [3, 6], S3: [10, 26] }),
  { ...atMost("coarse phase pad, two cores, s", 0.5, null), value: (of) => of(coarsePad) / 1000 },
  { ...atMost("whole phase pad, two cores, s", 8, 3), value: (of) => of(fullPad) / 1000 },
  { ...atLeast("phase pad against NumPy, one core each", 3, 10), value: (of) => of(numpySeed) / of(ourSeed) },
  atMost("ReLU and logistic pads shown coarse, s", 2, null),
  atMost("dispatches per live step", 2, 1 / 64),
  atMost("pipelines compiled per slider move", 0, 0),
  atMost("first true figure on the built site, s", 1.5, 0.6),
  atMost("first trained step, cold: WASM, s", 0.4, 0.15),
  atMost("first trained step, cold: WebGPU, s", 1.2, 0.4),
  atMost("engine bundle, gzip, KB", 60, 35),
  atMost("longest frame gap while training or sweeping, ms", 50, 17),
  atLeast("on a real GPU against plain tfjs-WebGPU", 30, null),
];

/** Every goal, judged by what was measured; contenders that did not run leave theirs open. */
export function judge(measured: readonly Measurement[]): readonly Goal[] {
  const medians = new Map(measured.map(({ name, median }) => [name, median]));
  return aims.map(({ value: valueOf, ...goal }) => {
    const found = valueOf?.((name) => medians.get(name) ?? NaN) ?? NaN;
    if (Number.isNaN(found)) return { ...goal, value: null, ok: null };
    return { ...goal, value: found, ok: goal.direction === "min" ? found >= goal.gate : found <= goal.gate };
  });
}

function atLeast(name: string, gate: number, aim: number | null): Aim {
  return { name, direction: "min", gate, aim };
}

function atMost(name: string, gate: number, aim: number | null): Aim {
  return { name, direction: "max", gate, aim };
}

/** One goal for each size, in times faster: [gate, aim]. */
function ratios(name: string, sizes: Readonly<Record<string, readonly [number, number]>>): readonly Aim[] {
  return Object.entries(sizes).map(([size, [gate, aim]]) => atLeast(`${name}: ${size}`, gate, aim));
}
