/** A run repeated in float64: what the page says of it, by keyboard, and what it draws. */
import { expect, holdBack, test } from "./explorer.ts";

const plain = "preset=mini&mSource=30&seeds=2";

test("the precision of a run is checked on demand, without a mouse", async ({ explorer, page }) => {
  await explorer.open(`?engine=wasm#transfer?v=1&${plain}`);
  const button = page.getByRole("button", { name: "Check the precision" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.focus();
  await button.press("Enter");
  await expect(page.locator("figure#precision-gap")).toHaveCount(0);
  await explorer.press("Play");
  await explorer.state("settled");
  await button.press("Enter");
  const verdict = page.locator(".precision").getByRole("status");
  await expect(verdict).toContainText(/sign of the transfer stands in float64: at step \d+ .*largest difference/i);
  await expect(verdict).toHaveAttribute("data-warns", "false");

  const rows = await explorer.read("precision-gap");
  const last = rows.filter((row) => row["rows"] === "trained");
  expect(last).toHaveLength(2);
  expect(last[0]?.["step"]).toBe(await explorer.step());
  for (const row of last) {
    expect(Math.abs(Number(row["here"]) - Number(row["there"]))).toBeLessThan(1e-4);
    expect(row["here"]).not.toBe(row["there"]); // one of them in float32
  }
  expect((await explorer.read("precision-difference")).length).toBeGreaterThan(5);
  await explorer.press("Step");
  await expect(page.locator("figure#precision-gap")).toHaveCount(0); // of an earlier step it would say nothing
});

test("a check of a long run shows how far it is and can be closed", async ({ explorer, page }) => {
  await explorer.open("?engine=wasm#transfer?v=1&optimiser=gradientDescent&whiten=false&steps=20000");
  await explorer.press("Play");
  await expect.poll(() => explorer.step()).toBeGreaterThan(200);
  await explorer.press("Pause");
  await explorer.state("settled");
  await expect(page.locator(".transport-reason")).toContainText(`step ${await explorer.step()}`);
  await explorer.swept(); // from here on no other worker begins
  const workers = page.workers().length;
  await holdBack(page, "pull"); // so that it is not at its end before it is seen
  await page.getByRole("button", { name: "Check the precision" }).click();
  await expect(page.getByRole("progressbar", { name: "Training once more in float64" })).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(workers + 1);
  await page.getByRole("button", { name: "Close the check" }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect.poll(() => page.workers().length).toBe(workers);
});

test("a run in float64 says that there is nothing to check", async ({ explorer, page }) => {
  await explorer.open(`?engine=cpu#transfer?v=1&${plain}`);
  await explorer.press("Step");
  await explorer.state("settled");
  await page.getByRole("button", { name: "Check the precision" }).click();
  await expect(page.locator(".precision").getByRole("status")).toContainText("in float64 already");
});

test("the verdict on the precision and its figures follow the language", async ({ explorer, page }) => {
  await explorer.open(`?engine=wasm#transfer?v=1&${plain}`);
  await explorer.press("Play");
  await explorer.state("settled");
  await page.getByRole("button", { name: "Check the precision" }).click();
  const verdict = page.locator(".precision").getByRole("status");
  await expect(verdict).toContainText("stands in float64");
  await page.getByLabel("Language").selectOption("Deutsch");
  await expect(verdict).toContainText(/Das Vorzeichen des Transfers .*mittlere Transferlücke [+−]\d,\d/);
  await expect(page.locator("figure#precision-gap")).toContainText("Die Lücke in beiden Genauigkeiten");
});
