/**
 * The kernels in float32 against the float64 reference, step by step.
 *
 * Tolerances. A float32 operation rounds by 6e-8, and a sum of n terms by some √n times that; a step multiplies its
 * rounding by the rate, and a descent forgets about as fast as it makes. So the loss, in units of what predicting 0
 * costs, is compared to 2e-6 throughout, and the parameters, relative to their norm, to multiples of 5e-6 up to step 50
 * and of 1e-5 after 300. Seen: at most 7e-7, 5e-6 and 1.1e-5; 1.4e-4 for the parameters of a ReLU.
 */
import { setFlagsFromString } from "node:v8";
import { describe, expect, it, vi } from "vitest";
import { randomMatrix, randomTask, taskOf } from "../core/golden/tasks.ts";
import { combine, difference, identity, matrix, multiply, multiplyVector, norm, row } from "../core/linalg/matrix.ts";
import type { Model, ModelKind } from "../core/model.ts";
import type { Data } from "../core/task.ts";
import { distance, firstAbove } from "./conformance.ts";
import { engine as cpu } from "./cpu.ts";
import { Diverged, type Engine, type Ensemble, type SeedSnapshot, type Training } from "./engine.ts";
import { written } from "../text/sentence.ts";
import { chooseEngine } from "./index.ts";
import type { Optimiser } from "./optimiser.ts";
import { createEngine } from "./wasm.ts";
import { bytes as fused } from "./wasm/kernels/kernels.ts?assemblyscript&relaxed-simd";
import { hasRelaxedSimd } from "./webassembly.ts";

const kinds = ["linear", "relu", "logistic"] as const;
const names = ["gradientDescent", "momentum", "nesterov", "adam"] as const;

/** Sample sizes are the numbers of `m`, one per task; few widths are multiples of 4, and r may exceed d. */
const shapes = [
  { d: 1, r: 3, m: [2, 9], last: 300 },
  { d: 3, r: 2, m: [5, 13, 4], last: 300 },
  { d: 4, r: 1, m: [16, 9], last: 300 },
  { d: 5, r: 3, m: [23], last: 300 },
];
const small = kinds.flatMap((kind) => names.flatMap((name) => shapes.map((shape) => ({ kind, name, ...shape }))));
const wide = [
  ...kinds.map((kind) => ({ kind, name: "nesterov", d: 100, r: 1, m: [6, 37], last: 50 }) as const),
  { kind: "linear", name: "momentum", d: 199, r: 2, m: [5, 42], last: 50 } as const,
  // more samples than a block of the kernels
  { kind: "relu", name: "nesterov", d: 6, r: 3, m: [150, 67], last: 50 } as const,
  { kind: "relu", name: "gradientDescent", d: 26, r: 4, m: [70, 90], last: 50, ridge: 0 } as const,
  { kind: "logistic", name: "nesterov", d: 6, r: 1, m: [64, 131], last: 50 } as const,
];
const aligned = kinds.flatMap((kind) =>
  names.map((name) => ({ kind, name, d: 5, r: 2, m: [3, 21], last: 50, isAligned: true }) as const),
);

/** Gradient descent rounds once a step; the others sum, or divide by, what earlier steps have rounded. */
const multiples = { gradientDescent: 1, momentum: 3, nesterov: 3, adam: 3 } as const;

function bound(kind: ModelKind, name: keyof typeof multiples, step: number): number {
  if (step <= 50) return 5e-6 * multiples[name];
  return kind === "relu" ? 1e-3 : 1e-5 * multiples[name]; // at a kink two roundings part, and meet at the same loss
}

// Node 20 knows what is relaxed only if it is told to; of what a later Node no longer knows, it says so and goes on.
if (!hasRelaxedSimd()) setFlagsFromString("--experimental-wasm-relaxed-simd");

