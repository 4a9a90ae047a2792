/** Every lab opens, shows its claim, and can be read by everyone. */
import AxeBuilder from "@axe-core/playwright";
import { labs } from "../src/labs/index.ts";
import { expect, test } from "./explorer.ts";

for (const [name, lab] of Object.entries(labs)) {
  test.describe(`the lab ${name}`, () => {
    test("opens with its question and every figure, each with title, description and numbers", async ({
      explorer,
      page,
    }) => {
      await explorer.open(`#${name}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(lab.question);
      for (const chart of lab.charts) {
        const figure = page.locator(`figure#${chart.id}`);
        await expect(figure.getByRole("heading")).toHaveText(chart.title);
        await expect(figure).toContainText(chart.description);
        await expect(figure.locator("svg").first()).toBeVisible();
        const numbers = await explorer.read(chart.id);
        expect(numbers.length, `${chart.id} has numbers before anything trains`).toBeGreaterThan(0);
      }
    });

    for (const theme of ["light", "dark"])
      test(`has no accessibility violation in the ${theme} theme, with everything unfolded`, async ({
        explorer,
        page,
      }) => {
        await explorer.open(`?theme=${theme}&engine=cpu#${name}?v=1&seeds=4&bogus=1`);
        await page.getByText("More settings").click();
        for (const chart of lab.charts) await explorer.read(chart.id);
        await explorer.press("Play");
        await explorer.state("settled");
        expect(
          (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        ).toEqual([]);
      });

    test("fits a phone of 320 pixels without scrolling sideways", async ({ explorer, page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await explorer.open(`#${name}`);
      await page.getByText("More settings").click();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });
}

test("the Transfer lab shows that an aligned source helps and a misaligned one hurts", async ({ explorer, page }) => {
  // SPEC 10.2 (LIVE): −0.33 for kind 2 and +0.24 ± 0.045 for kind 3 at 100 samples; 40 seeds leave no doubt about signs.
  await explorer.open("#transfer?v=1&kind=2&mSource=100&seeds=40");
  await expect(page.locator(".answer [data-verdict]").first()).toHaveText("helps");
  const aligned = await explorer.read("principal-angles");
  expect(aligned.length).toBeGreaterThan(0);
  await explorer.open("#transfer?v=1&kind=3&mSource=100&seeds=40");
  await expect(page.locator(".answer [data-verdict]").first()).toHaveText("hurts");
  await explorer.open("#transfer?v=1&kind=3&mSource=100&seeds=1");
  await expect(page.locator(".answer [data-verdict]").first()).toHaveText("undecided");
});
