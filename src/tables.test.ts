import { describe, expect, it } from "vitest";
import { type Settings, defaults } from "./settings/schema.ts";
import { runExperiment } from "./experiment.ts";
import { closedTables } from "./tables.ts";

const mini: Settings = { ...defaults({}, "mini"), mSource: 40, seeds: 2 };

describe("the tables in closed form", () => {
  it("are those that are asked for, and no others", async () => {
    expect(Object.keys(await closedTables(mini, 1, ["angles", "exact"])).toSorted()).toEqual(["angles", "exact"]);
    expect(await closedTables(mini, 1, [])).toEqual({});
  });

  it("show one curve or one picture for the first seed only", async () => {
    const first = await closedTables(mini, 1, ["landscape", "plane", "spectrum", "similarity"]);
    const second = await closedTables(mini, 2, ["landscape", "plane", "spectrum", "similarity"]);
    for (const name of ["landscape", "plane", "spectrum"] as const) {
      expect(first[name]?.length).toBeGreaterThan(0);
      expect(second[name]).toEqual([]);
    }
    expect(second.similarity).toHaveLength(1);
  });

  it("have in the plane an ellipse of the source that is the target's turned by φ", async () => {
    const { plane = [] } = await closedTables({ ...mini, kind: "phi", phi: 30 }, 1, ["plane"]);
    const [target, source] = plane.filter(({ mark }) => mark === "ellipse");
    const turned = Math.atan2(2 * Number(source["xy"]), Number(source["xx"]) - Number(source["yy"])) / 2;
    expect((turned * 180) / Math.PI).toBeCloseTo(30, 10);
    expect([target["xx"], target["xy"], target["yy"]]).toEqual([900, 0, 1]); // κ = 30
    expect(plane.filter(({ mark, task }) => mark === "point" && task === "target")).toHaveLength(mini.mTarget);
  });

  it("have in Figure 2's plane the boundaries that are learned and the true ones", async () => {
    const settings = { ...defaults({}, "fig2"), mSource: 50 };
    const { plane = [], truth = [] } = await closedTables(settings, 1, ["plane", "truth"]);
    expect(plane.filter(({ mark }) => mark === "boundary").map(({ name }) => name)).toEqual([
      "learned jointly",
      "learned alone",
    ]);
    expect(truth.map(({ nx, ny }) => Math.hypot(Number(nx), Number(ny)))).toEqual([1, expect.closeTo(1, 12)]);
  });

  it.each(["cap", "alg2pair", "fig2", "subspaces", "thm2"] as const)(
    "have no angles where no signal is strong, and stand beside it: %s",
    async (preset) => {
      const { angles, similarity } = await closedTables(defaults({ mSource: 20 }, preset), 1, ["angles", "similarity"]);
      expect([angles, similarity?.length]).toEqual([[], 1]);
    },
  );

  it("stand without an optimum where no solver knows one, but for what is known of it", async () => {
    const relu: Settings = { ...defaults({}, "relu"), d: 8, kappa: 5, mSource: 20, r: 2 };
    const tables = await closedTables(relu, 1, [
      "exact",
      "sourceLimits",
      "alignmentPath",
      "plane",
      "spectrum",
      "angles",
    ]);
    expect([tables.exact, tables.sourceLimits, tables.alignmentPath]).toEqual([[], [], []]);
    const { plane: unit = [] } = await closedTables({ ...relu, r: 1 }, 1, ["plane"]);
    expect(unit.length).toBeGreaterThan(20);
    expect(tables.plane).toEqual(unit);
    expect([tables.spectrum?.length, tables.angles?.length]).toEqual([6 + 8, 1]);
  });

  it("bring the source's limit and the path of alignment, which ends at the joint gap", async () => {
    const settings: Settings = { ...mini, kind: "3", ridge: 5 };
    const {
      sourceLimits,
      alignmentPath = [],
      exact = [],
    } = await closedTables(settings, 1, ["sourceLimits", "alignmentPath", "exact"]);
    expect(sourceLimits?.[0]["stlError"]).toBe(exact[0]["stlError"]);
    expect(Number(sourceLimits?.[0]["limitError"])).toBeGreaterThan(0);
    const far = alignmentPath.find(({ mu }) => mu === 1e4);
    const near = alignmentPath.find(({ mu }) => mu === 3);
    const gap = Number(exact[0]["transferGap"]);
    expect(Math.abs(Number(far?.["gap"]) - gap)).toBeLessThan(Math.abs(Number(near?.["gap"]) - gap));
  });

  it("train again on the aligned inputs as the exact engine does, between joint and single-task learning", async () => {
    const settings: Settings = { ...mini, seeds: 1, kind: "3", ridge: 5 };
    const { alignmentPath = [], exact = [] } = await closedTables(settings, 1, ["alignmentPath", "exact"]);
    const gapAt = (mu: number): number => Number(alignmentPath.find((row) => row["mu"] === mu)?.["retrainedGap"]);
    const gap = Number(exact[0]["transferGap"]);
    expect(Math.abs(gapAt(1e4) - gap)).toBeLessThan(0.05 * Math.abs(gap));
    expect(Math.abs(gapAt(3))).toBeLessThan(0.05 * Math.abs(gap));
    const run = runExperiment(settings, "exact", new AbortController().signal, ["transferGap"], { aligned: true });
    for await (const { rows } of run) expect(gapAt(100)).toBeCloseTo(Number(rows[0]["transferGap"]), 9);
    const without = await closedTables({ ...settings, ridge: 0 }, 1, ["alignmentPath"]);
    expect(without.alignmentPath?.map((row) => row["retrainedGap"])).toEqual(Array(8).fill(NaN));
  });

  it("have the μ that is set on the path, where the column of Algorithm 1 is, whatever the weights and the model", async () => {
    const linear: Settings = { ...mini, kind: "3", ridge: 5, mu: 42, weighting: "bySampleSize" };
    const relu: Settings = { ...linear, model: "relu", d: 10 };
    for (const settings of [linear, relu]) {
      const { alignmentPath = [], exact = [] } = await closedTables(settings, 1, ["alignmentPath", "exact"]);
      expect(alignmentPath).toHaveLength(9);
      const row = alignmentPath.find(({ mu }) => mu === 42);
      expect(row?.["gap"]).toBe(exact[0]["alignedGap"]);
      expect(row?.["gap"]).not.toBe(alignmentPath.find(({ mu }) => mu === 30)?.["gap"]);
      expect(Number.isNaN(row?.["similarity"])).toBe(settings.model === "relu");
    }
    const classes = { ...defaults({}, "logi"), d: 10, mSource: 20 };
    const { alignmentPath = [] } = await closedTables(classes, 1, ["alignmentPath"]);
    expect(alignmentPath.map(({ gap }) => gap)).toEqual(Array(8).fill(NaN));
  });

  it("name the assumptions of Theorem 2 that the paper's own example breaks", async () => {
    const broken = await closedTables({ ...defaults({}, "thm2"), mSource: 1000, sine: 0.9 }, 1, ["assumptions"]);
    expect(broken.assumptions?.map(({ assumption }) => String(assumption)).join(" ")).toContain("at most 1/3");
  });

  it("name the assumptions of Theorem 2 that a ridge or task weights break, with which the bound can be exceeded", async () => {
    const settings: Settings = { ...defaults({}, "thm2"), mTarget: 13, sine: 0.001, mSource: 1000, ridge: 100 };
    const sentences = async (change: Partial<Settings>): Promise<string> => {
      const { assumptions = [] } = await closedTables({ ...settings, ...change }, 1, ["assumptions"]);
      return assumptions.map(({ assumption }) => String(assumption)).join(" ");
    };
    expect(await sentences({})).toMatch(/λ = 0, and the ridge/);
    expect(await sentences({})).not.toMatch(/count the same/);
    expect(await sentences({ ridge: 0 })).not.toMatch(/the ridge/);
    expect(await sentences({ weighting: "bySampleSize" })).toMatch(/count the same/);
  });

  it("weigh spoiled tasks less where labels are random and scaled to unit norm", async () => {
    const settings: Settings = { ...defaults({}, "alg2"), weighting: "svd", share: 1 };
    const { weights = [] } = await closedTables(settings, 1, ["weights"]);
    const mean = (from: number, to: number): number =>
      weights.slice(from, to).reduce((sum, { weight }) => sum + Number(weight), 0) / (to - from);
    expect(mean(0, 5)).toBeGreaterThan(mean(5, 10));
    const { algorithm2: [ratio] = [] } = await closedTables({ ...settings, weighting: "chosen" }, 1, ["algorithm2"]);
    expect(ratio.sourceWeight).toBeCloseTo(mean(5, 10) / mean(0, 5), 12);
    for (const noisyTasks of [0, 10]) {
      const { algorithm2 } = await closedTables({ ...settings, noisyTasks }, 1, ["algorithm2"]);
      expect(algorithm2).toEqual([]); // nothing to compare
    }
  });
});
