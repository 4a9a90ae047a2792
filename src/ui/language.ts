/**
 * The language of the page: that of the link, else the one that was chosen here before, else the first of the reader's own
 * that the page speaks. A link can ask for one; the reader's own choice is kept where storage allows.
 */
import { writeNumbersIn } from "../core/format.ts";
import { type Language, catalogues, languageNames } from "../text/languages.ts";
import { speak } from "../text/say.ts";
import { sentence } from "../text/sentence.ts";
import { late } from "./late.ts";
import { useStore } from "./store.ts";
import { keep, kept } from "./theme.ts";

const KEY = "lang";

/** Resolves once the page can be said in its language: nothing is drawn in another one before. */
export function openLanguage(): Promise<void> {
  const wanted = [new URLSearchParams(location.search).get(KEY), kept(KEY), ...navigator.languages];
  return show(wanted.map(known).find((language) => language !== undefined) ?? "en");
}

/** Says everything in another language and keeps it for the next visit; settings, results and focus stay as they are. */
export function chooseLanguage(language: Language): void {
  keep(KEY, language);
  void show(language);
}

const lateCatalogue = late((language: Language) => catalogues[language]());

/** The newest choice wins, also where an older one's words arrive later. */
let newest: Language;

async function show(language: Language): Promise<void> {
  newest = language;
  const catalogue = await lateCatalogue(language);
  if (newest !== language) return;
  if (!catalogue && language !== "en") {
    notLoaded();
    return;
  }
  speak(catalogue);
  writeNumbersIn(language);
  document.documentElement.lang = language;
  useStore.setState({ language });
}

/** Says in the notice that a part of the page is not here; what was there before goes on. */
export function notLoaded(): void {
  const problem = sentence("This could not be loaded.");
  useStore.setState({ faults: [{ problem, remedy: sentence("Reload once the network is back.") }] });
}

/** `de` and `de-AT` are German. */
function known(tag: string | null): Language | undefined {
  return languageNames.find((name) => name === tag?.slice(0, 2).toLowerCase());
}
