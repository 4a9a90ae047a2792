/**
 * Sentences before they are said in a language: an English phrase, which is its own key in every catalogue, and the values
 * of its {names}. What the page must keep, or a worker sends, is kept so, and follows a change of the language.
 */
import type { Phrase } from "./german.ts";

/** What can be said: plain words or a number, one sentence, or several one after the other. */
export type Said = string | number | Sentence | readonly Said[];

export interface Sentence {
  readonly phrase: Phrase;
  readonly values?: Readonly<Record<string, Said>>;
}

/** The names between braces in a phrase. */
export type NamesIn<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What a phrase asks for besides itself: a value for each of its names. */
export type ValuesOf<P extends string> = [NamesIn<P>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<P>, Said>>];

export function sentence<P extends Phrase>(phrase: P, ...[values]: ValuesOf<P>): Sentence {
  return { phrase, ...(values && { values }) };
}

/** The words of what is said: in English, unless `translated` and `inDigits` know better. */
export function written(
  said: Said,
  translated = (phrase: string) => phrase,
  inDigits: (value: number) => string = String,
): string {
  if (typeof said === "string") return said;
  if (typeof said === "number") return inDigits(said);
  if (!("phrase" in said)) return said.map((part) => written(part, translated, inDigits)).join(" ");
  const { phrase, values = {} } = said;
  return translated(phrase).replace(/\{(\w+)\}/g, (_, name: string) => written(values[name], translated, inDigits));
}

/** An error for the reader, whose sentence can be said in any language; its message is the English one. */
export class Told extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(written(said));
    this.said = said;
  }
}
