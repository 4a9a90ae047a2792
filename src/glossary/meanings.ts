/** The glossary: what every setting, metric, theoretical quantity and term means, read off where each is defined. */
import type { ChoiceField, Field } from "../core/fields.ts";
import { formatRange, formatValue, writeNumbersIn } from "../core/format.ts";
import { metrics } from "../core/metrics/index.ts";
import { theory } from "../core/theory/index.ts";
import { type SettingName, schema, settingNames } from "../settings/schema.ts";
import { german } from "../text/german.ts";
import type { Language } from "../text/languages.ts";
import { type FormulaSource, formulas } from "./formulas.ts";
import { sourceInGerman, words as germanWords } from "./germanWords.ts";
import type { Meaning, Meanings, MeantOption } from "./meaning.ts";
import { sources } from "./sources.ts";
import { type Term, terms } from "./terms.ts";
import { typeset } from "./typeset.ts";

/** Words in a language. */
export type Words = (english: string) => string;

const inGerman: Readonly<Record<string, string>> = { ...german, ...germanWords };

/** The words of each language; those that it does not have are given back as they are. */
export const wordsOf: Readonly<Record<Language, Words>> = {
  en: (english) => english,
  de: (english) => inGerman[english] ?? english,
};

/** Where something comes from, in each language. */
const sourceIn: Readonly<Record<Language, Words>> = { en: (source) => source, de: sourceInGerman };

/** Every meaning by its name, in the words and the number formats of a language. Throws on a formula that cannot be set. */
export function meaningsIn(language: Language): Meanings {
  const words = wordsOf[language];
  writeNumbersIn(language);
  try {
    const all = [
      ...settingNames.map((name) => settingMeaning(name, schema[name], words)),
      ...Object.entries(metrics).map(([name, metric]) => termMeaning("metric", name, metric, words)),
      ...Object.entries(theory).map(([name, quantity]) => termMeaning("theory", name, quantity, words)),
      ...Object.entries(terms).map(([name, term]) => termMeaning("term", name, term, words)),
    ];
    return Object.fromEntries(
      all.map((meaning) => [meaning.name, { ...meaning, source: sourceIn[language](meaning.source) }]),
    );
  } finally {
    writeNumbersIn("en");
  }
}

function settingMeaning(name: SettingName, field: Field, words: Words): Meaning {
  return {
    ...termMeaning("setting", name, { ...field, source: sources[name] }, words),
    range: rangeOf(field, words),
    options: field.kind === "choice" ? optionsOf(name, field, words) : [],
  };
}

function termMeaning(kind: Meaning["kind"], name: string, term: Term, words: Words): Meaning {
  const { title, symbol = "", unit = "", doc, source } = term;
  return {
    name,
    kind,
    title: words(title),
    symbol,
    unit,
    doc: words(doc),
    ...setFormula(name),
    range: "",
    options: [],
    source,
  };
}

function setFormula(name: string): Pick<Meaning, "formula" | "withNumbers"> {
  const known: Readonly<Record<string, FormulaSource | undefined>> = formulas;
  const { tex = "", withNumbers = "" } = known[name] ?? {};
  return { formula: tex && typeset(tex), withNumbers: withNumbers && typeset(withNumbers) };
}

function optionsOf(name: SettingName, { options }: ChoiceField, words: Words): readonly MeantOption[] {
  return Object.entries(options).map(([option, { title, doc }]) => ({
    name: option,
    title: words(title),
    doc: words(doc),
    formula: setFormula(`${name}.${option}`).formula,
  }));
}

/** “1 to 1000, 20 at first”; of named options and switches the first. */
function rangeOf(field: Field, words: Words): string {
  const values = { first: "", range: "", most: "" };
  switch (field.kind) {
    case "number": {
      const [min, max] = [field.min, field.max].map((value) => formatValue(value, field.unit));
      values.range = field.min < 0 || field.unit !== "" ? `${min} … ${max}` : formatRange(field.min, field.max, 2);
      values.first = formatValue(field.initial, field.unit);
      return filled(
        words(field.integer ? "Whole numbers {range}; at first {first}." : "{range}; at first {first}."),
        values,
      );
    }
    case "choice":
      values.first = words(field.options[field.initial]?.title ?? field.initial);
      return filled(words("At first {first}."), values);
    case "switch":
      values.first = words(field.initial ? "on" : "off");
      return filled(words("On or off; at first {first}."), values);
    case "points":
      values.most = formatValue(field.most);
      values.range = `−${formatValue(field.reach)} … ${formatValue(field.reach)}`;
      return filled(words("At most {most} points with coordinates {range}; at first none."), values);
    default:
      throw new RangeError(`rangeOf: the field must be of a known kind; got ${String(field satisfies never)}`);
  }
}

/** A phrase with its {names} replaced. */
export function filled(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name]);
}
