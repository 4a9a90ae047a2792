// What `npm run bench` opens in a browser: its own page, built apart from the product, and the product as it is built.
import path from "node:path";
import { chromium } from "playwright";
import { build, preview } from "vite";
import { assemblyscript } from "./assemblyscript.mjs";
import { launchOptions } from "./browser.mjs";

const root = path.resolve(import.meta.dirname, "..");
const cache = path.join(root, "node_modules/.cache/bench");

/** A browser, and the addresses of both. `close` ends everything. */
export async function openBrowser() {
  const page = path.join(cache, "page");
  const site = path.join(cache, "site");
  await build({
    configFile: false,
    root: path.join(root, "src/bench/page"),
    logLevel: "error",
    base: "./",
    plugins: [assemblyscript()],
    resolve: { dedupe: ["@tensorflow/tfjs-core"] },
    worker: { format: "es", plugins: () => [assemblyscript()] },
    build: { outDir: page, emptyOutDir: true, target: "es2023", chunkSizeWarningLimit: 10_000 },
  });
  await build({ root, logLevel: "error", build: { outDir: site, emptyOutDir: true } });
  const servers = await Promise.all(
    [page, site].map((outDir) =>
      preview({
        configFile: false,
        root,
        logLevel: "error",
        build: { outDir },
        preview: { port: 0, host: "127.0.0.1" },
      }),
    ),
  );
  const [pageAddress, siteAddress] = servers.map((server) => server.resolvedUrls?.local[0] ?? "");
  const browser = await chromium.launch(launchOptions());
  return {
    browser,
    pageAddress,
    siteAddress,
    siteFolder: site,
    close: async () => {
      await browser.close();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
