/**
 * The scripts are run by the Python of this machine, or the one that PYTHON names, and compared with our own numbers; where
 * it has no NumPy, or no PyTorch, they cannot be.
 */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { normals, words } from "../../core/random.ts";
import { meanOf } from "../../charts/summary.ts";
import type { Row } from "../../core/row.ts";
import { runExperiment } from "../../experiment.ts";
import { runSweep } from "../../sweep.ts";
import { type Settings, defaults } from "../../settings/schema.ts";
import { closedTables } from "../../tables.ts";
import { written } from "../../text/sentence.ts";
import { type Library, pythonScript } from "./script.ts";
import { scriptTolerance } from "./tolerance.ts";
import { columnsPrinted } from "./report.ts";
import { type Experiment, hasAlignment, makingOf } from "./solvers.ts";

const LINK = "http://localhost/#transfer";

function textOf(library: Library, settings: Experiment): string {
  const script = pythonScript(library, settings, LINK);
  if ("missing" in script) throw new Error(written(script.missing));
  return script.text;
}

const PYTHON = process.env["PYTHON"] ?? "python3";

/** What Python prints of a program; throws what it complains of. */
function python(program: string): string {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" }; // small matrices, and others have the cores
  const { status, stdout, stderr } = spawnSync(PYTHON, ["-W", "error", "-"], { input: program, encoding: "utf8", env });
  if (status !== 0) throw new Error(`${PYTHON}: ${stderr}`);
  return stdout;
}

async function exactRows(settings: Settings): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const report of runExperiment(settings, "exact", new AbortController().signal)) rows.push(...report.rows);
  return rows;
}

const errors = ["stlError", "mtlError", "transferGap"] as const;

/** Where a run in float64 ends. */
async function trainedRows(settings: Settings): Promise<readonly Row[]> {
  let rows: readonly Row[] = [];
  for await (const report of runExperiment(settings, "cpu", new AbortController().signal, errors)) rows = report.rows;
  return rows;
}

/** What the Subspaces lab shows at its present cosine. */
async function sweptRows(settings: Settings): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const sweep = { over: [{ setting: "cosine", values: [settings.cosine] }], columns: errors } as const;
  for await (const found of runSweep(settings, sweep, new AbortController().signal)) rows.push(...found);
  return rows;
}

/** What the Alignment lab shows of its present settings: the exact optimum, and the point of its path at their μ. */
async function alignedRows(settings: Settings): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const columns = [...errors, "alignedGap", "validatedGap", "pickedGap"] as const;
  for await (const report of runExperiment(settings, "exact", new AbortController().signal, columns)) {
    const [row] = report.rows;
    const { alignmentPath = [] } = await closedTables(settings, Number(row["seed"]), ["alignmentPath"]);
    const { retrainedGap } = alignmentPath.find(({ mu }) => mu === settings.mu) ?? {};
    rows.push({ ...row, retrainedGap: Number(retrainedGap) });
  }
  return rows;
}

const pageRows = { optimum: exactRows, run: trainedRows, network: sweptRows } as const;

/** Two tasks in few dimensions, quickly trained. */
const smallRelu = {
  preset: "mini",
  model: "relu",
  kind: "2",
  d: 8,
  kappa: 3,
  mTarget: 20,
  mSource: 40,
  seeds: 3,
} as const;

