/**
 * Nothing is left behind: after each round of training, pausing, moving controls and changing labs there are as many
 * workers, tensors and GPU buffers as after the round before, and no more objects. `npm run soak -- --minutes N` goes on
 * for so long on each engine; without it there are a few rounds on the one that holds most.
 */
import type { CDPSession, Page } from "@playwright/test";
import { type Explorer, expect, infect, test } from "./explorer.ts";

const minutes = Number(process.env["SOAK_MINUTES"] ?? 0);
/** Rounds after which everything has been loaded and every cache is full. */
const WARM = 2;
const FEWEST = 2;
/** Bytes by which a heap may grow from the first counted round to the last: a leak of one run's models would be more. */
const GROWTH = 1_000_000;

interface Count {
  readonly workers: number;
  readonly tensors: number;
  readonly buffers: number;
  readonly bytes: number;
}

for (const engine of minutes > 0 ? ["wasm", "webgpu", "tfjs"] : ["webgpu"])
  test(`rounds of use leave nothing behind: ${engine}`, async ({ explorer, page }) => {
    test.setTimeout(90_000 + 2 * 60_000 * minutes);
    await infect(page, countBuffers);
    const session = await page.context().newCDPSession(page);
    await explorer.open(`?engine=${engine}#transfer?v=1&preset=mini&mSource=30&seeds=1`);
    const counts: Count[] = [];
    const end = Date.now() + 60_000 * minutes;
    while (counts.length < WARM + FEWEST || Date.now() < end) {
      await round(explorer, counts.length);
      counts.push(await count(page, session));
    }
    const [first, ...others] = counts.slice(WARM);
    for (const { workers, tensors, buffers } of others)
      expect({ workers, tensors, buffers }).toEqual({
        workers: first.workers,
        tensors: first.tensors,
        buffers: first.buffers,
      });
    expect((others.at(-1)?.bytes ?? 0) - first.bytes).toBeLessThan(GROWTH);
    if (minutes > 0) test.info().annotations.push({ type: "rounds", description: JSON.stringify(counts) });
  });

/** Trains, pauses, moves sliders in mid-run, changes the lab and comes back; at its end nothing trains. */
async function round(explorer: Explorer, number: number): Promise<void> {
  const { page } = explorer;
  await explorer.press("Play");
  await expect.poll(() => explorer.step()).toBeGreaterThan(0);
  for (const value of [40, 35, 30 + (number % 2)]) await explorer.set("mSource", value);
  await explorer.state("training", "settled");
  if ((await explorer.attribute("state")) === "training") await explorer.press("Pause");
  await explorer.press("Step");
  await explorer.state("settled");
  await page.getByRole("link", { name: "Capacity" }).click();
  await explorer.state("ready");
  await page.goBack();
  await explorer.state("ready");
}

/** In a worker: how many GPU buffers were made and not destroyed. */
function countBuffers(): void {
  const live = new Set<GPUBuffer>();
  Object.assign(globalThis, { countedBuffers: live });
  if (typeof GPUDevice === "undefined") return;
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const made = createBuffer.call(this, descriptor);
    live.add(made);
    return made;
  };
  GPUBuffer.prototype.destroy = function () {
    live.delete(this);
    return destroy.call(this);
  };
}

async function count(page: Page, session: CDPSession): Promise<Count> {
  const found = await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(() => {
        const { countedBuffers, _tfengine } = globalThis as unknown as {
          readonly countedBuffers: ReadonlySet<GPUBuffer>;
          readonly _tfengine?: { readonly state: { readonly numTensors: number } }; // the library's own count
        };
        return { buffers: countedBuffers.size, tensors: _tfengine?.state.numTensors ?? 0 };
      }),
    ),
  );
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const sum = (name: "buffers" | "tensors"): number => found.reduce((total, one) => total + one[name], 0);
  return { workers: found.length, tensors: sum("tensors"), buffers: sum("buffers"), bytes: usedSize };
}
