/** Everything is explained: what a control, a number and a column mean, and the reference that has all of it. */
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { metricNames } from "../src/core/metrics/index.ts";
import { settingNames } from "../src/settings/schema.ts";
import { expect, test } from "./explorer.ts";

const dialogOf = (page: Page): Locator => page.locator("dialog.explanation");

async function violations(page: Page, narrow = (axe: AxeBuilder): AxeBuilder => axe): Promise<unknown> {
  const found = await narrow(new AxeBuilder({ page })).analyze();
  return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

/** The numbers in a line of mathematics, whatever minus signs and spaces they are written with. */
function numbersIn(line: string | null): number[] {
  return [...(line ?? "").matchAll(/[+−]?\d+(?:\.\d+)?/g)].map(([text]) => Number(text.replace("−", "-")));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test("a control opens what it means by keyboard, with its present value, and Escape returns the focus", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2&mSource=222");
  const link = page.getByRole("link", { name: "What source sample size means" });
  await link.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /source sample size/ });
  await expect(dialog).toContainText("Rows of the source's data.");
  await expect(dialog).toContainText("Whole numbers 1–20\u202F000; at first 150.");
  await expect(dialog).toContainText("Source: the paper, Figure 3; SPEC (1.1).");
  await expect(dialog.locator("math").last()).toContainText("222");
  await expect(dialog.locator("math").last()).toHaveAttribute("alttext", /m_s = 222, d = 100/);
  expect(await violations(page, (axe) => axe.include("dialog"))).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(link).toBeFocused();
  expect(new URL(page.url()).hash).toBe("#transfer?v=1&seeds=2&mSource=222"); // the experiment is what it was
});

test("a choice shows all of its options and which is chosen", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=1&kind=3");
  await page.getByRole("link", { name: "What source task means" }).click();
  const dialog = dialogOf(page);
  await expect(dialog.locator("dt")).toHaveCount(4);
  await expect(dialog.locator("[data-current=true] dt")).toHaveText("orthogonal");
});

test("the transfer gap is explained with the numbers of the figure's table, exact and trained", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&preset=mini&mSource=30&seeds=3");
  await explorer.press("Play");
  await explorer.state("settled");
  const errors = await explorer.read("error-curves");
  const gaps = await explorer.read("transfer-gap");
  const step = await explorer.step();
  const meanOf = (table: typeof gaps, rows: string, column: string): number =>
    mean(
      table
        .filter(
          (row) =>
            row["rows"] === rows && (rows === "exact" || row["step"] === step) && "seed" in row && row["seed"] !== "–",
        )
        .map((row) => Number(row[column])),
    );

  const header = page.locator('#transfer-gap th[data-column="transferGap"]').getByRole("link");
  await header.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /transfer gap/ });
  const lines = dialog.locator("math");
  await expect(lines).toHaveCount(3); // the definition, at the optimum, trained
  await expect(lines.first()).toHaveAttribute("alttext", "Δ = err_MTL − err_STL");
  for (const [i, rows] of ["exact", "trained"].entries()) {
    const shown = numbersIn(await lines.nth(i + 1).getAttribute("alttext"));
    const expected = [
      meanOf(errors, rows, "mtlError"),
      -meanOf(errors, rows, "stlError"), // the sign before it is the difference's
      meanOf(gaps, rows, "transferGap"),
    ];
    expect(shown).toHaveLength(3);
    const signed = [shown[0], -Math.abs(shown[1] ?? Number.NaN), shown[2]];
    signed.forEach((value, at) => expect(Math.abs((value ?? Number.NaN) - (expected[at] ?? 0))).toBeLessThan(0.00501));
  }
  expect(await violations(page, (axe) => axe.include("dialog"))).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(header).toBeFocused();
});

test("words of a picture open what they mean under a pointer, and under the picture by keyboard", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  const figure = page.locator("figure#phase-pad");
  const words = figure.locator('[data-meant="mSource"]');
  expect((await words.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  await words.click();
  await expect(page.getByRole("dialog", { name: /source sample size/ })).toContainText("In files and links: mSource.");
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toHaveCount(0);

  await figure.getByRole("button", { name: "Terms in Where the source helps, and where it hurts" }).focus();
  await page.keyboard.press("Enter");
  const link = figure.locator(".terms").getByRole("link", { name: "source sample size" });
  await expect(link).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(link).toBeFocused();
  expect(await figure.locator(".terms").getByRole("link").allTextContents()).toEqual([
    "source sample size mₛ",
    "misalignment φ",
    "transfer gap Δ",
    "standard error",
  ]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /source sample size/ })).toBeVisible();
  expect(await violations(page, (axe) => axe.include("dialog"))).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();

  await page.keyboard.press("Escape");
  await page.locator('figure#principal-angles [data-meant="degrees"] text').first().click(); // on the face of the dial
  await expect(page.getByRole("dialog", { name: "principal angle" })).toBeVisible();
});

