/** What the page knows and cannot derive: settings, rows, status. */
import { create } from "zustand";
import type { Verdict } from "../charts/summary.ts";
import type { Row } from "../core/row.ts";
import type { EngineChoice } from "../engines/index.ts";
import { type LabName, overlays } from "../labs/openings.ts";
import type { SweepTable } from "../labs/rests.ts";
import type { Fault } from "../settings/permalink.ts";
import { type Settings, defaults } from "../settings/schema.ts";
import type { Language } from "../text/languages.ts";
import type { Said } from "../text/sentence.ts";
import type { Tables } from "../messages.ts";

export interface Training {
  readonly phase: "idle" | "training" | "settled" | "failed";
  /** Reports so far, thinned where there are many. */
  readonly rows: readonly Row[];
  /** The newest report: one row per seed. */
  readonly latest: readonly Row[];
  readonly step: number;
  /** It came to its own end, a plateau or its last step; it was not stopped. */
  readonly ended: boolean;
  /** Why it stopped, in words; empty while it has not. */
  readonly reason: Said;
  /** What happened to the run on its way and did not stop it, in words. */
  readonly remark: Said;
  /** Steps at which the run went on with an optimiser that remembered nothing. */
  readonly restarts: readonly number[];
}

/** A result that the reader keeps beside others: its experiment, and what was known of it in words. */
export interface Pin {
  readonly lab: LabName;
  /** The fragment that opens it again. */
  readonly link: string;
  /** In which it was pinned: its words stay as they were. */
  readonly language: Language;
  /** What it changes in its lab's opening: “misalignment φ = 90°”; empty if nothing. */
  readonly changes: string;
  /** What is so at the exact optimum. */
  readonly exact: string;
  /** What training has reached; empty if nothing was trained. */
  readonly trained: string;
}

/** The game of guessing the sign before it is shown. */
export interface Guessing {
  /** What was said of the present experiment; undefined until then, and so long its results are hidden. */
  readonly said: Verdict | undefined;
  /** The settings that it was said of: it is not judged against others. */
  readonly of?: Settings;
  /** How many experiments before this one were guessed, and how many of them rightly. */
  readonly past: number;
  readonly right: number;
}

export interface State {
  /** What the page is said in: who shows words follows it, because `say` asks nobody to draw anew. */
  readonly language: Language;
  readonly lab: LabName;
  readonly settings: Settings;
  readonly faults: readonly Fault[];
  /** The tables that need no training, of the seeds computed so far. */
  readonly figures: Tables;
  /** True once the figures are those of the present settings, for every seed. */
  readonly figuresComplete: boolean;
  /** The rows of the lab's sweeps so far. */
  readonly sweeps: Readonly<Record<SweepTable, readonly Row[]>>;
  /** Which of them are of the present settings, as far as they have come. */
  readonly fresh: Readonly<Record<SweepTable, boolean>>;
  /** True once they all are, for every seed; true where the lab sweeps nothing. */
  readonly sweepComplete: boolean;
  /** Why the figures could not be computed, in a sentence; empty if they could. */
  readonly figuresFault: Said;
  readonly training: Training;
  /** The last run of other settings that came to its end, kept for comparison. */
  readonly ghost: readonly Row[];
  /** Play has been pressed and not ended by Pause: a changed setting trains again by itself. */
  readonly playing: boolean;
  /** The training engine; undefined until the machine has been asked. */
  readonly engine: EngineChoice | undefined;
  readonly pins: readonly Pin[];
  /** The fingerprint of a result that the link came with, of the present settings; "" if there is none. */
  readonly claim: string;
  /** The setting or column whose meaning is shown. */
  readonly explained: string | undefined;
  /** Undefined unless the reader guesses. */
  readonly guessing: Guessing | undefined;
}

export const noSweeps: State["sweeps"] = { sweep: [], otherSweep: [], thirdSweep: [] };
export const noneFresh: State["fresh"] = { sweep: false, otherSweep: false, thirdSweep: false };
export const untrained: Training = {
  phase: "idle",
  rows: [],
  latest: [],
  step: 0,
  ended: false,
  reason: "",
  remark: "",
  restarts: [],
};

export const useStore = create<State>(() => ({
  language: "en",
  lab: "transfer",
  settings: defaults(overlays["transfer"]),
  faults: [],
  figures: {},
  figuresComplete: false,
  sweeps: noSweeps,
  fresh: noneFresh,
  sweepComplete: false,
  figuresFault: "",
  training: untrained,
  ghost: [],
  playing: false,
  engine: undefined,
  pins: [],
  claim: "",
  explained: undefined,
  guessing: undefined,
}));

/** `data-state` of the page, as CONTRACTS.md defines it. */
export function pageState({ training, figuresComplete, figuresFault }: State): string {
  if (figuresFault !== "" || training.phase === "failed") return "failed";
  if (training.phase === "training") return "training";
  if (!figuresComplete) return "loading";
  return training.phase === "settled" ? "settled" : "ready";
}
