/** The built page by itself: without a network, without anybody else's servers, under its own policy, wherever it is put. */
import { readFile } from "node:fs/promises";
import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Page } from "@playwright/test";
import { labNames } from "../src/labs/openings.ts";
import { policy } from "../tools/contentSecurityPolicy.mjs";
import { type Explorer, expect, test as base } from "./explorer.ts";

const small = "v=1&preset=mini&mSource=30&seeds=2";
const dist = path.resolve(import.meta.dirname, "../dist");
const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };

/** A static host with the page under a path of its own, which takes reports of violated policies. */
interface Host {
  /** Where the page is; ends in a slash. */
  readonly address: string;
  /** What browsers reported, from pages and workers alike. */
  readonly reports: readonly string[];
  close(): void;
}

/** Hosts dist; `headers` go with every file. */
async function host(headers: Readonly<Record<string, string>>): Promise<Host> {
  const folder = "/some/path/";
  const reports: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? "", "http://127.0.0.1");
      if (pathname === "/reports") {
        reports.push(await bodyOf(request));
        response.writeHead(204).end();
        return;
      }
      const file = pathname.slice(folder.length).replace(/(^|\/)$/, "$1index.html");
      const contents = pathname.startsWith(folder) ? await readFile(path.join(dist, file)).catch(() => null) : null;
      const type = types[path.extname(file)] ?? "application/octet-stream";
      response.writeHead(contents ? 200 : 404, { "Content-Type": type, ...headers }).end(contents);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a string only for a pipe
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}${folder}`, reports, close };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

const test = base.extend<{ headers: Readonly<Record<string, string>>; site: Host }>({
  headers: [{}, { option: true }],
  site: async ({ headers }, use) => {
    const started = await host(headers);
    await use(started);
    started.close();
  },
});

async function open(explorer: Explorer, address: string): Promise<void> {
  await explorer.page.goto(address);
  await explorer.state("ready");
}

/** Waits until the service worker has kept everything and answers for this page. */
async function kept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
}

/** The addresses of all that the service worker has kept. */
async function keptFiles(): Promise<string[]> {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => url);
}

test("after the first visit it works without a network, with labs that were not opened before", async ({
  explorer,
  page,
  context,
  site,
}) => {
  await open(explorer, `${site.address}?engine=wasm#transfer?${small}`);
  await kept(page);
  site.close();
  await context.setOffline(true);

  await page.reload();
  await explorer.state("ready");
  await explorer.press("Play");
  await explorer.state("settled");
  expect(await explorer.attribute("engine")).toBe("wasm");
  expect(await explorer.step()).toBeGreaterThan(0);

  await page.getByRole("link", { name: "Capacity" }).click();
  await explorer.state("ready");
  await expect(page.locator("figure svg").first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("could not be loaded");

  for (const page of ["?theme=dark", "index.html"]) await open(explorer, `${site.address}${page}#bound?v=1&seeds=2`);

  await page.getByRole("link", { name: "All settings, numbers and formulas" }).click();
  await expect(page.locator("#kappa")).toContainText("signal strength");
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(253, 252, 249)"); // its stylesheet is here too
});

test.describe("under its policy", () => {
  test.use({ headers: { "Content-Security-Policy": `${policy}; report-uri /reports` } });

  test("every lab keeps to it and asks no other origin for anything", async ({ explorer, context, console, site }) => {
    const asked: string[] = [];
    context.on("request", (request) => asked.push(request.url()));
    for (const lab of labNames) await open(explorer, `${site.address}#${lab}?v=1&seeds=1`);
    expect(asked.filter((url) => !url.startsWith(site.address))).toEqual([]);
    expect(asked.some((url) => url.includes("/assets/worker-"))).toBe(true);
    await expectNoViolation(explorer.page, site, console);
  });

  test("every engine keeps to it, and the training library is kept when it is first used", async ({
    explorer,
    page,
    console,
    site,
  }) => {
    await page.goto(site.address);
    await kept(page);
    for (const engine of ["wasm", "tfjs", "webgpu"]) {
      await open(explorer, `${site.address}?engine=${engine}#transfer?${small}`);
      await explorer.press("Step");
      await explorer.state("settled");
      expect(await explorer.attribute("engine")).toBe(engine);
    }
    expect(await page.evaluate(keptFiles)).toContainEqual(expect.stringContaining("/assets/tfjs-"));
    await expectNoViolation(page, site, console);
  });
});

const elsewhere = "https://elsewhere.invalid/";

/** Violates the policy on purpose, in the page and in a worker: had there been others, they would have been reported before. */
async function expectNoViolation(page: Page, { reports }: Host, console: string[]): Promise<void> {
  const violate = (url: string): Promise<unknown> => fetch(url).catch(() => undefined);
  await page.evaluate(violate, `${elsewhere}page`);
  await page.workers()[0]?.evaluate(violate, `${elsewhere}worker`);
  for (const where of ["page", "worker"])
    await expect.poll(() => reports.join()).toContain(`"blocked-uri":"${elsewhere}${where}"`);
  for (const report of reports) expect(report).toContain(elsewhere);
  for (const complaint of console.splice(0)) expect(complaint).toContain(elsewhere);
}

test("the page carries its policy itself, and the preview sends it as a header", async ({ request }) => {
  const answer = await request.get("./");
  expect(answer.headers()["content-security-policy"]).toBe(policy);
  expect(await answer.text()).toContain(`content="${policy.replaceAll("'", "&#39;")}"`);
});