describe.each(["plain", "fused"] as const)("wasm walks the reference's path with %s kernels", (kernels) => {
  const variants = [...small, ...wide, ...aligned].map((variant, at) => ({
    isAligned: false,
    ridge: 2,
    ...variant,
    whiten: at % 2 === 0,
  }));
  it.each(variants)("$kind, $name, whitened $whiten, d $d, r $r, m $m, aligned $isAligned", async (variant) => {
    const { kind, name, whiten, d, r, m, last, isAligned, ridge } = variant;
    const { ensemble, start } = setting(kind, d, r, m, isAligned, ridge);
    const training: Training = { optimiser: { name, whiten, learningRate: 1 }, start, signal: live() };
    const [run, expected] = [(await createEngine(kernels)).train(ensemble, training), cpu.train(ensemble, training)];
    let step = 0;
    for (const next of [0, 1, 50, 300].filter((at) => at <= last)) {
      const [found, right] = [await pull(run, next - step), await pull(expected, next - step)];
      step = next;
      expect.soft(distance(ensemble, found, right).loss, `loss at step ${step}`).toBeLessThan(2e-6);
      expect.soft(apart(found, right), `parameters at step ${step}`).toBeLessThan(bound(kind, name, step));
    }
    await run.return();
  });
});

/** The same tasks with labels 0, from B = A = 0. */
function unlabelled({ ensemble, start }: ReturnType<typeof setting>): ReturnType<typeof setting> {
  const problems = ensemble.problems.map((problem) => ({
    ...problem,
    tasks: problem.tasks.map((task) => ({ ...task, y: task.y.map(() => 0) })),
  }));
  const zero = ({ rows, columns }: Model["B"]): Model["B"] => matrix(rows, columns);
  return { ensemble: { ...ensemble, problems }, start: start.map(({ B, A }) => ({ B: zero(B), A: zero(A) })) };
}

describe("a run on wasm", () => {
  const { ensemble, start } = setting("linear", 5, 2, [12, 7]);
  const standard: Optimiser = { name: "nesterov", learningRate: 1, whiten: true };

  it("trains the twins that are asked for, in their order, as it does beside the others", async () => {
    const { ensemble: many, start: from } = setting("relu", 5, 2, [12, 7, 9]);
    const training: Training = { optimiser: standard, start: from, signal: live() };
    for (const engine of [await createEngine(), cpu]) {
      const [all, some] = [engine.train(many, training), engine.train({ ...many, twins: [2, 0] }, training)];
      for (const steps of [0, 7]) {
        const [whole, asked] = [await pull(all, steps), await pull(some, steps)];
        const picked = whole.map(({ joint, alone }) => ({ joint, alone: [alone[2], alone[0]] }));
        expect(asked).toEqual(picked);
      }
      await Promise.all([all.return(), some.return()]);
    }
  });

  it.each(names)("stays where there is nothing to fit: %s", async (name) => {
    for (const kind of ["linear", "relu"] as const)
      for (const engine of [await createEngine(), cpu]) {
        const nothing = unlabelled(setting(kind, 5, 2, [12, 7]));
        const run = engine.train(nothing.ensemble, {
          optimiser: { ...standard, name },
          start: nothing.start,
          signal: live(),
        });
        await pull(run, 0);
        const [{ joint, alone }] = await pull(run, 3);
        for (const { B, A, losses } of [joint, ...alone])
          expect([...B.data, ...A.data, ...losses].every((value) => value === 0)).toBe(true);
        await run.return();
      }
  });

  it.each(kinds)("names the step whose loss float32 cannot hold: %s", async (kind) => {
    const problem = setting(kind, 5, 2, [12, 7]);
    const optimiser: Optimiser = { name: "gradientDescent", learningRate: 100, whiten: true };
    const right = await firstAbove(problem.ensemble, { optimiser, start: problem.start, signal: live() }, 2 ** 128);
    const run = (await createEngine()).train(problem.ensemble, { optimiser, start: problem.start, signal: live() });
    await pull(run, 0);
    const failure = await run.next(right + 20).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Diverged);
    expect((failure as Diverged).step).toBe(right);
    expect((await run.next()).done).toBe(true);
  });

  it("makes the same steps whatever the pace, and beside another run", async () => {
    const engine = await createEngine();
    const [one, other] = [1, 2].map(() => engine.train(ensemble, { optimiser: standard, start, signal: live() }));
    for (const run of [one, other]) await pull(run, 0);
    for (let step = 0; step < 70; step++) await pull(one, 1);
    await pull(other, 33);
    expect(await pull(one, 5)).toEqual(await pull(other, 42));
    await one.return();
    await other.return();
  });

  it("begins anew in memory that was used before", async () => {
    const reached = async (): Promise<readonly SeedSnapshot[]> => {
      const run = (await createEngine()).train(ensemble, { optimiser: standard, start, signal: live() });
      await pull(run, 0);
      const found = await pull(run, 20);
      await run.return();
      return found;
    };
    expect(await reached()).toEqual(await reached());
  });

  it("ends at the next pull after an abort, and in the middle of a long one", async () => {
    for (const steps of [1, 100_000_000]) {
      const stop = new AbortController();
      const run = (await createEngine()).train(ensemble, { optimiser: standard, start, signal: stop.signal });
      await pull(run, 0);
      if (steps === 1) stop.abort();
      else setTimeout(() => stop.abort());
      expect((await run.next(steps)).done).toBe(true);
    }
  });
});

