/** What goes wrong is said in a sentence; the last good figures stay; the reader goes on without reloading. */
import type { Page } from "@playwright/test";
import { type Explorer, expect, infect, test } from "./explorer.ts";

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

/** A long run of plain steps, so that it is still under way when something happens to it. */
const long = `${small}&optimiser=gradientDescent&whiten=false&steps=20000`;
const reason = ".transport-reason";

/** In a worker: the event "lose-device" takes its GPU devices away. */
function loseDevices(): void {
  if (typeof GPUAdapter === "undefined") return;
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    const device = await requestDevice.apply(this, options);
    addEventListener("lose-device", () => device.destroy());
    return device;
  };
}

/** Waits until the run has made more steps. */
async function goesOn(explorer: Explorer): Promise<number> {
  const before = await explorer.step();
  await expect.poll(() => explorer.step(), { timeout: 60_000 }).toBeGreaterThan(before);
  return explorer.step();
}

/** The reports that the page has kept begin with the run, and each is of a later step. */
async function expectWholeCurve(explorer: Explorer): Promise<void> {
  const rows = await explorer.read("error-curves");
  const steps = rows.filter((row) => row["rows"] === "trained, mean").map((row) => Number(row["step"]));
  expect(steps.length).toBeGreaterThan(1);
  expect(steps[0]).toBeLessThan(steps[1] - steps[0]); // the table shows every n-th
  expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
}

for (const engine of ["webgpu", "tfjs"])
  test(`a run goes on after its GPU device is lost, and with WebAssembly after the second loss: ${engine}`, async ({
    explorer,
    page,
  }) => {
    await infect(page, loseDevices);
    await explorer.open(`?engine=${engine}#transfer?v=1&${long}`);
    await explorer.press("Play");
    for (const [name, after] of [
      [engine, /device was lost .* went on from step \d+ with the same engine/],
      ["wasm", /device was lost .* went on from step \d+ with WebAssembly/],
    ] as const) {
      const before = await goesOn(explorer);
      for (const worker of page.workers()) await worker.evaluate(() => dispatchEvent(new Event("lose-device")));
      await expect(page.locator(reason)).toContainText(after, { timeout: 60_000 });
      expect(Number(/from step (\d+)/.exec(await page.locator(reason).innerText())?.[1])).toBeGreaterThanOrEqual(
        before,
      );
      expect(await goesOn(explorer)).toBeGreaterThan(before);
      expect(await explorer.attribute("engine")).toBe(name);
      expect(await explorer.attribute("state")).toBe("training");
    }
    await explorer.press("Pause");
    await expectWholeCurve(explorer);
    await expect(page.locator(reason)).toContainText(/Paused at step \d+.*went on from step/);
  });

test("a worker that falls silent is replaced, and the run goes on from its last report", async ({ explorer, page }) => {
  await page.clock.install();
  await explorer.open("?engine=cpu#transfer?v=1&seeds=1&optimiser=momentum&whiten=false&steps=20000");
  await explorer.swept(); // the other workers rest
  await explorer.press("Play");
  await goesOn(explorer);
  for (const worker of page.workers()) await worker.evaluate(() => self.close()).catch(() => undefined);
  await page.clock.runFor(30_000);
  await expect(page.locator(reason)).toContainText(/no longer answers.*went on from step \d+ .*began anew/);
  await goesOn(explorer);
  await explorer.press("Pause");
  await expectWholeCurve(explorer);
});

test("a worker that breaks or cannot be read is replaced once, and where no engine is left the page says so", async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    window.Worker = class extends Worker {
      constructor(...parameters: ConstructorParameters<typeof Worker>) {
        super(...parameters);
        workers.push(this);
      }
    };
  });
  await explorer.open(`?engine=cpu#transfer?v=1&${long}`);
  await explorer.swept(); // so that the newest worker is the one that trains
  await explorer.press("Play");
  await goesOn(explorer);
  const fail = (kind: string): Promise<void> =>
    page.evaluate((event) => {
      const { workers } = window as unknown as { workers: Worker[] };
      workers
        .at(-1)
        ?.dispatchEvent(event === "error" ? new ErrorEvent("error", { message: "broken" }) : new Event(event));
    }, kind);
  await fail("messageerror");
  await expect(page.locator(reason)).toContainText(/could not be read.*went on from step/);
  await goesOn(explorer);
  await fail("error"); // the second loss, and after the CPU there is no other engine
  await explorer.state("failed");
  await expect(page.locator(reason)).toContainText(/Training stopped at step \d+\. .*ended \(broken\)\. Press Play/);
  await expectWholeCurve(explorer);
  await explorer.press("Play");
  await goesOn(explorer);
});

