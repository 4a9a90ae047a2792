import { expect, it } from "vitest";
import { contestRows } from "./contest.ts";
import { judge } from "./goals.ts";
import { summary } from "./measure.ts";
import { names } from "./page/contenders.ts";
import { type Report, tables } from "./report.ts";
import { siteNames } from "./site.ts";

const report: Report = {
  machine: {
    processor: "a processor",
    cores: 2,
    memoryGB: 8,
    system: "linux x64",
    node: "20.0.0",
    loadBefore: [1, 2, 3],
    load: [4, 5, 6],
    packages: { "@tensorflow/tfjs": "4.22.0" },
  },
  browser: "chromium 1",
  adapter: { vendor: "google", architecture: "swiftshader", isFallbackAdapter: true },
  rows: [
    summary("something", [1, 2, 3]),
    { ...summary(siteNames.bundle, [50]), unit: "KB" },
    { name: siteNames.dispatches, rounds: 0, median: NaN, least: NaN, most: NaN, unit: "ms", failure: "not seen" },
    ...contestRows("S1", [
      { contender: names.plainWebgpu, models: 1, times: [100, 120], steps: 1, agreement: 1e-8 },
      { contender: names.webgpu, models: 1, times: [1, 1], steps: 9, agreement: 1e-3 },
    ]),
    ...contestRows("P2", [{ contender: names.webgpu, models: 32, times: [7, 8, 9], steps: 200, agreement: 1e-8 }]),
  ],
  goals: judge({ measured: [], contest: [] }),
};

it("says where it was measured, and takes no software adapter for a GPU", () => {
  const text = tables(report, true);
  expect(text).toContain("google/swiftshader, a software adapter (no GPU)");
  expect(text).toContain("these are no times of a GPU");
  expect(text).toContain("load (1, 5, 15 minutes) 1.0 2.0 3.0 at the beginning, 4.0 5.0 6.0 at the end");
  const hardware = { ...report, adapter: { vendor: "nvidia", architecture: "hopper", isFallbackAdapter: false } };
  expect(tables(hardware, true)).toContain("WebGPU adapter: nvidia/hopper\n");
});

it("prints void rows without a ratio, failures with their reason, and of how many models a time is scaled", () => {
  const lines = tables(report, false).split("\n");
  const of = (name: string): string | undefined => lines.findLast((line) => line.includes(name));
  expect(of(`S1: ${names.webgpu}`)).toMatch(/\| void +\| 1e-3 +\|$/);
  expect(of(`S1: ${names.plainWebgpu}`)).toContain("| 110 ");
  expect(of(`P2: ${names.webgpu}`)).toMatch(/\| 32 of 1024 \| 3 +\| 8 /);
  expect(of(siteNames.dispatches)).toContain("failed: not seen");
  expect(of(siteNames.bundle)).toContain("50 KB");
});
