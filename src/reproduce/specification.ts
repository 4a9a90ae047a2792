/**
 * What SPEC prints, read from its text, so that no number is typed twice: the tables of a section, and the value, standard
 * error and digits of one of their cells.
 */
import text from "../core/SPEC.md?raw";

/** A table of SPEC: the cells of its header, and those of each row; blanks are trimmed. */
export interface PrintedTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A number as it is printed, with as many decimals as there are, and its standard error where one is printed. */
export interface Printed {
  readonly text: string;
  readonly value: number;
  readonly decimals: number;
  readonly se?: number;
}

/** The text of a section, from the heading that begins with `number` up to the next. Throws if there is none. */
export function section(number: string): string {
  const parts = text.split(/^(?=#{2,3} )/m);
  const found = parts.find((part) => new RegExp(`^#+ ${number.replaceAll(".", "\\.")}[. ]`).test(part));
  if (found === undefined) throw new RangeError(`section: SPEC must have a section ${number}`);
  return found;
}

/** The tables of a section, in order. */
export function printedTables(number: string): readonly PrintedTable[] {
  const blocks = section(number).match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return blocks.map((block) => {
    const [header, , ...rows] = block.trim().split("\n").map(cellsOf);
    return { header, rows };
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

const NUMBER = /^([+-]?\d+(?:\.(\d+))?(?:e[+-]?\d+)?)(?: ?± ?(\d+(?:\.\d+)?))?$/;

/** A printed number. Throws if the text is none. */
export function printed(cell: string): Printed {
  const found = NUMBER.exec(cell);
  if (!found) throw new RangeError(`printed: must be a number, or a number ± its standard error; got “${cell}”`);
  const [, value, decimals = "", se] = found;
  return { text: cell, value: Number(value), decimals: decimals.length, ...(se !== undefined && { se: Number(se) }) };
}
