/** The float64 reference, against checks that share nothing with it: differences of F_λ, exact optima, the landscape. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labellings } from "../core/families/labels.ts";
import { sampleMisaligned } from "../core/families/misaligned.ts";
import { symmetricEigen } from "../core/linalg/decompositions.ts";
import { type Matrix, combine, identity, matrix, multiply, norm, row, scale } from "../core/linalg/matrix.ts";
import { mtlError, stlError } from "../core/metrics/taskErrors.ts";
import { type Model, type ModelKind, penalisedLosses } from "../core/model.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { landscape } from "../core/solvers/twoTasks.ts";
import { penalisedCovariance, statistics } from "../core/task.ts";
import { engine } from "./cpu.ts";
import { Diverged, type SeedSnapshot } from "./engine.ts";
import { solveExactly } from "./exact.ts";
import { type Optimiser, recommendedRate } from "./optimiser.ts";
import { type StartName, startingModel } from "./start.ts";

const presets = {
  paper: { d: 100, kappa: 100, cosine: 0.96, mTarget: 5, sigma: 2, ridge: 10 },
  live: { d: 100, kappa: 20, cosine: 0.96, mTarget: 6, sigma: 2, ridge: 10 },
  mini: { d: 60, kappa: 30, cosine: 0.96, mTarget: 3, sigma: 1.5, ridge: 5 },
  small: { d: 15, kappa: 5, cosine: 0.96, mTarget: 4, sigma: 1, ridge: 5 },
} as const;
const standard: Optimiser = { name: "nesterov", learningRate: 1, whiten: true };
const names = ["gradientDescent", "momentum", "nesterov", "adam"] as const;

describe("one step of gradient descent", () => {
  const problem = { ...example("small", "3", 9, 1), r: 2, alpha: Float64Array.of(2.5, 0.4) };
  it.each([true, false])("follows the differences of F, whitened %s", async (whiten) => {
    const run = training(problem, { name: "gradientDescent", learningRate: 1, whiten }, "random", 1);
    const { B, A, losses } = (await pull(run)).joint;
    const moved = (await pull(run)).joint;
    const P = problem.tasks
      .map((task, i) => penalisedCovariance(statistics(task), problem.alpha[i], problem.ridge))
      .reduce((sum, part) => combine(1, sum, 1, part));
    // Steps are taken in B̂ with ‖B̂‖² = tr(B'MB)/s², where M = P if whitened, else λ_max(P)·I.
    const M = whiten ? P : scale(identity(B.rows), symmetricEigen(P).values[0]);
    const s2 = problem.tasks.reduce((sum, task, i) => sum + problem.alpha[i] * statistics(task).yty, 0);
    const root = Math.sqrt(total(losses) / s2);
    const MB = multiply(M, B);
    const module = B.data.reduce((sum, value, n) => sum + value * MB.data[n], 0) / s2;
    const heads = Math.max(...[0, 1].map((i) => norm(row(A, i)) ** 2));
    const eta = recommendedRate.gradientDescent;
    const gradient = differences(problem, { B, A });
    const stepB = multiply(M, combine(1, moved.B, -1, B)).data;
    const stepA = combine(1, moved.A, -1, A).data;
    gradient.B.forEach((g, n) => expect(stepB[n]).toBeCloseTo((-eta * g) / 2 / (heads + root), 5));
    gradient.A.forEach((g, n) => expect(stepA[n]).toBeCloseTo((-eta * g) / 2 / s2 / (module + root), 8));
  });
});

describe("the default optimiser", () => {
  const settings = (["paper", "live", "mini"] as const).flatMap((preset) =>
    (["2", "3", "phi"] as const).flatMap((kind) => [20, 100, 500].map((m) => ({ preset, kind, m }))),
  );
  // Steps to 1e-6 over five seeds: PAPER 8 to 355, LIVE 7 to 91, MINI 7 to 186; longest for kinds 3 and phi, m = 20.
  it.each(settings)("reaches the optimum within 400 steps: $preset, kind $kind, m $m", async ({ preset, kind, m }) => {
    const problem = example(preset, kind, m, 0);
    const exact = await solveExactly(problem);
    const run = training(problem, standard, "landscape", 0);
    let found = await pull(run);
    for (let step = 0; step < 400; step += 25) {
      found = await pull(run, 25);
      expect(excess(found.joint, exact.joint)).toBeGreaterThan(-1e-9);
      found.alone.forEach((model, i) => expect(excess(model, exact.alone[i])).toBeGreaterThan(-1e-9));
    }
    expect(excess(found.joint, exact.joint)).toBeLessThan(1e-6);
    found.alone.forEach((model, i) => expect(excess(model, exact.alone[i])).toBeLessThan(1e-6));
    for (const metric of [mtlError, stlError])
      expect(
        metric.measure({ problem, mu: 100, ...found }) / metric.measure({ problem, mu: 100, ...exact }),
      ).toBeCloseTo(1, 2);
  });
});

describe("the default optimiser on models that are not linear", () => {
  const settings = (["2", "3"] as const).flatMap((kind) => [20, 100].map((m) => ({ kind, m })));
  const afterTraining = async (model: ModelKind, kind: "2" | "3", m: number, seed: number): Promise<number[]> => {
    const problem = example("small", kind, m, seed, model);
    const exact = await solveExactly(problem);
    const run = training(problem, standard, "landscape", seed);
    await pull(run);
    const { joint, alone } = await pull(run, 1000);
    return [excess(joint, exact.joint), ...alone.map((one, i) => excess(one, exact.alone[i]))];
  };

  it.each(settings)("reaches the optimum of two classes: kind $kind, m $m", async ({ kind, m }) => {
    for (const seed of [0, 1])
      for (const above of await afterTraining("logistic", kind, m, seed)) expect(Math.abs(above)).toBeLessThan(1e-9);
  });

  // A ReLU has many local minima, and the solver's is not certified: the source's own was found 2 % below it.
  it.each(settings)("comes down near the best known loss of a ReLU: kind $kind, m $m", async ({ kind, m }) => {
    for (const seed of [0, 1]) {
      const [joint, target, source] = await afterTraining("relu", kind, m, seed);
      expect(target).toBeLessThan(0.01);
      expect(Math.max(joint, source)).toBeLessThan(m === 20 ? 0.2 : 0.03);
    }
  });
});

describe("every optimiser", () => {
  const variants = names.flatMap((name) =>
    [true, false].flatMap((whiten) =>
      (["landscape", "spectral", "random"] as const).map((start) => ({ name, whiten, start })),
    ),
  );
  it.each(variants)("$name, whitened $whiten, from $start ends at a minimum of the landscape", async (variant) => {
    const problem = example("small", "3", 20, 2);
    const run = training(problem, { ...variant, learningRate: 1 }, variant.start, 2);
    await pull(run);
    const { joint } = await pull(run, 3000);
    const above = landscape(problem).minima.map(({ loss }) => Math.abs(total(joint.losses) / loss - 1));
    const near = variant.name === "adam" ? 1e-3 : 1e-4; // Adam hovers: up to 5.5e-4 above, over 1000 steps
    expect(Math.min(...above)).toBeLessThan(near);
    if (variant.start === "landscape") expect(above[0]).toBeLessThan(near);
  });

  it.each(names)("%s names the step at which the loss is no longer finite", async (name) => {
    const run = training(example("small", "3", 20, 0), { name, learningRate: 1e5, whiten: false }, "random", 0);
    const failure = await reached(run, 3000);
    if (name === "adam") return expect(failure).toBe(3000); // its steps are bounded, whatever the gradient
    expect(failure).toBeInstanceOf(Diverged);
    expect((failure as Diverged).step).toBeGreaterThan(0);
    expect((failure as Diverged).step).toBeLessThan(3000);
  });
});

it("no step of any optimiser falls below the exact optimum, jointly or alone", async () => {
  const runs = fc.record({
    seed: fc.nat(1000),
    kind: fc.constantFrom("2" as const, "3" as const, "phi" as const),
    m: fc.integer({ min: 1, max: 40 }),
    name: fc.constantFrom(...names),
    whiten: fc.boolean(),
    start: fc.constantFrom("landscape" as const, "spectral" as const, "random" as const),
    steps: fc.integer({ min: 0, max: 60 }),
  });
  await fc.assert(
    fc.asyncProperty(runs, async ({ seed, kind, m, name, whiten, start, steps }) => {
      const problem = example("small", kind, m, seed);
      const exact = await solveExactly(problem);
      const run = training(problem, { name, learningRate: 1, whiten }, start, seed);
      let reached = await pull(run);
      if (steps > 0) reached = await pull(run, steps);
      expect(excess(reached.joint, exact.joint)).toBeGreaterThan(-1e-9);
      reached.alone.forEach((model, i) => expect(excess(model, exact.alone[i])).toBeGreaterThan(-1e-9));
    }),
    { numRuns: 60, seed: 1 },
  );
});

it("a random start often misses the optimum for orthogonal sources, the landscape's never does", async () => {
  // SPEC 4.3: 30-50 %. In a study of 20 seeds 10, 9 and 11 were missed on PAPER, LIVE and MINI.
  const missed = { landscape: 0, random: 0 };
  for (let seed = 0; seed < 8; seed++) {
    const problem = example("mini", "3", 100, seed);
    const best = landscape(problem).minima[0].loss;
    for (const start of ["landscape", "random"] as const) {
      const run = training(problem, standard, start, seed);
      await pull(run);
      const { joint } = await pull(run, 500);
      if (total(joint.losses) > best * (1 + 1e-3)) missed[start]++;
    }
  }
  expect(missed.landscape).toBe(0);
  expect(missed.random).toBeGreaterThanOrEqual(2);
  expect(missed.random).toBeLessThanOrEqual(6);
});

it("an abort ends the run at the next pull", async () => {
  const stop = new AbortController();
  const problem = example("small", "2", 20, 0);
  const start = [startingModel(problem, "landscape", 0)];
  const run = engine.train({ seeds: [0], problems: [problem] }, { optimiser: standard, start, signal: stop.signal });
  await run.next();
  stop.abort();
  expect((await run.next(5)).done).toBe(true);
});

function example(
  preset: keyof typeof presets,
  kind: "2" | "3" | "phi",
  mSource: number,
  seed: number,
  model: ModelKind = "linear",
): Problem {
  const { ridge, ...rest } = presets[preset];
  const tasks = sampleMisaligned({ ...rest, kind, phi: 60, printed: false, mSource }, seed, labellings[model]);
  return { tasks, r: 1, ridge, alpha: Float64Array.of(1, 1), model };
}

type Run = ReturnType<typeof engine.train>;

function training(problem: Problem, optimiser: Optimiser, start: StartName, seed: number): Run {
  const models = [startingModel(problem, start, seed)];
  const { signal } = new AbortController();
  return engine.train({ seeds: [seed], problems: [problem] }, { optimiser, start: models, signal });
}

async function pull(run: Run, steps = 1): Promise<SeedSnapshot> {
  const { value, done } = await run.next(steps);
  if (done) throw new Error("the run ended by itself");
  return value[0];
}

/** How many steps a run makes, or what it throws before. */
async function reached(run: Run, steps: number): Promise<unknown> {
  try {
    await pull(run);
    return (await pull(run, steps)).joint.step;
  } catch (error) {
    return error;
  }
}

