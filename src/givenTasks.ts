/**
 * Tasks that a reader brings: JSON text in, checked numbers out. Nothing here throws for what the text says; every fault
 * becomes one sentence that names task, row and column, counted from 0 as in the file. The format is that of the golden
 * files: `X`, `y` and optionally `alpha`, `theta`, `eps`, `ridge`, `mus`, `B`; other keys are ignored.
 */
import { type Matrix, fromRows } from "./core/linalg/matrix.ts";
import type { Data } from "./core/task.ts";

/** What is given: data, and what to compute with. Entry i of every list is task i. */
export interface GivenTasks {
  readonly tasks: readonly Data[]; // k of them, m_i×d
  /** Task weights, k, all positive; ones unless given. */
  readonly alpha: Float64Array;
  /** True parameters, k of d entries, where they are known. */
  readonly theta?: readonly Float64Array[];
  /** What was added to the labels, k of m_i entries, where it is known. */
  readonly noise?: readonly Float64Array[];
  /** λ ≥ 0; 0.5 unless given. */
  readonly ridge: number;
  /** The μ ≥ 0 of Algorithm 1; 0.5 and 20 unless given. */
  readonly mus: readonly number[];
  /** The vectors, d entries each, at which h(B) is asked for; all ones and (1, −2, 3, −4, …) unless given. */
  readonly B: readonly Float64Array[];
}

export type Reading = { readonly given: GivenTasks } | { readonly faults: readonly string[] };

/** Larger entries would overflow when squared and summed. */
const LARGEST = 1e50;
/** So many faults are spelled out; the rest are counted. */
const SPELLED_OUT = 20;

/** The tasks of a JSON text, or a sentence for each fault. Never throws. Format: spec/golden/README.md. */
export function readGivenTasks(text: string): Reading {
  const parsed = parseJson(text);
  if ("fault" in parsed) return { faults: [parsed.fault] };
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { faults: [`The file must hold one JSON object with the keys X and y; it holds ${described(value)}.`] };
  const faults: string[] = [];
  const given = readObject(new Map(Object.entries(value)), (sentence) => {
    faults.push(sentence);
    return undefined;
  });
  if (given && faults.length === 0) return { given };
  const more = faults.length - SPELLED_OUT;
  return {
    faults: more > 0 ? [...faults.slice(0, SPELLED_OUT), `There are ${more} more faults of these kinds.`] : faults,
  };
}

/** Notes a fault; there is then no value. */
type Say = (sentence: string) => undefined;

/** JSON, and the bare NaN and Infinity that some programs write, as text: their place is then found like any other. */
function parseJson(text: string): { readonly value: unknown } | { readonly fault: string } {
  const plain = text.replace(/^\uFEFF/, "");
  try {
    return { value: JSON.parse(plain) };
  } catch (error) {
    try {
      const quoted = plain.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/gs, (token) =>
        token.startsWith('"') ? token : `"${token}"`,
      );
      return { value: JSON.parse(quoted) };
    } catch {
      const reason = error instanceof Error ? error.message : String(error);
      return { fault: `The file is not JSON: ${reason.replace(/\s+/g, " ").replace(/\.$/, "")}.` };
    }
  }
}

