import { describe, expect, it } from "vitest";
import { labs } from "../labs/index.ts";
import { openings } from "../labs/openings.ts";
import { type Settings, defaults } from "../settings/schema.ts";
import { exactRows, withPresentNumbers } from "./present.ts";
import { noSweeps } from "./store.ts";

const of = (lab: keyof typeof openings, changes: Partial<Settings> = {}): Settings => ({
  ...defaults(openings[lab].settings),
  ...changes,
});

describe("the present numbers of a column", () => {
  const exact = [
    { seed: 1, mtlError: 0.7, stlError: 0.5, transferGap: 0.2 },
    { seed: 2, mtlError: 0.9, stlError: 0.5, transferGap: 0.4 },
  ];

  it("are those of the present settings where these were solved", () => {
    const sweeps = { ...noSweeps, sweep: [{ phi: 60, mSource: 100, seed: 1, transferGap: 9 }] };
    const found = exactRows("transferGap", { settings: of("transfer"), figures: { exact }, sweeps }, labs.transfer);
    expect(found).toEqual({ rows: exact, at: {} });
  });

  it("are those of the nearest point of a sweep, along each of its axes", () => {
    const cells = [30, 60].flatMap((phi) =>
      [100, 200].map((mSource) => ({ phi, mSource, seed: 1, transferGap: phi + mSource })),
    );
    const known = {
      settings: of("transfer", { phi: 50, mSource: 120 }),
      figures: {},
      sweeps: { ...noSweeps, sweep: cells },
    };
    expect(exactRows("transferGap", known, labs.transfer)).toEqual({ rows: [cells[2]], at: { phi: 60, mSource: 100 } });
  });

  it("are not those of a sweep that holds something else fixed than the settings do", () => {
    const column = "unit norm: weightingGap";
    const sweep = [{ share: 0.6, seed: 1, [column]: -0.1 }];
    const otherSweep = [{ addedNoise: 2, seed: 1, [column]: -0.2 }];
    const found = (changes: Partial<Settings>): unknown =>
      exactRows(
        column,
        { settings: of("reweighting", changes), figures: {}, sweeps: { ...noSweeps, sweep, otherSweep } },
        labs.reweighting,
      )?.at;
    expect(found({ share: 0.6, addedNoise: 0 })).toEqual({ share: 0.6 });
    expect(found({ share: 0, addedNoise: 2 })).toEqual({ addedNoise: 2 });
    expect(found({ share: 0.6, addedNoise: 2 })).toBeUndefined();
  });

  it("are none where the column has no finite number", () => {
    const known = { settings: of("transfer"), figures: { exact: [{ seed: 1, alignedGap: "NaN" }] }, sweeps: noSweeps };
    expect(exactRows("alignedGap", known, labs.transfer)).toBeUndefined();
  });

  it("fill the places of a formula, all or none", () => {
    const filled = (formula: string, column: string, rows = exact as readonly Record<string, number>[]) =>
      withPresentNumbers(formula, column, { rows }, (_, value) => value.toFixed(2), { kappa: 20 });
    expect(filled("{mtlError} − {stlError} = {transferGap}", "transferGap")).toBe("0.80 − 0.50 = 0.30");
    expect(filled("κ = {kappa}", "kappa")).toBe("κ = 20.00");
    expect(filled("{mtlError} − {elsewhere}", "transferGap")).toBeUndefined();
    expect(
      filled("Δ = {weightingGap}", "chosen: weightingGap", [{ "chosen: weightingGap": 0.5, weightingGap: 9 }]),
    ).toBe("Δ = 0.50");
  });
});
