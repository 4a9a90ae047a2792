// `npm run picture`: opens the built page, trains, and writes the README's picture.
import { chromium } from "playwright";
import { preview } from "vite";
import { launchOptions } from "./browser.mjs";

const experiment = "#transfer";
const server = await preview({ preview: { port: 0 } });
const browser = await chromium.launch(launchOptions());
try {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1000 },
    deviceScaleFactor: 1,
    colorScheme: "light",
  });
  await page.goto(`${server.resolvedUrls?.local[0]}?engine=cpu${experiment}`);
  await page.locator("html[data-state=ready][data-sweep=complete]").waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.locator("html[data-state=settled]").waitFor();
  await page.mouse.move(0, 0); // no control as if it were pointed at
  await page.screenshot({ path: "public/card.png" });
} finally {
  await browser.close();
  await server.close();
}