for (const [what, code] of [
  ["does not compile", () => (WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError("broken")))],
  [
    "gets no memory",
    () => Object.assign(WebAssembly, { instantiate: () => Promise.reject(new RangeError("Out of memory: no room")) }),
  ],
] as const)
  test(`the CPU takes over where WebAssembly ${what}, and says so`, async ({ explorer, page }) => {
    await infect(page, code);
    await explorer.open(`#transfer?v=1&${small}`);
    expect(await explorer.attribute("engine")).toBe("wasm");
    await explorer.press("Play");
    await explorer.state("settled");
    expect(await explorer.attribute("engine")).toBe("cpu");
    await expect(page.locator(reason)).toContainText("Training began with the CPU in float64");
    await expect(page.locator(".engine")).toContainText(/took over from WebAssembly.*(broken|memory)/);
  });

test("a GPU engine by name whose kernels do not compile says why", async ({ explorer, page }) => {
  await infect(page, () => {
    GPUDevice.prototype.createComputePipelineAsync = () => Promise.reject(new Error("no such pipeline"));
  });
  await explorer.open(`?engine=webgpu#transfer?v=1&${small}`);
  await explorer.press("Play");
  await explorer.state("failed");
  await expect(page.locator(reason)).toContainText(/no such pipeline.*Press Play/);
  expect((await explorer.read("transfer-gap")).length).toBeGreaterThan(0);
});

test("a GPU engine by name that gets no memory says why", async ({ explorer, page }) => {
  await infect(page, () => {
    const { createBuffer } = GPUDevice.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      if (descriptor.size > 20_000) throw new RangeError("createBuffer failed, size is too large"); // not the self-test's
      return createBuffer.call(this, descriptor);
    };
  });
  await explorer.open(`?engine=webgpu#transfer?v=1&mSource=30&seeds=4`);
  await explorer.press("Play");
  await explorer.state("failed");
  await expect(page.locator(reason)).toContainText(/refused the memory .*Fewer seeds or samples/);
});

test("in a background tab training goes on, and nothing piles up until the tab is seen again", async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    const seen = { owed: 0, most: 0, hidden: false };
    Object.assign(window, { seen });
    Object.defineProperty(document, "hidden", { get: () => seen.hidden });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message: { kind: string }, ...rest: []) {
      if (["train", "pull"].includes(message.kind)) {
        if (message.kind === "train")
          this.addEventListener("message", ({ data }: MessageEvent<{ kind: string }>) => {
            if (data.kind === "report") seen.owed--;
          });
        seen.most = Math.max(seen.most, ++seen.owed);
      }
      postMessage.call(this, message, ...rest);
    };
  });
  const show = (hidden: boolean): Promise<number> =>
    page.evaluate((value) => {
      const { seen } = window as unknown as { seen: { hidden: boolean; most: number } };
      seen.hidden = value;
      document.dispatchEvent(new Event("visibilitychange"));
      return seen.most;
    }, hidden);
  await explorer.open(`?engine=cpu#transfer?v=1&${long}`);
  await explorer.press("Play");
  await goesOn(explorer);
  for (const hidden of [true, false, true, false]) {
    expect(await show(hidden)).toBe(1);
    await goesOn(explorer);
  }
  await explorer.press("Pause");
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
  await explorer.open("#similarity?v=1&seeds=1");
  await explorer.set("mSource", -3);
  await expect(page.locator('[data-setting="mSource"]').getByRole("alert")).toContainText("from 1 to 20\u202F000");
  await expect(page).toHaveURL(/#similarity\?v=1&seeds=1$/);
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
  await page.getByRole("link", { name: "Transfer", exact: true }).click();
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

test("a sweep whose part of the program cannot be loaded is said in a sentence", async ({
  explorer,
  page,
  console,
}) => {
  await lose(page, "**/assets/sweep-*.js");
  await page.goto("./#transfer?v=1&seeds=1");
  await explorer.state("failed");
  await expect(page.locator(".answer")).toContainText("A part of this page could not be loaded.");
  expectOnlyLostFiles(console);
});

test("where no worker may be started the page is drawn and says so", async ({ explorer, page }) => {
  await page.addInitScript(() => {
    window.Worker = function refused() {
      throw new DOMException("not from this origin", "SecurityError");
    } as unknown as typeof Worker;
  });
  await page.goto("./?engine=cpu#transfer?v=1&seeds=1");
  await explorer.state("failed");
  await expect(page.locator(".answer")).toContainText(/figures could not be computed.*not from this origin/);
  await explorer.press("Play");
  await expect(page.locator(reason)).toContainText(/Training stopped at step 0.*not from this origin/);
  await page.getByRole("link", { name: "Capacity" }).click();
  await expect(page.locator(".answer")).toContainText("The figures could not be computed.");
});
