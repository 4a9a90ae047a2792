import { describe, expect, it } from "vitest";
import { noisyLabels } from "../families/noisyLabels.ts";
import { settledWeights } from "./settled.ts";
import { uncertainty, uncertaintyFit } from "./uncertainty.ts";
import { uniform } from "./uniform.ts";

/** Preset ALG2 of SPEC section 9, with half of the labels random. */
const law = { k: 6, rank: 2, noisyTasks: 3, share: 0.5, addedNoise: 0, m: 40, sigma: 1, d: 12 };

describe("settled weights", () => {
  it.each([1, 2, 3])("of the uncertainty rule are where Kendall's block descent ends: seed %d", (seed) => {
    const tasks = noisyLabels.sample(law, seed);
    const found = settledWeights({ tasks, r: 2, ridge: 0 }, uncertainty.start(tasks, {}));
    const { alpha } = uncertaintyFit(tasks, 2);
    const total = alpha.reduce((a, b) => a + b, 0);
    // Both stop at 1e-9 of a weight, and the descent contracts slowly.
    found.forEach((value, i) => expect(value / ((tasks.length * alpha[i]) / total)).toBeCloseTo(1, 6));
  });

  it("of a rule that ignores the losses are what it says at once", () => {
    const tasks = noisyLabels.sample(law, 1);
    expect(settledWeights({ tasks, r: 2, ridge: 0 }, uniform.start(tasks, {}))).toEqual(new Float64Array(6).fill(1));
  });
});
