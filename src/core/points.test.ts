import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPoints, parsePoints } from "./points.ts";

const coordinate = fc.integer({ min: -600, max: 600 }).map((hundredths) => hundredths / 100 || 0);

test("a text of points is read back as the same points", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { maxLength: 8 }), (points) => {
      expect(parsePoints(formatPoints(points))).toEqual(points);
    }),
  );
});

test("coordinates are rounded to two decimals, and a text that is none stands for nothing", () => {
  expect(parsePoints("1.239_-0.001")).toEqual([[1.24, 0]]);
  for (const text of ["1", "1_", "_1", "1_2_3", "1_2~", "a_b", "1e3_2", "1_2 ~3_4"])
    expect(parsePoints(text)).toBeUndefined();
});
