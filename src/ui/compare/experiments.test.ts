import { expect, test } from "vitest";
import { experimentNumber } from "./experiments.ts";

test("the experiments to be guessed lie in the pad and in every quarter of it", () => {
  const quarters = new Set<string>();
  for (let n = 1; n <= 8; n++) {
    const { phi, mSource } = experimentNumber(n);
    expect(phi).toBeGreaterThanOrEqual(0);
    expect(phi).toBeLessThanOrEqual(90);
    expect(mSource).toBeGreaterThanOrEqual(10);
    expect(mSource).toBeLessThanOrEqual(4000);
    quarters.add(`${phi > 45} ${mSource > 200}`);
  }
  expect(quarters.size).toBe(4);
});
