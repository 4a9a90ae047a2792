/**
 * The catalogue: every sentence of the page in English, which is the key, and in German. The compiler wants a line for each
 * phrase that is said (`say.ts`) and for all words of settings, labs, engines and theory, wherever these are defined.
 */
import { answers } from "./german/answers.ts";
import { figures } from "./german/figures.ts";
import { labs } from "./german/labs.ts";
import { page } from "./german/page.ts";
import { settings } from "./german/settings.ts";

export const german = { ...page, ...answers, ...settings, ...labs, ...figures };

export type Catalogue = typeof german;
/** A phrase that can be said: one that every catalogue has. */
export type Phrase = keyof Catalogue;
