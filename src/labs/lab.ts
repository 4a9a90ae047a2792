import type { ChartSpec, TableName } from "../charts/chart.ts";
import type { Verdict } from "../charts/summary.ts";
import type { Row } from "../core/row.ts";
import type { SettingName, Settings } from "../settings/schema.ts";
import type { Sweep } from "../sweep.ts";
import type { Language } from "../text/languages.ts";
import type { Opening } from "./openings.ts";

/** A page: a question and how to look at it. Data, not code, so that the command line can run it too. */
export interface Lab extends Opening {
  readonly question: string;
  readonly source: string;
  /** The controls in sight, in order; all others stand under "More". */
  readonly controls: readonly SettingName[];
  /** What is varied for the figures that show more than one experiment: the tables `sweep`, `otherSweep` and `thirdSweep`. */
  readonly sweeps?: readonly [Sweep] | readonly [Sweep, Sweep] | readonly [Sweep, Sweep, Sweep];
  /** Whether its models are trained here, live; else everything it shows is exact. */
  readonly trains: boolean;
  /** Training is on inputs that Algorithm 1 has aligned with the μ that is set, where it can; else on the inputs as they are. */
  readonly aligned?: boolean;
  readonly charts: readonly ChartSpec[];
  /**
   * The live answer in a sentence or two, from the tables of the present settings; undefined while these say nothing yet.
   * The Transfer lab, whose answer also tells what training has reached, has its own.
   */
  readonly conclude?: (tables: LabTables, settings: Settings) => Answer;
  /** What `conclude` reads: the answer waits for these rows and no others, and they are computed before others. */
  readonly rests?: (settings: Settings) => readonly Rest[];
  /** Tables in closed form that are neither drawn nor named there: the Transfer lab's, for its own answer and its map. */
  readonly reads?: readonly TableName[];
  /** What stands beside the figures, in each language; loaded after them. */
  readonly text: Readonly<Record<Language, () => Promise<LabText>>>;
}

/** Rows of a table that an answer reads. */
export interface Rest {
  readonly table: TableName;
  /** Of a sweep of one axis only the point nearest to this value of it; all rows where it is not given. */
  readonly at?: number;
}

/** The words of a lab. */
export interface LabText {
  /** Paragraphs beside the figures. A part with `set` is a link that changes those settings. */
  readonly prose: readonly (readonly ProsePart[])[];
  /** What of the claim does not hold, or where it ends, said as plainly as the claim. */
  readonly limits: readonly ProsePart[];
  /** Which observation here would refute the claim. */
  readonly refutation: string;
}

export type ProsePart = string | { readonly text: string; readonly set: Partial<Settings> };

/** Words of an answer; a verdict is set off by its colour and weight, a number by its digits: `of` a setting or a column. */
export type AnswerPart =
  | string
  | { readonly verdict: Verdict; readonly text: string }
  | { readonly number: string; readonly of: string };

/** The parts of an answer, in the reader's language; undefined before there is one. */
export type Answer = readonly AnswerPart[] | undefined;

/** The tables that a lab's charts draw from. */
export type LabTables = Readonly<Record<TableName, readonly Row[]>>;
