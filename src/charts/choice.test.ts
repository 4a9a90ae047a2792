import fc from "fast-check";
import { expect, test } from "vitest";
import type { Axis } from "./chart.ts";
import { nearestChoice, nextChoice } from "./choice.ts";

const sizes: Axis = { title: "samples", scale: "log", domain: [1, 20_000] };
const angles: Axis = { title: "angle", domain: [0, 90], step: 0.5 };
const axes = [sizes, angles];

test("a place on an axis chooses a value that a reader would type", () => {
  expect(nearestChoice(sizes, 1467)).toBe(1500);
  expect(nearestChoice(sizes, 3.4)).toBe(3);
  expect(nearestChoice(sizes, 0.2)).toBe(1);
  expect(nearestChoice(angles, 59.8)).toBe(60);
  expect(nearestChoice(angles, 97)).toBe(90);
  expect(nearestChoice({ title: "α", step: 0.1 }, 0.31)).toBe(0.3);
});

test("arrow keys lead to the next stop, beyond the last to the end, and with Shift a little way", () => {
  const stops = [10, 30, 100, 300];
  expect(nextChoice(sizes, stops, 30, 1, false)).toBe(100);
  expect(nextChoice(sizes, stops, 50, -1, false)).toBe(30);
  expect(nextChoice(sizes, stops, 300, 1, false)).toBe(20_000);
  expect(nextChoice(sizes, [20, 1262], 20, 1, false)).toBe(1262);
  expect(nextChoice(angles, [67.5, 78.75], 67.5, 1, false)).toBe(79);
  expect(nextChoice(sizes, stops, 150, 1, true)).toBe(160);
  expect(nextChoice(sizes, stops, 10, -1, true)).toBe(9);
  expect(nextChoice(angles, [0, 45, 90], 60, -1, true)).toBe(59.5);
});

test("every press moves within the domain until its end is reached", () => {
  const stops = fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.constantFrom(...axes),
      stops,
      fc.double({ min: 1, max: 90, noNaN: true }),
      fc.boolean(),
      (axis, stops, at, fine) => {
        for (const direction of [1, -1] as const) {
          const end = axis.domain?.[direction > 0 ? 1 : 0] ?? 0;
          const from = nearestChoice(axis, at);
          const next = nextChoice(axis, stops, from, direction, fine);
          if (from === end) expect(next).toBe(end);
          else expect((next - from) * direction).toBeGreaterThan(0);
          expect((end - next) * direction).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
});

test("small steps up and down walk every two-digit size between ten and a thousand at most once", () => {
  const walk: number[] = [10];
  while ((walk.at(-1) ?? 0) < 1000) walk.push(nextChoice(sizes, [], walk.at(-1) ?? 0, 1, true));
  expect(walk.every((size) => nearestChoice(sizes, size) === size)).toBe(true);
  expect(new Set(walk).size).toBe(walk.length);
  expect(walk.length).toBeLessThan(150);
});
