import { afterEach, describe, expect, it, vi } from "vitest";
import { classLabels } from "../core/families/labels.ts";
import { misaligned, sampleMisaligned } from "../core/families/misaligned.ts";
import { classificationError } from "../core/metrics/classificationError.ts";
import { metrics } from "../core/metrics/index.ts";
import { norm, row, difference } from "../core/linalg/matrix.ts";
import { randomTask } from "../core/golden/tasks.ts";
import { penalisedLosses, predictor } from "../core/model.ts";
import { solveLogistic, solveLogisticTask } from "../core/solvers/logistic.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { solveExactly } from "../engines/exact.ts";
import { main } from "../reproduce.ts";
import { presets } from "../settings/schema.ts";
import { classSweep } from "./classFigure3.ts";
import { agrees } from "./comparison.ts";
import { largest, mean, median, ratio, share } from "./estimate.ts";
import type { Experiment } from "./experiment.ts";
import { errata } from "./errata.ts";
import { experiments } from "./index.ts";
import { duration } from "./progress.ts";
import { differences, line, report, toCsv, verdict } from "./report.ts";
import { sameFit } from "./sameFit.ts";
import { printed, printedTables, section } from "./specification.ts";
import { sweep } from "./sweep.ts";
import { randomLabelsOfAPair } from "./taskWeights.ts";

describe("what SPEC prints", () => {
  it("is read with its digits and standard errors", () => {
    expect(printed("-0.344 ± 0.028")).toEqual({ text: "-0.344 ± 0.028", value: -0.344, decimals: 3, se: 0.028 });
    expect(printed("2.349±0.088")).toMatchObject({ value: 2.349, decimals: 3, se: 0.088 });
    expect(printed("1e+09")).toEqual({ text: "1e+09", value: 1e9, decimals: 0 });
    expect(printed("0")).toEqual({ text: "0", value: 0, decimals: 0 });
    expect(() => printed("heavy tail")).toThrow("heavy tail");
  });

  it("is found by its section's number", () => {
    const [{ header, rows }] = printedTables("10.1");
    expect(header.slice(0, 3)).toEqual(["source \\ m_s", "10", "20"]);
    expect(rows.map(([title]) => title)).toContain("4, literal X = R Q D");
    expect(printedTables("10.9")).toHaveLength(2);
    expect(section("10.1")).not.toContain("LIVE preset");
    expect(() => section("99")).toThrow("99");
  });
});

describe("a comparison", () => {
  const full = { ours: 100, spec: 100 };

  it("by digits rounds value and standard error as they are printed, and knows numbers to 1e-6", () => {
    const spec = printed("-0.344 ± 0.028");
    expect(agrees({ value: -0.3444, se: 0.0284 }, spec, "digits", full)).toBe(true);
    expect(agrees({ value: -0.34450064, se: 0.0284 }, spec, "digits", full)).toBe(true);
    expect(agrees({ value: -0.3446, se: 0.0284 }, spec, "digits", full)).toBe(false);
    expect(agrees({ value: -0.3444, se: 0.0286 }, spec, "digits", full)).toBe(false);
    expect(agrees({ value: 0.54, se: 9 }, printed("0.54"), "digits", full)).toBe(true);
  });

  it("by standard errors allows four of both together, and half a printed digit", () => {
    const spec = printed("1.0 ± 0.3");
    expect(agrees({ value: 1 + 4 * 0.5 + 0.04, se: 0.4 }, spec, "standard errors", full)).toBe(true);
    expect(agrees({ value: 1 + 4 * 0.5 + 0.06, se: 0.4 }, spec, "standard errors", full)).toBe(false);
    expect(agrees({ value: 0.0004, se: 0 }, printed("+0.000 ± 0.000"), "standard errors", full)).toBe(true);
  });

  it("takes our standard error for both where SPEC prints none, and SPEC's where our seeds are few", () => {
    expect(agrees({ value: 2.01, se: 0.25 }, printed("0.6"), "standard errors", full)).toBe(true);
    expect(agrees({ value: 2.1, se: 0.25 }, printed("0.6"), "standard errors", full)).toBe(false);
    const few = { ours: 4, spec: 100 };
    expect(agrees({ value: 2.4, se: 0.01 }, printed("1.0 ± 0.1"), "standard errors", full)).toBe(false);
    expect(agrees({ value: 2.4, se: 0.01 }, printed("1.0 ± 0.1"), "standard errors", few)).toBe(true);
  });

  it("compares extremes by their order of magnitude, and refuses what is not finite", () => {
    const ours = { value: 4e9, se: 0, orderOnly: true };
    expect(agrees(ours, printed("2e+09"), "digits", full)).toBe(true);
    expect(agrees(ours, printed("1e+09"), "digits", full)).toBe(false);
    expect(agrees({ value: NaN, se: 0 }, printed("1"), "standard errors", full)).toBe(false);
  });
});

