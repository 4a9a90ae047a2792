/**
 * In which form a step is made. *Whole*: one workgroup trains a model, many steps in a dispatch. *Tiled*: a step is two
 * dispatches, one whose workgroups take a tile of a model's rows each, and one that adds up what they found and moves the
 * model. Both walk the same path, so a run may go over from one to the other at any step, and the faster is found on the
 * job itself. Tiles can only help where rows are many and models, of which each keeps a workgroup busy, are few.
 */
import type { Layout } from "./layout.ts";

export type Form = "whole" | "tiled";

/** Fours of rows up to which a workgroup has no work to give away: two for each of its threads. */
const FEW_FOURS = 128;
/** So many workgroups keep any device busy. */
const MANY_MODELS = 64;

/** Whether tiles are worth a try on a graphics card. */
export function mayHelp({ k, seeds, tiles }: Pick<Layout, "k" | "seeds" | "tiles">): boolean {
  return tiles !== undefined && tiles.most > FEW_FOURS && (1 + k) * seeds < MANY_MODELS;
}

/** Under which name the faster form is remembered: sizes within a factor of two of each other share it. */
export function sizeName({ kind, k, seeds, quads, r, tiles }: Omit<Layout, "input" | "start" | "read">): string {
  const sizes = [(1 + k) * seeds, quads, r, tiles?.most ?? 1];
  return [kind, ...sizes.map((size) => Math.round(Math.log2(size)))].join(" ");
}

/** Which form the slices of a run have: while both are compared each in turn, the whole one first, then the faster. */
export interface Trial {
  /** The form of the next slice; before the trial is open and in its end as well. */
  readonly next: () => Form;
  /** Begins to compare, once tiles can be used. */
  readonly open: () => void;
  readonly isOpen: () => boolean;
  /** A slice of so many steps took so long, in milliseconds. */
  readonly took: (form: Form, steps: number, ms: number) => void;
  /** Ends the trial. */
  readonly settle: (form: Form) => void;
  /** The form of all further slices, once that is decided. */
  readonly settled: () => Form | undefined;
}

/** Slices of each form that are timed. The first are cold and short: the fastest counts. */
const SLICES = 6;

/** A trial, which tells how it ended. */
export function trial(ended: (form: Form) => void): Trial {
  const times: Record<Form, number[]> = { whole: [], tiled: [] };
  let state: "waiting" | "open" | Form = "waiting";
  let turn = 0;
  const settled = (): Form | undefined => (state === "waiting" || state === "open" ? undefined : state);
  const settle = (form: Form): void => {
    state = form;
    ended(form);
  };
  return {
    next: () => settled() ?? (state === "open" && turn++ % 2 === 1 ? "tiled" : "whole"),
    open: () => {
      if (state === "waiting") state = "open";
    },
    isOpen: () => state === "open",
    took: (form, steps, ms) => {
      if (state !== "open") return;
      times[form].push(ms / steps);
      if (Math.min(times.whole.length, times.tiled.length) < SLICES) return;
      settle(Math.min(...times.tiled) < Math.min(...times.whole) ? "tiled" : "whole");
    },
    settle,
    settled,
  };
}

/** No trial: the form is known. */
export function known(form: Form): Trial {
  const nothing = (): void => {};
  return { next: () => form, open: nothing, isOpen: () => false, took: nothing, settle: nothing, settled: () => form };
}
