import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../charts/chart.ts";
import { defaults } from "../settings/schema.ts";
import {
  type Fingerprint,
  compareFingerprints,
  fingerprintOf,
  formatFingerprint,
  parseFingerprint,
} from "./fingerprint.ts";

const someNumber = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 });
const someError = fc.oneof(fc.constant(NaN), fc.double({ noNaN: true, min: 0, max: 1e30 }));
const someColumn = fc.string({
  minLength: 1,
  maxLength: 30,
  unit: fc.constantFrom(...Array.from("abzABZ09_:. +&=%#")),
});
const someFingerprint = fc.array(fc.record({ column: someColumn, mean: someNumber, standardError: someError }), {
  minLength: 1,
  maxLength: 8,
});

/** As the query of an address gives it back. */
const read = (text: string): Fingerprint | undefined =>
  parseFingerprint(new URL(`http://localhost/?theme=dark&result=${text}#transfer`).searchParams.get("result") ?? "");

const near = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 5.1e-8 * Math.abs(a);

describe("the text of a fingerprint", () => {
  it("comes back from an address to 8 digits, and then is the same text", () => {
    fc.assert(
      fc.property(someFingerprint, (fingerprint) => {
        const text = formatFingerprint(fingerprint);
        const back = read(text);
        expect(back?.map(({ column }) => column)).toEqual(fingerprint.map(({ column }) => column));
        back?.forEach(({ mean, standardError }, i) => {
          expect(near(fingerprint[i].mean, mean), `${mean}`).toBe(true);
          expect(near(fingerprint[i].standardError, standardError), `${standardError}`).toBe(true);
        });
        expect(formatFingerprint(back ?? [])).toBe(text);
      }),
    );
  });

  it("is not read where it is damaged", () => {
    const whole = "transferGap_0.315312_0.0412~stlError_0.6_0.03";
    expect(parseFingerprint(whole)).toHaveLength(2);
    for (const damaged of ["", "transferGap", "transferGap_0.3", "_0.3_0.1", "a_0.3_-0.1", "a_x_0.1", "a_1e999_0.1"])
      expect(parseFingerprint(damaged), damaged).toBeUndefined();
    expect(parseFingerprint(`${whole}~`)).toBeUndefined();
    expect(parseFingerprint(Array.from({ length: 9 }, () => "a_1_1").join("~"))).toBeUndefined();
  });
});

describe("what a fingerprint is of", () => {
  const sweepChart: ChartSpec = {
    id: "risk",
    form: "sweep",
    title: "",
    description: "",
    rows: "sweep",
    x: { column: "r", title: "" },
    y: { title: "" },
    series: [{ column: "risk", title: "", hue: "ink" }],
  };

  it("is the exact results where there are any", () => {
    const exact = [1, 3].map((gap) => ({ transferGap: gap, stlError: 2, mtlError: 2 + gap, loss: 7 }));
    expect(fingerprintOf([sweepChart], { exact, sweep: [{ r: 1, risk: 9 }] }, defaults())).toEqual([
      { column: "transferGap", mean: 2, standardError: 1 },
      { column: "stlError", mean: 2, standardError: 0 },
      { column: "mtlError", mean: 4, standardError: 1 },
    ]);
  });

  it("is the first sweep at the value where the setting stands, or the nearest", () => {
    const sweep = [1, 2, 4].flatMap((r) => [10 * r, 10 * r + 2].map((risk) => ({ r, risk })));
    const at = (r: number): Fingerprint => fingerprintOf([sweepChart], { exact: [], sweep }, { ...defaults(), r });
    expect(at(2)).toEqual([{ column: "risk", mean: 21, standardError: 1 }]);
    expect(at(20)).toEqual([{ column: "risk", mean: 41, standardError: 1 }]);
    expect(fingerprintOf([sweepChart], { exact: [], sweep: [] }, defaults())).toEqual([]);
  });
});

describe("a comparison", () => {
  const was: Fingerprint = [
    { column: "transferGap", mean: 0.3, standardError: 0.04 },
    { column: "stlError", mean: 20, standardError: NaN },
  ];

  it("has every number, relative to its size or absolute below 1, the worst first", () => {
    const is = [
      { column: "stlError", mean: 20.000002, standardError: NaN },
      { column: "transferGap", mean: 0.3000003, standardError: 0.04 },
      { column: "mtlError", mean: 5, standardError: 1 },
    ];
    const comparison = compareFingerprints(was, is);
    if (comparison.kind !== "compared") throw new Error("columns are absent");
    expect(comparison.numbers.map(({ column, of }) => [column, of])).toEqual([
      ["transferGap", "mean"],
      ["stlError", "mean"],
      ["transferGap", "standardError"],
    ]);
    expect(comparison.numbers[0].off).toBeCloseTo(3e-7, 12);
    expect(comparison.numbers[1].off).toBeCloseTo(1e-7, 12);
  });

  it("is infinitely off where only one has a standard error, and names columns that are not here", () => {
    const seeds = compareFingerprints(was.slice(1), [{ column: "stlError", mean: 20, standardError: 1 }]);
    expect(seeds).toMatchObject({ kind: "compared", numbers: [{ off: Infinity }, { off: 0 }] });
    expect(compareFingerprints(was, was.slice(1))).toEqual({ kind: "absent", columns: ["transferGap"] });
  });
});
