/** A chart of the page as a picture that stands alone: the theme's colours and fonts written out, a ground of paper. */

/** What a file of its own cannot do: be tabbed to, dragged or read out as a control. */
const OF_THE_PAGE =
  /\s(?:tabindex|role|aria-(?:valuemin|valuemax|valuenow|valuetext|roledescription|label)|class|data-meant)="[^"]*"/g;
/** Styles that only mean something under a pointer, or in a page. */
const POINTING = /\s*(?:touch-action|cursor|display)\s*:[^;"]*;?/g;

/** Paper around a picture that stands alone, in its own pixels: on the page its words reach the edge. */
const MARGIN = 16;

/**
 * The SVG document of a chart. markup: the serialised `<svg>` element with a viewBox from 0 0, its title and description;
 * valueOf: the value of a CSS variable (`--ink`) in the theme that is shown, "" where there is none, and then the fallback
 * stands. Throws if the markup is no such picture.
 */
export function standaloneSvg(markup: string, valueOf: (variable: string) => string): string {
  const [opening, rest] = split(markup);
  const [width, height] = [sideOf(opening, 0), sideOf(opening, 1)].map((side) => side + 2 * MARGIN);
  const framed = opening
    .replaceAll(/ (?:viewBox|width|height|role)="[^"]*"/g, "")
    .replace(
      "<svg",
      `<svg role="img" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" width="${width}" height="${height}"`,
    );
  const ground = `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="var(--paper, #ffffff)"/>`;
  const named = rest.indexOf("</desc>");
  const at = named < 0 ? 0 : named + "</desc>".length;
  const still = `${rest.slice(0, at)}${ground}${rest.slice(at)}`.replace(OF_THE_PAGE, "");
  const quiet = `${framed}${still}`.replaceAll(/ style="([^"]*)"/g, (_, style: string) =>
    attribute("style", style.replace(POINTING, "").trim()),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${resolved(quiet, valueOf)}\n`;
}

/** Width and height of a picture that stands alone, in its own pixels. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [opening] = split(svg.slice(svg.indexOf("<svg")));
  return { width: sideOf(opening, 0), height: sideOf(opening, 1) };
}

/** The opening tag, and what follows it. */
function split(markup: string): readonly [string, string] {
  const opening = /^<svg[^>]*>/.exec(markup)?.[0];
  if (opening === undefined) throw new Error(`svg: a picture must begin with <svg; got ${markup.slice(0, 20)}`);
  return [opening, markup.slice(opening.length)];
}

/** The width (0) or height (1) that the viewBox of an opening tag says. */
function sideOf(opening: string, which: 0 | 1): number {
  const side = / viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"/.exec(opening)?.[which + 1];
  if (side === undefined) throw new Error(`svg: a picture must have a viewBox; got ${opening}`);
  return Number(side);
}

function attribute(name: string, value: string): string {
  return value === "" ? "" : ` ${name}="${value}"`;
}

/** The variables replaced by their values. A value stands in an attribute, so its quotes become single ones. */
function resolved(markup: string, valueOf: (variable: string) => string): string {
  return markup.replaceAll(/var\((--[\w-]+)(?:\s*,\s*([^()]*))?\)/g, (_, variable: string, fallback = "") => {
    const value = valueOf(variable).trim() || String(fallback).trim();
    return value.replaceAll('"', "'").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(/\s+/g, " ");
  });
}
