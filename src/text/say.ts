/**
 * The page's words in the reader's language. English stands where it is used and is its own key; `german.ts` is the catalogue
 * of all of it, and an English sentence that the catalogue lacks does not compile. To add one: write `say("New sentence.")`,
 * with values as `say("Step {step}.", { step })`, and add the line that the compiler asks for to `german/`.
 */
import { formatValue } from "../core/format.ts";
import type { Catalogue, Phrase } from "./german.ts";
import { type NamesIn, type Said, type ValuesOf, written } from "./sentence.ts";

/** None for English. */
let catalogue: Readonly<Record<string, string>> | undefined;

/** From now on everything is said in the language of this catalogue; undefined is English. */
export function speak(from: Catalogue | undefined): void {
  catalogue = from;
}

/** A phrase in the reader's language, its {names} replaced by the values. */
export function say<P extends Phrase>(phrase: P, ...[values]: ValuesOf<P>): string {
  return told({ phrase, ...(values && { values }) });
}

/** A kept sentence in the reader's language. */
export function told(said: Said): string {
  return written(said, named, formatValue);
}

/** What data call themselves, in the reader's language: titles of fields, figures, axes. Symbols are their own names. */
export function named(words: string): string {
  return catalogue?.[words] ?? words;
}

/** A phrase whose values are more than words: the parts in the order of the reader's language. */
export function parts<P extends Phrase, V>(
  phrase: P,
  values: Readonly<Record<NamesIn<P>, V>>,
): readonly (V | string)[] {
  const known: Readonly<Record<string, V>> = values;
  const pieces = named(phrase).split(/\{(\w+)\}/);
  return pieces.map((piece, i) => (i % 2 === 0 ? piece : known[piece])).filter((part) => part !== "");
}