const experiments: Readonly<Record<string, Partial<Settings>>> = {
  "an angle, LIVE": { preset: "live", kind: "phi", phi: 60, mSource: 150, seeds: 2 },
  "the same covariance, weighted by sample size": { preset: "mini", kind: "2", weighting: "bySampleSize", seeds: 2 },
  "a source of little weight": { preset: "mini", kind: "3", weighting: "chosen", sourceWeight: 0.2, seeds: 2 },
  "an orthogonal source, PAPER": { preset: "paper", kind: "3", mSource: 200, seed: 7, seeds: 2 },
  "a random rotation": { preset: "mini", kind: "4", mSource: 40, seeds: 2 },
  "a rotation as printed": { preset: "mini", kind: "4", printed: true, mSource: 100, seeds: 2 },
  "a strong signal with hardly a ridge": { preset: "paper", kappa: 1000, ridge: 0.01, kind: "4", seeds: 2 },
  "few dimensions, much data": { preset: "mini", kind: "phi", phi: 33.5, d: 5, mTarget: 12, ridge: 0.1, seeds: 2 },
  "Algorithm 2 on a pair": { preset: "mini", kind: "3", weighting: "svd", seeds: 2 },
  "uncertainty weights of a pair": { preset: "mini", kind: "3", weighting: "uncertainty", mTarget: 20, seeds: 2 },
  "a capacity of the number of tasks": { preset: "mini", kind: "3", r: 2, seeds: 2 },
  "no ridge and few samples": { preset: "mini", kind: "phi", ridge: 0, mTarget: 4, mSource: 20, seeds: 3 },
  "no ridge and fewer samples than dimensions in each task": {
    preset: "mini",
    kind: "3",
    ridge: 0,
    mSource: 58,
    seeds: 2,
  },
  "no ridge and many samples": { preset: "mini", kind: "phi", ridge: 0, mTarget: 4, mSource: 200, seeds: 2 },
  "Theorem 2": { preset: "thm2", mSource: 1000, seeds: 2 },
  "Theorem 2 with few target samples": { preset: "thm2", mTarget: 13, sine: 0.001, mSource: 100, seeds: 2 },
  "Theorem 2 with an ill-conditioned source": { preset: "thm2", sourceConditionNumber: 100, mSource: 50, seeds: 2 },
  "capacity 1 of eight tasks": { preset: "cap", r: 1, seeds: 2 },
  "capacity 2 of eight tasks": { preset: "cap", r: 2, seeds: 2 },
  "capacity 5 of eight tasks": { preset: "cap", r: 5, seeds: 1 },
  "capacity 8 of eight tasks": { preset: "cap", r: 8, seeds: 1 },
  "two tasks of low rank": { preset: "cap", k: 2, r: 1, seeds: 2 },
  "few samples of many tasks": { preset: "cap", m: 8, ridge: 1, r: 2, seeds: 2 },
  "noisy labels, Algorithm 2": { preset: "alg2", share: 0.6, weighting: "svd", seeds: 2 },
  "noisy labels, Algorithm 2 as printed": {
    preset: "alg2",
    addedNoise: 2,
    weighting: "svd",
    labels: "printed",
    seeds: 2,
  },
  "noisy labels, uncertainty": { preset: "alg2", share: 0.6, weighting: "uncertainty", seeds: 2 },
  "noisy labels, chosen weights": { preset: "alg2", weighting: "chosen", sourceWeight: 0.3, r: 3, seeds: 2 },
  "noisy labels, fewer samples than dimensions": { preset: "alg2", m: 15, seeds: 2 },
  "noisy labels with a ridge": { preset: "alg2", ridge: 5, seeds: 2 },
  "noisy labels with a ridge and weights": { preset: "alg2", ridge: 5, weighting: "svd", seeds: 2 },
  "two classes in the plane": { preset: "fig2", beta: 0.05, seeds: 2 },
  "two noisy classes in the plane with painted points": {
    preset: "fig2",
    beta: 0.2,
    delta: 30,
    sigma: 0.5,
    painted: "1.2_-0.4~-2_1~0.5_3",
    seeds: 2,
  },
  "two classes, weighted": { preset: "fig2", beta: 0, ridge: 0.1, weighting: "bySampleSize", seeds: 2 },
  "two classes, LOGI": { preset: "logi", d: 30, kind: "3", mSource: 60, seeds: 1 },
  "two classes, LOGI, with an angle": {
    preset: "logi",
    d: 30,
    kind: "phi",
    phi: 45,
    mSource: 30,
    weighting: "svd",
    seeds: 1,
  },
  "two classes, nothing shared": { preset: "fig2", r: 2, seeds: 2 },
  "two classes, Algorithm 2": { preset: "logi", d: 15, kind: "3", mSource: 30, weighting: "svd", seeds: 2 },
  "two classes, Algorithm 2 as printed": { preset: "fig2", mSource: 30, weighting: "svd", labels: "printed", seeds: 2 },
  "two classes with uncertainty weights": { preset: "fig2", weighting: "uncertainty", seeds: 2 },
  "two misaligned classes with uncertainty weights": {
    preset: "logi",
    d: 15,
    kind: "3",
    mSource: 30,
    weighting: "uncertainty",
    seeds: 1,
  },
  "the pair with noisy labels": { preset: "alg2pair", share: 0.5, weighting: "svd", seeds: 2 },
};

