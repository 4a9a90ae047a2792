/** What can be taken away: files of figures, the dialog that shares an experiment, and a page inside another one. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { labs } from "../src/labs/index.ts";
import { type Explorer, expect, test } from "./explorer.ts";

/** Presses what saves a file and reads it. */
async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** What axe finds wrong with the page as it stands, or with a part of it: whole labs are looked at elsewhere. */
async function violations(page: Page, part = "html"): Promise<unknown> {
  const found = await new AxeBuilder({ page }).include(part).analyze();
  return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

const FIGURE = "transfer-gap";

/** Opens a figure's row of formats and saves one. */
async function savedFigure(page: Page, format: string, id = FIGURE): Promise<{ name: string; bytes: Buffer }> {
  const figure = page.locator(`figure#${id}`);
  const button = figure.getByRole("button", { name: new RegExp(`^${format} of `) });
  if (!(await button.isVisible())) await figure.locator(".save summary").click();
  return saved(page, () => button.click());
}

test("a figure's numbers are saved as CSV and JSON, with the table's columns and every row in full", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=3");
  const table = await explorer.read(FIGURE);
  const columns = Object.keys(table[0]);

  const csv = await savedFigure(page, "CSV");
  expect(csv.name).toBe(`transfer-${FIGURE}.csv`);
  const [header, ...lines] = csv.bytes.toString("utf8").trimEnd().split("\n");
  expect(header.split(",")).toEqual(columns);
  expect(lines).toHaveLength(table.length);
  const gap = columns.indexOf("transferGap");
  expect(lines.map((line) => Number(line.split(",")[gap]))).toEqual(table.map((row) => row["transferGap"]));

  const json = await savedFigure(page, "JSON");
  expect(json.name).toBe(`transfer-${FIGURE}.json`);
  const rows: unknown = JSON.parse(json.bytes.toString("utf8"));
  expect(rows).toEqual(table.map((row) => expect.objectContaining({ transferGap: row["transferGap"] }) as unknown));
  expect(await violations(page, `figure#${FIGURE}`)).toEqual([]);
});

test("every figure is saved as an SVG in the colours of the theme", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  const papers = new Set<string>();
  for (const theme of ["light", "dark"]) {
    await page.getByLabel("Theme").selectOption(theme);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper"));
    for (const { id, title } of labs.transfer.charts) {
      const { name, bytes } = await savedFigure(page, "SVG", id);
      expect(name).toBe(`transfer-${id}.svg`);
      const svg = bytes.toString("utf8");
      const parsed = await page.evaluate((text) => {
        const file = new DOMParser().parseFromString(text, "image/svg+xml");
        return {
          faults: file.querySelectorAll("parsererror").length,
          root: file.documentElement.nodeName,
          title: file.querySelector("svg > title")?.textContent,
          description: file.querySelector("svg > desc")?.textContent,
          ground: file.querySelector("svg > rect")?.getAttribute("fill"),
          fonts: file.documentElement.getAttribute("font-family"),
        };
      }, svg);
      expect(parsed).toMatchObject({ faults: 0, root: "svg", title, ground: paper.trim() });
      expect(parsed.description).toBeTruthy();
      expect(parsed.fonts).toContain("system-ui");
      expect(svg).not.toMatch(/var\(--|tabindex|role="slider"/);
    }
    papers.add(paper);
  }
  expect(papers.size).toBe(2);
});

test("a figure is saved as a PNG of two pixels for each of its own, with paper around it", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  const { name, bytes } = await savedFigure(page, "PNG");
  expect(name).toBe(`transfer-${FIGURE}.png`);
  expect(Array.from(bytes.subarray(0, 8))).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const box = await page.locator(`figure#${FIGURE} .chart svg`).boundingBox();
  expect(bytes.readUInt32BE(16)).toBe(Math.round(2 * ((box?.width ?? 0) + 32)));
  expect(bytes.readUInt32BE(20)).toBe(Math.round(2 * ((box?.height ?? 0) + 32)));
  const corner = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
    const colours = new Set<string>();
    for (let i = 0; i < pixels.length; i += 4) colours.add(pixels.slice(i, i + 4).join(","));
    return { first: pixels.slice(0, 4).join(","), colours: colours.size };
  }, bytes.toString("base64"));
  expect(corner.first).toBe("253,252,249,255"); // --paper of the light theme
  expect(corner.colours).toBeGreaterThan(20); // something is drawn on it
});

