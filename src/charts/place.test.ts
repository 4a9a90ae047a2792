import fc from "fast-check";
import { expect, test } from "vitest";
import { clearest, clipped, dense } from "./place.ts";

const box = { left: 0, right: 300, top: 0, bottom: 200 };
const point = fc.record({
  x: fc.double({ min: -50, max: 350, noNaN: true }),
  y: fc.double({ min: -50, max: 250, noNaN: true }),
});
const points = fc.array(point, { maxLength: 30 });

test("words never hide an obstacle nor leave the box", () => {
  fc.assert(
    fc.property(points, points, (candidates, obstacles) => {
      const half = { x: 30, y: 9 };
      const at = clearest(candidates, half, obstacles, box);
      if (!at) return;
      expect(at.x - half.x >= box.left && at.x + half.x <= box.right).toBe(true);
      expect(at.y - half.y >= box.top && at.y + half.y <= box.bottom).toBe(true);
      for (const { x, y } of obstacles) expect(Math.abs(x - at.x) > half.x || Math.abs(y - at.y) > half.y).toBe(true);
    }),
  );
});

test("a dense curve keeps its ends and has no long pieces", () => {
  const curve = dense(
    [
      { x: 0, y: 0 },
      { x: 30, y: 40 },
    ],
    6,
  );
  expect(curve[0]).toEqual({ x: 0, y: 0 });
  expect(curve.at(-1)).toEqual({ x: 30, y: 40 });
  for (const [i, { x, y }] of curve.slice(1).entries())
    expect(Math.hypot(x - curve[i].x, y - curve[i].y)).toBeLessThanOrEqual(6);
});

test("a curve that leaves the box and comes back is two curves", () => {
  const runs = clipped(
    [
      { x: 10, y: 100 },
      { x: 200, y: -100 },
      { x: 280, y: 150 },
    ],
    box,
  );
  expect(runs).toHaveLength(2);
  for (const { y } of runs.flat()) expect(y).toBeGreaterThanOrEqual(-0.01);
});