function readObject(entries: ReadonlyMap<string, unknown>, say: Say): GivenTasks | undefined {
  const given = (key: string): unknown => entries.get(key) ?? undefined; // null is not given
  const shape = shapeOf(given("X"));
  const X = readCovariates(given("X"), say);
  const perTask = (key: string, each: Each): Float64Array[] | undefined =>
    readVectors(given(key), { key, item: "Task", count: shape.rows.length, countOf: "task of X", ...each }, say);
  const perRow = (i: number): number | undefined => shape.rows[i];
  const labels = { place: "row", length: perRow, lengthOf: "row of X" } as const;
  const coordinates = { place: "column", length: (): number | undefined => shape.d, lengthOf: "column of X" } as const;

  if (given("y") === undefined) say("y is missing: it must be a list of tasks, each a list of labels.");
  const y = given("y") === undefined ? undefined : perTask("y", labels);
  const theta = given("theta") === undefined ? undefined : perTask("theta", coordinates);
  const noise = given("eps") === undefined ? undefined : perTask("eps", labels);
  const alpha = given("alpha") === undefined ? undefined : readWeights(given("alpha"), shape.rows.length, say);
  const ridge = given("ridge") === undefined ? 0.5 : readNumber("ridge", given("ridge"), notNegative, say);
  const mus = given("mus") === undefined ? [0.5, 20] : readMus(given("mus"), say);
  const B =
    given("B") === undefined
      ? undefined
      : readVectors(given("B"), { key: "B", item: "Vector", count: undefined, countOf: "", ...coordinates }, say);
  if (!X || !y || ridge === undefined || !mus) return undefined;
  return {
    tasks: X.map((covariates, i) => ({ X: covariates, y: y[i] })),
    alpha: alpha ?? new Float64Array(X.length).fill(1),
    ...(theta && { theta }),
    ...(noise && { noise }),
    ridge,
    mus,
    B: B ?? customaryModules(X[0].columns),
  };
}

/** (1, 1, 1, …) and (1, −2, 3, −4, …). */
function customaryModules(d: number): Float64Array[] {
  return [new Float64Array(d).fill(1), Float64Array.from({ length: d }, (_, j) => (j % 2 === 0 ? j + 1 : -j - 1))];
}

/** What the other keys must fit: the rows of each task of X, and the columns of its first row; as far as X is lists. */
function shapeOf(X: unknown): { readonly rows: readonly (number | undefined)[]; readonly d: number | undefined } {
  const tasks = asList(X) ?? [];
  const first = asList(asList(tasks[0])?.[0]);
  return { rows: tasks.map((task) => asList(task)?.length), d: first?.length || undefined };
}

function readCovariates(value: unknown, say: Say): Matrix[] | undefined {
  if (value === undefined) return say("X is missing: it must be a list of tasks, each a list of rows.");
  const tasks = asList(value);
  if (!tasks) return say(`X must be a list of tasks, each a list of rows; it is ${described(value)}.`);
  if (tasks.length === 0) return say("X must have at least one task; it has none.");
  const matrices = tasks.map((task, i) => readTask(task, i, say));
  const read = matrices.filter((one) => one !== undefined);
  const widths = tasks.map((task) => widthOf(asList(task) ?? []) ?? 0); // 0 is a fault of its own
  const d = widths.find((width) => width > 0) ?? 0;
  const model = widths.indexOf(d);
  widths.forEach((width, i) => {
    if (width > 0 && width !== d)
      say(`Task ${i}, row 0 of X must have ${counted(d, "column")}, like task ${model}; it has ${width}.`);
  });
  return read.length === tasks.length && read.every(({ columns }) => columns === d) ? read : undefined;
}

function readTask(value: unknown, i: number, say: Say): Matrix | undefined {
  const rows = asList(value);
  if (!rows) return say(`Task ${i} of X must be a list of rows; it is ${described(value)}.`);
  if (rows.length === 0) return say(`Task ${i} of X must have at least one row; it has none.`);
  const width = widthOf(rows);
  if (width === 0) return say(`Task ${i}, row 0 of X must have at least one column; it has none.`);
  const read = rows.map((row, n) => {
    const name = `Task ${i}, row ${n}`;
    const cells = asList(row);
    if (!cells) return say(`${name} of X must be a list of numbers, one for each column; it is ${described(row)}.`);
    if (cells.length !== width)
      return say(`${name} of X must have ${counted(width ?? 0, "column")}, like row 0; it has ${cells.length}.`);
    return readCells(cells, (column) => `${name}, column ${column} of X`, say);
  });
  const complete = read.filter((row) => row !== undefined);
  return complete.length === rows.length ? fromRows(complete) : undefined;
}

