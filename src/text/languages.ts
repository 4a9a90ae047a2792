/** The languages of the page, each by its own name, and where their words are. */
import type { Catalogue } from "./german.ts";

export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;
export const languageNames = Object.keys(languages) as readonly Language[]; // the keys of a literal object

/** The words of each language; undefined for English, whose words stand where they are used. */
export const catalogues: Readonly<Record<Language, () => Promise<Catalogue | undefined>>> = {
  en: () => Promise.resolve(undefined),
  de: async () => (await import("./german.ts")).german,
};
