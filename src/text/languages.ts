/** The languages of the page, each by its own name, and how their catalogues are loaded. */
import { writeNumbersIn } from "../core/format.ts";
import type { Catalogue } from "./german.ts";
import { speak } from "./say.ts";

export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;
export const languageNames = Object.keys(languages) as readonly Language[]; // the keys of a literal object

/** English is in the page itself. */
const catalogues: Readonly<Record<Exclude<Language, "en">, () => Promise<Catalogue>>> = {
  de: async () => (await import("./german.ts")).german,
};

/**
 * Says everything in a language from when its words are here, if it is then still wanted; whether it was. Rejects if they
 * cannot be loaded; all stays as it was then.
 */
export async function speakIn(language: Language, isWanted: () => boolean): Promise<boolean> {
  const catalogue = language === "en" ? undefined : await catalogues[language]();
  if (!isWanted()) return false;
  speak(catalogue);
  writeNumbersIn(language);
  return true;
}
