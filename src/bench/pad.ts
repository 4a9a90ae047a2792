/** The phase pad of the Transfer lab on PAPER: the exact transfer gap over φ, the source's sample size and seeds. */
import { spawnSync } from "node:child_process";
import { type PairSweep, pairSweep } from "../core/sweeps/pairSweep.ts";
import { presets } from "../settings/schema.ts";
import type { Contender } from "./measure.ts";
import program from "./pad.py?raw";

/** One seed of a pad. */
export interface PadSeed {
  readonly seed: number;
  readonly degrees: readonly number[];
  readonly sizes: readonly number[];
}

export const coarsePad = "coarse pad, 5 angles × 5 sizes × 4 seeds, two threads";
export const fullPad = "whole pad, 13 angles × 9 sizes × 16 seeds, two threads";
export const ourSeed = "one seed of the whole pad, one thread";
export const numpySeed = "the same seed with NumPy, one thread, with Python's start";
/** Which a program pays once and not for each seed, so that it is taken off. */
export const numpyStart = "Python's start with NumPy";
/** Those that the two of them measure in turn: the last source's normals are remembered, and both are to draw them. */
const contested = [1, 2] as const;
/** What one cell costs once its source is decomposed: the O(d²) transform and the search over head angles. */
const cellName = "one cell of the pad";

export const THREADS = 2;
/** Angles and sample sizes of the coarse pad and of the whole one. */
export const pads = {
  coarse: { degrees: [0, 22.5, 45, 67.5, 90], sizes: [10, 50, 200, 500, 4000] },
  full: {
    degrees: Array.from({ length: 13 }, (_, i) => 7.5 * i),
    sizes: [10, 20, 50, 100, 200, 350, 500, 1000, 4000],
  },
} as const;
const { coarse, full } = pads;

/** The gaps of one seed, angle by angle. */
export function measureSeed({ seed, degrees, sizes }: PadSeed): readonly (readonly number[])[] {
  const sweep = sweepOf(sizes, seed);
  return degrees.map((phi) => sizes.map((m) => sweep.cell(radians(phi), m).gap));
}

/** The contenders; `answer` lets a thread, by its number, measure a seed. */
export function padContenders(answer: (thread: number, job: PadSeed) => Promise<unknown>): readonly Contender[] {
  const pad = async (shape: Omit<PadSeed, "seed">, seeds: number): Promise<void> => {
    let next = 1;
    const work = async (thread: number): Promise<void> => {
      while (next <= seeds) await answer(thread, { ...shape, seed: next++ });
    };
    await Promise.all(Array.from({ length: THREADS }, (_, thread) => work(thread)));
  };
  let sweep: PairSweep | undefined;
  let turn = 0;
  const seeds = { ours: 0, theirs: 0 }; // that were measured
  return [
    {
      name: cellName,
      rounds: { full: 25, quick: 9 },
      run: () => {
        sweep ??= sweepOf([200], 1);
        return sweep.cell(radians((turn++ * 7) % 90), 200); // an angle that is new
      },
    },
    { name: coarsePad, rounds: { full: 9, quick: 3 }, run: () => pad(coarse, 4) },
    { name: fullPad, rounds: { full: 5, quick: 3 }, run: () => pad(full, 16) },
    {
      name: ourSeed,
      rounds: { full: 5, quick: 3 },
      run: () => measureSeed({ ...full, seed: contested[seeds.ours++ % 2] }),
    },
    ...(hasNumpy()
      ? [
          { name: numpySeed, rounds: { full: 5, quick: 3 }, run: () => runNumpy(seeds.theirs++ % 2) },
          { name: numpyStart, rounds: { full: 5, quick: 3 }, run: hasNumpy },
        ]
      : []),
  ];
}

function sweepOf(sizes: readonly number[], seed: number): PairSweep {
  return pairSweep(presets.paper, sizes, seed);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

const oneCore = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

function hasNumpy(): boolean {
  return spawnSync("python3", ["-c", "import numpy"], { env: { ...process.env, ...oneCore } }).status === 0;
}

/** Runs the NumPy program on one of the contested seeds, and throws unless its gaps are ours. */
function runNumpy(which: number): void {
  const shapes = contested.map((seed) => ({ ...full, seed }));
  const { status, stdout, stderr } = spawnSync("python3", ["-c", program, JSON.stringify(shapes[which])], {
    encoding: "utf8",
    env: { ...process.env, ...oneCore },
  });
  if (status !== 0) throw new Error(`the NumPy program must end well; got ${stderr}`);
  const gaps = stdout.trim().split(/\s+/).map(Number);
  expected ??= shapes.map((shape) => measureSeed(shape).flat()); // of both, while it warms up
  const worst = expected[which].reduce((most, gap, i) => Math.max(most, Math.abs(gap - gaps[i])), 0);
  if (!(worst <= 1e-6)) throw new Error(`the NumPy program's gaps must be ours to 1e-6; got a difference of ${worst}`);
}

let expected: readonly (readonly number[])[] | undefined;
