/**
 * The product as it is built, in a browser: how soon it shows and trains something, whether it stays smooth, what it asks
 * of the GPU. Each time is of a page in a context of its own.
 */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright";
import { gpuCounts } from "./gpuCounts.ts";
import { type Measurement, summary } from "./measure.ts";

/** What is measured, by the names that goals refer to. */
export const siteNames = {
  firstFigure: "first true figure, no training library",
  coldWasm: "first trained step, cold, WASM",
  coldWebgpu: "first trained step, cold, WebGPU",
  aheadWasm: "first trained step, page at rest for a while, WASM",
  aheadWebgpu: "first trained step, page at rest for a while, WebGPU",
  gapIdle: "longest frame gap, page at rest",
  gapTraining: "longest frame gap, training",
  gapSweeping: "longest frame gap, sweeping",
  interaction: "slowest key on a slider to the next paint, training",
  dispatches: "dispatches per live step",
  pipelines: "pipelines compiled per slider move",
  bundle: "engine bundle, gzip",
} as const;

/** A measurement of the page, in the unit that it names. */
export interface SiteRow extends Measurement {
  readonly unit: "ms" | "KB" | "dispatches" | "pipelines";
  /** Why it could not be measured: then it has no rounds. */
  readonly failure?: string;
}

export interface Site {
  readonly browser: Browser;
  readonly address: string;
  /** Where its files are. */
  readonly folder: string;
}

const READY = "html[data-state=ready]";
const TRAINING = "html[data-state=training]";
const AT_REST = "html[data-state=ready][data-sweep=complete]";
/** A run that lasts: the plain method, in the problem's own coordinates. */
const LONG = "optimiser=gradientDescent&whiten=false&steps=20000";
/** How long frames are watched. */
const WATCHED_MS = 2500;
const PATIENCE_MS = 120_000;

/** All of it. Rounds are contexts; what one context can show in turn, it shows, because each waits until its sweep is complete. */
export async function measureSite(
  site: Site,
  isQuick: boolean,
  note: (name: string) => void,
): Promise<readonly SiteRow[]> {
  const rows: SiteRow[] = [];
  /** Contexts in which some times are taken one after another, in the order of their names. */
  const times = async (
    names: readonly string[],
    rounds: number,
    measure: (page: Page) => Promise<readonly number[]>,
  ): Promise<void> => {
    const found: (readonly number[])[] = [];
    for (let round = 0; round < rounds; round++) {
      note(names.join("; "));
      try {
        found.push(await withPage(site, measure));
      } catch (error) {
        rows.push(...names.map((name) => failed(name, error)));
        return;
      }
    }
    rows.push(
      ...names.map((name, i) => ({
        ...summary(
          name,
          found.map((one) => one[i]),
        ),
        unit: "ms" as const,
      })),
    );
  };
  const { firstFigure, gapIdle, gapTraining, gapSweeping, interaction } = siteNames;
  const rounds = isQuick ? 3 : 5;
  const { address } = site;
  await times([firstFigure], isQuick ? 3 : 9, async (page) => [await timeOfFirstFigure(page, `${address}#transfer`)]);
  await times([gapIdle], rounds, async (page) => {
    await open(page, `${address}?engine=wasm#transfer`, AT_REST);
    return [await longestGap(page, WATCHED_MS)];
  });
  for (const [engine, cold, ahead] of [
    ["wasm", siteNames.coldWasm, siteNames.aheadWasm],
    ["webgpu", siteNames.coldWebgpu, siteNames.aheadWebgpu],
  ] as const) {
    const link = `${address}?engine=${engine}#transfer`;
    await times([cold], rounds, async (page) => {
      await open(page, link, AT_REST);
      return [await firstStep(page)];
    });
    await times([ahead], rounds, async (page) => {
      await open(page, link, AT_REST);
      await longestGap(page, WATCHED_MS); // by then the next run has begun
      return [await firstStep(page)];
    });
  }
  await times([gapTraining, interaction], rounds, async (page) => {
    await open(page, `${address}?engine=wasm#transfer?v=1&${LONG}`, AT_REST);
    await press(page, "Play");
    await page.locator(TRAINING).waitFor({ timeout: PATIENCE_MS });
    return [await longestGap(page, WATCHED_MS, TRAINING), await slowestKey(page)];
  });
  await times([gapSweeping], rounds, async (page) => {
    await open(page, `${address}#transfer?v=1&seeds=32`, READY);
    return [await longestGap(page, WATCHED_MS, "html[data-sweep=filling]")];
  });
  note("what the GPU is asked for");
  try {
    const { dispatches, pipelines } = await withPage(site, (page) =>
      gpuCounts(page, `${address}?engine=webgpu#transfer?v=1&preset=mini&seeds=2`),
    );
    rows.push({ ...summary(siteNames.dispatches, [dispatches]), unit: "dispatches" });
    rows.push({ ...summary(siteNames.pipelines, [pipelines]), unit: "pipelines" });
  } catch (error) {
    rows.push(failed(siteNames.dispatches, error), failed(siteNames.pipelines, error));
  }
  rows.push(bundleSize(site.folder));
  return rows;
}

