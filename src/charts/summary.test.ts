import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Summary,
  bulkOf,
  dodge,
  finiteValues,
  groupByNumber,
  medianOf,
  standardErrorOf,
  summarize,
  swarm,
  verdictOf,
} from "./summary.ts";

test("the standard error is that of the sample, and a single value has none", () => {
  expect(standardErrorOf([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
  expect(standardErrorOf([1])).toBeNaN();
});

test("the median lies between the middle two of an even number", () => {
  expect(medianOf([4, 1, 3, 2])).toBe(2.5);
  expect(medianOf([])).toBeNaN();
});

test("what is not finite is left out", () => {
  const rows = [{ x: 1 }, { x: Number.NaN }, { x: "NaN" }, { x: "Infinity" }, { y: 2 }, { x: "" }];
  expect(finiteValues(rows, "x")).toEqual([1]);
  expect(summarize([Number.NaN, 2])).toMatchObject({ mean: 2, count: 1 });
  expect(summarize([Number.NaN])).toBeUndefined();
});

test("groups ascend by their number", () => {
  const groups = groupByNumber([{ step: 10 }, { step: 5 }, { step: 10 }, { step: "NaN" }], "step");
  expect(groups.map(([step, rows]) => [step, rows.length])).toEqual([
    [5, 1],
    [10, 2],
  ]);
});

const places = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 8 });

test("dodged labels keep their order, their distance and the bounds", () => {
  fc.assert(
    fc.property(places, (positions) => {
      const moved = dodge(positions, 15, [0, 300]);
      const order = positions.map((_, i) => i).toSorted((a, b) => positions[a] - positions[b] || a - b);
      const sorted = order.map((i) => moved[i]);
      expect(Math.min(...moved)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(...moved)).toBeLessThanOrEqual(300 + 1e-9);
      for (let i = 1; i < sorted.length; i++) expect(sorted[i] - sorted[i - 1]).toBeGreaterThanOrEqual(15 - 1e-9);
    }),
  );
});

test("labels that are apart already stay where they are", () => {
  expect(dodge([100, 20, 60], 15, [0, 300])).toEqual([100, 20, 60]);
});

test("dots of a swarm do not overlap while there is room", () => {
  fc.assert(
    fc.property(places, (positions) => {
      const heights = swarm(positions, 4, 100);
      for (let i = 0; i < positions.length; i++)
        for (let j = 0; j < i; j++)
          expect(Math.hypot(positions[i] - positions[j], heights[i] - heights[j])).toBeGreaterThanOrEqual(8 - 1e-6);
    }),
  );
});

test("the bulk leaves out a tail and keeps what belongs together", () => {
  expect(bulkOf([1, 2, 3, 4, 100])).toEqual([1, 4]);
  expect(bulkOf([1, 2, 3, 4, 6])).toEqual([1, 6]);
  expect(bulkOf([2])).toEqual([2, 2]);
});

test("the rest of a rounding has no sign, however well the seeds agree on it", () => {
  const agreed = (mean: number): Summary => ({
    mean,
    standardError: Math.abs(mean) / 50,
    least: mean,
    greatest: mean,
    count: 16,
  });
  expect([-6e-11, 6e-11].map((mean) => verdictOf(agreed(mean)))).toEqual(["undecided", "undecided"]);
  expect([-6e-8, 6e-8].map((mean) => verdictOf(agreed(mean)))).toEqual(["helps", "hurts"]);
});
