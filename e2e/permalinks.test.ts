/** Controls → address → the same page; Back and Forward; bad links. */
import { published } from "../src/settings/published.ts";
import { expect, test } from "./explorer.ts";

test("every published link still opens, and nothing in it is unknown", async ({ explorer, page }) => {
  test.slow(); // the labs of all of them one after another
  for (const { link } of published) {
    await explorer.open(`?engine=cpu${link}`);
    await expect(page.getByRole("alert", { name: "Notice" })).toHaveCount(0);
  }
});

test("what the controls say stands in the address, and the address gives the same numbers elsewhere", async ({
  explorer,
  context,
}) => {
  await explorer.open("#transfer");
  await explorer.set("phi", 35);
  await explorer.set("mSource", 90);
  await explorer.set("seeds", 3);
  await explorer.state("ready");
  expect(new URL(explorer.page.url()).hash).toBe("#transfer?v=1&phi=35&mSource=90&seeds=3");
  const here = await explorer.read("transfer-gap");

  const elsewhere = await context.newPage();
  await elsewhere.goto(explorer.page.url());
  await expect(elsewhere.locator("html")).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
  await elsewhere
    .locator("#transfer-gap")
    .getByRole("button", { name: /numbers/i })
    .click();
  await expect(elsewhere.locator("#transfer-gap table")).toBeVisible();
  const values = await elsewhere
    .locator("#transfer-gap td[data-value]")
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-value")));
  expect(values).toEqual(
    await explorer.page
      .locator("#transfer-gap td[data-value]")
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-value"))),
  );
  expect(here.length).toBeGreaterThan(0);
});

test("Back and Forward restore controls and figures", async ({ explorer, page }) => {
  await explorer.open("#transfer?v=1&seeds=2");
  const first = await explorer.read("transfer-gap");
  await explorer.set("phi", 10);
  await explorer.state("ready");
  const second = await explorer.read("transfer-gap");
  expect(second).not.toEqual(first);
  await page.goBack();
  await expect(page.locator('[data-setting="phi"] input[role="spinbutton"]')).toHaveValue("60");
  await explorer.state("ready");
  expect(await explorer.read("transfer-gap")).toEqual(first);
  await page.goForward();
  await expect(page.locator('[data-setting="phi"] input[role="spinbutton"]')).toHaveValue("10");
  await explorer.state("ready");
  expect(await explorer.read("transfer-gap")).toEqual(second);
});

test("dragging a slider makes one entry, and Back leads to where the drag began", async ({ explorer, page }) => {
  await explorer.open("#transfer?v=1&seeds=2");
  const before = await page.evaluate(() => history.length);
  const slider = page.locator('[data-setting="phi"] input[type="range"]');
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error("the slider is not on the page");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + (box.width * 60) / 90, y);
  await page.mouse.down();
  for (const share of [0.6, 0.5, 0.4, 0.3, 0.2]) await page.mouse.move(box.x + box.width * share, y);
  await page.mouse.up();
  await expect(page).toHaveURL(/phi=\d/);
  expect(await page.evaluate(() => history.length)).toBe(before + 1);
  await page.goBack();
  await expect(page).toHaveURL(/#transfer\?v=1&seeds=2$/);
  await expect(page.locator('[data-setting="phi"] input[role="spinbutton"]')).toHaveValue("60");
});

test("population quantities follow the slider while it is dragged", async ({ explorer, page }) => {
  await explorer.open("#transfer?v=1&seeds=1");
  const dial = page.locator("#principal-angles");
  const slider = page.locator('[data-setting="phi"] input[type="range"]');
  await slider.fill("20");
  await expect(page.locator(".answer")).toContainText("20° apart");
  await expect(dial).toContainText("20");
});

test("a bad link opens, names each fault, and the notice can be dismissed", async ({ explorer, page }) => {
  await explorer.open("#transfer?v=1&phi=abc&kapa=3&mSource=-4&kind=9&d=10&r=15&seeds=2");
  const notice = page.getByRole("alert", { name: "Notice" });
  for (const name of ["phi", "kapa", "mSource", "kind", "r cannot be 15"]) await expect(notice).toContainText(name);
  await expect(page.locator('[data-setting="phi"] input[role="spinbutton"]')).toHaveValue("60");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
});

test("an unknown lab opens Transfer and says so", async ({ explorer, page }) => {
  await explorer.open("#nowhere?v=1");
  await expect(page.getByRole("alert", { name: "Notice" })).toContainText("nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("source task");
});

test("an embedded page never touches the history, which is its host's", async ({ explorer, page }) => {
  await explorer.open("?embed#transfer?v=1&seeds=1");
  const before = await page.evaluate(() => history.length);
  await explorer.set("phi", 12);
  await explorer.state("ready");
  await expect(page.locator(".answer")).toContainText("12° apart");
  expect(await page.evaluate(() => history.length)).toBe(before);
  expect(new URL(page.url()).hash).toBe("#transfer?v=1&seeds=1");
});

test("what a link asks of the presentation stays in the address when the experiment changes", async ({
  explorer,
  page,
}) => {
  await explorer.open("?theme=dark&engine=cpu#transfer?v=1&seeds=1");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await explorer.set("phi", 12);
  await expect(page).toHaveURL(/\?theme=dark&engine=cpu#transfer\?v=1&phi=12&seeds=1$/);
});
