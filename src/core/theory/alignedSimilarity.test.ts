import { describe, expect, it } from "vitest";
import { misaligned } from "../families/misaligned.ts";
import { multiply, transpose } from "../linalg/matrix.ts";
import type { Model } from "../model.ts";
import { alignmentMatrices } from "../solvers/alignedInputs.ts";
import type { Problem } from "../solvers/problem.ts";
import { solveTwoTasks } from "../solvers/twoTasks.ts";
import { alignedSimilarity } from "./alignedSimilarity.ts";
import { covarianceSimilarity, leadingAxes, leadingEigenpairs, leadingPrincipalAxes } from "./covarianceSimilarity.ts";

const live = { phi: 0, printed: false, d: 100, kappa: 20, cosine: 0.96, mTarget: 6, sigma: 2, mSource: 200 } as const;
const examples = (kind: "3" | "4"): readonly { readonly problem: Problem; readonly joint: Model }[] =>
  [1, 2].map((seed) => {
    const problem = {
      tasks: misaligned.sample({ ...live, kind }, seed),
      r: 1,
      ridge: 10,
      alpha: Float64Array.of(1, 1),
    };
    return { problem, joint: solveTwoTasks(problem) };
  });

describe("the covariance similarity after Algorithm 1", () => {
  // SPEC (7.7) on LIVE: source 3 .0017 → .016 to .025 in every seed, source 4 .100 → .100 to .088.
  it("rises for source 3 and stays or falls for source 4 in the population, where eigenvalues tie at the cut", () => {
    for (const kind of ["3", "4"] as const)
      for (const { problem, joint } of examples(kind)) {
        const [target, source] = problem.tasks.map(({ population }) => leadingAxes(population));
        const before = covarianceSimilarity(target, source).score;
        expect([target.isUnique, source.isUnique]).toEqual([false, false]);
        for (const mu of [1000, 10]) {
          const [first, second] = alignmentMatrices(problem, joint, mu).map((R, i) =>
            leadingEigenpairs(multiply(transpose(R), multiply(problem.tasks[i].Sigma, R))),
          );
          const after = covarianceSimilarity(first, second).score;
          if (kind === "3") {
            expect(before).toBeLessThan(0.002);
            expect(after).toBeGreaterThan(5 * before); // .014 to .026, as rounding breaks the ties
            expect(after).toBeLessThan(0.05);
          } else {
            expect(after).toBeGreaterThan(before - 0.012);
            expect(after).toBeLessThan(before + 0.01);
          }
        }
      }
  });

  it("hardly moves in samples, of which the paper's score is made", () => {
    for (const kind of ["3", "4"] as const)
      for (const { problem, joint } of examples(kind)) {
        const [target, source] = problem.tasks.map(leadingPrincipalAxes);
        const before = covarianceSimilarity(target, source).score;
        expect([target.isUnique, source.isUnique]).toEqual([true, true]);
        expect(Math.abs(alignedSimilarity(problem, joint, 10).score / before - 1)).toBeLessThan(0.03);
      }
  });
});
