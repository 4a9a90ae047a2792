/**
 * The address bar always holds the experiment. While a control is dragged the entry is replaced; on release the entry
 * from before the drag is restored and one new entry is pushed, so that Back leads to where the drag began.
 */
import { type LabName, openings, overlays } from "../labs/openings.ts";
import { type Link, formatFragment, homeLab, parseLink } from "../settings/permalink.ts";
import type { Settings } from "../settings/schema.ts";

/** Safari and Chrome refuse more than 100 replacements in 30 seconds. */
const REPLACE_EVERY_MS = 350;

/** A page inside another page leaves the history alone: it belongs to its host. */
const embedded = window.top !== window.self || new URLSearchParams(location.search).has("embed");

/** Presentation that is of one experiment: what the link says of its result. It goes once another one is shown. */
const OF_ONE = "result";

let committed = location.hash;
let committedSearch = location.search;
/** The present address was reached by a link within the page, which has taken along what is of the experiment that was left. */
let isCarried = false;
let pending: { readonly fragment: string; readonly timer: number } | undefined;

/** What the address says now. */
export function readAddress(): Link & { readonly lab: LabName } {
  const link = parseLink(location.search + location.hash, overlays);
  return { ...link, lab: isLab(link.lab) ? link.lab : homeLab };
}

/** Writes the settings into the present entry, at most three times a second. */
export function replaceAddress(lab: LabName, settings: Settings): void {
  if (embedded) return;
  const fragment = formatFragment(lab, settings, overlays);
  if (pending) pending = { ...pending, fragment };
  else pending = { fragment, timer: window.setTimeout(flush, REPLACE_EVERY_MS) };
}

/** Writes the settings into a new entry, unless they are those of the entry before. */
export function pushAddress(lab: LabName, settings: Settings): void {
  if (embedded) return;
  forget();
  const fragment = formatFragment(lab, settings, overlays);
  if (location.hash !== committed) history.replaceState(null, "", location.pathname + committedSearch + committed);
  if (fragment === (committed || `#${homeLab}`)) return;
  history.pushState(null, "", location.pathname + searchOfAny() + fragment);
  [committed, committedSearch] = [fragment, location.search];
}

/** What the address says of the result that it leads to; "" if nothing. */
export function claimedResult(): string {
  return (!isCarried && new URLSearchParams(location.search).get(OF_ONE)) || "";
}

/** Calls back when the reader goes Back or Forward, or edits the address. Returns how to stop. */
export function onAddressChange(callback: () => void): () => void {
  const listener = (): void => {
    if (location.hash === committed) return;
    forget();
    isCarried = location.search === committedSearch; // Back and Forward lead to what such a link does not have any more
    if (isCarried && !embedded) history.replaceState(null, "", location.pathname + searchOfAny() + location.hash);
    [committed, committedSearch] = [location.hash, location.search];
    callback();
  };
  addEventListener("popstate", listener);
  addEventListener("hashchange", listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener("hashchange", listener);
  };
}

function flush(): void {
  if (pending) history.replaceState(null, "", location.pathname + searchOfAny() + pending.fragment);
  pending = undefined;
}

/** The presentation without what is of one experiment only, as it was written. */
function searchOfAny(): string {
  const parts = location.search.slice(1).split("&");
  const kept = parts.filter((part) => part !== "" && part.split("=")[0] !== OF_ONE);
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function forget(): void {
  if (pending) window.clearTimeout(pending.timer);
  pending = undefined;
}

export function isLab(name: string): name is LabName {
  return Object.hasOwn(openings, name);
}
