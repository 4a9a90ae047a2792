/**
 * Nothing is left behind: after each round of training, pausing, moving controls and changing labs there are as many
 * workers, tensors and GPU buffers as after the first ones, and no more objects. `npm run soak -- --minutes N` goes on
 * for so long on each engine; without it there are a few rounds on the one that holds most.
 */
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { type Explorer, expect, infect, test } from "./explorer.ts";
import { type Heaps, watchHeaps } from "./heaps.ts";

const minutes = Number(process.env["SOAK_MINUTES"] ?? 0);
/** Rounds after which everything has been loaded and every cache is full. */
const WARM = 2;
const FEWEST = 2;
/**
 * By how much the objects that are held may differ with what was drawn last. The bytes of their arrays differ by more, with
 * what the sweeps remember. So the least of the later rounds is compared with the most of the earlier ones: what grows by
 * a hundredth of itself a round is found in twenty rounds; of few rounds the bytes say nothing.
 */
const SPREAD = 1.1;

interface Count extends Heaps {
  readonly workers: number;
  readonly tensors: number;
  readonly buffers: number;
}

for (const engine of minutes > 0 ? ["wasm", "webgpu", "tfjs"] : ["webgpu"])
  test(`rounds of use leave nothing behind: ${engine}`, async ({ explorer, page }, info) => {
    test.setTimeout(90_000 + 2 * 60_000 * minutes);
    await infect(page, countBuffers);
    await explorer.open(`?engine=${engine}#transfer?v=1&preset=mini&mSource=30&seeds=1`);
    const heaps = await watchHeaps(page);
    const counts: Count[] = [];
    const end = Date.now() + 60_000 * minutes;
    while (counts.length < WARM + FEWEST || Date.now() < end) {
      await round(explorer, counts.length);
      await expect.poll(async () => (await held(page)).tensors).toBe(0); // the worker has heard that the run is over
      counts.push({ ...(await held(page)), ...(await heaps()) });
      await page.goBack();
      await explorer.state("ready");
    }
    await writeFile(info.outputPath("counts.jsonl"), counts.map((count) => `${JSON.stringify(count)}\n`).join(""));
    const [first, ...others] = counts.slice(WARM);
    // The library's pool keeps as many buffers as were once needed at the same time, which may become more, though not often.
    const pooled = engine === "tfjs" ? others.length / 10 : 0;
    for (const { workers, buffers } of others) {
      expect(workers).toBe(first.workers);
      expect(buffers).toBeLessThanOrEqual(first.buffers + pooled);
    }
    const half = counts.length >> 1;
    for (const name of minutes > 0 ? (["objects", "bytes"] as const) : (["objects"] as const)) {
      const [earlier, later] = [counts.slice(0, half), counts.slice(half)].map((part) => part.map((one) => one[name]));
      expect(Math.min(...later), name).toBeLessThan(SPREAD * Math.max(...earlier));
    }
  });

/** Trains, pauses, moves sliders in mid-run, and goes to a lab in which nothing trains. */
async function round(explorer: Explorer, number: number): Promise<void> {
  const { page } = explorer;
  await explorer.press("Play");
  await expect.poll(() => explorer.step()).toBeGreaterThan(0);
  for (const value of [40, 35, 30 + (number % 2)]) await explorer.set("mSource", value);
  await explorer.state("training", "settled");
  await page.evaluate(() => document.querySelector<HTMLElement>("[aria-label=Pause]")?.click()); // unless it has settled
  await explorer.state("settled");
  await explorer.press("Step");
  await explorer.state("settled");
  await page.getByRole("link", { name: "Capacity" }).click();
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

/** What the workers hold of the training library and of the GPU. */
async function held(page: Page): Promise<Pick<Count, "workers" | "tensors" | "buffers">> {
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
  const sum = (name: "buffers" | "tensors"): number => found.reduce((total, one) => total + one[name], 0);
  return { workers: found.length, tensors: sum("tensors"), buffers: sum("buffers") };
}
