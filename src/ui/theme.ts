/** Light, dark, or what the system says. A link can ask for a theme; the reader's own choice is kept where storage allows. */

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const KEY = "theme";

/** The theme of the link, else the one kept, else the system's. */
export function currentTheme(): Theme {
  const wanted = new URLSearchParams(location.search).get(KEY) ?? kept(KEY);
  return themes.find((theme) => theme === wanted) ?? "system";
}

/** Shows the theme; `data-theme` is absent for the system's. */
export function applyTheme(theme: Theme = currentTheme()): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Tells CSS of a page inside another one, and which parts the address asks to hide: `hide=controls`. */
export function applyEmbedding(): void {
  const wanted = new URLSearchParams(location.search);
  if (wanted.has("embed")) document.documentElement.dataset["embed"] = "";
  document.documentElement.dataset["hide"] = (wanted.get("hide") ?? "").replaceAll(",", " ");
}

/** Shows the theme and keeps it for the next visit; without storage it holds until the page is left. */
export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  keep(KEY, theme);
}

/** Keeps a choice for the next visit. */
export function keep(key: string, choice: string): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Storage is blocked: nothing to keep it in, and nothing the reader has to do.
  }
}

/** A choice of an earlier visit. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is blocked
  }
}
