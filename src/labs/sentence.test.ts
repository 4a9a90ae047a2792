import { describe, expect, it } from "vitest";
import { defaults } from "../settings/schema.ts";
import { errorsApart } from "../charts/summary.ts";
import { circumstances, gapInWords, missedOptimum, transferOf } from "./sentence.ts";

const gaps = (...values: number[]): { transferGap: number; seed: number }[] =>
  values.map((transferGap, seed) => ({ transferGap, seed }));

describe("the verdict", () => {
  it("claims a sign only where a 95 % interval leaves 0 out", () => {
    expect(transferOf(gaps(0.3, 0.31, 0.29, 0.3))?.verdict).toBe("hurts");
    expect(transferOf(gaps(-0.3, -0.31, -0.29, -0.3))?.verdict).toBe("helps");
    expect(transferOf(gaps(0.3, -0.2, 0.1, -0.1))?.verdict).toBe("undecided");
  });

  it("never claims anything from one seed, and hardly from two", () => {
    expect(transferOf(gaps(0.9))?.verdict).toBe("undecided");
    expect(transferOf(gaps(0.2, 0.3))?.verdict).toBe("undecided");
  });

  it("leaves out what is not finite, and has nothing to say of nothing", () => {
    expect(transferOf(gaps(NaN, 0.3, 0.31, 0.29))?.seeds).toBe(3);
    expect(transferOf([])).toBeUndefined();
    expect(transferOf(gaps(NaN))).toBeUndefined();
  });

  it("asks for as many standard errors as Student's t", () => {
    // scipy.stats.t.ppf(0.975, n − 1)
    for (const [count, quantile] of [
      [2, 12.706],
      [11, 2.228],
      [16, 2.131],
      [40, 2.023],
      [200, 1.972],
    ] as const)
      expect(Math.abs(errorsApart(count) - quantile)).toBeLessThan(0.01);
  });
});

describe("the words", () => {
  it("give the gap with its spread and its median", () => {
    const transfer = transferOf(gaps(0.2, 0.3, 0.4, 0.9));
    expect(transfer && gapInWords(transfer)).toBe("+0.45 ± 0.16 (4 seeds, median +0.35)");
  });

  it("say how far the subspaces are apart", () => {
    const settings = { ...defaults(), mSource: 1, mTarget: 6 };
    expect(circumstances(settings, [{ degrees: 60 }, { degrees: 60 }])).toBe(
      "The signal subspaces are 60° apart; the source has 1 sample, the target 6.",
    );
    expect(circumstances(settings, [{ degrees: 0 }])).toContain("coincide");
    expect(circumstances(settings, [])).toMatch(/^The source has \d/);
  });

  it("count the runs that ended above their own optimum", () => {
    const exact = [10, 20, 30].map((loss, seed) => ({ seed, loss, nullLoss: 1000 }));
    const trained = [10.05, 25, 30].map((loss, seed) => ({ seed, loss }));
    expect(missedOptimum(trained, exact)).toBe(1);
    expect(missedOptimum(trained, exact.slice(1))).toBeUndefined();
    expect(missedOptimum([{ seed: 0, loss: 2e-25 }], [{ seed: 0, loss: 0, nullLoss: 1000 }])).toBe(0);
  });
});
