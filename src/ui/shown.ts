/**
 * The state as figures and answers show it: a little behind the page's own, because React draws them in between other work
 * and begins anew when a control moves, so that no control waits for them.
 */
import { useDeferredValue } from "react";
import { type State, useStore } from "./store.ts";

export function useShown(): State {
  return useDeferredValue(useStore());
}

let waiting: (() => void)[] = [];

/** Calls back once all that is known now is drawn. */
export function whenShown(callback: () => void): void {
  waiting.push(callback);
}

/** For whoever draws last: this is drawn. */
export function hasShown(state: State): void {
  if (state !== useStore.getState()) return; // the newest is still to come
  const due = waiting;
  waiting = [];
  for (const callback of due) callback();
}