/** Those of them that are trained: every family, kind of weights and number of columns. */
const trained = [
  "an angle, LIVE",
  "a source of little weight",
  "an orthogonal source, PAPER",
  "Algorithm 2 on a pair",
  "a capacity of the number of tasks",
  "no ridge and many samples",
  "Theorem 2",
  "capacity 2 of eight tasks",
  "noisy labels, Algorithm 2",
  "the pair with noisy labels",
  "two classes in the plane",
  "uncertainty weights of a pair",
  "noisy labels, uncertainty",
  "two classes with uncertainty weights",
  "two noisy classes in the plane with painted points",
  "two classes, LOGI",
  "two classes, nothing shared",
];

/** Those whose ReLU models a script trains as the page does: every start, optimiser and kind of coordinates. */
const relu: Readonly<Record<string, Partial<Settings>>> = {
  "an angle, RELU": { preset: "relu", phi: 60, seeds: 2 },
  "an orthogonal source, RELU": { preset: "relu", kind: "3", mSource: 60, seed: 7, seeds: 2 },
  "a random rotation, Algorithm 2": {
    preset: "mini",
    model: "relu",
    kind: "4",
    weighting: "svd",
    steps: 501,
    seeds: 2,
  },
  "a strong signal with hardly a ridge": { preset: "relu", kappa: 1000, ridge: 0.001, steps: 400, seeds: 2 },
  "gradient descent": { ...smallRelu, optimiser: "gradientDescent", whiten: false, learningRate: 0.7, steps: 300 },
  momentum: {
    ...smallRelu,
    optimiser: "momentum",
    start: "spectral",
    weighting: "chosen",
    sourceWeight: 0.3,
    steps: 300,
  },
  "to a plateau": { ...smallRelu, d: 3, kappa: 2, sigma: 0.3, steps: 5000 },
  "a random start": { ...smallRelu, start: "random", steps: 300 },
  "a target whose labels are all 0": { preset: "mini", model: "relu", sigma: 0, seed: 12, steps: 100, seeds: 2 },
  "a target whose labels are all 0, Algorithm 2": {
    preset: "mini",
    model: "relu",
    sigma: 0,
    seed: 12,
    weighting: "svd",
    steps: 100,
    seeds: 2,
  },
  "a target whose labels are all 0, uncertainty weights": {
    preset: "mini",
    model: "relu",
    sigma: 0,
    seed: 12,
    weighting: "uncertainty",
    steps: 100,
    seeds: 2,
  },
  "two units": { preset: "mini", model: "relu", r: 2, weighting: "bySampleSize", steps: 300, seeds: 2 },
  "more units than tasks": { preset: "mini", model: "relu", kind: "4", r: 5, steps: 300, seeds: 2 },
  "units that start at random": { ...smallRelu, r: 3, start: "random", steps: 300 },
  "uncertainty weights": { ...smallRelu, weighting: "uncertainty", steps: 300 },
};

/** Those of whose paths rounding decides something, so that a script is less close. */
const unsteady: Readonly<Record<string, Partial<Settings>>> = {
  "Adam, hardly begun": { preset: "relu", phi: 60, optimiser: "adam", steps: 300, seeds: 3 },
  "Adam, in coordinates as they are": { ...smallRelu, optimiser: "adam", whiten: false, steps: 200 },
  "Adam until it hovers": { ...smallRelu, optimiser: "adam", learningRate: 0.5, steps: 800 },
  "Adam with two units": { ...smallRelu, r: 2, optimiser: "adam", steps: 100 },
  "gradient descent at twice its rate": { ...smallRelu, optimiser: "gradientDescent", learningRate: 2 },
  "momentum at twice its rate": { ...smallRelu, optimiser: "momentum", learningRate: 2 },
};

