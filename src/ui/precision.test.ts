import { describe, expect, it } from "vitest";
import type { Row } from "../core/row.ts";
import { type Comparison, compare, gapColumnOf, verdictOf } from "./precision.ts";

/** Rows of two seeds at steps 0, 5, 10 …, with a gap of each. */
const rowsOf = (...gaps: readonly (readonly [number, number])[]): Row[] =>
  gaps.flatMap(([one, other], at) => [
    { step: 5 * at, seed: 1, transferGap: one },
    { step: 5 * at, seed: 2, transferGap: other },
  ]);

const said = (found: Comparison | undefined): string => (found ? verdictOf("transferGap", found) : "");

describe("the verdict on the precision", () => {
  it("says the largest difference where the sign stands", () => {
    const found = compare("transferGap", rowsOf([0.5, 0.5], [0.25, 0.5]), rowsOf([0.5, 0.375], [0.25, 0.4375]));
    expect(found?.depends).toBe("none");
    expect(said(found)).toContain("sign of the transfer stands in float64: at step 5 the mean transfer gap is +0.34");
    expect(said(found)).toContain("largest difference of a transfer gap is 0.13, at step 0.");
    expect(found?.differences).toEqual([
      { step: 0, difference: 0.125 },
      { step: 5, difference: 0.0625 },
    ]);
    expect(found?.gaps[3]).toEqual({ step: 5, seed: 2, here: 0.5, there: 0.4375 });
  });

  it("warns where the sign of the mean turns", () => {
    const found = compare("transferGap", rowsOf([0.5, 0.5], [0.002, -0.001]), rowsOf([0.5, 0.5], [-0.002, 0.001]));
    expect(found?.depends).toBe("mean");
    expect(said(found)).toContain("sign of the transfer depends on the precision: at step 5");
    expect(said(found)).toMatch(/\+0\.00050 in this run and −0\.00050 in float64/);
  });

  it("warns where only a seed's sign turns", () => {
    const found = compare("transferGap", rowsOf([0.5, -1e-9]), rowsOf([0.5, 1e-9]));
    expect(found?.depends).toBe("seeds");
    expect(said(found)).toContain("that of 1 of 2 seeds depends on the precision at step 0");
  });

  it("judges the last step that both have, not an earlier one", () => {
    const found = compare("transferGap", rowsOf([-1, -1], [1, 1], [-1, -1]), rowsOf([1, 1], [1, 1]));
    expect(found?.depends).toBe("none");
    expect(compare("transferGap", rowsOf([1, 1]), [])).toBeUndefined();
  });

  it("finds the gap that a lab's rows have", () => {
    expect(gapColumnOf(rowsOf([0, 1]))).toBe("transferGap");
    expect(gapColumnOf([{ riskGap: 0.1 }])).toBe("riskGap");
    expect(gapColumnOf([{ transferGap: "NaN" }])).toBeUndefined();
  });
});
