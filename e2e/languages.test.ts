/** The whole page in German: no word of English, numbers with a comma, and a choice that loses nothing. */
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { labs } from "../src/labs/index.ts";
import { german } from "../src/text/german.ts";
import { expect, test } from "./explorer.ts";

const root = "html";
const translated = Object.entries<string>(german).filter(([english, other]) => english !== other);
/** What the page says in English, as patterns: values stand for anything. */
const english = translated.map(([phrase]) => {
  const pattern = phrase.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, ".+");
  return { phrase, pattern: new RegExp(`^${pattern}$`, "u") };
});
/** Patterns of hardly more than values and signs fit everything. */
const telling = english.filter(({ phrase }) => /[A-Za-z]{2}/.test(phrase.replaceAll(/\{\w+\}/g, "")));

/** All texts that are seen, and all that are read out, apart from what is marked as English. */
function wordsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest("[lang=en], textarea, script, style")) words.push(node.textContent ?? "");
    for (const name of ["aria-label", "aria-valuetext", "aria-roledescription", "title", "placeholder", "alt"])
      for (const element of document.querySelectorAll(`[${name}]`)) words.push(element.getAttribute(name) ?? "");
    return words.map((text) => text.trim()).filter((text) => text !== "");
  });
}

/** Words of another language: those of the catalogue, whole or with values, and those of the labs' own texts. */
function englishAmong(words: readonly string[], prose: ReadonlySet<string>): readonly string[] {
  const seen = [...new Set(words)].filter((text) => /[A-Za-z]{2}/.test(text)); // the numbers of the tables are most of them
  return seen.filter((text) => prose.has(text) || telling.some(({ pattern }) => pattern.test(text)));
}

async function proseOf(lab: (typeof labs)[keyof typeof labs]): Promise<ReadonlySet<string>> {
  const { prose, limits, refutation } = await lab.text.en();
  const parts = [...prose.flat(), ...limits].map((part) => (typeof part === "string" ? part : part.text));
  const inGerman = await lab.text.de();
  const same = new Set(
    [...inGerman.prose.flat(), ...inGerman.limits].map((part) => (typeof part === "string" ? part : part.text)),
  );
  return new Set(
    [...parts, refutation].map((text) => text.trim()).filter((text) => !same.has(text) && text.length > 2),
  );
}

async function fits(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(overflow, "on a phone of 320 pixels").toBeLessThanOrEqual(0);
}

