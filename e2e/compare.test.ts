/** Results beside each other, and guessed before they are seen. */
import { expect, test } from "./explorer.ts";

test("a result is pinned with its link, stays while the experiment changes, and is there after a reload", async ({
  explorer: { page, open, state, set, swept },
}) => {
  await open("#transfer?v=1&preset=mini&seeds=4");
  await swept();
  await page.getByRole("button", { name: "Pin this result" }).click();
  const lines = page.locator(".pinned tbody tr");
  await expect(lines).toHaveCount(1);
  const exact = await page.locator(".answer .number").first().textContent();
  await expect(lines.first()).toContainText(exact ?? "no number");
  await set("mSource", 2000);
  await state("ready");
  await swept();
  await page.getByRole("button", { name: "Pin this result" }).click();
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(1)).toContainText("2\u202F000");
  await page.reload();
  await expect(lines).toHaveCount(2);
  await lines.first().getByRole("link").click();
  await state("ready");
  await expect(page.locator('[data-setting="mSource"] input[role="spinbutton"]')).not.toHaveValue("2000");
  await lines.first().getByRole("button").click();
  await expect(lines).toHaveCount(1);
});

test("an exact lab's answer is pinned as its sentence", async ({ explorer: { page, open, swept } }) => {
  await open("#similarity?v=1&seeds=2");
  await swept();
  await page.getByRole("button", { name: "Pin this result" }).click();
  const answer = await page.locator(".answer .verdict").textContent();
  await expect(page.locator(".pinned td").first()).toHaveText(answer?.trim() ?? "no answer");
});

test("guessing hides the result until a guess is made, then trains, keeps the score and goes on", async ({
  explorer: { page, open, state },
}) => {
  await open("#transfer?v=1&preset=mini&seeds=4");
  const verdict = await page.locator("[data-verdict]").first().getAttribute("data-verdict");
  await page.getByRole("button", { name: "Guess first" }).click();
  await expect(page.locator(".answer")).toHaveCount(0);
  await expect(page.locator("figure#phase-pad, figure#transfer-gap, figure#error-curves")).toHaveCount(0);
  await expect(page.locator("figure#data-plane")).toBeVisible();
  const right = { helps: "help the target", hurts: "hurt the target", undecided: "change too little to tell" };
  await expect(page.getByRole("button", { name: right.helps })).toBeFocused();
  await page.getByRole("button", { name: right[verdict as keyof typeof right] }).click();
  await expect(page.getByText("1 of 1 right")).toBeVisible();
  await expect(page.locator("figure#phase-pad")).toBeVisible();
  await state("training", "settled");
  await page.getByRole("button", { name: "Next experiment" }).click();
  await expect(page.locator(".answer")).toHaveCount(0);
  await expect(page.locator("figure#error-curves")).toHaveCount(0);
  await page.getByRole("button", { name: "Stop guessing" }).click();
  await expect(page.locator(".answer")).toBeVisible();
});
