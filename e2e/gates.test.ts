/** The goals of `npm run bench` that need no clock; its bundle size is size-limit's. */
import { gpuCounts } from "../src/bench/gpuCounts.ts";
import { expect, test } from "./explorer.ts";

test("a live step asks for at most two dispatches, and no slider compiles a pipeline", async ({ page }) => {
  const { dispatches, pipelines } = await gpuCounts(
    page,
    "./?engine=webgpu#transfer?v=1&preset=mini&mSource=30&seeds=2",
  );
  expect(dispatches).toBeGreaterThan(0);
  expect(dispatches).toBeLessThanOrEqual(2);
  expect(pipelines).toBe(0);
});
