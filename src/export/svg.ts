/** A chart of the page as a picture that stands alone: the theme's colours and fonts written out, a ground of paper. */

/** What a file of its own cannot do: be tabbed to, dragged or read out as a control. */
const OF_THE_PAGE =
  /\s(?:tabindex|role|aria-(?:valuemin|valuemax|valuenow|valuetext|roledescription|label)|class)="[^"]*"/g;
/** Styles that only mean something under a pointer, or in a page. */
const POINTING = /\s*(?:touch-action|cursor|display)\s*:[^;"]*;?/g;

/**
 * The SVG document of a chart. markup: the serialised `<svg>` element, with its title and description; valueOf: the value
 * of a CSS variable (`--ink`) in the theme that is shown, "" where there is none, and then the fallback stands.
 * Throws if the markup is no `<svg>`.
 */
export function standaloneSvg(markup: string, valueOf: (variable: string) => string): string {
  const opening = /^<svg[^>]*>/.exec(markup)?.[0];
  if (opening === undefined)
    throw new Error(`standaloneSvg: the markup must begin with <svg; got ${markup.slice(0, 20)}`);
  const ground = `<rect width="100%" height="100%" fill="var(--paper, #ffffff)"/>`;
  const named = markup.indexOf("</desc>");
  const at = named < 0 ? opening.length : named + "</desc>".length;
  const grounded = `${markup.slice(0, at)}${ground}${markup.slice(at)}`;
  const still = grounded
    .replace(OF_THE_PAGE, "")
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => attribute("style", style.replace(POINTING, "").trim()));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${resolved(still, valueOf).replace("<svg", '<svg role="img"')}\n`;
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

/** Width and height of a chart in its own pixels. Throws if it does not say. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  if (width === undefined || height === undefined) throw new Error("sizeOf: the picture must have a viewBox from 0 0");
  return { width: Number(width), height: Number(height) };
}
