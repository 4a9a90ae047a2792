import { describe, expect, it } from "vitest";
import { contestRows } from "./contest.ts";
import { type Results, judge } from "./goals.ts";
import { summary } from "./measure.ts";
import { names, tfjsWasm } from "./page/contenders.ts";
import type { Turns } from "./page/page.ts";
import { siteNames } from "./site.ts";

const turns = (contender: string, times: readonly number[], agreement = 1e-7): Turns => ({
  contender,
  models: 1,
  times,
  steps: 1,
  agreement,
});
const rowsOf = (all: readonly Turns[]): Map<string, ReturnType<typeof contestRows>[number]> =>
  new Map(contestRows("S1", all).map((row) => [row.contender, row]));

it("takes ratios within a round, so that a busy machine meets both alike", () => {
  const rows = rowsOf([turns(names.plainWebgpu, [100, 1000, 90]), turns(names.webgpu, [1, 10, 3])]);
  expect(rows.get(names.webgpu)?.ratios).toEqual([{ against: names.plainWebgpu, median: 100, least: 30, most: 100 }]);
  expect(rows.get(names.webgpu)?.median).toBe(3);
  expect(rows.get(names.plainWebgpu)?.ratios).toEqual([]);
});

it("compares WebAssembly with the best of the library's forms that is right", () => {
  const rows = rowsOf([
    turns(tfjsWasm.plain, [9, 9]),
    turns(tfjsWasm.stacked, [4, 6]),
    turns(tfjsWasm.rows, [1, 1], 1e-3),
    turns(names.wasm, [1, 2]),
  ]);
  expect(rows.get(names.wasm)?.ratios).toEqual([{ against: tfjsWasm.stacked, median: 3.5, least: 3, most: 4 }]);
});

describe("a row is void", () => {
  const baseline = turns(names.plainWebgpu, [100]);
  it.each([
    ["where its loss is another than float64's", turns(names.webgpu, [1], 3e-6)],
    ["where its loss is no number", turns(names.webgpu, [1], NaN)],
    ["where it did not run", { ...turns(names.webgpu, []), failure: "no adapter" }],
  ])("%s", (_, found) => {
    const contest = contestRows("S1", [baseline, found]);
    expect(contest[1]).toMatchObject({ isVoid: true, ratios: [] });
    expect(goal("statistics against plain tfjs-WebGPU: S1", { contest })).toMatchObject({ value: null, ok: false });
  });

  it("and nothing is compared with it", () => {
    const contest = contestRows("S1", [{ ...baseline, agreement: 1 }, turns(names.webgpu, [1])]);
    expect(contest[1]).toMatchObject({ isVoid: false, ratios: [] });
    expect(goal("statistics against plain tfjs-WebGPU: S1", { contest })).toMatchObject({ value: null, ok: null });
  });
});

describe("goals", () => {
  it("are open where nothing was measured", () => {
    expect(judge({ measured: [], contest: [] }).map(({ ok }) => ok)).not.toContain(false);
    expect(judge({ measured: [], contest: [] }).map(({ value }) => value)).toEqual(
      judge({ measured: [], contest: [] }).map(() => null),
    );
  });

  it("are reached or missed by the medians", () => {
    const contest = contestRows("S1", [turns(names.plainWebgpu, [3000]), turns(names.webgpu, [2])]);
    expect(goal("statistics against plain tfjs-WebGPU: S1", { contest })).toMatchObject({ value: 1500, ok: true });
    const measured = [summary(siteNames.gapTraining, [20]), summary(siteNames.gapSweeping, [40, 60, 51])];
    expect(goal("longest frame gap", { measured })).toMatchObject({ value: 51, ok: false });
    expect(goal("longest frame gap", { measured: measured.slice(1) })).toMatchObject({ value: null, ok: null });
    expect(goal("pipelines", { measured: [summary(siteNames.pipelines, [0])] })).toMatchObject({ value: 0, ok: true });
    expect(goal("first true figure", { measured: [summary(siteNames.firstFigure, [800])] })).toMatchObject({
      value: 0.8,
      ok: true,
    });
  });

  it("of a GPU are judged on a GPU alone", () => {
    const contest = (["S1", "S2", "S3"] as const).flatMap((size, i) =>
      contestRows(size, [turns(names.plainWebgpu, [100 + i]), turns(names.webgpu, [1])]),
    );
    expect(goal("real GPU", { contest })).toMatchObject({ value: null, ok: null });
    expect(goal("real GPU", { contest, isHardware: true })).toMatchObject({ value: 100, ok: true });
  });
});

function goal(name: string, results: Partial<Results>): unknown {
  return judge({ measured: [], contest: [], ...results }).find((one) => one.name.includes(name));
}
