/** What is said of a name, and how names are found. This file alone of the folder is loaded as it stands; see `evaluated.d.ts`. */

/** What a name means: a setting, a metric, a theoretical quantity or a term. The name is the anchor in the reference. */
export interface Meaning {
  readonly name: string;
  readonly kind: "setting" | "metric" | "theory" | "term";
  readonly title: string;
  readonly symbol: string;
  readonly unit: string;
  /** The definition in a sentence or two. */
  readonly doc: string;
  /** The definition as MathML; "" where words say it all. */
  readonly formula: string;
  /** The same with places `{name}` for the present values of settings and columns; "" if there is none. */
  readonly withNumbers: string;
  /** Which values a setting can have, and the first one; "" for what is measured. */
  readonly range: string;
  readonly options: readonly MeantOption[];
  readonly source: string;
}

/** One of the options of a setting. */
export interface MeantOption {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  readonly formula: string;
}

export type Meanings = Readonly<Record<string, Meaning>>;

/** The name whose meaning a column has: “printed: weightingGap” is a weightingGap, “loss, s.e.” a standard error. */
export function meantBy(column: string): string {
  return column.endsWith(", s.e.") ? "standardError" : column.replace(/^.*: /, "");
}
