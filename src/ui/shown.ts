/**
 * The state as figures and answers show it: a little behind the page's own. React draws them in between other work and
 * begins anew when the state changes, so that no control waits for them. In return what workers tell waits until what they
 * told before is drawn, and what a control does is drawn at once where figures have been behind for long.
 */
import { type ReactNode, createContext, createElement, useContext, useDeferredValue } from "react";
import type { Settings } from "../settings/schema.ts";
import { type State, useStore } from "./store.ts";

/** How long the figures may be behind a control that goes on moving. */
const BEHIND_MS = 100;

/** Since when they are; undefined while they are not. */
let behindSince: number | undefined;
/** A state that is not deferred. */
let atOnce: State | undefined;
let waiting: (() => void)[] = [];

/** The settings that were drawn last. */
let drawn: Settings | undefined;

useStore.subscribe((state) => {
  behindSince ??= performance.now();
  const isMoved = drawn !== undefined && state.settings !== drawn;
  if (isMoved && performance.now() - behindSince > BEHIND_MS) atOnce = state;
});

const Shown = createContext(useStore.getInitialState());

/**
 * Gives it to all within. It is asked for once, so that nothing that stays is drawn again when the page's own state changes.
 * A lab that opens begins with its own state: nothing of the lab before stands under its question.
 */
export function ShownBehind({ children }: { readonly children: ReactNode }) {
  const state = useStore();
  const deferred = useDeferredValue(state);
  return createElement(Shown, { value: state === atOnce || state.lab !== deferred.lab ? state : deferred }, children);
}

export const useShown = (): State => useContext(Shown);

/** Calls back once all that is known now is drawn; at once if it is. */
export function whenShown(callback: () => void): void {
  if (behindSince === undefined) callback();
  else waiting.push(callback);
}

/** For whoever draws last: this is drawn. */
export function hasShown(state: State): void {
  drawn = state.settings;
  const isNewest = state === useStore.getState();
  behindSince = isNewest ? undefined : performance.now();
  if (!isNewest) return;
  const due = waiting;
  waiting = [];
  for (const callback of due) callback();
}