describe("an estimate", () => {
  it("is a mean, a median, a share, a ratio or an extreme, with its standard error", () => {
    const values = [1, 2, 3, 10];
    expect(mean(values)).toEqual({ value: 4, se: Math.sqrt(50 / 3 / 4) });
    expect(median(values).value).toBe(2.5);
    expect(median([3, 1, 2]).value).toBe(2);
    expect(share(values, (value) => value > 2).value).toBe(0.5);
    expect(share([1, 1], (value) => value > 0).se).toBeGreaterThan(0);
    expect(largest(values)).toMatchObject({ value: 10, orderOnly: true });
    // Proportional numbers leave nothing uncertain about their ratio.
    expect(ratio([2, 4, 6], [1, 2, 3])).toEqual({ value: 2, se: 0 });
  });
});

describe("the report", () => {
  const cell = (column: string, text: string): Experiment["claims"][number]["cells"][number] => ({
    column,
    printed: printed(text),
    estimate: (of) => mean(of(column)),
  });
  const experiment: Experiment = {
    table: "0.0",
    seeds: 2,
    quickSeeds: 1,
    isExact: true,
    cost: 1,
    claims: [
      { title: "right", cells: [cell("a", "+1.0 ± 1.0"), cell("b", "0")] },
      { title: 'wrong, "quoted"', cells: [cell("a", "-1.0 ± 1.0")] },
    ],
    measure: (seed) => ({ a: seed === 1 ? 0 : 2, b: 0 }),
  };
  const rows = report(experiment, [experiment.measure(1), experiment.measure(2)]);

  it("has a line for each row: claim, ours, SPEC's, verdict", () => {
    expect(rows.map(line)).toEqual([
      "0.0: right | +1.0 ± 1.0, 0 ± 0 | +1.0 ± 1.0, 0 | agrees",
      '0.0: wrong, "quoted" | +1.0 ± 1.0 | -1.0 ± 1.0 | differs',
    ]);
    expect(rows.flatMap(differences)).toEqual(['0.0: wrong, "quoted", a: 1 ± 1 differs from -1.0 ± 1.0 by digits.']);
  });

  it("ends in the count, and in exit status 1 if any row differs", () => {
    expect(verdict(rows)).toEqual({ line: "1 agree, 1 differ", status: 1 });
    expect(verdict(rows.slice(0, 1))).toEqual({ line: "1 agree, 0 differ", status: 0 });
  });

  it("has a CSV line for each cell", () => {
    expect(toCsv(rows).split("\n")).toEqual([
      "table,row,column,seeds,ours,se,spec,specSe,rule,verdict",
      "0.0,right,a,2,1,1,1,1,digits,agrees",
      "0.0,right,b,2,0,0,0,,digits,agrees",
      '0.0,"wrong, ""quoted""",a,2,1,1,-1,1,digits,differs',
      "",
    ]);
  });

  it("compares fewer seeds than SPEC's by standard errors, and throws where nothing was measured", () => {
    expect(report(experiment, [experiment.measure(1)])[0].rule).toBe("standard errors");
    expect(() => report(experiment, [{ a: 1 }, { a: 2 }])).toThrow("nothing measures “b”");
  });
});

describe("an erratum", () => {
  it("names a cell as SPEC prints it, and what is held against ours instead", () => {
    for (const { table, row, column, printed: text, correct } of errata) {
      const claim = experiments.find((one) => one.table === table)?.claims.find(({ title }) => title === row);
      expect(claim?.cells.find((cell) => cell.column === column)?.printed.text).toBe(text);
      expect(correct).not.toBe(text);
    }
  });
});

