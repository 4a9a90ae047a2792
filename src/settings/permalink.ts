/**
 * Settings ⇄ link. A link is `[?presentation]#lab[?settings]`; the fragment is the experiment. Reading never throws:
 * what cannot be used is reported in sentences, and the default stands.
 *
 * Links are short because they leave out what equals the defaults, so what a default or a preset means is frozen for
 * each version `v`. To change one, raise `version` and give `parseFragment` an upgrade that restores the old meaning
 * for older links; `permalink.test.ts` opens every link ever published.
 */
import type { Field, NumberField } from "../core/fields.ts";
import { formatPoints, parsePoints } from "../core/points.ts";
import { type Sentence, sentence } from "../text/sentence.ts";
import { type Repair, fitRelations } from "./relations.ts";
import { type SettingName, type Settings, defaults, presets, schema, settingNames } from "./schema.ts";

/** What the links that are written now mean by their defaults. */
export const version = 1;
/** The lab that opens where a link names none, or none that exists. */
export const homeLab = "transfer";

/** Each lab's own initial values, by the lab's name. */
export type Overlays = Readonly<Record<string, Partial<Settings>>>;

/** What a link was read as. */
export interface Link {
  readonly lab: string;
  readonly settings: Settings;
  /** One sentence for each thing that was not used as written. */
  readonly faults: readonly Fault[];
  /** `engine`, `theme`, …: how to show it, never what it is. */
  readonly presentation: URLSearchParams;
}

/** Something in a link that was not used as written. */
export interface Fault {
  /** What is wrong and what would fit. */
  readonly problem: Sentence;
  /** What was done instead. */
  readonly remedy: Sentence;
}

/** What a link says. Accepts a whole address, `?presentation#fragment`, or the fragment with or without its `#`. */
export function parseLink(link: string, labs: Overlays): Link {
  const hash = link.indexOf("#");
  if (hash < 0 && !link.includes("://") && !link.startsWith("?") && link !== "")
    return { ...parseFragment(link, labs), presentation: new URLSearchParams() };
  const address = hash < 0 ? link : link.slice(0, hash);
  const query = address.indexOf("?");
  return {
    ...parseFragment(hash < 0 ? "" : link.slice(hash + 1), labs),
    presentation: new URLSearchParams(query < 0 ? "" : address.slice(query + 1)),
  };
}

/** `#lab?v=1&…`: the lab, the version, and each setting that differs from the defaults. */
export function formatFragment(lab: string, settings: Settings, labs: Overlays): string {
  const changed = changedSettings(lab, settings, labs).map(
    (name) => `${name}=${encodeURIComponent(String(settings[name]))}`,
  );
  return changed.length === 0 ? `#${lab}` : `#${lab}?${[`v=${version}`, ...changed].join("&")}`;
}

/** The same with the version even where nothing is changed: what the defaults are is fixed by it, so that the link lasts. */
export function lastingFragment(...experiment: Parameters<typeof formatFragment>): string {
  const fragment = formatFragment(...experiment);
  return fragment.includes("?") ? fragment : `${fragment}?v=${version}`;
}

/** The settings that are not those with which the lab opens; a preset stands for all that it names. */
export function changedSettings(lab: string, settings: Settings, labs: Overlays): readonly SettingName[] {
  const base = defaults(labs[lab], settings.preset);
  const labPreset = defaults(labs[lab]).preset;
  return settingNames.filter((name) =>
    name === "preset" ? settings.preset !== labPreset : settings[name] !== base[name],
  );
}