it("knows whether this machine compiles the fused kernels", () => {
  expect(hasRelaxedSimd()).toBe(WebAssembly.validate(fused));
});

describe("without SIMD", () => {
  it("wasm is the CPU engine, and says so", async () => {
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    expect(await createEngine()).toBe(cpu);
    expect(written((await chooseEngine("wasm")).reason)).toContain("float64");
    vi.restoreAllMocks();
    expect(written((await chooseEngine("wasm")).reason)).toBe("The link asks for it.");
  });

  it("nor WebAssembly it cannot be chosen, and says what can", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(written((await chooseEngine("wasm")).reason)).toContain("CPU engine");
    expect(await createEngine()).toBe(cpu);
    vi.unstubAllGlobals();
  });
});

/**
 * A problem with a truth, weights that are not 1 and tasks that differ in size, with well-conditioned alignment matrices if
 * asked; a start in the truth's neighbourhood.
 */
function setting(
  kind: ModelKind,
  d: number,
  r: number,
  m: readonly number[],
  isAligned = false,
  ridge = 2,
): { ensemble: Ensemble; start: Model[] } {
  const k = m.length;
  const truth: Model = { B: randomMatrix(50, d, r), A: randomMatrix(51, k, r) };
  const tasks = m.map((rows, i) => {
    const { X, y: noise } = randomTask(i + 1, rows, d);
    const y = predictions(kind, { X, y: noise }, truth, i).map((value, n) => value + noise[n] / 2);
    return taskOf(X, kind === "logistic" ? y.map((value) => Number(value > 0)) : y);
  });
  const alpha = Float64Array.of(2.5, 0.4, 1.3).slice(0, k);
  const R = isAligned ? m.map((_, i) => combine(1, identity(d), 0.2, randomMatrix(60 + i, d, d))) : undefined;
  const problem = { tasks, r, ridge, alpha, model: kind, R };
  const start = {
    B: combine(1, truth.B, 0.3, randomMatrix(52, d, r)),
    A: combine(1, truth.A, 0.3, randomMatrix(53, k, r)),
  };
  return { ensemble: { seeds: [1], problems: [problem] }, start: [start] };
}

function predictions(kind: ModelKind, { X }: Data, { B, A }: Model, i: number): Float64Array {
  const XB = multiply(X, B);
  const activated =
    kind === "relu"
      ? matrix(
          XB.rows,
          XB.columns,
          XB.data.map((value) => Math.max(0, value)),
        )
      : XB;
  return multiplyVector(activated, row(A, i));
}

async function pull(run: ReturnType<Engine["train"]>, steps: number): Promise<readonly SeedSnapshot[]> {
  const { value, done } = await run.next(steps);
  if (done) throw new Error("the run ended by itself");
  return value;
}

function live(): AbortSignal {
  return new AbortController().signal;
}

/** The largest difference of a model's parameters, relative to their norm. */
function apart(found: readonly SeedSnapshot[], right: readonly SeedSnapshot[]): number {
  const vectors = (snapshots: readonly SeedSnapshot[]): readonly Float64Array[] =>
    snapshots.flatMap(({ joint, alone }) => [joint, ...alone].map(({ B, A }) => Float64Array.of(...B.data, ...A.data)));
  const expected = vectors(right);
  return Math.max(...vectors(found).map((x, at) => norm(difference(x, expected[at])) / norm(expected[at])));
}