test("the share dialog opens, copies and closes by keyboard, and gives the focus back", async ({
  explorer,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  const share = page.getByRole("button", { name: "Share", exact: true });
  await share.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Take this experiment away" });
  await expect(dialog).toBeVisible();
  expect(await violations(page, "dialog")).toEqual([]);
  await expect(dialog.getByText("leads to this machine alone")).toBeVisible(); // where the tests are served

  await dialog.getByRole("button", { name: "Copy Link" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toBe("#transfer?v=1&seeds=2");
  expect(new URL(link).search).toBe("");
  await expect(dialog.getByLabel("BibTeX", { exact: true })).toHaveValue(/@inproceedings\{wu2020[^]*@misc\{/);
  await expect(dialog.getByLabel("Caption", { exact: true })).toHaveValue(/misalignment φ = 60°.*Seeds 1 to 2\./);

  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(share).toBeFocused();
});

/** Opens the dialog, asks for a fingerprint in the link, and reads the link. */
async function linkWithFingerprint(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Take this experiment away" });
  await dialog.getByRole("checkbox", { name: "with a fingerprint of the result" }).press("Space");
  await expect(dialog.getByText("Whoever opens this link is told")).toBeVisible();
  expect(await violations(page, "dialog")).toEqual([]);
  const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}

/** Opens a whole address as if in a new tab. */
async function openAnew(page: Page, explorer: Explorer, link: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(link);
  await explorer.state("ready");
}

/** An experiment of three seeds, opened by its link with a fingerprint. */
async function openClaimed(page: Page, explorer: Explorer): Promise<void> {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=3");
  await explorer.swept();
  await openAnew(page, explorer, await linkWithFingerprint(page));
}

test("a link with a fingerprint is told to be reproduced, until the settings change, and again by Back", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=3");
  await explorer.swept();
  const link = await linkWithFingerprint(page);
  expect(new URL(link).hash).toBe("#transfer?v=1&seeds=3");
  expect(link.length).toBeLessThan(300);

  await openAnew(page, explorer, link);
  const told = page.locator(".reproduced");
  await expect(told).toHaveText(/^Reproduced: all 6 numbers .* agree within 1×10⁻⁷\. Up to 1×10⁻⁶ /);
  expect(await violations(page, ".reproduced")).toEqual([]);

  await explorer.set("phi", 20);
  await expect(told).toHaveCount(0);
  await expect(page).toHaveURL(/#transfer\?.*phi=20/);
  expect(new URL(page.url()).search).toBe("");
  await page.goBack();
  await expect(told).toHaveText(/^Reproduced: /);
  expect(new URL(page.url()).search).toBe(new URL(link).search);
});

test("a lab of sweeps gives its fingerprint too, and one that differs says what was and what is", async ({
  explorer,
  page,
}) => {
  await explorer.open("#similarity?v=1&seeds=3");
  await explorer.swept();
  const link = await linkWithFingerprint(page);
  await openAnew(page, explorer, link);
  await expect(page.locator(".reproduced")).toHaveText(/^Reproduced: all 2 numbers /);

  const mean = Number(/result=transferGap_(-?[\d.]+)_/.exec(link)?.[1]);
  const other = mean + 0.0031;
  await openAnew(page, explorer, link.replace(/transferGap_-?[\d.]+_/, `transferGap_${other.toPrecision(8)}_`));
  const [was, is] = [other, mean].map((value) => value.toFixed(4).replace("-", "−"));
  await expect(page.locator(".reproduced")).toContainText(
    `Differs from the fingerprint in the link in 1 of 2 numbers: the mean of transferGap was ${was} and is ${is} here.`,
  );

  await openAnew(page, explorer, link.replace("result=transferGap_", "result=risk_"));
  await expect(page.locator(".reproduced")).toHaveText(/^Nothing can be compared: .* risk, which/);
});

test("a damaged fingerprint is named in the notice and changes nothing else", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu&result=transferGap_0.3x~#transfer?v=1&seeds=2");
  const notice = page.getByRole("alert", { name: "Notice" });
  await expect(notice).toContainText("The fingerprint “transferGap_0.3x~” in the link cannot be read. It is ignored.");
  await expect(page.locator(".reproduced")).toHaveCount(0);
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  expect(await explorer.read(FIGURE)).toHaveLength(2);
});

test("the dialog gives the experiment as a script, and says where there is none", async ({ explorer, page }) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2&phi=35");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  for (const [title, file, imported] of [
    ["NumPy", "transfer-numpy.py", "import numpy as np"],
    ["PyTorch", "transfer-pytorch.py", "import torch"],
  ]) {
    const button = page.getByRole("button", { name: `Save the ${title} script` });
    const { name, bytes } = await saved(page, () => button.press("Enter"));
    expect(name).toBe(file);
    expect(bytes.toString("utf8")).toContain("\nPHI = 35 ");
    expect(bytes.toString("utf8")).toContain(`\n${imported}\n`);
  }

  await explorer.open("?engine=cpu#transfer?v=1&preset=mini&seeds=1&model=relu");
  await page.reload();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const steps = await saved(page, () => page.getByRole("button", { name: "Save the NumPy script" }).press("Enter"));
  expect(steps.bytes.toString("utf8")).toContain("\nSTEPS = 1000 ");
  await expect(page.getByText("the same steps from the same start")).toBeVisible();

  await explorer.open("?engine=cpu#transfer?v=1&preset=mini&seeds=1&model=relu&learningRate=1.5");
  await page.reload();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  for (const library of ["NumPy", "PyTorch"])
    await expect(page.getByText(`There is no ${library} script of this experiment.`)).toBeVisible();
});

test("the script of the Alignment lab has Algorithm 1, with the μ that is set", async ({ explorer, page }) => {
  await explorer.open("#alignment?v=1&seeds=1&mu=30&preset=mini");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const { bytes } = await saved(page, () => page.getByRole("button", { name: "Save the NumPy script" }).press("Enter"));
  expect(bytes.toString("utf8")).toContain("\nMU = 30 ");
});

test("the frame's code shows the question, the answer and the figure that was chosen, and leaves the history alone", async ({
  explorer,
  page,
}) => {
  await explorer.open("?engine=cpu#transfer?v=1&seeds=2");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Theme" }).selectOption("dark");
  await page.getByRole("dialog").getByRole("combobox", { name: "Figures" }).selectOption("Transfer gap");
  const code = await page.getByLabel("HTML", { exact: true }).inputValue();
  const source = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, "text/html").querySelector("iframe")?.src ?? "",
    code,
  );
  expect(new URL(source).searchParams.get("theme")).toBe("dark");

  await page.goto("about:blank");
  await page.goto(source);
  await explorer.state("ready");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(`figure#${FIGURE}`)).toBeVisible();
  await expect(page.locator("figure")).toHaveCount(1);
  for (const hidden of [".page-header", ".page-footer", ".bench", ".prose"])
    await expect(page.locator(hidden)).toBeHidden();
  expect(await violations(page)).toEqual([]);

  await page.goto("about:blank");
  await page.goto(source.replace("hide=controls", "hide="));
  await explorer.state("ready");
  const [entries, address] = await page.evaluate(() => [history.length, location.href] as const);
  await explorer.set("phi", 20);
  await explorer.state("ready");
  await expect(page.locator(".answer")).toContainText("20°");
  expect(await page.evaluate(() => [history.length, location.href])).toEqual([entries, address]);
});