/** Those of the Alignment lab. */
const aligned: Readonly<Record<string, Partial<Settings>>> = {
  "as it opens": { preset: "paper", kind: "3", mSource: 100, seeds: 2 },
  "at another μ, with weights": { preset: "mini", kind: "phi", phi: 75, mu: 7, weighting: "bySampleSize", seeds: 3 },
  "with uncertainty weights": { preset: "mini", kind: "3", mTarget: 20, mu: 3000, weighting: "uncertainty", seeds: 2 },
  "where nothing is shared": { preset: "mini", kind: "3", r: 3, seeds: 2 },
};

const subspaces: Partial<Settings> = { preset: "subspaces", mSource: 200, cosine: 0.5, seeds: 2 };

/** Nothing chooses among its many optima. */
const unsettled: Partial<Settings> = { preset: "cap", m: 10, ridge: 0 };

const settingsOf = (change: Partial<Settings>): Settings => ({ ...defaults({}, change.preset), ...change });

const canImport = (name: string): boolean => spawnSync(PYTHON, ["-c", `import ${name}`]).status === 0;

/** The numbers of a printed line by their names, besides the seed. */
const numbersIn = (line: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Array.from(line.matchAll(/(\w+) (-?[\d.]+(?:e[+-]\d+)?)/g), ([, name, value]) => [name, Number(value)]),
  );

/** Runs a script and compares every number that it prints. */
async function expectSameNumbers(
  library: Library,
  settings: Experiment,
  tolerance = scriptTolerance(library, settings),
): Promise<void> {
  const lines = python(textOf(library, settings)).trim().split("\n");
  const columns = Object.keys(columnsPrinted(settings));
  const making = makingOf(settings);
  const expected = await (hasAlignment(settings) ? alignedRows : pageRows[making])(settings);
  if (making === "run") expect(lines.shift()).toBe(`trained for ${expected[0]["step"]} steps`);
  for (const [i, row] of expected.entries()) {
    const found = numbersIn(lines[i]);
    expect(found["seed"]).toBe(row["seed"]);
    expect(Object.keys(found)).toEqual(["seed", ...columns]);
    for (const column of columns) {
      const value = Number(row[column]);
      const off = Math.abs(found[column] - value) / Math.max(1, Math.abs(value));
      expect(off, `${column} of seed ${row["seed"]}: ${found[column]} for ${value}`).toBeLessThan(tolerance);
    }
  }
  for (const [i, column] of columns.entries()) {
    const mean = meanOf(expected.map((row) => Number(row[column])));
    const line = lines[expected.length + i];
    expect(line).toMatch(new RegExp(`^${column}: mean -?\\d+\\.\\d{6}, standard error (\\d+\\.\\d{6}|nan)$`));
    expect(Math.abs(numbersIn(line)["mean"] - mean)).toBeLessThan(5.1e-7 + tolerance * Math.max(1, Math.abs(mean)));
  }
}

describe.skipIf(!(canImport("numpy") && canImport("torch")))("the PyTorch script (skipped where there is none)", () => {
  for (const name of trained)
    it(
      `gives the page's numbers for ${name}`,
      () => expectSameNumbers("pytorch", settingsOf(experiments[name])),
      120_000,
    );
  for (const name of ["momentum", "two units"])
    it(
      `trains ReLU models as the page does: ${name}`,
      () => expectSameNumbers("pytorch", settingsOf(relu[name]), 1e-9),
      60_000,
    );
  it(
    "fits networks of ReLU units as the Subspaces lab does",
    () => expectSameNumbers("pytorch", settingsOf(subspaces)),
    60_000,
  );
  for (const name of ["Adam, in coordinates as they are", "Adam until it hovers"])
    it(
      `trains ReLU models as closely as it says: ${name}`,
      () => expectSameNumbers("pytorch", settingsOf(unsteady[name])),
      120_000,
    );
  for (const [name, change] of Object.entries(aligned))
    it(
      `trains again on aligned inputs: ${name}`,
      () => expectSameNumbers("pytorch", { ...settingsOf(change), aligned: true }),
      120_000,
    );
});

