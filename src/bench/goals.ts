/** What the measurements must come to: the project's performance goals, one for each gate. */
import type { ContestRow } from "./contest.ts";
import type { Measurement } from "./measure.ts";
import { coarsePad, fullPad, numpySeed, numpyStart, ourSeed } from "./pad.ts";
import { names, tfjsWasm } from "./page/contenders.ts";
import type { SizeName } from "./page/sizes.ts";
import { siteNames } from "./site.ts";
import { coarseGrid, trainedPadNames } from "./trainedPad.ts";

/** All that was measured; what could not be is absent. */
export interface Results {
  /** Medians by name, in the unit of each. */
  readonly measured: readonly Measurement[];
  readonly contest: readonly ContestRow[];
  /** Whether the adapter of the contest is a graphics card; undefined where there was none. */
  readonly isHardware?: boolean;
}

/** What a goal's value comes to: null where it was not measured, "void" where what was measured is wrong. */
type Value = number | null | "void";

/** A goal before it is measured. */
interface Aim {
  readonly name: string;
  /** Whether the value must be at least the gate, or at most. */
  readonly direction: "min" | "max";
  readonly gate: number;
  /** What is hoped for; null where only the gate is set. */
  readonly aim: number | null;
  readonly value: (results: Results) => Value;
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
  ...ratios("fused WGSL on data against plain tfjs-WebGPU", { S1: [60, 150], S2: [8, 25], S3: [150, 600] }, (size) =>
    faster(size, size === "S2" ? names.webgpu : names.webgpuOnData, [names.plainWebgpu]),
  ),
  ...ratios(
    "fused WGSL on sufficient statistics against plain tfjs-WebGPU",
    { S1: [1500, 5000], S3: [4000, 13_000] },
    (size) => faster(size, names.webgpu, [names.plainWebgpu]),
  ),
  ...ratios(
    "ensembles, a workgroup a model, against plain tfjs-WebGPU",
    { P1: [1500, 5000], P2: [3000, 14_000], P3: [150, 1000] },
    (size) => faster(size, names.webgpu, [names.plainWebgpu]),
  ),
  ...ratios("WASM SIMD against the best tfjs-WASM, one thread", { S1: [5, 10], S2: [3, 6], S3: [10, 26] }, (size) =>
    faster(size, names.wasm, Object.values(tfjsWasm)),
  ),
  atMost("coarse phase pad, two cores, s", 0.5, null, seconds(coarsePad)),
  atMost("whole phase pad, two cores, s", 8, 3, seconds(fullPad)),
  atLeast("phase pad against NumPy, one core each", 3, 10, againstNumpy),
  atMost(
    `ReLU and logistic pads shown coarse (${coarseGrid}), s`,
    2,
    null,
    largest([trainedPadNames.relu.coarse, trainedPadNames.logi.coarse], 1 / 1000),
  ),
  atMost("dispatches per live step", 2, 1 / 64, largest([siteNames.dispatches])),
  atMost("pipelines compiled per slider move", 0, 0, largest([siteNames.pipelines])),
  atMost("first true figure on the built site, s", 1.5, 0.6, seconds(siteNames.firstFigure)),
  atMost("first trained step, cold: WASM, s", 0.4, 0.15, seconds(siteNames.coldWasm)),
  atMost("first trained step, cold: WebGPU, s", 1.2, 0.4, seconds(siteNames.coldWebgpu)),
  atMost("engine bundle, gzip, KB", 60, 35, largest([siteNames.bundle])),
  atMost(
    "longest frame gap while training or sweeping, ms",
    50,
    17,
    largest([siteNames.gapTraining, siteNames.gapSweeping]),
  ),
  atLeast("on a real GPU against plain tfjs-WebGPU, least of S1, S2, S3", 30, null, (results) =>
    results.isHardware
      ? least((["S1", "S2", "S3"] as const).map((size) => faster(size, names.webgpu, [names.plainWebgpu])(results)))
      : null,
  ),
];

/** Every goal, judged by what was measured; what was not leaves its goals open, and wrong numbers miss theirs. */
export function judge(results: Results): readonly Goal[] {
  return aims.map(({ value: valueOf, ...goal }) => {
    const value = valueOf(results);
    if (value === "void") return { ...goal, value: null, ok: false };
    if (value === null) return { ...goal, value: null, ok: null };
    return { ...goal, value, ok: goal.direction === "min" ? value >= goal.gate : value <= goal.gate };
  });
}

/** How many times faster than one of others a contender is, by the row's own ratio; void if the contender is. */
function faster(size: SizeName, contender: string, others: readonly string[]): Aim["value"] {
  return ({ contest }) => {
    const found = contest.find((row) => row.size === size && row.contender === contender);
    if (found === undefined) return null;
    if (found.isVoid) return "void";
    return found.ratios.find(({ against }) => others.includes(against))?.median ?? null;
  };
}

function least(values: readonly Value[]): Value {
  if (values.includes("void")) return "void";
  return values.reduce<Value>(
    (min, value) => (typeof min === "number" && typeof value === "number" ? Math.min(min, value) : null),
    Infinity,
  );
}

function medianOf({ measured }: Results, name: string): number | null {
  return measured.find((one) => one.name === name)?.median ?? null;
}

/** The largest of some medians, in a unit so many times as large; null unless all were measured. */
function largest(measurements: readonly string[], unit = 1): Aim["value"] {
  return (results) => {
    const medians = measurements.map((name) => medianOf(results, name));
    if (medians.some(Number.isNaN)) return "void"; // it failed
    return medians.every((median) => median !== null) ? unit * Math.max(...medians) : null;
  };
}

function seconds(name: string): Aim["value"] {
  return largest([name], 1 / 1000);
}

/** Of what is computed, without Python's start. */
function againstNumpy(results: Results): Value {
  const [theirs, start, ours] = [numpySeed, numpyStart, ourSeed].map((name) => medianOf(results, name));
  return theirs !== null && start !== null && ours !== null ? (theirs - start) / ours : null;
}

function atLeast(name: string, gate: number, aim: number | null, value: Aim["value"]): Aim {
  return { name, direction: "min", gate, aim, value };
}

function atMost(name: string, gate: number, aim: number | null, value: Aim["value"]): Aim {
  return { name, direction: "max", gate, aim, value };
}

/** One goal for each size, in times faster: [gate, aim]. */
function ratios(
  name: string,
  sizes: Partial<Readonly<Record<SizeName, readonly [number, number]>>>,
  value: (size: SizeName) => Aim["value"],
): readonly Aim[] {
  return Object.entries(sizes).map(([size, [gate, aim]]) =>
    atLeast(`${name}: ${size}`, gate, aim, value(size as SizeName)),
  );
}