describe("the experiments", () => {
  it("cover every table of section 10", () => {
    const numbers = Array.from({ length: 13 }, (_, i) => `10.${i + 1}`);
    const known = experiments.map(({ table }) => table).join(" ");
    for (const number of numbers) expect(known.split(" ")).toContain(number);
  });

  it.each(experiments)("$table has a claim for each of its rows, and fewer seeds when quick", (experiment) => {
    const tables = experiment.claims.map(({ cells }) => cells.length);
    expect(tables.length).toBeGreaterThan(1);
    expect(Math.min(...tables)).toBeGreaterThan(0);
    expect(experiment.quickSeeds).toBeLessThan(experiment.seeds);
  });

  it("measure what their claims ask for: 10.6 (c), five seeds of it", () => {
    const measured = [1, 2, 3, 4, 5].map((seed) => randomLabelsOfAPair.measure(seed));
    expect(randomLabelsOfAPair.measure(1)).toEqual(measured[0]);
    const rows = report(randomLabelsOfAPair, measured);
    expect(rows).toHaveLength(5);
    for (const { cells } of rows) for (const { ours } of cells) expect(ours.value).toSatisfy(Number.isFinite);
    expect(verdict(rows).status).toBe(0);
  });
});

describe("a sweep", () => {
  it("has the gaps that the page shows for each sample size", async () => {
    const { ridge, ...preset } = presets.mini;
    const settings = { ...preset, kind: "3", phi: 0, printed: false } as const;
    const { stlError, pairs } = sweep(settings, ridge, [20, 75], 3, 50);
    for (const { mSource, gap } of pairs) {
      const tasks = misaligned.sample({ ...settings, mSource }, 3);
      const problem = { tasks, r: 1, ridge, alpha: Float64Array.of(1, 1) };
      const run = { problem, mu: 100, ...(await solveExactly(problem)) };
      expect(gap).toBeCloseTo(metrics.transferGap.measure(run), 10);
      expect(stlError).toBeCloseTo(metrics.stlError.measure(run), 12);
    }
  });

  it("picks on held-out rows between the two ends of Algorithm 1", () => {
    const { ridge, ...preset } = presets.mini;
    const { pairs } = sweep({ ...preset, kind: "3", phi: 0, printed: false }, ridge, [75], 1, 50);
    expect([0, pairs[0].gap]).toContain(pairs[0].pickedGap(50));
    expect(pairs[0].alignedGap(50)).toSatisfy(Number.isFinite);
  });
});

describe("a sweep of classification", () => {
  it("has the gaps of the tasks that are drawn at each sample size alone", () => {
    const settings = {
      d: 20,
      kappa: 10,
      cosine: 0.9,
      mTarget: 5,
      sigma: 1,
      kind: "4",
      phi: 0,
      printed: false,
    } as const;
    const { stlError, gaps } = classSweep(settings, 0.1, [15, 60], 3);
    expect(gaps.map(([mSource]) => mSource)).toEqual([15, 60]);
    for (const [mSource, gap] of gaps) {
      const tasks = sampleMisaligned({ ...settings, mSource }, 3, classLabels);
      const joint = solveLogistic({ tasks, r: 1, ridge: 0.1, alpha: Float64Array.of(1, 1) });
      expect(stlError).toBe(classificationError(tasks[0], solveLogisticTask(tasks[0], 0.1)));
      expect(gap).toBeCloseTo(classificationError(tasks[0], predictor(joint, 0)) - stlError, 6);
    }
  });
});

describe("the same fit in fewer samples", () => {
  it("gives every model the same loss but for a constant", () => {
    const long = randomTask(1, 50, 6);
    const short = sameFit(long);
    expect(short.X.rows).toBe(6);
    const losses = [1, 2, 3].map((seed) => {
      const model = { B: randomTask(seed, 6, 1).X, A: randomTask(seed, 1, 1).X };
      const [ofLong, ofShort] = [long, short].map(
        (data) => penalisedLosses({ tasks: [data], alpha: Float64Array.of(1), ridge: 0 }, model)[0],
      );
      return ofLong - ofShort;
    });
    expect(losses[1]).toBeCloseTo(losses[0], 9);
    expect(losses[2]).toBeCloseTo(losses[0], 9);
    expect(norm(difference(solveSingleTask(short, 0), solveSingleTask(long, 0)))).toBeLessThan(1e-12);
    expect(row(sameFit(randomTask(1, 12, 6)).X, 11)).toHaveLength(6); // few samples stay as they are
  });
});

describe("the command", () => {
  afterEach(() => vi.restoreAllMocks());

  it("refuses what it does not know, and starts nothing", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const start = vi.fn<Parameters<typeof main>[1]>();
    for (const argv of [["--fast"], ["--only"], ["--only", "10.99"], ["--quick", "more"]]) {
      expect(await main(argv, start)).toBe(2);
      expect(said.mock.lastCall?.[0]).toMatch(/\.\n$/);
    }
    expect(start).not.toHaveBeenCalled();
  });

  it("says how long it takes", () => {
    expect(duration(125_400)).toBe("2 min 05 s");
  });
});
