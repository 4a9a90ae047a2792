import { isLab } from "./address.ts";
import { type Pin, useStore } from "./store.ts";

/** Under this name the tab keeps what was pinned; other projects of the same origin have theirs. */
export const PINS = "transfer-explorer-pins";

/** Shows again what was pinned before the page was loaded anew, as far as it can be read. */
export function restorePins(): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PINS) ?? "[]") as readonly (Partial<Pin> | null)[]; // or it throws here
    useStore.setState({ pins: kept.filter(isPin) });
  } catch {
    // nothing was kept, or nothing may be
  }
}

const words = ["lab", "link", "language", "changes", "exact", "trained"] as const;

const isPin = (kept: Partial<Pin> | null): kept is Pin =>
  words.every((name) => typeof kept?.[name] === "string") && isLab(kept?.lab ?? "");
