/** Has the next run begin while the page is at rest, so that Play has its first step to show at once. */
import { labHere } from "./labs.ts";
import { type State, useStore } from "./store.ts";
import { prepare } from "./training.ts";

/** How long the page must have been at rest. */
const REST_MS = 500;

/** Once for each rest: what fails ahead is not tried again before something has changed. */
export function prepareAtRest(): void {
  if (document.documentElement.dataset["hide"]?.includes("controls") === true) return; // nobody can press Play
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    waiting = setTimeout(() => document.hidden || prepare(), REST_MS);
  };
  useStore.subscribe((state, before) => {
    if (isAtRest(state) && isAtRest(before) && state.settings === before.settings) return;
    clearTimeout(waiting);
    if (isAtRest(state)) wait();
  });
  if (isAtRest(useStore.getState())) wait();
}

function isAtRest({ lab, figuresComplete, sweepComplete, training, engine }: State): boolean {
  const canPlay = labHere(lab)?.trains === true;
  return canPlay && figuresComplete && sweepComplete && training.phase === "idle" && engine !== undefined;
}
