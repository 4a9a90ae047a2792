/** The numbers of a matrix, read from its rows, and what is said of them. */
import { formatEstimate, formatNumber, formatSigned } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { say } from "../../text/say.ts";
import type { Axis, ChartSpec } from "../chart.ts";
import { roundLimit } from "../grid.ts";
import { type Summary, finiteValues, meanOf, summarize, verdictOf } from "../summary.ts";

export interface Table {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row by row. */
  readonly cells: readonly (Summary | undefined)[];
  /** Of the reference; NaN where it has none. */
  readonly references: readonly number[];
  /** Where the colours end. */
  readonly limit: number;
}

/** The cells of the rows, and what the reference has for them. Tasks that are rows and columns stand in one order. */
export function tableOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): Table {
  const [across, down] = [spec.x.column, spec.y.column ?? "row"];
  const column = spec.series[0]?.column ?? "value";
  const named = rows.filter((row) => row[across] !== undefined && row[down] !== undefined);
  const names = (which: string): readonly string[] => [...new Set(named.map((row) => String(row[which])))];
  const valuesOf = (table: readonly Row[]): ((row: string, column: string) => readonly number[]) => {
    const groups = new Map<string, Row[]>();
    for (const row of table) {
      const key = JSON.stringify([String(row[down]), String(row[across])]);
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    return (r, c) => finiteValues(groups.get(JSON.stringify([r, c])) ?? [], column);
  };
  const [measured, others] = [valuesOf(named), valuesOf(reference)];
  const [left, top] = [names(down), names(across)];
  const shared = left.filter((name) => top.includes(name)); // in one order, so that a task and itself meet on the diagonal
  const table = { rows: left, columns: [...shared, ...top.filter((name) => !shared.includes(name))] };
  const pairs = table.rows.flatMap((r) => table.columns.map((c) => [r, c] as const));
  const cells = pairs.map(([r, c]) => summarize(measured(r, c)));
  const means = cells.flatMap((cell) => (cell ? [cell.mean] : []));
  const [low, high] = spec.y.domain ?? [0, 0];
  const limit = high > low ? Math.max(Math.abs(low), Math.abs(high)) : roundLimit(means);
  return { ...table, cells, references: pairs.map(([r, c]) => meanOf(others(r, c))), limit };
}

export function pairInWords({ rows, columns }: Table, place: number): string {
  return `${rows[Math.floor(place / columns.length)]} × ${columns[place % columns.length]}`;
}

export function valueInWords(axis: Axis, { cells, references }: Table, place: number): string {
  const summary = cells[place];
  if (!summary) return say("not known");
  const estimate = formatEstimate(summary.mean, summary.standardError, { signed: axis.signed === true });
  const mirrored = axis.better === "higher" ? { ...summary, mean: -summary.mean } : summary;
  const verdict = axis.signed && summary.count > 1 ? `, ${say(verdictOf(mirrored))}` : "";
  const exact = Number.isFinite(references[place]) ? `; ${say("population")} ${formatNumber(references[place])}` : "";
  return `${estimate}${verdict}${exact}`;
}

export function rangeInWords(spec: ChartSpec, { cells }: Table): string {
  const means = cells.flatMap((cell) => (cell ? [cell.mean] : []));
  if (means.length === 0) return "";
  const written = spec.y.signed ? formatSigned : formatNumber;
  const values = {
    title: spec.series[0]?.title ?? "",
    least: written(Math.min(...means)),
    most: written(Math.max(...means)),
  };
  return spec.y.signed
    ? say("{title}: {least} to {most} (blue helps, orange hurts)", values)
    : say("{title}: {least} to {most}", values);
}

export function summaryOf(spec: ChartSpec, table: Table): string {
  const known = table.cells.flatMap((cell, i) => (cell ? [{ mean: cell.mean, i }] : []));
  if (known.length === 0) return "";
  const least = known.reduce((best, cell) => (cell.mean < best.mean ? cell : best));
  const most = known.reduce((best, cell) => (cell.mean > best.mean ? cell : best));
  const told = ({ i }: { readonly i: number }): string =>
    `${valueInWords(spec.y, table, i)} (${pairInWords(table, i)})`;
  return say("{rows} by {columns}: from {least} to {most}.", {
    rows: table.rows.length,
    columns: table.columns.length,
    least: told(least),
    most: told(most),
  });
}