function parseFragment(fragment: string, labs: Overlays): Omit<Link, "presentation"> {
  const faults: Fault[] = [];
  const [name, query] = split(fragment.replace(/^#/, ""));
  const lab = knownLab(name, labs, faults);
  const given = new URLSearchParams(query);
  readVersion(given, faults);
  reportRepeated(given, faults);
  reportUnknown(given, faults);
  const preset = readPreset(given, faults, defaults(labs[lab]).preset);
  const base = defaults(labs[lab], preset);
  const changes = settingNames
    .filter((setting) => setting !== "preset" && given.has(setting))
    .map((setting) => [setting, readValue(setting, given.get(setting) ?? "", base[setting], faults)]);
  // Each value was read by its own field, which has the setting's type.
  const read = { ...base, ...(Object.fromEntries(changes) as Partial<Settings>) };
  const { settings, repairs } = fitRelations(read);
  faults.push(...repairs.map(faultOf));
  return { lab, settings, faults };
}

/** What a broken rule says to the reader. */
export function faultOf({ fault, change }: Repair): Fault {
  return { problem: fault, remedy: isUsed(Object.entries(change)[0]) };
}

function isUsed([name, value]: readonly [string, Settings[SettingName]]): Sentence {
  return sentence("{change} is used.", { change: `${name} = ${value}` });
}

function split(fragment: string): [string, string] {
  const at = fragment.indexOf("?");
  return at < 0 ? [fragment, ""] : [fragment.slice(0, at), fragment.slice(at + 1)];
}

function knownLab(name: string, labs: Overlays, faults: Fault[]): string {
  if (Object.hasOwn(labs, name)) return name;
  if (name !== "")
    faults.push({
      problem: sentence("There is no lab named “{name}”; there is {names}.", {
        name,
        names: Object.keys(labs).join(", "),
      }),
      remedy: sentence("The lab {lab} is shown.", { lab: homeLab }),
    });
  return homeLab;
}

function readVersion(given: URLSearchParams, faults: Fault[]): void {
  const v = given.get("v");
  if (v === null || v === String(version)) return;
  faults.push({
    problem: sentence("The link has version v={v}, which is not known here; known is {version}.", { v, version }),
    remedy: sentence("It was read as version {version}.", { version }),
  });
}

function reportRepeated(given: URLSearchParams, faults: Fault[]): void {
  for (const name of new Set(given.keys())) {
    if (given.getAll(name).length === 1) continue;
    faults.push({
      problem: sentence("{name} stands in the link more than once.", { name }),
      remedy: sentence("The first value is used."),
    });
  }
}

function reportUnknown(given: URLSearchParams, faults: Fault[]): void {
  for (const name of new Set(given.keys())) {
    if (name === "v" || Object.hasOwn(schema, name)) continue;
    faults.push({
      problem: sentence("There is no setting named “{name}”.", { name }),
      remedy: sentence("It is ignored."),
    });
  }
}

function readPreset(given: URLSearchParams, faults: Fault[], fallback: Settings["preset"]): Settings["preset"] {
  const text = given.get("preset");
  if (text === null) return fallback;
  const value = readValue("preset", text, fallback, faults);
  return isPreset(value) ? value : fallback;
}

function isPreset(value: Settings[SettingName]): value is Settings["preset"] {
  return typeof value === "string" && Object.hasOwn(presets, value);
}

/** The value that `text` stands for, or `fallback` and a fault. */
function readValue(
  name: SettingName,
  text: string,
  fallback: Settings[SettingName],
  faults: Fault[],
): Settings[SettingName] {
  const read = parseValue(name, text);
  if ("problem" in read) faults.push({ problem: read.problem, remedy: isUsed([name, fallback]) });
  return "problem" in read ? fallback : read.value;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The value of one setting from its text, or a sentence that says what would fit. */
export function parseValue(
  name: SettingName,
  text: string,
): { readonly value: Settings[SettingName] } | { readonly problem: Sentence } {
  // Seen as any field: the union of literal types would make every comparison below an error.
  const field: Field = schema[name];
  switch (field.kind) {
    case "number":
      return parseNumber(name, text, field);
    case "choice": {
      const names = Object.keys(field.options);
      if (!names.includes(text))
        return {
          problem: sentence("{name} cannot be “{text}”: it must be one of {names}.", {
            name,
            text,
            names: names.join(", "),
          }),
        };
      return { value: text as Settings[SettingName] }; // just found among the field's own options
    }
    case "switch": {
      if (text !== "true" && text !== "false")
        return { problem: sentence("{name} cannot be “{text}”: it must be true or false.", { name, text }) };
      return { value: text === "true" };
    }
    case "points": {
      const points = parsePoints(text);
      const { most, reach } = field;
      if (!points || points.length > most || points.flat().some((coordinate) => Math.abs(coordinate) > reach)) {
        return {
          problem: sentence(
            "{name} cannot be “{text}”: it must be points such as 1.2_-0.4~2_1, at most {most}, within −{reach} … {reach}.",
            { name, text, most, reach },
          ),
        };
      }
      return { value: formatPoints(points) };
    }
  }
  field satisfies never;
}

/** What a number may be. */
export type NumberRange = Pick<NumberField, "min" | "max" | "integer">;

/** The number that `text` stands for, or a sentence that calls it as it was `typed`, and says what would fit. */
export function parseNumber(
  name: string,
  text: string,
  range: NumberRange,
  typed = text,
): { readonly value: number } | { readonly problem: Sentence } {
  const value = Number(text);
  const fits = DECIMAL.test(text) && value >= range.min && value <= range.max;
  if (!fits || (range.integer && !Number.isInteger(value))) return { problem: outOfRange(range, name, typed) };
  return { value: value === 0 ? 0 : value }; // no −0
}

function outOfRange({ integer, min, max }: NumberRange, name: string, text: string): Sentence {
  const values = { name, text, min, max };
  return integer
    ? sentence("{name} cannot be “{text}”: it must be a whole number from {min} to {max}.", values)
    : sentence("{name} cannot be “{text}”: it must be a number from {min} to {max}.", values);
}