describe.skipIf(!canImport("numpy"))("the NumPy script (skipped where Python cannot import numpy)", () => {
  for (const [name, change] of Object.entries(experiments))
    it(`gives the page's numbers for ${name}`, () => expectSameNumbers("numpy", settingsOf(change)));

  it("stops the training of ReLU models at a plateau, as the page does", async () => {
    const [{ step }] = await trainedRows(settingsOf(relu["to a plateau"]));
    expect(step).toBeLessThan(1000);
  });

  for (const [name, change] of Object.entries(relu))
    it(
      `trains ReLU models as the page does: ${name}`,
      () => expectSameNumbers("numpy", settingsOf(change), 1e-9), // none of these slides along an edge, see `BOUNCED`
      60_000,
    );

  for (const [name, change] of Object.entries(unsteady))
    it(
      `trains ReLU models as closely as it says: ${name}`,
      () => expectSameNumbers("numpy", settingsOf(change)),
      60_000,
    );

  for (const [name, change] of Object.entries(aligned))
    it(`gives what the Alignment lab says: ${name}`, () =>
      expectSameNumbers("numpy", { ...settingsOf(change), aligned: true }));

  it("is as elsewhere where the Alignment lab aligns nothing", () => {
    for (const settings of [settingsOf(relu["two units"]), settingsOf({ preset: "mini", ridge: 0 })])
      expect(textOf("numpy", { ...settings, aligned: true })).toBe(textOf("numpy", settings));
  });

  it("fits networks of ReLU units as the Subspaces lab does", async () => {
    await expectSameNumbers("numpy", settingsOf(subspaces));
    // With one unit and few dimensions nothing bounces; the search ends where ten steps gain 1e-12 of the loss.
    await expectSameNumbers("numpy", settingsOf({ ...subspaces, d: 8, rank: 1, r: 1, sigma: 0.1 }), 1e-7);
  }, 60_000);

  it("draws the page's integers exactly and its normals to 1e-12", () => {
    const [seed, stream, count] = [4_294_967_295, 12, 4001];
    const program = `${textOf("numpy", defaults()).split("if __name__")[0]}
print(*words(${seed}, ${stream}, ${count}))
print(*("%.17g" % z for z in normals(${seed}, ${stream}, ${count})))`;
    const [integers, gaussians] = python(program)
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number));
    expect(integers).toEqual(Array.from(words(seed, stream, count)));
    const ours = normals(seed, stream, count);
    expect(Math.max(...gaussians.map((z, i) => Math.abs(z - ours[i])))).toBeLessThan(1e-12);
    expect(gaussians).toHaveLength(count);
  });
});

describe("where there is no script", () => {
  const missing: Readonly<Record<Library, readonly Partial<Settings>[]>> = {
    numpy: [
      { preset: "relu", learningRate: 1.5 },
      { preset: "relu", optimiser: "adam", learningRate: 1.5 },
      { preset: "relu", optimiser: "momentum", learningRate: 2.1 },
      unsettled,
    ],
    pytorch: [{ preset: "relu", learningRate: 1.5 }, unsettled, { preset: "mini", ridge: 0, mTarget: 4, mSource: 20 }],
  };
  for (const [library, name] of [["numpy", "NumPy"] as const, ["pytorch", "PyTorch"] as const])
    it(`says in a sentence why ${name} has none`, () => {
      for (const change of missing[library]) {
        const script = pythonScript(library, settingsOf(change), LINK);
        expect("missing" in script && written(script.missing)).toMatch(
          new RegExp(`^There is no ${name} script of this experiment\\. .+\\.$`),
        );
      }
    });
});
