import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../golden/metrics.json" with { type: "json" };
import { randomMatrix } from "../golden/tasks.ts";
import { crossProduct, fromRows, identity, multiply } from "./matrix.ts";
import { orthonormalBasis, principalAngles } from "./subspace.ts";

describe("principal angles", () => {
  it.each(golden.principal_angles)("are the reference's: $name", ({ F, G, angles_rad }) => {
    const angles = principalAngles(fromRows(F), fromRows(G));
    expect(angles).toHaveLength(angles_rad.length);
    // SPEC section 11 asks for 1e-7; sines keep small angles to 1e-14.
    angles.forEach((angle, j) => expect(Math.abs(angle - angles_rad[j])).toBeLessThan(1e-12));
  });

  it("are ascending, in [0, π/2], symmetric in their arguments, and as many as the smaller dimension", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat(10_000), (p, q, seed) => {
        const U = randomMatrix(seed, 6, p);
        const V = randomMatrix(seed + 1, 6, q);
        const angles = principalAngles(U, V);
        expect(angles).toHaveLength(Math.min(p, q));
        expect(angles).toEqual(angles.slice().sort());
        expect(Math.min(...angles)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...angles)).toBeLessThanOrEqual(Math.PI / 2);
        const swapped = principalAngles(V, U);
        angles.forEach((angle, j) => expect(Math.abs(angle - swapped[j])).toBeLessThan(1e-7));
      }),
      { numRuns: 60 },
    );
  });

  it("depend on the spans alone", () => {
    const [U, V] = [randomMatrix(1, 8, 3), randomMatrix(2, 8, 3)];
    const angles = principalAngles(U, V);
    principalAngles(multiply(U, randomMatrix(3, 3, 3)), multiply(V, randomMatrix(4, 3, 3))).forEach((angle, j) =>
      expect(angle).toBeCloseTo(angles[j], 10),
    );
  });

  it("keep every digit of tiny angles", () => {
    for (const angle of [1e-3, 1e-8, 1e-12]) {
      const [found] = principalAngles(fromRows([[1], [0], [0]]), fromRows([[Math.cos(angle)], [Math.sin(angle)], [0]]));
      expect(Math.abs(found - angle)).toBeLessThan(4e-16); // rounding of vectors of length 1
    }
  });

  it("refuse spans in different spaces", () => {
    expect(() => principalAngles(identity(3), identity(4))).toThrow(
      "principalAngles: U and V must have equally many rows; got 3 and 4",
    );
  });
});

describe("an orthonormal basis", () => {
  it("has orthonormal columns, as many as the rank", () => {
    const basis = orthonormalBasis(multiply(randomMatrix(5, 7, 2), randomMatrix(6, 2, 4)));
    expect(basis.columns).toBe(2);
    crossProduct(basis).data.forEach((value, at) => expect(value).toBeCloseTo(at % 3 === 0 ? 1 : 0, 12));
  });
});
