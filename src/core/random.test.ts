import { describe, expect, it } from "vitest";
import golden from "./golden/rng.json" with { type: "json" };
import { normals, philox, uniforms, words } from "./random.ts";

describe("random streams", () => {
  it("give Philox's published known answers", () => {
    for (const { ctr, key, out } of golden.philox_kat) expect(Array.from(philox(ctr, key))).toEqual(out);
  });

  it("give the reference's integers exactly and its normals to 1e-12", () => {
    for (const { seed, stream, u32, normal } of golden.streams) {
      expect(Array.from(words(seed, stream, u32.length))).toEqual(u32);
      normals(seed, stream, normal.length).forEach((value, i) =>
        expect(Math.abs(value - normal[i])).toBeLessThan(1e-12),
      );
    }
  });

  it("begin a longer draw with the shorter one", () => {
    expect(normals(7, 12, 101).slice(0, 33)).toEqual(normals(7, 12, 33));
  });

  it("have the moments of a standard normal", () => {
    const z = normals(5, 10, 40_000);
    const mean = z.reduce((a, b) => a + b, 0) / z.length;
    const variance = z.reduce((a, b) => a + (b - mean) ** 2, 0) / z.length;
    // Four standard errors of the mean (1/√n) and of the variance (√(2/n)).
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(z.length));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / z.length));
  });

  it("stay in [0, 1) as uniforms", () => {
    const u = uniforms(3, 200, 1000);
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...u)).toBeLessThan(1);
  });

  it("refuse a seed that is no 32-bit word", () => {
    expect(() => words(-1, 0, 1)).toThrow("random: seed must be an integer in 0 … 2³²−1; got -1");
    expect(() => words(0.5, 0, 1)).toThrow("got 0.5");
  });
});