test("a fingerprint is of the experiment that its link leads to, not of one that is pinned beside it", async ({
  explorer,
  page,
}) => {
  await openClaimed(page, explorer);
  const told = page.locator(".reproduced");
  await explorer.set("phi", 20);
  await explorer.swept();
  await page.getByRole("button", { name: "Pin this result" }).click();
  const pinned = page.locator(".pinned tbody").getByRole("link");
  await expect(pinned).toHaveCount(1);
  await page.goBack();
  await expect(told).toHaveText(/^Reproduced: /);

  await pinned.click();
  await expect(page).toHaveURL(/#transfer\?.*phi=20/);
  await explorer.state("ready");
  await explorer.swept();
  await expect(told).toHaveCount(0);
  expect(new URL(page.url()).search).toBe("");
  await page.reload();
  await explorer.state("ready");
  await explorer.swept();
  await expect(told).toHaveCount(0);
  await page.goBack();
  await expect(told).toHaveText(/^Reproduced: /);
});

test("a fingerprint is compared with all seeds of its own experiment, never with what was there before", async ({
  explorer,
  page,
}) => {
  await openClaimed(page, explorer);
  await expect(page.locator(".reproduced")).toHaveText(/^Reproduced: /);
  await explorer.set("phi", 20);
  await explorer.state("ready");
  await page.evaluate(() => {
    const said = new Set<string>();
    Object.assign(window, { said });
    new MutationObserver(() => {
      const words = document.querySelector(".reproduced")?.textContent ?? "";
      said.add(words.split(" ")[0]);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.goBack();
  await expect(page.locator(".reproduced")).toHaveText(/^Reproduced: /);
  const said = await page.evaluate(() => Array.from((window as unknown as { said: Set<string> }).said));
  expect(said.filter((word) => word !== "")).toEqual(["Comparing", "Reproduced:"]);
});
