import { afterEach, describe, expect, test } from "vitest";
import {
  formatCount,
  formatDegrees,
  formatEstimate,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRange,
  formatSigned,
  formatTyped,
  formatValue,
  readTyped,
  writeNumbersIn,
} from "./format.ts";

test("a number shows two decimals, and two significant digits where it is small", () => {
  expect([0.314159, 12.3, -0.5, 0.0123, 0.00056, 0].map((value) => formatNumber(value))).toEqual([
    "0.31", "12.30", "−0.50", "0.012", "0.00056", "0.00",
  ]); // prettier-ignore
});

test("a tiny number is a power of ten, and the rest of a rounding is zero", () => {
  expect(formatNumber(3.14e-5)).toBe("3.1×10⁻⁵");
  expect(formatSigned(-3.14e-10)).toBe("−3.1×10⁻¹⁰");
  expect(formatSigned(3.14e-5)).toBe("+3.1×10⁻⁵");
  expect(formatNumber(2e-17)).toBe("0.00");
});

test("digits are the most that are shown, and fixed ones are all shown", () => {
  expect(formatNumber(60, 1)).toBe("60");
  expect(formatNumber(59.68, 1)).toBe("59.7");
  expect(formatFixed(60, 1)).toBe("60.0");
});

test("a sign is a true minus, and what rounds to zero has none", () => {
  expect(formatSigned(0.3)).toBe("+0.30");
  expect(formatSigned(-0.3)).toBe("−0.30");
  expect(formatSigned(0)).toBe("0.00");
  expect(formatSigned(-0.001, 1)).toBe("0");
  expect(formatFixed(-0.001, 2)).toBe("0.00");
});

test("an estimate has as many decimals as its error leaves certain", () => {
  expect(formatEstimate(0.3141, 0.042, { signed: true })).toBe("+0.31 ± 0.04");
  expect(formatEstimate(0.3141, 0.0142)).toBe("0.314 ± 0.014");
  expect(formatEstimate(1234.5, 56)).toBe("1\u202F235 ± 56");
  expect(formatEstimate(0.5, Number.NaN, { signed: true })).toBe("+0.50");
  expect(formatEstimate(0.5, 0)).toBe("0.50 ± 0.00");
});

test("integers, degrees, shares, ranges and settings", () => {
  expect(formatCount(1234567)).toBe("1\u202F234\u202F567");
  expect(formatDegrees(60)).toBe("60°");
  expect(formatPercent(0.14)).toBe("+14\u202F%");
  expect(formatPercent(0.0042)).toBe("+0.4\u202F%");
  expect(formatRange(12, 34, 0)).toBe("12–34");
  expect(formatRange(-3, 4, 0)).toBe("−3 to 4");
  expect(formatRange(5, 5, 0)).toBe("5");
  expect(formatValue(0.001)).toBe("0.001");
  expect(formatValue(60, "°")).toBe("60°");
});

test("what is not finite has a name", () => {
  expect([Number.NaN, Infinity, -Infinity].map((value) => formatNumber(value))).toEqual(["NaN", "∞", "−∞"]);
  expect(formatEstimate(Number.NaN, 1)).toBe("NaN");
});

describe("a number in a box", () => {
  afterEach(() => writeNumbersIn("en"));

  test.each([1e-7, 0.35, -0.05, 1500, 123456.75])("%s is read as it was written, in every language", (value) => {
    for (const language of ["en", "de"] as const) {
      writeNumbersIn(language);
      expect(Number(readTyped(formatTyped(value)))).toBe(value);
      expect(readTyped(formatTyped(value).replace("-", "−"))).toBe(String(value));
    }
  });

  test("thousands may be parted by spaces or as the language parts them", () => {
    const read = ["1,500", "1 500", "1\u202F500.5", "12,345,678.9"].map(readTyped);
    expect(read).toEqual(["1500", "1500", "1500.5", "12345678.9"]);
    writeNumbersIn("de");
    expect(["1.500", "1 500", "1\u202F500,5", "12.345.678,9"].map(readTyped)).toEqual(read);
  });

  test("a comma is no decimal sign in English, a point is one in German too", () => {
    expect(readTyped("0,35")).toBe("0,35");
    writeNumbersIn("de");
    expect(formatTyped(0.35)).toBe("0,35");
    expect([readTyped("0,35"), readTyped("0.35"), readTyped("0.350"), readTyped(",5")]).toEqual([
      "0.35", "0.35", "0.350", ".5",
    ]); // prettier-ignore
  });

  test("what is no number stays what it is", () => {
    expect(["", "many", "1.2.3", "1,50"].map(readTyped)).toEqual(["", "many", "1.2.3", "1,50"]);
  });
});
