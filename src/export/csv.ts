/** Tables as text. Numbers keep every digit; those that are not finite travel as the words Infinity, -Infinity and NaN. */
import type { Table } from "./table.ts";

/** Comma-separated values (RFC 4180 with plain line feeds): a line of names, then a line for each row. */
export function asCsv({ columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((cells) => `${cells.map((cell) => quoted(String(cell))).join(",")}\n`).join("");
}

/** An array of objects, one for each row, which have only the columns that have a value there. */
export function asJson({ columns, rows }: Table): string {
  const lines = rows.map((row) =>
    JSON.stringify(
      Object.fromEntries(columns.filter((column) => row[column] !== "").map((column) => [column, inJson(row[column])])),
    ),
  );
  return lines.length === 0 ? "[]\n" : `[\n  ${lines.join(",\n  ")}\n]\n`;
}

function inJson(cell: number | string): number | string {
  return typeof cell === "number" && !Number.isFinite(cell) ? String(cell) : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