/** The length of the first row that is a list. */
function widthOf(rows: readonly unknown[]): number | undefined {
  return asList(rows.find((row) => asList(row)))?.length;
}

/** What the vectors of a key are indexed by, and how long each must be. */
interface Each {
  readonly place: "row" | "column";
  readonly length: (i: number) => number | undefined;
  readonly lengthOf: string;
}

interface Vectors extends Each {
  readonly key: string;
  readonly item: "Task" | "Vector";
  readonly count: number | undefined;
  readonly countOf: string;
}

function readVectors(value: unknown, what: Vectors, say: Say): Float64Array[] | undefined {
  const { key, item, count, countOf, place, length, lengthOf } = what;
  const lists = asList(value);
  if (!lists) return say(`${key} must be a list of lists of numbers; it is ${described(value)}.`);
  if (count !== undefined && count > 0 && lists.length !== count)
    return say(`${key} must have ${counted(count, "list")}, one for each ${countOf}; it has ${lists.length}.`);
  const read = lists.map((list, i) => {
    const cells = asList(list);
    const expected = length(i);
    if (!cells)
      return say(
        `${item} ${i} of ${key} must be a list of numbers, one for each ${lengthOf}; it is ${described(list)}.`,
      );
    if (expected !== undefined && cells.length !== expected)
      return say(
        `${item} ${i} of ${key} must have ${counted(expected, "number")}, one for each ${lengthOf}; it has ${cells.length}.`,
      );
    return readCells(cells, (at) => `${item} ${i}, ${place} ${at} of ${key}`, say);
  });
  const complete = read.filter((vector) => vector !== undefined);
  return complete.length === lists.length ? complete : undefined;
}

function readWeights(value: unknown, k: number, say: Say): Float64Array | undefined {
  const cells = asList(value);
  if (!cells) return say(`alpha must be a list of numbers, one for each task; it is ${described(value)}.`);
  if (k > 0 && cells.length !== k)
    return say(`alpha must have ${counted(k, "number")}, one for each task; it has ${cells.length}.`);
  return readCells(cells, (i) => `Task ${i} of alpha`, say, positive);
}

function readMus(value: unknown, say: Say): readonly number[] | undefined {
  const cells = asList(value);
  if (!cells) return say(`mus must be a list of numbers; it is ${described(value)}.`);
  const read = readCells(cells, (i) => `Entry ${i} of mus`, say, notNegative);
  return read && Array.from(read);
}

/** Whether a finite number fits, and how that is said. */
interface Range {
  readonly holds: (value: number) => boolean;
  readonly words: string;
}

const anywhere: Range = { holds: () => true, words: "a finite number" };
const positive: Range = { holds: (value) => value > 0, words: "a finite number above 0" };
const notNegative: Range = { holds: (value) => value >= 0, words: "a finite number of at least 0" };

function readCells(
  cells: readonly unknown[],
  name: (at: number) => string,
  say: Say,
  range: Range = anywhere,
): Float64Array | undefined {
  const numbers = new Float64Array(cells.length);
  let isComplete = true;
  cells.forEach((cell, at) => {
    const number = fits(cell, range) ? cell : readNumber(name(at), cell, range, say);
    if (number === undefined) isComplete = false;
    else numbers[at] = number;
  });
  return isComplete ? numbers : undefined;
}

function readNumber(name: string, value: unknown, range: Range, say: Say): number | undefined {
  if (fits(value, range)) return value;
  const isLarge = typeof value === "number" && Number.isFinite(value) && Math.abs(value) > LARGEST;
  const words = isLarge ? `a number of at most ${LARGEST} in size` : range.words;
  return say(`${name} must be ${words}; it is ${described(value)}.`);
}

function fits(value: unknown, { holds }: Range): value is number {
  return typeof value === "number" && Math.abs(value) <= LARGEST && holds(value);
}

function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A value in a few words, on one line. */
function described(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string" || /^(?:NaN|-?Infinity)$/.test(value)) return String(value);
  return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
}
