/** The live loop on each engine. The software adapter is slow, so WebGPU trains the smallest problems. */
import type { Page } from "@playwright/test";
import { expect, test, type Explorer } from "./explorer.ts";

const small = "preset=mini&mSource=30&seeds=2";

/** Relative difference between what was trained and the exact optimum, over all errors of the last report. */
async function distanceFromOptimum(explorer: Explorer): Promise<number> {
  const exact = await explorer.page.evaluate(() => document.documentElement.dataset["state"]);
  expect(exact).toBe("settled");
  const rows = await explorer.read("error-curves");
  const trained = rows.filter((row) => row["rows"] === "trained");
  const optimum = rows.filter((row) => row["rows"] === "exact");
  expect(trained.length).toBeGreaterThan(0);
  let largest = 0;
  for (const row of trained) {
    const best = optimum.find((other) => other["seed"] === row["seed"]);
    for (const column of ["mtlError", "stlError", "sourceMtlError", "sourceStlError"])
      largest = Math.max(largest, Math.abs(Number(row[column]) / Number(best?.[column]) - 1));
  }
  return largest;
}

for (const [engine, what] of [
  ["tfjs", "TensorFlow.js trains"],
  ["webgpu", "the fused kernels train"],
] as const)
  test(`${what} on WebGPU up to the exact optimum`, async ({ explorer }) => {
    await explorer.open(`?engine=${engine}#transfer?v=1&${small}&kind=2`);
    expect(await explorer.attribute("engine")).toBe(engine);
    expect(await explorer.attribute("adapter")).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
    expect(await explorer.step()).toBe(0);
    await explorer.press("Play");
    await explorer.state("training", "settled");
    await explorer.state("settled");
    expect(await explorer.step()).toBeGreaterThan(20);
    expect(await distanceFromOptimum(explorer)).toBeLessThan(0.01);
  });

test("WebAssembly is taken where WebGPU is only emulated, and the CPU engine gives the same run", async ({
  explorer,
  page,
}) => {
  const runs: number[] = [];
  for (const engine of ["", "?engine=cpu"]) {
    await explorer.open(`${engine}#transfer?v=1&${small}&kind=2`);
    expect(await explorer.attribute("engine")).toBe(engine === "" ? "wasm" : "cpu");
    await explorer.press("Step");
    await explorer.state("settled");
    expect(await explorer.step()).toBe(1);
    await explorer.press("Step");
    await expect(page.locator("html")).toHaveAttribute("data-step", "2");
    await explorer.state("settled");
    const rows = await explorer.read("error-curves");
    runs.push(Number(rows.find((row) => row["rows"] === "trained" && row["seed"] === 1)?.["mtlError"]));
    await page.goto("about:blank");
  }
  expect(runs[0]).toBeGreaterThan(0);
  // Two steps in float32: 1e-5 is a hundred times its rounding.
  expect(Math.abs(runs[0] / runs[1] - 1)).toBeLessThan(1e-5);
});

test("without WebGPU the page says so, why and what to do, and trains with WebAssembly @no-webgpu", async ({
  explorer,
  page,
}) => {
  await explorer.open("#transfer?v=1&preset=paper&kind=3&mSource=100&seeds=4");
  expect(await explorer.attribute("engine")).toBe("wasm");
  expect(await explorer.attribute("adapter")).toBe("none");
  await expect(page.locator(".engine")).toContainText("WebGPU");
  await expect(page.locator(".engine")).toContainText("Chrome");
  await explorer.press("Play");
  await explorer.state("settled");
  await expect(page.locator(".transport-reason")).toContainText("no longer change");
  expect(await explorer.step()).toBeLessThan(500);
  expect(await distanceFromOptimum(explorer)).toBeLessThan(0.01);
});

test("a WebGPU engine that is forced without WebGPU fails with the reason, and the figures stay @no-webgpu", async ({
  explorer,
  page,
}) => {
  await explorer.open(`?engine=tfjs#transfer?v=1&${small}`);
  await explorer.press("Play");
  await explorer.state("failed");
  await expect(page.locator(".transport-reason")).toContainText("WebGPU");
  expect((await explorer.read("transfer-gap")).length).toBeGreaterThan(0);
});

test("play, pause, play, step and reset do what they say", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&optimiser=gradientDescent&whiten=false&seeds=4&steps=20000");
  await explorer.press("Play");
  await explorer.state("training");
  await expect.poll(() => explorer.step()).toBeGreaterThan(20);
  await explorer.press("Pause");
  await explorer.state("settled");
  await expect(page.locator(".transport-reason")).toContainText("Paused at step");
  const paused = await explorer.step();
  await explorer.press("Step");
  await expect.poll(() => explorer.step()).toBeGreaterThan(paused);
  await explorer.state("settled");
  const stepped = await explorer.step();
  await explorer.press("Play");
  await expect.poll(() => explorer.step()).toBeGreaterThan(stepped);
  await explorer.press("Reset");
  await explorer.state("ready");
  expect(await explorer.step()).toBe(0);
});