for (const [name, lab] of Object.entries(labs)) {
  test(`the lab ${name} is German throughout, and fits the narrowest phone`, async ({ explorer, page }) => {
    test.slow(); // all of a lab is unfolded, and every word of it compared
    await explorer.open(`?lang=de&engine=cpu#${name}?v=1&seeds=1&bogus=1`);
    await expect(page.locator(root)).toHaveAttribute("lang", "de");
    await explorer.swept();
    await page.getByText("Weitere Einstellungen").click();
    if (lab.trains) {
      await page.getByRole("button", { name: "Abspielen", exact: true }).click();
      await explorer.state("settled");
    }
    for (const chart of lab.charts) {
      await explorer.read(chart.id);
      const figure = page.locator(`figure#${chart.id}`);
      await figure.locator(".save summary").click();
      await expect(figure.locator(".save-buttons")).toBeVisible();
      await figure.locator(".terms-button").click();
      await expect(figure.locator(".terms a").first()).toBeVisible();
      const slider = figure.getByRole("slider").first();
      if ((await slider.count()) > 0) {
        await slider.focus();
        await page.keyboard.press("Shift"); // a key that moves nothing
      }
    }
    await expect(page.locator(".answer")).not.toContainText("berechnet");
    const words = await wordsOn(page);
    expect(words.length).toBeGreaterThan(150);
    expect(englishAmong(words, await proseOf(lab))).toEqual([]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(german[lab.question]);
    if (name === "transfer") {
      // the others are made of the same parts
      const { violations } = await new AxeBuilder({ page }).exclude(".numbers tr:nth-child(n + 4)").analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page);
  });
}

test("what can be taken away is offered in German, and its numbers keep the point", async ({ explorer, page }) => {
  await explorer.open("?lang=de&engine=cpu#transfer?v=1&seeds=2");
  await explorer.swept();
  const figure = page.locator("figure#phase-pad");
  const [row] = await explorer.read("phase-pad");
  expect(Number.isFinite(row?.["transferGap"])).toBe(true);
  const head = figure.locator('th[data-column="mSource"]');
  await expect(head).toHaveText("Stichprobenumfang der Quelle mₛ");
  const place = await head.evaluate((cell: HTMLTableCellElement) => cell.cellIndex);
  await expect(figure.locator(`tbody tr:first-child > :nth-child(${place + 1})`)).toHaveText("10"); // a whole number
  await expect(
    figure
      .locator("tbody td")
      .filter({ hasText: /^[+−]?\d,\d+$/ })
      .first(),
  ).toBeVisible();
  await figure.locator(".save summary").click();
  const waiting = page.waitForEvent("download");
  await figure.getByRole("button", { name: /^CSV/ }).click();
  const text = readFileSync(await (await waiting).path(), "utf8");
  expect(text).toMatch(/^rows,seed,/);
  expect(text).toMatch(/,-?0\.\d{6,}\n/);
  await page.getByRole("button", { name: "Teilen" }).click();
  const dialog = page.getByRole("dialog", { name: "Dieses Experiment mitnehmen" });
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(/^[^?]*#transfer\?v=1&seeds=2$/);
  await expect(dialog.getByRole("textbox", { name: "Bildunterschrift" })).toHaveValue(/Hilft oder schadet .* 0,96/);
  await dialog.getByLabel("Sprache").selectOption("Deutsch");
  await expect(dialog.getByRole("textbox", { name: "HTML" })).toHaveValue(/&amp;lang=de#transfer/);
  expect(englishAmong(await wordsOn(page), new Set())).toEqual([]);
});

test("another language leaves a trained run, its numbers, the address and the focus as they are", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&preset=mini&mSource=30&seeds=2&optimiser=gradientDescent&steps=60");
  await explorer.press("Play");
  await explorer.state("settled");
  await explorer.swept();
  const before = await explorer.read("transfer-gap");
  const [step, url] = [await explorer.step(), page.url()];
  expect(step).toBeGreaterThan(0);
  const choice = page.getByLabel("Language");
  await choice.focus();
  await choice.selectOption("Deutsch");
  await expect(page.locator(root)).toHaveAttribute("lang", "de");
  await expect(page.getByLabel("Sprache")).toBeFocused();
  await expect(page.locator(".transport-reason")).toContainText("Beendet");
  await expect(page.locator(".answer")).toContainText(/Transferlücke .*\d,\d/);
  await expect(page.locator("figure#transfer-gap svg").first()).toContainText(/Mittel .*\d,\d/);
  await expect(page.locator("figure#transfer-gap table")).toBeVisible(); // it stays unfolded
  await expect(
    page
      .locator("figure#error-curves svg text")
      .filter({ hasText: /^\d,\d$/ })
      .first(),
  ).toBeVisible();
  expect(await explorer.step()).toBe(step);
  expect(page.url()).toBe(url);
  expect(await explorer.attribute("state")).toBe("settled");
  const numbersOf = (table: typeof before): unknown => table.map(({ transferGap, seed }) => [transferGap, seed]);
  expect(numbersOf(await explorer.read("transfer-gap"))).toEqual(numbersOf(before));
  await page.getByLabel("Sprache").selectOption("English");
  await expect(page.locator(".transport-reason")).toContainText("Stopped");
  await expect(page.getByLabel("Language")).toBeFocused();
});

test("a choice is kept for the next visit, and a link can ask for another", async ({ explorer, page }) => {
  await explorer.open("#similarity?v=1&seeds=1");
  await page.getByLabel("Language").selectOption("Deutsch");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(german[labs.similarity.question]);
  await page.reload();
  await explorer.state("ready");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(german[labs.similarity.question]);
  await expect(page).toHaveTitle(/^Ähnlichkeit/);
  await explorer.open("?lang=en#similarity?v=1&seeds=1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(labs.similarity.question);
  await expect(page.locator(root)).toHaveAttribute("lang", "en");
});

test("what a link does not fit to is said in the language that is chosen, now and later", async ({
  explorer,
  page,
}) => {
  await explorer.open("?lang=de#transfer?v=1&phi=999&bogus=1&seeds=1");
  const notice = page.locator(".notice");
  await expect(notice).toContainText("phi kann nicht „999“ sein: Nötig ist eine Zahl von 0 bis 90. Es gilt phi = 60.");
  await expect(notice).toContainText("Eine Einstellung namens „bogus“ gibt es nicht.");
  await page.getByLabel("Sprache").selectOption("English");
  await expect(notice).toContainText("There is no setting named “bogus”. It is ignored.");
});

test("a number box reads and writes numbers as the language does", async ({ explorer, page }) => {
  await explorer.open("?lang=de#boundaries?v=1&seeds=2");
  const box = page.locator('[data-setting="beta"]').getByRole("spinbutton");
  await box.fill("0,35");
  await box.press("Enter");
  await expect(page).toHaveURL(/beta=0\.35/);
  await expect(box).toHaveValue("0,35");
  await box.press("ArrowUp");
  await expect(box).toHaveValue(/^0,3[6-9]$/);
  await expect(page).toHaveURL(/beta=0\.3[6-9]/);
  await box.fill("0,3,5");
  await box.blur();
  await expect(page.locator('[data-setting="beta"]').getByRole("alert")).toContainText("„0,3,5“");
  await page.getByLabel("Sprache").selectOption("English");
  await expect(box).toHaveValue(/^0\.3[6-9]$/);
});

test("a run that diverges says so in German", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu&lang=de#transfer?v=1&seeds=2&learningRate=100&optimiser=gradientDescent");
  await page.getByRole("button", { name: "Abspielen", exact: true }).click();
  await explorer.state("failed");
  await expect(page.locator(".transport-reason")).toContainText(
    /war der Verlust nicht mehr endlich.*kleinere Lernrate/,
  );
});

test("an embedded page takes the language of its address", async ({ explorer, page }) => {
  await explorer.open("?embed&lang=de#capacity?v=1&seeds=1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(german[labs.capacity.question]);
});

test("where German cannot be loaded the page is English and says so", async ({ explorer, page, console }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await page.route("**/assets/german-*.js", (route) => route.abort());
  await explorer.open("?lang=de#similarity?v=1&seeds=1");
  await expect(page.locator(".notice")).toContainText("This could not be loaded.");
  await expect(page.locator(root)).toHaveAttribute("lang", "en");
  for (const complaint of console.splice(0)) expect(complaint).toContain("Failed to load resource");
});

test.describe("a reader whose browser asks for German", () => {
  test.use({ locale: "de-AT" });
  test("gets it without asking", async ({ explorer, page }) => {
    await explorer.open("#similarity?v=1&seeds=1");
    await expect(page.locator(root)).toHaveAttribute("lang", "de");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(german[labs.similarity.question]);
  });
});
