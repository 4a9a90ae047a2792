import { describe, expect, it, vi } from "vitest";
import type { Row } from "./core/row.ts";
import { runExperiment } from "./experiment.ts";
import { type Settings, defaults } from "./settings/schema.ts";
import { type Sweep, caseColumn, runSweep } from "./sweep.ts";

const { signal } = new AbortController();
const mini: Settings = { ...defaults({}, "mini"), kind: "phi", seeds: 3 };

async function rowsOf(settings: Settings, sweep: Sweep, share?: { part: number; parts: number }): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const some of runSweep(settings, sweep, signal, share)) rows.push(...some);
  return rows;
}

async function exactRow(settings: Settings): Promise<Row> {
  for await (const { rows } of runExperiment(settings, "exact", signal)) return rows[0];
  throw new Error("the exact engine must report");
}

const pad: Sweep = {
  over: [
    { setting: "phi", values: [0, 45, 90] },
    { setting: "mSource", values: [10, 40, 90] },
  ],
  columns: ["transferGap", "mtlError", "loss", "headAngle"],
};

describe("a sweep", () => {
  it("has at each point what the exact engine says of those settings, one draw serving every sample size", async () => {
    const sweep: Sweep = {
      over: [{ setting: "mSource", values: [10, 40, 90] }],
      columns: ["transferGap", "validatedGap"],
    };
    const settings = { ...mini, kind: "3" } as const;
    for (const { mSource, seed, transferGap, validatedGap } of await rowsOf(settings, sweep)) {
      const alone = await exactRow({ ...settings, mSource: Number(mSource), seed: Number(seed), seeds: 1 });
      expect(Math.abs(Number(transferGap) - Number(alone["transferGap"]))).toBeLessThan(1e-9);
      expect(validatedGap).toSatisfy(Number.isFinite);
    }
  });

  it("over angle and sample size goes the faster way to the same numbers", async () => {
    const rows = await rowsOf({ ...mini, seeds: 2 }, pad);
    expect(rows).toHaveLength(18);
    for (const row of rows) {
      const { phi, mSource, seed } = row;
      const point = { phi: Number(phi), mSource: Number(mSource), seed: Number(seed), seeds: 1 };
      const exact = await exactRow({ ...mini, ...point });
      for (const column of pad.columns)
        expect(Math.abs(Number(row[column]) - Number(exact[column])), column).toBeLessThan(
          1e-7 * Math.max(1, Math.abs(Number(exact[column]))),
        );
    }
  });

  it("shows few points of few seeds first, then more, and each point of each seed once", async () => {
    const over = [
      { setting: "phi", values: [0, 20, 45, 70, 90] },
      { setting: "mSource", values: [10, 40, 90] },
    ] as const;
    const rows = await rowsOf({ ...mini, seeds: 5 }, { over, columns: ["transferGap"] });
    const valuesOf = (some: Row[], name: string): Set<unknown> => new Set(some.map((row) => row[name]));
    const shown = (some: Row[]): unknown => ["phi", "mSource", "seed"].map((name) => valuesOf(some, name));
    expect(shown(rows.slice(0, 4))).toEqual([new Set([0, 90]), new Set([10]), new Set([1, 2])]);
    const coarse = 4 * 3 * 2;
    expect(shown(rows.slice(0, coarse))).toEqual([new Set([0, 45, 90]), new Set([10, 90]), new Set([1, 2, 3, 4])]);
    expect(shown(rows.slice(0, 60))).toEqual([new Set(over[0].values), new Set(over[1].values), new Set([1, 2, 3, 4])]);
    expect(new Set(rows.map(({ phi, mSource, seed }) => `${phi} ${mSource} ${seed}`)).size).toBe(75);
    expect(rows).toHaveLength(75);
  });

  it("shared by workers shows the same points first", async () => {
    const settings = { ...mini, seeds: 4 };
    const parts = await Promise.all([0, 1].map((part) => rowsOf(settings, pad, { part, parts: 2 })));
    const key = ({ phi, mSource, seed }: Row): string => `${phi} ${mSource} ${seed}`;
    const together = parts.flatMap((rows) => rows.slice(0, 8).map(key));
    expect(together.toSorted()).toEqual((await rowsOf(settings, pad)).slice(0, 16).map(key).toSorted());
  });

  it.each(["relu", "logi"] as const)(
    "that is trained has at each point what a run of those settings reaches, whatever it shares: %s",
    async (preset) => {
      const settings = { ...defaults({}, preset), kind: "phi", d: 30, seeds: 2 } as const;
      const sweep: Sweep = {
        over: [
          { setting: "phi", values: [0, 50, 90] },
          { setting: "mSource", values: [20, 70] },
        ],
        columns: ["mtlError", "stlError", "transferGap"],
      };
      const rows = await rowsOf(settings, sweep);
      expect(rows).toHaveLength(12);
      for (const row of rows) {
        const point = { phi: Number(row["phi"]), mSource: Number(row["mSource"]), seed: Number(row["seed"]), seeds: 1 };
        const run = runExperiment({ ...settings, ...point, steps: 300 }, "wasm", signal);
        let reached: Row | undefined;
        for (let pull = await run.next(); !pull.done; pull = await run.next(30)) [reached] = pull.value.rows;
        for (const column of sweep.columns) {
          const expected = Number(reached?.[column]);
          // In float32 a ReLU's kinks let two ways part that differ by rounding; they meet at the same loss.
          expect(Math.abs(Number(row[column]) - expected), column).toBeLessThan(1e-3 * Math.max(1, expected));
        }
      }
    },
  );

  it("that is trained is trained by the CPU where WebAssembly refuses to be compiled", async () => {
    const settings = { ...defaults({}, "relu"), kind: "phi", d: 10, seeds: 1 } as const;
    const over = [{ setting: "mSource", values: [20] }] as const;
    vi.doMock("./engines/wasm.ts", () => ({ createEngine: () => Promise.reject(new RangeError("out of memory")) }));
    const found = await rowsOf(settings, { over, columns: ["mtlError"] });
    vi.doUnmock("./engines/wasm.ts");
    const run = runExperiment({ ...settings, mSource: 20, steps: 300 }, "cpu", signal);
    let reached: Row | undefined;
    for (let pull = await run.next(); !pull.done; pull = await run.next(30)) [reached] = pull.value.rows;
    expect(found).toHaveLength(1);
    expect(Number(found[0]["mtlError"])).toBeCloseTo(Number(reached?.["mtlError"]), 12); // float64 both
  });

  it("shared by workers gives the same rows as one alone", async () => {
    const sweep: Sweep = { over: [{ setting: "cosine", values: [0, 0.5, 1] }], columns: ["transferGap"] };
    const whole = await rowsOf(mini, sweep);
    const parts = await Promise.all([0, 1].map((part) => rowsOf(mini, sweep, { part, parts: 2 })));
    const key = ({ seed, cosine }: Row): string => `${seed} ${cosine}`;
    const sorted = (rows: Row[]): Row[] => rows.toSorted((a, b) => key(a).localeCompare(key(b)));
    expect(sorted(parts.flat())).toEqual(sorted(whole));
  });

  it("compares cases at one point side by side: uniform weights have no gap to themselves", async () => {
    const cases = [
      { name: "uniform", set: { weighting: "uniform" } },
      { name: "printed", set: { weighting: "svd", labels: "printed" } },
    ] as const;
    const sweep: Sweep = { over: [{ setting: "addedNoise", values: [2] }], cases, columns: ["weightingGap"] };
    const rows = await rowsOf({ ...defaults({}, "alg2"), share: 0, seeds: 3 }, sweep);
    for (const row of rows) {
      expect(Number(row[caseColumn("uniform", "weightingGap")])).toBeCloseTo(0, 12);
      expect(Number(row[caseColumn("printed", "weightingGap")])).not.toBeCloseTo(0, 3);
    }
  });

  it("ends where it is aborted", async () => {
    const abort = new AbortController();
    let count = 0;
    for await (const rows of runSweep(mini, pad, abort.signal)) {
      count += rows.length;
      if (count === 2) abort.abort();
    }
    expect(count).toBe(2);
  });
});
