import { expect, it } from "vitest";
import { sizeOf, standaloneSvg } from "./svg.ts";

const theme: Readonly<Record<string, string>> = {
  "--paper": " #fdfcf9",
  "--ink": "#1d1f23",
  "--font-ui": 'system-ui,\n  "Segoe UI", sans-serif',
};
const valueOf = (variable: string): string => theme[variable] ?? "#123456";
const [open, close] = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 321.5">', "</svg>"];

it("writes the theme's colours and fonts out, and a ground below everything", () => {
  const svg = standaloneSvg(
    `${open}<title>Errors</title><desc>By step.</desc><g font-family="var(--font-ui, serif)" fill="var(--ink)"></g>${close}`,
    valueOf,
  );
  expect(svg).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg role="img" viewBox="-16 -16 592 353.5" width="592" height="353.5" xmlns="http://www.w3.org/2000/svg">` +
      `<title>Errors</title><desc>By step.</desc><rect x="-16" y="-16" width="592" height="353.5" fill="#fdfcf9"/>` +
      `<g font-family="system-ui, 'Segoe UI', sans-serif" fill="#1d1f23"></g></svg>\n`,
  );
});

it("uses the fallback of a variable that has no value", () => {
  expect(standaloneSvg(`${open}<g fill="var(--none, red)"/>${close}`, () => "")).toContain('<g fill="red"/>');
});

it("leaves nothing in it that only a page can use", () => {
  const svg = standaloneSvg(
    `${open}<g class="handle" tabindex="0" role="slider" aria-label="turn" aria-valuenow="3" style="touch-action: none; cursor: grab;"><circle r="4"/></g>${close}`,
    valueOf,
  );
  expect(svg).toContain('<g><circle r="4"/></g>');
});

it("tells the size of a picture, and refuses what is none", () => {
  expect(sizeOf(`${open}${close}`)).toEqual({ width: 560, height: 321.5 });
  expect(sizeOf(standaloneSvg(`${open}${close}`, valueOf))).toEqual({ width: 592, height: 353.5 });
  expect(() => sizeOf("<svg></svg>")).toThrow("viewBox");
  expect(() => standaloneSvg("<p></p>", valueOf)).toThrow("must begin with <svg");
});

const pictures: Record<string, string> = import.meta.glob("../charts/pictures/*.svg", {
  query: "?raw",
  import: "default",
  eager: true,
});

it("leaves no variable, control or pointer style in the picture of any chart form", () => {
  expect(Object.keys(pictures).length).toBeGreaterThan(10);
  for (const [name, picture] of Object.entries(pictures)) {
    const svg = standaloneSvg(picture, valueOf);
    expect(svg, name).not.toMatch(/var\(|tabindex|role="slider"|aria-value|cursor/);
    expect(svg, name).toMatch(/<title[^>]*>[^<]+<\/title>\s*<desc[^>]*>[^<]+<\/desc><rect x="-16" y="-16" /);
  }
});
