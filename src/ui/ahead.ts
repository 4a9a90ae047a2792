/** Has the next run begin while the page is at rest, so that Play has its first step to show at once. */
import { type State, useStore } from "./store.ts";
import { prepare } from "./training.ts";

/** How long nothing must have changed. */
const REST_MS = 500;

export function prepareAtRest(): void {
  if (document.documentElement.dataset["hide"]?.includes("controls") === true) return; // nobody can press Play
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const consider = (state: State): void => {
    clearTimeout(waiting);
    if (isAtRest(state)) waiting = setTimeout(() => document.hidden || prepare(), REST_MS);
  };
  useStore.subscribe(consider);
  consider(useStore.getState());
}

function isAtRest({ figuresComplete, sweepComplete, training, engine }: State): boolean {
  return figuresComplete && sweepComplete && training.phase === "idle" && engine !== undefined;
}