test("a changed setting restarts training by itself once Play was pressed, and Pause ends that", async ({
  explorer,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  await explorer.set("phi", 50);
  await explorer.state("ready"); // nothing trains before Play
  await explorer.press("Play");
  await explorer.state("settled");
  const before = await explorer.read("transfer-gap");
  await explorer.set("phi", 20);
  await explorer.state("settled");
  expect(await explorer.step()).toBeGreaterThan(0);
  expect(await explorer.read("transfer-gap")).not.toEqual(before);
  await explorer.press("Play");
  await explorer.state("settled", "training");
  await explorer.press("Reset");
  await explorer.set("phi", 30);
  await explorer.state("ready");
});

test("a random start can miss the optimum, and the page says in how many runs", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&kind=3&mSource=100&start=random&seeds=12");
  await explorer.press("Play");
  await explorer.state("settled");
  await expect(page.locator(".answer")).toContainText(/\d+ of 12 runs ended more than 1 % above their optimum/);
});

test("new seeds are one entry of the history and other numbers", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  const before = await explorer.read("transfer-gap");
  await explorer.press("New seed");
  await expect(page).toHaveURL(/seed=\d+/);
  await explorer.state("ready");
  expect(await explorer.read("transfer-gap")).not.toEqual(before);
  await page.goBack();
  await explorer.state("ready");
  await expect(page).not.toHaveURL(/seed=\d+/);
});

test("the page works and trains on a phone with a touch screen @phone", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&preset=mini&seeds=4");
  await page.getByRole("button", { name: "Play", exact: true }).tap();
  await explorer.state("settled");
  await expect(page.locator("figure#transfer-gap svg").first()).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const targets = await page
    .getByRole("button")
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => !button.classList.contains("set"))
        .map((button) => Math.min(button.clientWidth, button.clientHeight)),
    );
  expect(Math.min(...targets)).toBeGreaterThanOrEqual(24); // WCAG 2.2, target size (minimum)
});

/** From the next page on: how often it has asked a worker to train, all in all or with so many source samples. */
async function trainingsAsked(page: Page): Promise<(mSource?: number) => Promise<number>> {
  await page.addInitScript(() => {
    const asked: number[] = [];
    const open: Worker[] = [];
    Object.assign(window, { asked, trainer: undefined });
    window.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        open.push(this);
      }
      override postMessage(message: { readonly kind: string; readonly settings?: { readonly mSource: number } }): void {
        if (message.kind === "train") {
          asked.push(message.settings?.mSource ?? Number.NaN);
          Object.assign(window, { trainer: open.indexOf(this) });
        }
        super.postMessage(message);
      }
    };
  });
  return (mSource) =>
    page.evaluate((only) => {
      const { asked } = window as unknown as { asked: number[] };
      return asked.filter((samples) => only === undefined || samples === only).length;
    }, mSource);
}

test("a page at rest has begun the next run, which Play goes on with and a changed setting drops @no-webgpu", async ({
  explorer,
  page,
}) => {
  const begun = await trainingsAsked(page);
  const trained = async (): Promise<object[]> =>
    (await explorer.read("error-curves")).filter((row) => row["rows"] === "trained");

  await explorer.open(`#transfer?v=1&${small}&steps=20`);
  await explorer.swept();
  await expect.poll(() => begun()).toBe(1);
  expect(await explorer.attribute("state")).toBe("ready");
  expect(await explorer.step()).toBe(0);
  await explorer.press("Play");
  await explorer.state("settled");
  expect(await begun()).toBe(1);
  const ahead = await trained();
  await explorer.press("Reset");
  await explorer.press("Play");
  await explorer.state("settled");
  expect(await trained()).toEqual(ahead);

  await explorer.press("Reset");
  await explorer.set("mSource", 31);
  await expect.poll(() => begun(31)).toBe(1);
  await explorer.press("Step");
  await explorer.state("settled");
  expect(await explorer.step()).toBe(1);
  expect(await trained()).not.toEqual(ahead);
  expect(await begun(31)).toBe(1);
});

