import { type Pin, useStore } from "./store.ts";

/** Under this name the tab keeps what was pinned. */
export const PINS = "pins";

/** Shows again what was pinned before the page was loaded anew. */
export function restorePins(): void {
  try {
    const pins = JSON.parse(sessionStorage.getItem(PINS) ?? "[]") as readonly Pin[];
    useStore.setState({ pins });
  } catch {
    // nothing was kept, or nothing may be
  }
}