test("names in a plane open what they mean, and leave the handle beside them to be dragged", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=1&phi=40");
  const data = page.locator("figure#data-plane");
  const plane = page.locator("figure#plane");
  await data.locator('[data-meant="tasks"]').filter({ hasText: "source" }).click();
  await expect(page.getByRole("dialog", { name: "target and source" })).toBeVisible();
  await page.keyboard.press("Escape");
  await data.getByRole("slider", { name: /turn the long axis/ }).hover();
  await page.mouse.down();
  await page.mouse.move(0, 0, { steps: 4 });
  await page.mouse.up();
  await expect(page).not.toHaveURL(/phi=40/);
  await expect(dialogOf(page)).toHaveCount(0);

  await explorer.open("?engine=cpu#boundaries?v=1&seeds=1");
  await plane.locator('[data-meant="learnedPredictor"]').first().click();
  await expect(page.getByRole("dialog", { name: "learned predictor" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/painted=/); // a press on a name paints nothing
  await plane.getByRole("button", { name: "Terms in Both tasks in the plane" }).click();
  await expect(plane.locator(".terms").getByRole("link")).toHaveText([
    "first coordinate",
    "second coordinate",
    "target, source",
    "true parameter",
    "learned predictor",
  ]);
});

test("in German it is German, with a comma", async ({ explorer, page }) => {
  await explorer.open("?lang=de&engine=cpu#transfer?v=1&seeds=2");
  await page.locator(".answer a.meant").first().click();
  const dialog = page.getByRole("dialog", { name: /Transferlücke/ });
  await expect(dialog).toContainText(/Am exakten Optimum \(2 Startwerte\): [+−]?\d,\d/);
  await expect(dialog.locator("math").last()).toContainText(/\d,\d/);
  await expect(dialog).toContainText("Quelle: die Arbeit, Abbildung 3; SPEC (5.4).");
  await dialog.getByRole("link").click();
  await expect(page).toHaveURL(/reference\/de\/#transferGap$/);
  await expect(page.locator("#transferGap")).toContainText("Transferlücke");
});

test("where meanings cannot be loaded the page says so", async ({ explorer, page, console }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await page.route("**/assets/meaningsEnglish-*.js", (route) => route.abort());
  await explorer.open("?engine=cpu#transfer?v=1&seeds=1");
  await page.getByRole("link", { name: "What misalignment means" }).click();
  await expect(page.getByRole("alert")).toContainText("could not be loaded");
  for (const complaint of console.splice(0)) expect(complaint).toContain("Failed to load resource");
});

for (const language of ["en", "de"] as const)
  test(`the reference in ${language} has every setting and metric and is accessible, light and dark`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(`./reference/${language}/`);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    const ids = await page.locator("[id]").evaluateAll((marked) => marked.map(({ id }) => id));
    for (const name of [...settingNames, ...metricNames]) expect(ids.filter((id) => id === name)).toHaveLength(1);
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(253, 252, 249)");
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(20, 22, 26)");
    const coloursOfSome = (axe: AxeBuilder): AxeBuilder =>
      axe.withRules(["color-contrast"]).exclude("article:nth-of-type(n + 4)"); // like those before
    expect(await violations(page, coloursOfSome)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow, "on a phone of 320 pixels").toBeLessThanOrEqual(0);
  });

test("the reference shows the theme that was chosen on the page", async ({ explorer, page }) => {
  await explorer.open("#similarity?v=1&seeds=1");
  await page.getByLabel("Theme").selectOption("dark");
  await page.goto("./reference/en/");
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(20, 22, 26)");
});

test("the reference is reached from the page and leads back, and every link in it has its place", async ({
  explorer,
  page,
}) => {
  await explorer.open("#transfer?v=1&seeds=1");
  await page.getByRole("link", { name: "All settings, numbers and formulas" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reference");
  const broken = await page
    .locator('a[href^="#"]')
    .evaluateAll((links) =>
      links.map((link) => link.getAttribute("href") ?? "").filter((href) => !document.querySelector(href)),
    );
  expect(broken).toEqual([]);
  await page.getByRole("link", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nachschlagewerk");
  await page.getByRole("link", { name: "Transfer Explorer" }).click();
  await explorer.state("ready");
});
