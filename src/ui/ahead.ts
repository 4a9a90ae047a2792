/**
 * Has a worker load the engine once the figures are there, and the next run begin while the page is at rest, so that
 * Play has its first step to show at once.
 */
import type { LabName } from "../labs/openings.ts";
import { labHere } from "./labs.ts";
import { type State, useStore } from "./store.ts";
import { loadEngineAhead, prepare } from "./training.ts";

/** How long the page must have been at rest. */
const REST_MS = 500;

/** Once for each rest: what fails ahead is not tried again before something has changed. */
export function prepareAtRest(): void {
  if (document.documentElement.dataset["hide"]?.includes("controls") === true) return; // nobody can press Play
  let hasLoaded = false;
  const load = ({ engine, lab, figuresComplete }: State): void => {
    if (hasLoaded || engine === undefined || !figuresComplete || !canPlay(lab)) return;
    hasLoaded = true;
    loadEngineAhead();
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    waiting = setTimeout(() => document.hidden || prepare(), REST_MS);
  };
  useStore.subscribe((state, before) => {
    load(state);
    if (isAtRest(state) && isAtRest(before) && state.settings === before.settings) return;
    clearTimeout(waiting);
    if (isAtRest(state)) wait();
  });
  load(useStore.getState());
  if (isAtRest(useStore.getState())) wait();
}

const canPlay = (lab: LabName): boolean => labHere(lab)?.trains === true;

function isAtRest({ lab, figuresComplete, sweepComplete, training, engine }: State): boolean {
  return canPlay(lab) && figuresComplete && sweepComplete && training.phase === "idle" && engine !== undefined;
}
