/**
 * A page inside another page: `?embed` shows the question, the answer, the controls and the figures, `&figure=` only one of
 * these, and `&hide=controls` leaves the controls out.
 */
import type { Language } from "../text/languages.ts";

export interface Frame {
  /** The page's own address, without what follows its path. */
  readonly page: string;
  /** `#lab?…`: the experiment. */
  readonly fragment: string;
  readonly theme: "system" | "light" | "dark";
  /** "" leaves it to who reads it. */
  readonly language: Language | "";
  readonly controls: boolean;
  /** The id of the only figure that is shown; "" for all. */
  readonly figure: string;
  /** In CSS pixels; the width is that of the text around it. */
  readonly height: number;
  /** What the frame holds, for those who do not see it. */
  readonly title: string;
}

/** The HTML that shows an experiment inside another page. */
export function iframeCode({ page, fragment, theme, language, controls, figure, height, title }: Frame): string {
  const shown = [
    "?embed",
    ...(controls ? [] : ["hide=controls"]),
    ...(figure === "" ? [] : [`figure=${figure}`]),
    ...(theme === "system" ? [] : [`theme=${theme}`]),
    ...(language === "" ? [] : [`lang=${language}`]),
  ].join("&");
  const source = escaped(`${page}${shown}${fragment}`);
  return `<iframe src="${source}" title="${escaped(title)}" width="100%" height="${height}" loading="lazy" style="border: 0"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
