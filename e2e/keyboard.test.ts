/** All of it without a mouse, and calmly. */
import { expect, test } from "./explorer.ts";

test("an experiment can be made, run and read with the keyboard alone", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the experiment" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  expect(new URL(page.url()).hash).toBe("#transfer?v=1&seeds=2"); // the skip link leaves the experiment alone

  const slider = page.getByRole("region", { name: "Settings" }).getByRole("slider", { name: /misalignment/ });
  await slider.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/phi=58/);

  await page.getByRole("button", { name: "Play", exact: true }).focus();
  await page.keyboard.press("Enter");
  await explorer.state("settled");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeFocused(); // the focus is not lost

  await page
    .locator("#transfer-gap")
    .getByRole("button", { name: /numbers/i })
    .focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#transfer-gap table")).toBeVisible();
});

test("Space plays and pauses only while no control has the focus", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2&optimiser=gradientDescent&whiten=false&steps=20000");
  await page.keyboard.press("Space");
  await explorer.state("training");
  await page.keyboard.press("Space");
  await explorer.state("settled");
  await page.getByText("More settings").focus();
  await page.keyboard.press("Space");
  await explorer.state("settled");
});

test("reduced motion and forced colours leave everything readable", async ({ explorer, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
  await explorer.open("#transfer?v=1&seeds=2");
  await expect(page.locator("figure#transfer-gap svg").first()).toBeVisible();
});

test("arrow keys move a logarithmic slider, and Step can be pressed again and again", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=1");
  await page
    .getByRole("region", { name: "Settings" })
    .getByRole("slider", { name: /source sample size/ })
    .focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/mSource=1[5-9]\d/);
  await explorer.state("ready");
  await page.getByRole("button", { name: "Step", exact: true }).focus();
  for (const step of ["1", "2", "3"]) {
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-step", step);
    await explorer.state("settled");
  }
  await expect(page.getByRole("button", { name: "Step", exact: true })).toBeFocused();
});

test("Space scrolls as everywhere where nothing can be played, or no button for it is in sight", async ({
  explorer,
  page,
}) => {
  for (const link of ["#capacity?v=1&seeds=1", "?embed&hide=controls&engine=cpu#transfer?v=1&seeds=1"]) {
    await explorer.open(link);
    await page.keyboard.press("Space");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(await explorer.attribute("state")).toBe("ready");
  }
});

test("points are moved and erased by keys, and the focus stays among them", async ({ explorer, page }) => {
  await explorer.open("#boundaries?v=1&seeds=1&painted=1_1~2_2~-2_1");
  const box = page.getByLabel("Point 1, first coordinate");
  await box.focus();
  for (const value of ["1.05", "1.1"]) {
    await page.keyboard.press("ArrowUp");
    await expect(page).toHaveURL(new RegExp(`painted=${value}_1~2_2~-2_1`));
    await expect(box).toHaveValue(value);
    await expect(box).toBeFocused();
  }
  const erase = (number: number) => page.getByRole("button", { name: `Erase point ${number}` });
  await erase(1).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/painted=2_2~-2_1/);
  await expect(erase(1)).toBeFocused(); // of the point that has moved up
  await erase(2).focus();
  await page.keyboard.press("Enter");
  await expect(erase(1)).toBeFocused(); // of the point before
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Add a point" })).toBeFocused();
});
