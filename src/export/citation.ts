/** What to write beside a figure that is taken away: a caption with its settings, and whom to cite. */
import type { ChoiceField } from "../core/fields.ts";
import { formatValue } from "../core/format.ts";
import { parsePoints } from "../core/points.ts";
import { concerns, inactiveSettings, relevantSettings } from "../settings/relations.ts";
import { named, say } from "../text/say.ts";
import { type SettingName, type Settings, schema } from "../settings/schema.ts";

/** The paper whose theory is shown. */
export const paperBibtex = `@inproceedings{wu2020understanding,
  title = {Understanding and Improving Information Transfer in Multi-Task Learning},
  author = {Wu, Sen and Zhang, Hongyang R. and R{\\'e}, Christopher},
  booktitle = {International Conference on Learning Representations},
  year = {2020},
  eprint = {2005.00944},
  archivePrefix = {arXiv}
}
`;

/** This experiment in Transfer Explorer, as it was on a day. */
export function toolBibtex(link: string, day: Date): string {
  const accessed = day.toISOString().slice(0, "2020-01-01".length);
  return `@misc{transferExplorer,
  title = {Transfer Explorer},
  author = {{Transfer Explorer authors}},
  year = {${accessed.slice(0, "2020".length)}},
  howpublished = {\\url{${link}}},
  note = {Accessed ${accessed}}
}
`;
}

/** What a caption says of a lab. */
interface Subject {
  readonly question: string;
  /** Whether its figures show runs of training, whose settings then matter. */
  readonly trains: boolean;
  /** Whether it trains on inputs that Algorithm 1 has aligned, at a μ that then matters. */
  readonly aligned?: boolean;
  /** The settings that it is about. */
  readonly controls: readonly SettingName[];
}

/** Question, every setting that the figures depend on, seeds, and the link. */
export function captionOf(subject: Subject, settings: Settings, link: string): string {
  const inactive = inactiveSettings(settings, subject);
  const isTold = (name: SettingName): boolean => !(name in inactive || inSentence.has(name)) && concerns(subject, name);
  const words = relevantSettings(settings)
    .filter(isTold)
    .map((name) => settingInWords(name, settings));
  const { seed, seeds } = settings;
  const sampled =
    seeds === 1
      ? say("Seed {seed}.", { seed: String(seed) })
      : say("Seeds {first} to {last}.", { first: String(seed), last: String(seed + seeds - 1) });
  const told = words.filter((setting) => setting !== "").join(", ");
  return `${subject.question} ${say("Settings: {settings}.", { settings: told })} ${sampled} ${say("Made with Transfer Explorer: {link}", { link })}`;
}

const inSentence: ReadonlySet<SettingName> = new Set(["preset", "seed", "seeds"]);

/** "misalignment φ = 60°", "source task: angle φ"; nothing of what is off. */
export function settingInWords(name: SettingName, settings: Settings): string {
  const field = schema[name];
  const value = settings[name];
  if (field.kind === "switch") return value === true ? named(field.title) : "";
  if (field.kind === "points") return value === "" ? "" : `${named(field.title)}: ${pointsInWords(String(value))}`;
  if (field.kind === "choice") {
    const options: ChoiceField["options"] = field.options;
    return `${named(field.title)}: ${named(options[String(value)].title)}`;
  }
  return `${named(field.title)}${field.symbol ? ` ${field.symbol}` : ""} = ${formatValue(Number(value), field.unit)}`;
}

const pointsInWords = (text: string): string =>
  (parsePoints(text) ?? []).map(([x, y]) => `(${formatValue(x)}, ${formatValue(y)})`).join(", ");
