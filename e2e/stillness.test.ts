/** Nothing jumps: not while a lab opens, not while its sweep fills, not when training begins and ends. */
import type { Page } from "@playwright/test";
import { expect, test } from "./explorer.ts";

/** The most that the parts of a page may move, as browsers count it (1 is the whole window by its whole height). */
const LIMIT = 0.02;

declare global {
  var shifts: { value: number; what: string }[];
}

/** Collects from now on what moves without the reader's doing, in every page that opens. */
const watch = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: readonly { node?: Node | null }[];
      })[])
        if (!entry.hadRecentInput)
          globalThis.shifts.push({
            value: entry.value,
            what: entry.sources.map(({ node }) => node?.parentElement?.className ?? "").join(", "),
          });
    }).observe({ type: "layout-shift", buffered: true });
  });

/** What has moved since it was last asked for. */
async function expectStill(page: Page): Promise<void> {
  const shifts = await page.evaluate(() => globalThis.shifts.splice(0));
  expect(
    shifts.reduce((sum, { value }) => sum + value, 0),
    JSON.stringify(shifts),
  ).toBeLessThanOrEqual(LIMIT);
}

for (const width of [1280, 412, 390])
  test(`nothing jumps in a lab that trains, ${width} px wide`, async ({ explorer, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await watch(page);
    await explorer.open("#transfer?v=1&seeds=4");
    await explorer.swept();
    await expectStill(page);
    // a click would excuse for half a second whatever moves
    await page.getByRole("button", { name: "Play", exact: true }).evaluate((button: HTMLElement) => button.click());
    await explorer.state("training", "settled");
    await explorer.state("settled");
    await expectStill(page);
  });

for (const width of [1280, 412, 390])
  test(`nothing jumps in an exact lab that is loaded late, ${width} px wide`, async ({ explorer, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await watch(page);
    await explorer.open("#bound?v=1&seeds=4");
    await explorer.swept();
    await expect(page.locator(".answer")).toHaveAttribute("aria-busy", "false");
    await expectStill(page);
  });
