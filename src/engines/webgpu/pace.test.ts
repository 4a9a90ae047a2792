import { expect, it } from "vitest";
import { pace } from "./pace.ts";

/** The sizes of the first slices of a device that needs `start` ms for each slice and `each` ms for each step. */
function slices(count: number, { start, each, pull = Infinity }: { start: number; each: number; pull?: number }) {
  const { steps, took } = pace(8, 3);
  return Array.from({ length: count }, () => {
    const made = Math.min(steps(), pull);
    took(made, start + made * each);
    return made;
  });
}

it("begins with the steps it is given and grows at most fourfold", () => {
  expect(slices(4, { start: 0, each: 0 })).toEqual([3, 12, 48, 192]);
});

it("settles where a slice takes the time wished for", () => {
  expect(slices(8, { start: 0, each: 0.05 }).at(-1)).toBe(160);
  const settled = slices(40, { start: 2, each: 0.05 }).at(-1) ?? 0;
  expect(2 + settled * 0.05).toBeGreaterThan(7);
  expect(2 + settled * 0.05).toBeLessThanOrEqual(8.1);
});

it("makes single steps where one takes longer than wished for, and recovers", () => {
  const { steps, took } = pace(8, 3);
  took(3, 300);
  expect(steps()).toBe(1);
  took(1, 100);
  expect(steps()).toBe(1);
  took(1, 1);
  expect(steps()).toBe(4);
});

it("learns nothing from a slice that a pull cut short, unless that was too long already", () => {
  const { steps, took } = pace(8, 100);
  took(5, 2);
  expect(steps()).toBe(100);
  took(5, 16);
  expect(steps()).toBe(2);
});
