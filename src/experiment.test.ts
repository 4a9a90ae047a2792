import { describe, expect, it } from "vitest";
import golden from "./core/golden/end_to_end.json" with { type: "json" };
import type { Row } from "./core/row.ts";
import type { Diverged } from "./engines/engine.ts";
import { type Course, type Report, columnsOf, drawOf, problemOf, runExperiment } from "./experiment.ts";
import { type Settings, defaults } from "./settings/schema.ts";

const signal = new AbortController().signal;

async function exactRows(settings: Settings): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const report of runExperiment(settings, "exact", signal)) rows.push(...report.rows);
  return rows;
}

/** CONTRACTS, tolerances: |Δ| ≤ 1e-6·max(1, |value|) for errors and gaps; t modulo π. */
function expectClose(got: unknown, expected: number): void {
  expect(Math.abs(Number(got) - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
}

describe("the exact engine", () => {
  const cases = golden.flatMap((experiment) => experiment.sources.map((source) => ({ ...experiment, ...source })));
  it.each(cases)("gives the reference's $preset, seed $seed, kind $kind, φ $phi_deg, m $m", async (expected) => {
    const preset = expected.preset.toLowerCase() as Settings["preset"];
    const settings = { ...defaults({}, preset), kind: expected.kind as Settings["kind"], phi: expected.phi_deg };
    const rows = await exactRows({ ...settings, mSource: expected.m, seed: expected.seed, seeds: 1 });
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expectClose(row["stlError"], expected.nmse_stl);
    expectClose(row["transferGap"], expected.gap_nmse);
    expectClose(row["alignedGap"], expected.alg1_mu100_gap);
    expect(Number(row["optimalityGap"])).toBeLessThan(1e-9); // proven to be the global optimum
    expect(Math.abs(Math.sin(Number(row["headAngle"]) - expected.head_angle_t))).toBeLessThan(1e-6);
    const { tasks } = drawOf({ ...settings, mSource: expected.m }, expected.seed).problem;
    const labels = tasks.reduce((sum, { y }) => sum + y.reduce((a, b) => a + b * b, 0), 0);
    expect(Math.abs(Number(row["loss"]) - expected.loss)).toBeLessThan(1e-7 * labels);
  });

  it("transfers nothing once the capacity reaches the number of tasks (Proposition 1)", async () => {
    for (const r of [2, 3]) {
      const [row] = await exactRows({ ...defaults({}, "mini"), r, mSource: 40 });
      expect(Number(row["transferGap"])).toBe(0);
      expect(row["headAngle"]).toBeNaN();
    }
  });
});

describe("a run that goes on from where another stood", () => {
  const settings: Settings = {
    ...defaults({}, "mini"),
    seeds: 2,
    mSource: 30,
    optimiser: "gradientDescent",
    steps: 20,
  };

  async function reports(engine: "cpu" | "wasm", own: Settings, course?: Course): Promise<Report[]> {
    const found: Report[] = [];
    for await (const report of runExperiment(own, engine, signal, columnsOf(own), course)) found.push(report);
    return found;
  }

  /** Entering the engine's coordinates anew rounds, and errors on the population magnify it. */
  const ROUNDED = 1e-4;

  it.each(["linear", "relu", "logistic"] as const)("makes the same steps and counts on: %s", async (model) => {
    const own = { ...settings, model, r: 2 };
    const whole = await reports("cpu", own);
    const rest = await reports("cpu", own, { from: whole[1].reached });
    expect(rest.map(({ step }) => step)).toEqual([5, 10, 15, 20]);
    expect(rest.at(-1)?.ending).toBe("steps");
    rest.forEach(({ rows }, at) =>
      rows.forEach((row, s) => {
        expect(row["step"]).toBe(5 + 5 * at);
        for (const column of ["mtlError", "stlError", "loss"])
          expect(Math.abs(Number(row[column]) / Number(whole[at + 1].rows[s][column]) - 1)).toBeLessThan(ROUNDED);
      }),
    );
  });

  it("goes on with another engine", async () => {
    const whole = await reports("cpu", settings);
    const rest = await reports("wasm", settings, { from: whole[2].reached });
    const [found, right] = [rest, whole].map((run) => Number(run.at(-1)?.rows[1]["mtlError"]));
    expect(Math.abs(found / right - 1)).toBeLessThan(ROUNDED);
  });

  it("names the step at which it diverges", async () => {
    const [{ reached }] = await reports("cpu", settings);
    const from = reached && { ...reached, step: 7 };
    const wild = { ...settings, learningRate: 100, steps: 2000 };
    const step = async (course?: Course): Promise<number> => {
      const failure = await reports("cpu", wild, course).catch((error: unknown) => error);
      return (failure as Diverged).step;
    };
    expect(await step({ from })).toBe(7 + (await step()));
  });

  it("passes a plateau if it is to", async () => {
    const still = { ...settings, optimiser: "nesterov", steps: 1000 } as const;
    expect((await reports("cpu", still)).at(-1)?.ending).toBe("plateau");
    expect((await reports("cpu", still, { pastPlateaus: true })).at(-1)).toMatchObject({ ending: "steps", step: 1000 });
  });
});

describe("the task weights", () => {
  const rules = ["svd", "uncertainty"] as const;

  it.each(rules)("do not depend on which class is called 1 (SPEC 8.2): %s", (weighting) => {
    const settings: Settings = { ...defaults({}, "logi"), d: 10, mSource: 30, weighting };
    const { tasks, alpha } = drawOf(settings, 3).problem;
    const renamed = tasks.map((task) => ({ ...task, y: task.y.map((label) => 1 - label) }));
    const other = problemOf(settings, renamed).alpha;
    expect(alpha[0] / alpha[1]).not.toBeCloseTo(1, 2);
    alpha.forEach((weight, i) => expect(other[i]).toBeCloseTo(weight, 9));
  });

  it.each(rules)("leave a task whose labels are all 0 a weight, so that every number is one: %s", async (weighting) => {
    const settings: Settings = { ...defaults({}, "mini"), model: "relu", sigma: 0, mTarget: 1, mSource: 10, weighting };
    const [{ y }] = drawOf({ ...settings, seed: 2 }, 2).problem.tasks;
    expect(y).toEqual(new Float64Array(1)); // the one margin is below 0
    for (const engine of ["exact", "cpu", "wasm"] as const)
      for await (const { rows } of runExperiment({ ...settings, seed: 2, steps: 10 }, engine, signal))
        for (const column of ["transferGap", "alignedGap"]) {
          expect(rows[0]["stlError"]).toBe(1);
          expect(Number(rows[0][column])).toBeCloseTo(0, 6);
        }
  });
});
