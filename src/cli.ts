/**
 * The command line: `run LINK | flags`, `analyze FILE`, `describe`. The same spine as the page, printed. Exit status 0 with the result
 * on standard output and nothing on standard error, or 2 with one sentence per fault on standard error and nothing on
 * standard output.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Analysis, analyse } from "./analysis.ts";
import type { Row } from "./core/row.ts";
import { canAlign } from "./core/solvers/alignedInputs.ts";
import { type EngineName, chooseEngine, engineNames, engines } from "./engines/index.ts";
import { columnsOf, runExperiment } from "./experiment.ts";
import { type GivenTasks, readGivenTasks } from "./givenTasks.ts";
import { labs } from "./labs/index.ts";
import { overlays } from "./labs/openings.ts";
import { parseLink, version } from "./settings/permalink.ts";
import { presets, schema, settingNames } from "./settings/schema.ts";
import { Told, written } from "./text/sentence.ts";

const USAGE = `explore: the commands are
  run LINK | --NAME VALUE …  [--engine ${engineNames.join("|")}] [--align] [--format json|csv]
  analyze FILE
  describe`;

/** What is wrong with what was asked; each sentence becomes a line. */
class Refusal extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.sentences = sentences;
  }
}

/** Runs one command; the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    process.stdout.write(await answer(argv));
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Told)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function answer([command, ...rest]: readonly string[]): Promise<string> {
  switch (command) {
    case "run":
      return run(rest);
    case "analyze":
      return Promise.resolve(`${JSON.stringify(analyze(rest), asText, 2)}\n`);
    case "describe":
      if (rest.length > 0) throw new Refusal([`describe takes nothing; got ${rest.join(" ")}`]);
      return Promise.resolve(`${JSON.stringify(description(), undefined, 2)}\n`);
    default:
      throw new Refusal([command === undefined ? USAGE : `There is no command “${command}”.\n${USAGE}`]);
  }
}

async function run(rest: readonly string[]): Promise<string> {
  const { link, flags, engine, align, format } = readArguments(rest);
  const { settings, faults, presentation } = read(link, flags);
  if (faults.length > 0) throw new Refusal(faults.map(({ problem }) => written(problem)));
  if (align && !canAlign(settings))
    throw new Refusal([
      "--align needs a linear model and a ridge above 0: others have no inputs aligned in closed form.",
    ]);
  const name = await engineNamed(engine ?? presentation.get("engine") ?? undefined);
  const rows: Row[] = [];
  const course = { aligned: align };
  for await (const report of runExperiment(settings, name, new AbortController().signal, columnsOf(settings), course))
    rows.push(...report.rows.map((row) => ({ ...unmeasured, ...row, ...(align && { mu: settings.mu }) })));
  return format === "csv" ? asCsv(rows) : `${JSON.stringify(rows, asText, 2)}\n`;
}

/** The columns that every row has, in their order; where no task is the target, or nothing is aligned, they are no numbers. */
const unmeasured = Object.fromEntries(
  [
    ...(["preset", "kind", "phi", "mSource", "mTarget", "seed", "engine", "step"] as const),
    ...(["stlError", "mtlError", "transferGap", "loss", "headAngle", "alignedGap"] as const),
  ].map((name) => [name, NaN]),
);

/** The one flag that stands alone. */
const ALIGN = "--align";

interface Arguments {
  readonly link: string | undefined;
  readonly flags: URLSearchParams;
  readonly engine: string | undefined;
  /** Trains on inputs that Algorithm 1 has aligned, with the settings' μ. */
  readonly align: boolean;
  readonly format: "json" | "csv";
}