function total(losses: Float64Array): number {
  return losses.reduce((sum, value) => sum + value, 0);
}

function excess(model: { losses: Float64Array }, optimum: { losses: Float64Array }): number {
  return total(model.losses) / total(optimum.losses) - 1;
}

/** ∂F_λ/∂B and ∂F_λ/∂A by central differences. */
function differences(problem: Problem, { B, A }: Model): { B: number[]; A: number[] } {
  const loss = (model: Model): number => total(penalisedLosses(problem, model));
  const slope = (M: Matrix, n: number, place: (M: Matrix) => Model): number => {
    const h = 1e-4 * norm(M.data);
    const shifted = (by: number): number =>
      loss(
        place(
          matrix(
            M.rows,
            M.columns,
            M.data.map((value, at) => value + (at === n ? by : 0)),
          ),
        ),
      );
    return (shifted(h) - shifted(-h)) / (2 * h);
  };
  return {
    B: Array.from(B.data, (_, n) => slope(B, n, (shifted) => ({ B: shifted, A }))),
    A: Array.from(A.data, (_, n) => slope(A, n, (shifted) => ({ B, A: shifted }))),
  };
}

it("a long pull hears of an abort in its midst, as of every message", async () => {
  const abort = new AbortController();
  const run = engine.train(
    { seeds: [0], problems: [example("small", "3", 9, 0)] },
    { optimiser: standard, start: [startingModel(example("small", "3", 9, 0), "random", 0)], signal: abort.signal },
  );
  await run.next();
  setTimeout(() => abort.abort());
  expect(await run.next(1e9)).toEqual({ done: true, value: undefined }); // or it would never end
});
