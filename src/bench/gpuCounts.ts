/** What the page asks of the GPU, counted in its workers: gates that need no clock. */
import type { Page } from "playwright";

/** Dispatches of a live step, and pipelines compiled for each slider moved after a first run. */
export interface GpuCounts {
  readonly dispatches: number;
  readonly pipelines: number;
}

const PATIENCE_MS = 120_000;
const MOVED = [/misalignment/, /source sample size/];

/** Of a link that trains with the `webgpu` engine. Throws if the engine's calls are not seen, or a slider trains nothing. */
export async function gpuCounts(page: Page, link: string): Promise<GpuCounts> {
  const until = (state: string): Promise<void> =>
    page.locator(`html[data-state=${state}]`).waitFor({ timeout: PATIENCE_MS });
  const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
  await page.goto(link);
  await until("ready");
  await press("Play"); // which starts the engine's worker
  await until("settled");
  await Promise.all(page.workers().map((worker) => worker.evaluate(count)));
  await press("Reset");
  await until("ready");

  const before = await countsOf(page);
  await press("Play");
  await until("settled");
  const after = await countsOf(page);
  const steps = Number(await page.locator("html").getAttribute("data-step"));
  if (after.dispatches === before.dispatches) throw new Error("the engine's dispatches must be seen");

  const trained = (): Promise<number> => countsOf(page).then(({ dispatches }) => dispatches);
  for (const name of MOVED) {
    const seen = await trained();
    await page.getByRole("region", { name: "Settings" }).getByRole("slider", { name }).focus();
    await page.keyboard.press("ArrowRight");
    const deadline = Date.now() + PATIENCE_MS;
    while ((await trained()) === seen) {
      if (Date.now() > deadline) throw new Error("moving a slider must train anew");
      await page.waitForTimeout(50);
    }
    await until("settled");
  }
  const moved = await countsOf(page);
  return {
    dispatches: (after.dispatches - before.dispatches) / steps,
    pipelines: (moved.pipelines - after.pipelines) / MOVED.length,
  };
}

/** In a worker: counts from now on. The engine's calls go through the prototypes. */
function count(): void {
  const counts = { dispatches: 0, pipelines: 0 };
  Object.assign(globalThis, { benchCounts: counts });
  const counting = (prototype: object, name: string, what: keyof typeof counts): void => {
    const original = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
    Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]) {
      counts[what]++;
      return original.apply(this, args);
    });
  };
  counting(GPUComputePassEncoder.prototype, "dispatchWorkgroups", "dispatches");
  counting(GPUDevice.prototype, "createComputePipeline", "pipelines");
  counting(GPUDevice.prototype, "createComputePipelineAsync", "pipelines");
}

/** Of all workers that count. */
async function countsOf(page: Page): Promise<GpuCounts> {
  const all = await Promise.all(
    page
      .workers()
      .map((worker) =>
        worker.evaluate(() => (globalThis as { benchCounts?: { dispatches: number; pipelines: number } }).benchCounts),
      ),
  );
  const sum = (what: keyof GpuCounts): number => all.reduce((total, one) => total + (one?.[what] ?? 0), 0);
  return { dispatches: sum("dispatches"), pipelines: sum("pipelines") };
}
