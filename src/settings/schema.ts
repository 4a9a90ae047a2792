/**
 * Every setting in one object, merged from the files that the settings configure. Types, defaults, controls,
 * validation, permalinks, flags and the reference page are all read off it.
 */
import { misaligned } from "../core/families/misaligned.ts";
import { type Fields, type Values, choice, initialValues } from "../core/fields.ts";
import { vocabulary } from "../core/vocabulary.ts";
import { optimiserFields } from "../engines/optimiser.ts";

const { r, ridge, seed, seeds } = vocabulary;

const presetField = choice({
  title: "preset",
  doc: "A whole setting with a name; every other setting then counts as a change to it.",
  initial: "live",
  options: {
    paper: { title: "PAPER", doc: "The paper's constants: d = 100, κ = 100." },
    live: { title: "LIVE", doc: "κ = 20, so that gradient descent arrives while one looks on." },
    mini: { title: "MINI", doc: "d = 60: the cheapest that shows everything, for phones." },
  },
});

const modelField = choice({
  title: "model",
  doc: "How a prediction follows from the shared module and the head.",
  initial: "linear",
  options: { linear: { title: "linear", doc: "Prediction X B A with squared loss." } },
});

/** In the order in which tables and the reference page show them. */
export const schema = {
  preset: presetField,
  model: modelField,
  ...misaligned.fields,
  ridge,
  r,
  ...optimiserFields,
  seed,
  seeds,
} as const;

/** One value for every setting. */
export type Settings = Values<typeof schema>;
/** The name of a setting: key of links, flag of the command line. */
export type SettingName = keyof Settings;
/** Every name, in the schema's order. */
export const settingNames = Object.keys(schema) as readonly SettingName[];

requireOneMeaning([vocabulary, optimiserFields, misaligned.fields]);

/** What a preset sets; everything it does not name keeps its default. Frozen for version 1. Source: SPEC section 9. */
export const presets = {
  paper: { model: "linear", d: 100, kappa: 100, cosine: 0.96, mTarget: 5, sigma: 2, ridge: 10 },
  live: { model: "linear", d: 100, kappa: 20, cosine: 0.96, mTarget: 6, sigma: 2, ridge: 10 },
  mini: { model: "linear", d: 60, kappa: 30, cosine: 0.96, mTarget: 3, sigma: 1.5, ridge: 5 },
} as const satisfies Record<Settings["preset"], Partial<Settings>>;

/** The values before anything is chosen: the schema's, overlaid by a lab's own, then by what the preset sets. */
export function defaults(overlay: Partial<Settings> = {}, preset?: Settings["preset"]): Settings {
  const base = { ...initialValues(schema), ...overlay };
  const name = preset ?? base.preset;
  return { ...base, ...presets[name], preset: name };
}

/** A name that two parts share must be one and the same field, so that a letter has one meaning. */
function requireOneMeaning(parts: readonly Fields[]): void {
  const seen = new Map<string, Fields[string]>();
  for (const part of parts)
    for (const [name, field] of Object.entries(part)) {
      if ((seen.get(name) ?? field) !== field) throw new Error(`schema: two different fields are named ${name}`);
      seen.set(name, field);
    }
}