function readArguments(rest: readonly string[]): Arguments {
  const options = Object.fromEntries(
    [...settingNames, "engine", "format"].map((name) => [name, { type: "string", multiple: true } as const]),
  );
  const { values, positionals } = parsed(
    rest.filter((part) => part !== ALIGN),
    options,
  );
  const faults = Object.entries(values)
    .filter(([, given]) => given && given.length > 1)
    .map(([name, given]) => `--${name} is given ${given?.length} times; once would fit.`);
  if (positionals.length > 1) faults.push(`run takes one link; got ${positionals.length}: ${positionals.join(" ")}.`);
  const flags = new URLSearchParams();
  for (const name of settingNames) if (values[name]) flags.set(name, values[name][0]);
  if (positionals.length > 0 && flags.size > 0)
    faults.push("run takes a link or flags of settings, not both: write the settings into the link.");
  const format = values["format"]?.[0] ?? "json";
  if (format !== "json" && format !== "csv") faults.push(`--format cannot be “${format}”: it must be json or csv.`);
  if (faults.length > 0) throw new Refusal(faults);
  return {
    link: positionals[0],
    flags,
    engine: values["engine"]?.[0],
    align: rest.includes(ALIGN),
    format: format === "csv" ? "csv" : "json",
  };
}

function parsed(
  rest: readonly string[],
  options: Record<string, { readonly type: "string"; readonly multiple: true }>,
): { values: Record<string, string[] | undefined>; positionals: string[] } {
  // A negative value (--cosine -0.5) would be taken for a flag; tie it to its name.
  const tied: string[] = [];
  for (const part of rest) {
    const previous = tied.at(-1);
    if (/^-[\d.]/.test(part) && previous?.startsWith("--") && !previous.includes("="))
      tied[tied.length - 1] = `${previous}=${part}`;
    else tied.push(part);
  }
  try {
    return parseArgs({ args: tied, options, allowPositionals: true });
  } catch (error) {
    throw new Refusal([error instanceof Error ? error.message : String(error)]);
  }
}

/** The settings of a link, or of flags over the schema's own initial values: flags belong to no lab. */
function read(link: string | undefined, flags: URLSearchParams): ReturnType<typeof parseLink> {
  if (link !== undefined) return parseLink(link, overlays);
  return parseLink(`#transfer?${flags}`, { transfer: {} });
}

async function engineNamed(name: string | undefined): Promise<EngineName> {
  const known = engineNames.find((candidate) => candidate === name);
  if (name !== undefined && !known)
    throw new Refusal([`--engine cannot be “${name}”: it must be one of ${engineNames.join(", ")}.`]);
  const choice = await chooseEngine(known);
  const answer = await engines[choice.name].probe();
  if ("problem" in answer) throw new Refusal([`The engine ${choice.name} cannot run here. ${written(answer.problem)}`]);
  return choice.name;
}

/** The analysis of the tasks in a file. */
function analyze(rest: readonly string[]): Analysis {
  if (rest.length !== 1)
    throw new Refusal([`analyze takes one file; got ${rest.length === 0 ? "none" : rest.join(" ")}.`]);
  const given = givenIn(rest[0]);
  try {
    return analyse(given);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal([`Double precision does not suffice for the tasks of “${rest[0]}”: ${error.message}.`]);
  }
}

function givenIn(file: string): GivenTasks {
  const reading = readGivenTasks(textOf(file));
  if ("faults" in reading) throw new Refusal(reading.faults);
  return reading.given;
}

/** A file's text. npm runs its commands in the project's folder and leaves the reader's own in INIT_CWD. */
function textOf(file: string): string {
  try {
    return readFileSync(path.resolve(process.env["INIT_CWD"] ?? "", file), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const reasons: Record<string, string> = { ENOENT: "there is none", EISDIR: "it is a folder" };
    throw new Refusal([`The file “${file}” cannot be read: ${reasons[code] ?? code}.`]);
  }
}

/** JSON has no infinities and no NaN; they are written as strings. */
function asText(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function asCsv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => `${cells.join(",")}\n`).join("");
}

/** The schema as data: what may be chosen, what it means, and what presets and labs set. */
function description(): object {
  const labsDescribed: Record<string, object> = {};
  for (const [name, { title, question, source, settings }] of Object.entries(labs))
    labsDescribed[name] = { title, question, source, settings };
  return { version, settings: schema, presets, labs: labsDescribed, engines: engineNames };
}
