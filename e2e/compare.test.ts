/** Results beside each other, and guessed before they are seen. */
import { expect, holdBack, test } from "./explorer.ts";

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

test("what was guessed is said and counted of its own experiment only", async ({ explorer: { page, open, set } }) => {
  await open("#transfer?v=1&preset=mini&seeds=4");
  const verdict = await page.locator("[data-verdict]").first().getAttribute("data-verdict");
  const words = { helps: "help the target", hurts: "hurt the target", undecided: "change too little to tell" };
  const right = page.getByRole("button", { name: words[verdict as keyof typeof words] });
  await page.getByRole("button", { name: "Guess first" }).click();
  await right.click();
  const judged = page.getByRole("region", { name: "Guess first" }).getByRole("status");
  await expect(judged).toContainText("1 of 1 right");
  await set("phi", verdict === "hurts" ? 0 : 90);
  await expect(judged).toHaveText("");
  const next = page.getByRole("button", { name: "Next experiment" });
  await expect(next).toHaveAttribute("aria-disabled", "false");
  await next.click();
  await right.click();
  await expect(judged).toContainText(/[12] of 2 right/);
});

test("a guess whose experiment is left before the result is known is not counted", async ({
  explorer: { page, open, set },
}) => {
  await open("#transfer?v=1&preset=mini&seeds=4");
  await page.getByRole("button", { name: "Guess first" }).click();
  const release = await holdBack(page, "figures");
  await set("phi", 90);
  await page.getByRole("button", { name: "help the target" }).click();
  const judged = page.getByRole("region", { name: "Guess first" }).getByRole("status");
  await expect(judged).toHaveText("Computing the exact optimum …");
  await release();
  await set("phi", 0);
  await expect(judged).toHaveText("");
  await page.getByRole("button", { name: "Next experiment" }).click();
  await page.getByRole("button", { name: "help the target" }).click();
  await expect(judged).toContainText(/[01] of 1 right/);
});

test("what is pinned is what was shown when it was pressed, also where the part that pins comes later", async ({
  explorer: { page, open, state, set, swept },
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker")); // it would answer first
  let send = (): void => undefined;
  const wanted = new Promise<void>((resolve) => (send = resolve));
  await page.route("**/assets/compare-*.js", async (route) => {
    await wanted;
    await route.continue();
  });
  await open("#transfer?v=1&preset=mini&seeds=4");
  await swept();
  const exact = await page.locator(".answer .number").first().textContent();
  await page.getByRole("button", { name: "Pin this result" }).click();
  await set("phi", 0);
  await state("ready");
  send();
  const line = page.locator(".pinned tbody tr");
  await expect(line).toContainText(exact ?? "no number");
  await expect(line.getByRole("link")).toHaveAttribute("href", "#transfer?v=1&preset=mini&seeds=4");
});

test("of pins that were kept those that can be read come back, whoever wrote the others", async ({
  explorer: { page, open, state, swept },
}) => {
  await open("#similarity?v=1&seeds=2");
  await swept();
  await page.getByRole("button", { name: "Pin this result" }).click();
  const lines = page.locator(".pinned tbody tr");
  await expect(lines).toHaveCount(1);
  const change = (code: string): Promise<void> =>
    page.evaluate((text) => {
      const key = Object.keys(sessionStorage).find((name) => name.includes("pins")) ?? "";
      const kept: unknown[] = JSON.parse(sessionStorage.getItem(key) ?? "") as unknown[];
      const others = [null, 1, { lab: "nowhere" }, { ...(kept[0] as object), lab: "nowhere" }, { lab: "transfer" }];
      sessionStorage.setItem(key, text === "" ? JSON.stringify([...others, ...kept]) : text);
    }, code);
  await change("");
  await page.reload();
  await state("ready");
  await expect(lines).toHaveCount(1);
  for (const code of ["null", "{}", "1"]) {
    await change(code);
    await page.reload();
    await state("ready");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(lines).toHaveCount(0);
    await page.evaluate(() => sessionStorage.setItem("pins", "[null]")); // of another project at the same origin
  }
});