/** What could not be measured misses its goal, and one failure does not cost the rest. */
function failed(name: string, error: unknown): SiteRow {
  const failure = error instanceof Error ? error.message : String(error);
  return { name, rounds: 0, median: NaN, least: NaN, most: NaN, unit: "ms", failure };
}

async function withPage<T>({ browser }: Site, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function open(page: Page, link: string, until: string): Promise<void> {
  await page.goto(link);
  await page.locator(until).waitFor({ timeout: PATIENCE_MS });
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

/** From the beginning of the navigation to the exact figures. */
async function timeOfFirstFigure(page: Page, link: string): Promise<number> {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (document.documentElement.dataset["state"] !== "ready") return;
      observer.disconnect();
      performance.mark("first figure");
    });
    observer.observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
  });
  await open(page, link, READY);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const library = loaded.find((name) => /\/(tfjs|webgpu)[^/]*\.js$/.test(name));
  if (library !== undefined) throw new Error(`the first figure must need no training library; ${library} was loaded`);
  return page.evaluate(() => performance.getEntriesByName("first figure")[0].startTime);
}

/** From Play, on a page that has trained nothing yet, to the first report of a trained step. */
function firstStep(page: Page): Promise<number> {
  return page.getByRole("button", { name: "Play", exact: true }).evaluate(
    (button) =>
      new Promise<number>((resolve) => {
        const started = performance.now();
        const root = document.documentElement;
        const observer = new MutationObserver(() => {
          if (!(Number(root.dataset["step"]) > 0)) return;
          observer.disconnect();
          resolve(performance.now() - started);
        });
        observer.observe(root, { attributes: true, attributeFilter: ["data-step"] });
        (button as HTMLButtonElement).click();
      }),
  );
}

/** The longest time between two frames, watched so long, or while the page matches a selector. */
async function longestGap(page: Page, ms: number, matching = "html"): Promise<number> {
  const { longest, watched } = await page.evaluate(
    ({ ms, matching }) =>
      new Promise<{ longest: number; watched: number }>((resolve) => {
        const started = performance.now();
        let last = started;
        let longest = 0;
        const frame = (): void => {
          const now = performance.now();
          if (now - started < 50) last = now; // the call that brought this here has ended
          longest = Math.max(longest, now - last);
          last = now;
          if (now - started < ms && document.querySelector(matching)) requestAnimationFrame(frame);
          else resolve({ longest, watched: now - started });
        };
        requestAnimationFrame(frame);
      }),
    { ms, matching },
  );
  if (watched < 300) throw new Error(`frames must be watched for longer; ${matching} held for ${watched} ms`);
  return longest;
}

/** A slider moved by its keys while the page trains, which restarts training each time: the slowest key's paint. */
async function slowestKey(page: Page): Promise<number> {
  const slider = page.getByRole("region", { name: "Settings" }).getByRole("slider", { name: /misalignment/ });
  await slider.focus();
  await page.keyboard.press("ArrowLeft"); // the run may have ended meanwhile; this trains anew
  await page.locator(TRAINING).waitFor({ timeout: PATIENCE_MS });
  await page.evaluate(() => {
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === "keydown" || name === "keyup") performance.mark("key", { detail: duration });
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit); // which TypeScript does not know yet
  });
  for (let i = 0; i < 10; i++) {
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(200);
  }
  await page.waitForTimeout(500); // entries come late
  const durations = await page.evaluate(() =>
    performance.getEntriesByName("key").map((entry) => Number((entry as PerformanceMark).detail)),
  );
  return Math.max(16, ...durations); // faster keys are not reported
}

/** The fused kernels, the base of the library under them, and the engine in WebAssembly. */
function bundleSize(folder: string): SiteRow {
  const assets = path.join(folder, "assets");
  const files = readdirSync(assets).filter((name) => /^(webgpu|wasm).*\.js$/.test(name));
  if (files.length < 3) throw new Error(`the engines' chunks must be found; got ${files.join(", ")}`);
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(assets, name))).length, 0);
  return { ...summary(siteNames.bundle, [bytes / 1000]), unit: "KB" };
}
