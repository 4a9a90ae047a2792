/**
 * What every chart form is given: rows of one tidy table, and which columns to draw. Forms are pure: rows in, SVG out.
 * d3 computes, React draws; no store, no fetch, no effect but following the pointer and the keyboard.
 */
import type { ReactNode } from "react";
import type { Row } from "../core/row.ts";

/** Colours with one meaning everywhere; CSS gives each a value per theme (`--target`, `--source`, …). */
export type Hue = "target" | "source" | "helps" | "hurts" | "ink" | "muted";

/** An axis: the words on it, its unit, and how it is spaced. */
export interface Axis {
  readonly title: string;
  readonly unit?: string;
  readonly scale?: "linear" | "log";
  /** Fixed ends; else from the data. */
  readonly domain?: readonly [number, number];
  /** Which way is better, written on the axis. */
  readonly better?: "lower" | "higher";
  /** True if zero parts what helps (below it, unless higher is better) from what hurts: both sides are named. */
  readonly signed?: boolean;
  /** What helps or hurts there, in the words of both sides ("source"). */
  readonly subject?: string;
  /** What a reader can choose on it are multiples of this (1), on a logarithmic axis rounded to two digits. */
  readonly step?: number;
}

/** One column drawn. A repeated column value (over seeds) is drawn as mean and band of one standard error. */
export interface Series {
  readonly column: string;
  /** Only of the rows with these values, where one column holds several series: `{ task: "source" }`. */
  readonly where?: Row;
  /** The direct label; short. */
  readonly title: string;
  readonly hue: Hue;
  /** Told apart without colour: a thick line is trained jointly, a thin one with marks is trained alone. */
  readonly weight?: "thick" | "thin";
}

/** What a lab says of a chart. `rows` names the table: which rows these are is up to the page. */
export interface ChartSpec {
  /** Stable: the figure's id on the page. */
  readonly id: string;
  readonly form: FormName;
  readonly title: string;
  /** One sentence: what is drawn and how to read it. */
  readonly description: string;
  readonly rows: TableName;
  readonly x: Axis & { readonly column: string };
  /** With a column where the picture is a plane: the series' values are then its colours. */
  readonly y: Axis & { readonly column?: string };
  readonly series: readonly Series[];
  /** Drawn dashed behind the rows: the mean of the same columns in these rows, what theory says, or the truth. */
  readonly reference?: TableName;
  /** The setting that its rows are of, whatever is chosen, and what is said in place of the puck where another is (heatmap). */
  readonly of?: { readonly column: string; readonly value: string; readonly description: string };
  /** Drawn low, for what it shows is that nothing moves (sweep). */
  readonly isFlat?: boolean;
  /** The setting that turns the ellipse of one task, in degrees from the first axis (plane). */
  readonly turn?: { readonly column: string; readonly task: string };
  /** The setting that holds the points of one task that a reader paints, and how many and how far out (plane). */
  readonly paint?: { readonly column: string; readonly task: string; readonly most: number; readonly reach: number };
}

/** Settings by their names, as a reader chooses them on a picture. */
export type Choice = Readonly<Record<string, number | string>>;

/** The tables an experiment makes. */
export type TableName =
  | "training"
  | "exact"
  | "angles"
  | "populationAngles"
  | "similarity"
  | "populationSimilarity"
  | "landscape"
  | "spectrum"
  | "plane"
  | "truth"
  | "sourceLimits"
  | "phaseBoundary"
  | "weights"
  | "algorithm2"
  | "alignmentPath"
  | "assumptions"
  | "sweep"
  | "otherSweep"
  | "thirdSweep";

export type FormName =
  | "lines"
  | "strip"
  | "dial"
  | "bars"
  | "landscape"
  | "heatmap"
  | "sweep"
  | "spectrum"
  | "plane"
  | "matrix"
  | "weights";

export interface ChartProps {
  readonly spec: ChartSpec;
  readonly rows: readonly Row[];
  readonly reference: readonly Row[];
  /** The last result before the present settings, drawn faintly; empty if there is none. */
  readonly ghost: readonly Row[];
  /** What there is none of is being computed. */
  readonly isComing?: boolean | undefined;
  /** Width in CSS pixels that the figure has; the form chooses its height. */
  readonly width: number;
  /** The settings in force: where a puck, a marker or a handle stands. */
  readonly now?: Readonly<Record<string, number | string | boolean>>;
  /** Told what a reader chooses on the picture as it moves, and once more when it is let go. Else nothing moves. */
  readonly choose?: (choice: Choice, released: boolean) => void;
}

export interface Form {
  readonly title: string;
  readonly draw: (props: ChartProps) => ReactNode;
}
