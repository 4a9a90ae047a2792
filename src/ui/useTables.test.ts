import { expect, it } from "vitest";
import { defaults } from "../settings/schema.ts";
import { predictedBoundary } from "./useTables.ts";

it("the boundary is predicted of linear models with capacity 1 whose tasks count the same", () => {
  const limits = [{ seed: 1, stlError: 0.487, limitError: 0.107 }];
  const paper = defaults({}, "paper");
  const boundary = predictedBoundary(paper, limits);
  expect(boundary.at(-1)).toEqual({ phi: 90, mSource: expect.closeTo(527, -1) as number }); // SPEC (5.9)
  expect(predictedBoundary(paper, [])).toEqual([]);
  for (const other of [{ weighting: "svd" }, { model: "relu" }, { r: 2 }] as const)
    expect(predictedBoundary({ ...paper, ...other }, limits)).toEqual([]);
});
