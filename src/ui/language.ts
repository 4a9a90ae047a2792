/**
 * The language of the page: that of the link, else the one that was chosen here before, else the first of the reader's own
 * that the page speaks. A link can ask for one; the reader's own choice is kept where storage allows.
 */
import { type Language, languageNames, speakIn } from "../text/languages.ts";
import { sentence } from "../text/sentence.ts";
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

/** The newest choice wins, also where an older one's words arrive later. */
let newest: Language | undefined;

async function show(language: Language): Promise<void> {
  newest = language;
  const { faults } = useStore.getState();
  try {
    if (await speakIn(language, () => newest === language)) {
      document.documentElement.lang = language;
      useStore.setState({ language });
    }
  } catch {
    const problem = sentence("The words in another language could not be loaded.");
    useStore.setState({ faults: [...faults, { problem, remedy: sentence("The page chooses one itself.") }] });
  }
}

/** `de` and `de-AT` are German. */
function known(tag: string | null): Language | undefined {
  return languageNames.find((name) => name === tag?.slice(0, 2).toLowerCase());
}
