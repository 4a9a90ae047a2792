/** The kernels: one program for each kind of model, whatever the sizes, the optimiser and its rate. */
import type { ModelKind } from "../../core/model.ts";
import { ADAM, MOMENTUM, type Optimiser, rate } from "../optimiser.ts";
import descent from "./descent.wgsl?raw";
import type { Layout } from "./layout.ts";
import linear from "./linear.wgsl?raw";
import logistic from "./logistic.wgsl?raw";
import predictor from "./predictor.wgsl?raw";
import type { Program, Values } from "./program.ts";
import relu from "./relu.wgsl?raw";
import rows from "./rows.wgsl?raw";

/** Threads of a workgroup. A software adapter works on four numbers at a time and pays for each change of threads. */
const THREADS = { hardware: 64, software: 4 } as const;

/** What each kind of model is trained on, and the files that its program is made of. */
const sources = {
  linear: { input: "statistics", files: [descent, predictor, linear] },
  relu: { input: "data", files: [descent, rows, relu] },
  logistic: { input: "data", files: [descent, predictor, rows, logistic] },
} as const satisfies Record<ModelKind, { readonly input: string; readonly files: readonly string[] }>;

/** The optimisers as descent.wgsl numbers them. */
const rules = { gradientDescent: 0, momentum: 1, nesterov: 2, adam: 3 } as const satisfies Record<
  Optimiser["name"],
  number
>;

const uniforms = {
  steps: "uint32",
  rule: "uint32",
  k: "uint32",
  seeds: "uint32",
  quads: "uint32",
  r: "uint32",
  work: "uint32",
  rate: "float32",
  momentum: "float32",
  beta1: "float32",
  beta2: "float32",
  epsilon: "float32",
} as const;

export type Kernel = Program<keyof typeof uniforms>;

export function kernel(kind: ModelKind, software: boolean): Kernel {
  const { input, files } = sources[kind];
  const threads = software ? THREADS.software : THREADS.hardware;
  return { name: kind, code: files.join("\n"), inputs: [input], uniforms, threads };
}

/** What the kernel is told for so many steps. */
export function values(steps: number, { k, seeds, quads, r, work }: Layout, optimiser: Optimiser): Values<Kernel> {
  const rule = rules[optimiser.name];
  return { steps, rule, k, seeds, quads, r, work, rate: rate(optimiser), momentum: MOMENTUM, ...ADAM };
}
