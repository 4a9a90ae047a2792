/** The kernels: programs for each kind of model and form of a step, whatever the sizes, the optimiser and its rate. */
import type { ModelKind } from "../../core/model.ts";
import { ADAM, MOMENTUM, type Optimiser, rate } from "../optimiser.ts";
import descent from "./descent.wgsl?raw";
import type { Form } from "./forms.ts";
import type { Layout } from "./layout.ts";
import linear from "./linear.wgsl?raw";
import logistic from "./logistic.wgsl?raw";
import logisticTiles from "./logisticTiles.wgsl?raw";
import logisticWhole from "./logisticWhole.wgsl?raw";
import model from "./model.wgsl?raw";
import predictor from "./predictor.wgsl?raw";
import type { Call, Program, Values } from "./program.ts";
import relu from "./relu.wgsl?raw";
import reluTiles from "./reluTiles.wgsl?raw";
import reluWhole from "./reluWhole.wgsl?raw";
import rows from "./rows.wgsl?raw";
import tile from "./tile.wgsl?raw";
import tiles from "./tiles.wgsl?raw";

/** Threads of a workgroup. A software adapter works on four numbers at a time and pays for each change of threads. */
const THREADS = { hardware: 64, software: 4 } as const;
/** Threads that add up what tiles have left, for all of a model: more of them wait less for memory. */
const ADDING = { hardware: 256, software: 4 } as const;

/** What each kind of model is trained on, and the files that the programs of a form of a step are made of. */
const sources = {
  linear: { input: "statistics", whole: [descent, predictor, linear] },
  relu: { input: "data", whole: [descent, rows, relu, reluWhole], tiled: [rows, tiles, relu, reluTiles] },
  logistic: {
    input: "data",
    whole: [descent, predictor, rows, logistic, logisticWhole],
    tiled: [predictor, rows, tiles, logistic, logisticTiles],
  },
} as const satisfies Record<ModelKind, Sources>;

interface Sources {
  readonly input: string;
  readonly whole: readonly string[];
  readonly tiled?: readonly string[];
}

/** The optimisers as model.wgsl numbers them. */
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
  tile: "uint32",
  tiles: "uint32",
  tileRoom: "uint32",
  rate: "float32",
  momentum: "float32",
  beta1: "float32",
  beta2: "float32",
  epsilon: "float32",
} as const;

export type Kernel = Program<keyof typeof uniforms>;

/** A program and its workgroups along x and y. */
type Part = Pick<Call<keyof typeof uniforms>, "program" | "workgroups">;

/** The programs of a form, in the order in which they are sent: for many steps, or for one in tiles. */
export function kernels({ kind, k, seeds, tiles }: Layout, form: Form, software: boolean): readonly Part[] {
  const { input, whole, tiled }: Sources = sources[kind];
  const adapter = software ? "software" : "hardware";
  const models = (1 + k) * seeds;
  const part = (name: string, files: readonly string[], threads: number, along = 1): Part => {
    const program = { name, code: [model, ...files].join("\n"), inputs: [input], uniforms, threads };
    return { program, workgroups: [models, along] };
  };
  if (form === "whole") return [part(kind, whole, THREADS[adapter])];
  if (!tiled || !tiles) throw new Error(`kernels: models in tiles must have rows; got ${kind}`);
  return [
    part(`${kind}, tile`, [tile, ...tiled], THREADS[adapter], tiles.count),
    part(`${kind}, tiles`, [descent, ...tiled], ADDING[adapter]),
  ];
}

/** What the kernels are told for so many steps in one dispatch. */
export function values(steps: number, numbers: Layout, optimiser: Optimiser): Values<Kernel> {
  const { k, seeds, quads, r, work } = numbers;
  const { fours: tile, count: tiles, room: tileRoom } = numbers.tiles ?? { fours: 1, count: 0, room: 0 };
  const sizes = { k, seeds, quads, r, work, tile, tiles, tileRoom };
  return { steps, rule: rules[optimiser.name], ...sizes, rate: rate(optimiser), momentum: MOMENTUM, ...ADAM };
}
