/** What goes wrong is said in a sentence; the last good figures stay; the reader goes on without reloading. */
import type { Page } from "@playwright/test";
import { expect, test } from "./explorer.ts";

const small = "preset=mini&mSource=30&seeds=2";

test("a run that diverges stops and says at which step", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2&learningRate=100&optimiser=gradientDescent");
  await explorer.press("Play");
  await explorer.state("failed");
  await expect(page.locator(".transport-reason")).toContainText(/no longer finite at step \d+.*smaller learning rate/);
  expect((await explorer.read("transfer-gap")).length).toBeGreaterThan(0);
  await explorer.set("learningRate", 1);
  await explorer.press("Play");
  await explorer.state("settled");
});

test("a lost GPU device stops the run with a sentence, and Play starts again", async ({ explorer, page }) => {
  // The page's training worker makes its own device; this keeps a hand on it.
  page.on("worker", (worker) => {
    void worker
      .evaluate(() => {
        if (typeof GPUAdapter === "undefined") return;
        const { requestDevice } = GPUAdapter.prototype;
        GPUAdapter.prototype.requestDevice = async function (...options) {
          const device = await requestDevice.apply(this, options);
          addEventListener("lose-device", () => device.destroy());
          return device;
        };
      })
      .catch(() => undefined); // the worker ended first
  });
  await explorer.open(`?engine=tfjs#transfer?v=1&${small}&optimiser=gradientDescent&whiten=false&steps=20000`);
  await explorer.press("Play");
  await expect.poll(() => explorer.step(), { timeout: 60_000 }).toBeGreaterThan(0);
  for (const worker of page.workers()) await worker.evaluate(() => dispatchEvent(new Event("lose-device")));
  await explorer.state("failed");
  await expect(page.locator(".transport-reason")).toContainText(/lost.*Press Play/);
  expect((await explorer.read("transfer-gap")).length).toBeGreaterThan(0);
  await explorer.press("Play");
  await expect.poll(() => explorer.step(), { timeout: 60_000 }).toBeGreaterThan(0);
  await explorer.press("Pause");
});

test("a worker that dies is noticed, and Play starts a fresh one", async ({ explorer, page }) => {
  await page.clock.install();
  await explorer.open("?engine=cpu#transfer?v=1&seeds=1&optimiser=gradientDescent&whiten=false&steps=20000");
  await expect(page.locator("html")).toHaveAttribute("data-sweep", "complete", { timeout: 60_000 }); // the others rest
  await explorer.press("Play");
  await expect.poll(() => explorer.step()).toBeGreaterThan(0);
  for (const worker of page.workers()) await worker.evaluate(() => self.close()).catch(() => undefined);
  await page.clock.runFor(30_000);
  await explorer.state("failed");
  await expect(page.locator(".transport-reason")).toContainText("no longer answers");
  await explorer.press("Play");
  await explorer.state("training", "settled");
});

test("with storage and service workers refused the page works, and the theme holds until it is left", async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    const get = (): never => {
      throw new DOMException("refused", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get });
    Object.defineProperty(Navigator.prototype, "serviceWorker", { get });
  });
  await explorer.open("#transfer?v=1&seeds=1");
  await page.getByLabel("Theme").selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a number that does not fit is refused beside its box, and nothing changes", async ({ explorer, page }) => {
  await explorer.open("#transfer?v=1&seeds=1");
  await explorer.set("mSource", -3);
  await expect(page.locator('[data-setting="mSource"]').getByRole("alert")).toContainText("from 1 to 20\u202F000");
  await expect(page).toHaveURL(/#transfer\?v=1&seeds=1$/);
});

/** Aborts what the page asks for later. There is no service worker then: it would have kept these files already. */
async function lose(page: Page, files: string): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await page.route(files, (route) => route.abort());
}

/** The browser itself writes of every request that failed; nothing else was complained of. */
function expectOnlyLostFiles(console: string[]): void {
  for (const complaint of console.splice(0)) expect(complaint).toContain("Failed to load resource");
}

test("a lab that cannot be loaded says so and leaves the others open; a reload brings it", async ({
  explorer,
  page,
  console,
}) => {
  const files = "**/assets/capacity-*.js";
  await lose(page, files);
  await explorer.open("#transfer?v=1&seeds=1");
  await page.getByRole("link", { name: "Capacity" }).click();
  await explorer.state("failed");
  await expect(page.getByRole("main")).toContainText("This part of the page could not be loaded");
  await page.getByRole("link", { name: "Transfer" }).click();
  await explorer.state("ready");
  await expect(page.locator("figure#transfer-gap svg").first()).toBeVisible();
  await page.goBack();
  await explorer.state("failed");
  await page.unroute(files);
  await page.getByRole("main").getByRole("button", { name: "Reload" }).click();
  await explorer.state("ready");
  await expect(page.getByRole("main")).not.toContainText("could not be loaded");
  expectOnlyLostFiles(console);
});

test("pictures, tables and texts that cannot be loaded say so in their place, and the rest works", async ({
  explorer,
  page,
  console,
}) => {
  await lose(page, "**/assets/{charts,Numbers,population,transfer}-*.js");
  await explorer.open("?engine=cpu#transfer?v=1&preset=mini&mSource=30&seeds=2");
  const sentence = "This part of the page could not be loaded";
  await expect(page.locator("figure#principal-angles .chart")).toContainText(sentence);
  await expect(page.getByRole("region", { name: "About this lab" })).toContainText(sentence);
  const gap = page.locator("figure#transfer-gap");
  await gap.getByRole("button", { name: /numbers/i }).click();
  await expect(gap).toContainText(sentence);
  await expect(gap.locator("svg").first()).toBeVisible();
  await explorer.press("Play");
  await explorer.state("settled");
  expectOnlyLostFiles(console);
});
