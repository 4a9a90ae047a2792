import { describe, expect, it } from "vitest";
import golden from "./core/golden/end_to_end.json" with { type: "json" };
import type { Row } from "./core/row.ts";
import { drawOf, runExperiment } from "./experiment.ts";
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