test("what breaks before it was asked for is begun anew by Play, and nothing is said of it @no-webgpu", async ({
  explorer,
  page,
}) => {
  const begun = await trainingsAsked(page);
  await page.clock.install();
  await explorer.open(`#transfer?v=1&${small}&steps=20`);
  await expect.poll(() => begun()).toBe(1);
  expect(page.workers()).toHaveLength(3); // for the figures, the sweep and, ahead, for training
  const trainer = await page.evaluate(() => (window as unknown as { trainer: number }).trainer);
  await page.workers()[trainer].evaluate(() => setTimeout(() => reportError(new Error("broken"))));
  await expect.poll(() => page.workers().length).toBe(2);
  await page.clock.runFor(10_000);
  expect(await begun()).toBe(1); // it is not tried again and again
  expect(await explorer.attribute("state")).toBe("ready");
  await explorer.press("Play");
  await explorer.state("settled");
  expect(await begun()).toBe(2);
  await expect(page.locator(".transport-reason")).toHaveText("Stopped after 20 steps, the most that are set. ");

  await page.goto("about:blank");
  await explorer.open(`?engine=webgpu#transfer?v=1&${small}`); // which is not to be had, as is found at once
  await explorer.swept();
  await expect.poll(() => begun()).toBe(1);
  await expect.poll(() => page.workers().length).toBe(2);
  await page.clock.runFor(10_000);
  expect(await begun()).toBe(1);
  expect(await explorer.attribute("state")).toBe("ready");
});

test("workers that share the seeds find the same numbers @no-webgpu", async ({ explorer, page }) => {
  const runs: object[] = [];
  const workers: number[] = [];
  for (const cores of [2, 3]) {
    await page.addInitScript((count) => {
      Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => count, configurable: true });
    }, cores);
    await explorer.open("#transfer?v=1&preset=mini&seeds=8&steps=20");
    await explorer.swept();
    await explorer.press("Play");
    await explorer.state("settled");
    workers.push(page.workers().length);
    runs.push((await explorer.read("error-curves")).filter((row) => row["rows"] === "trained"));
    await page.goto("about:blank");
  }
  expect(workers[1] - workers[0]).toBe(2); // one more for the sweep, one more for training
  expect(runs[1]).toEqual(runs[0]);
});

test("where a graphics card answers it begins, then it and WebAssembly are measured and the faster takes the next run", async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    if (typeof GPUAdapterInfo === "undefined") return; // an empty page
    Object.defineProperty(GPUAdapterInfo.prototype, "isFallbackAdapter", { get: () => false }); // the software one counts
  });
  const link = `#transfer?v=1&${small}&steps=10`;
  await explorer.open(link);
  const engine = page.locator(".engine");
  await expect(engine).toContainText("A graphics card answered");
  expect(await explorer.attribute("engine")).toBe("webgpu");
  await explorer.press("Play");
  await explorer.state("settled");
  await expect(engine).toContainText(/Measured on such a job: .* steps a second, .*, so \w+ takes it/);
  const faster = (await engine.textContent())?.includes("so WebGPU") === true ? "webgpu" : "wasm";
  await explorer.press("Reset");
  await explorer.press("Play");
  await explorer.state("settled");
  expect(await explorer.attribute("engine")).toBe(faster);
  await page.goto("about:blank");
  await explorer.open(link); // it is remembered
  expect(await explorer.attribute("engine")).toBe(faster);
  await expect(engine).toContainText("steps a second");
});

test("the usual way is shown beside ours, in its own worker that ends by itself, and can be stopped", async ({
  explorer,
  page,
}) => {
  await explorer.open(`#transfer?v=1&${small}&kind=2`);
  await explorer.swept();
  await expect.poll(() => page.workers().length).toBe(3); // for the figures, the sweep and, ahead, for training
  const workers = page.workers().length;
  const said = page.locator(".usual-way [role=status]");
  const button = page.getByRole("button", { name: "Compare with plain TensorFlow.js" });
  await button.press("Enter");
  await page.getByRole("button", { name: "Stop comparing" }).press("Enter");
  await expect(said).toBeEmpty();
  await button.press("Enter");
  await expect(said).toContainText("Running");
  await expect(said).toContainText(/TensorFlow.js alone makes .* steps a second/, { timeout: 60_000 });
  await expect(said).toContainText(
    process.env["TEST_GPU"] === "hardware" ? "agree" : "WebGPU is emulated on the CPU here",
  );
  expect(Number(await said.getAttribute("data-apart"))).toBeLessThan(2e-5);
  expect(Number(await said.getAttribute("data-apart"))).toBeGreaterThan(0); // two programs round differently
  await expect(button).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(workers);
  expect(await explorer.attribute("state")).toBe("ready"); // nothing of the page's own has trained
  await explorer.set("mSource", 31);
  await expect(said).toBeEmpty();
});

test("without WebGPU the usual way says why it cannot be shown @no-webgpu", async ({ explorer, page }) => {
  await explorer.open(`#transfer?v=1&${small}`);
  await page.getByRole("button", { name: "Compare with plain TensorFlow.js" }).click();
  await expect(page.locator(".usual-way [role=status]")).toContainText(/could not be shown. WebGPU/);
});
