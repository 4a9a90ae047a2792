import fc from "fast-check";
import { expect, it } from "vitest";
import { signChanges, valueAt } from "./polynomial.ts";

/** Π(x − root). */
const withRoots = (roots: readonly number[]): readonly number[] =>
  roots.reduce<readonly number[]>((c, root) => [...c, 0].map((_, i) => (c[i - 1] ?? 0) - root * (c[i] ?? 0)), [1]);

it("finds every root where a polynomial changes its sign, and no other", () => {
  expect(signChanges(withRoots([-2, 0.5, 3])).map((x) => x.toFixed(12))).toEqual([
    "-2.000000000000",
    "0.500000000000",
    "3.000000000000",
  ]);
  expect(signChanges([1, 0, 1])).toEqual([]); // x² + 1
  expect(signChanges([4, -4, 1])).toEqual([]); // (x − 2)² only touches 0
  expect(signChanges([3])).toEqual([]);
  expect(signChanges([0, 0, 0])).toEqual([]);
  expect(signChanges([-6, 2, 0, 0])).toEqual([3]); // its degree is what its coefficients say
});

it("finds any separate roots to rounding, whatever their size", () => {
  const root = fc
    .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -2, max: 2 }))
    .map(([a, b]) => (a + 0.5) * 10 ** b);
  fc.assert(
    fc.property(fc.uniqueArray(root, { minLength: 1, maxLength: 4 }), (roots) => {
      const c = withRoots(roots);
      const found = signChanges(c);
      expect(found).toHaveLength(roots.length);
      const sizes = (x: number): number => c.reduce((sum, value, i) => sum + Math.abs(value) * Math.abs(x) ** i, 0);
      for (const x of found) expect(Math.abs(valueAt(c, x))).toBeLessThanOrEqual(1e-14 * sizes(x));
      expect(found).toEqual([...found].sort((a, b) => a - b));
    }),
  );
});
