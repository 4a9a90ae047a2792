/** What an experiment of SPEC is: a measurement that is repeated for each seed, and the printed cells that it answers. */
import type { Estimate } from "./estimate.ts";
import type { Printed } from "./specification.ts";

/** The measured numbers of one seed, by name. */
export type Measured = Readonly<Record<string, number>>;
/** What all seeds measured under one name, in the order of the seeds. Throws if nothing bears the name. */
export type Samples = (name: string) => readonly number[];

/** One printed number, and how ours follows from what was measured. */
export interface Cell {
  /** Its column's header. */
  readonly column: string;
  readonly printed: Printed;
  readonly estimate: (samples: Samples) => Estimate;
}

/** One row of a table. */
export interface Claim {
  readonly title: string;
  readonly cells: readonly Cell[];
}

/** One table of SPEC. */
export interface Experiment {
  /** Its number in SPEC, and what tells it from others of that number. */
  readonly table: string;
  /** How many seeds SPEC used, 1, 2, …; and how many of them a quick run takes. */
  readonly seeds: number;
  readonly quickSeeds: number;
  /** Whether SPEC's seeds and streams are ours, so that a full run gives the printed digits. Else: four s.e. */
  readonly isExact: boolean;
  /** About how many seconds one seed takes: for the time left only. */
  readonly cost: number;
  readonly claims: readonly Claim[];
  measure(seed: number): Measured;
}
