// `npm run shots [-- LAB …]`: opens every lab of the built page, or those named, in both themes at three widths, and writes
// what they look like into shots/, which git ignores: to be looked at, not compared.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright";
import { preview } from "vite";
import { launchOptions } from "./browser.mjs";

const widths = [1440, 768, 390];
const themes = /** @type {const} */ (["light", "dark"]);
const folder = "shots";

mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { port: 0 } });
const address = server.resolvedUrls?.local[0];
const browser = await chromium.launch(launchOptions());
try {
  const page = await browser.newPage();
  await page.goto(`${address}?engine=cpu`);
  const links = await page.getByRole("navigation", { name: "Labs" }).getByRole("link").all();
  const all = await Promise.all(links.map(async (link) => ((await link.getAttribute("href")) ?? "").slice(1)));
  const asked = process.argv.slice(2);
  const labs = asked.length > 0 ? asked : all.map((fragment) => fragment.split("?")[0]);
  for (const lab of labs)
    for (const theme of themes)
      for (const width of widths) {
        const shot = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
        await shot.goto(`${address}?engine=cpu#${lab}`);
        await shot.locator("html[data-state=ready][data-sweep=complete]").waitFor({ timeout: 180_000 });
        await shot.screenshot({ path: `${folder}/${lab}-${theme}-${width}.png`, fullPage: true });
        await shot.close();
      }
} finally {
  await browser.close();
  await server.close();
}
