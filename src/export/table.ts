/** A figure's numbers as a table: which columns it has and what its rows are called, on the page and in files. */
import type { ChartSpec, TableName } from "../charts/chart.ts";
import type { Row } from "../core/row.ts";

/** What the rows of each table are, in a word. */
export const rowNames = {
  training: "trained",
  exact: "exact",
  angles: "samples",
  populationAngles: "population",
  similarity: "samples",
  populationSimilarity: "population",
  landscape: "samples",
  spectrum: "samples",
  plane: "samples",
  truth: "truth",
  sourceLimits: "limits",
  phaseBoundary: "predicted",
  weights: "weights",
  algorithm2: "Algorithm 2",
  alignmentPath: "aligned",
  assumptions: "assumptions",
  sweep: "exact",
  otherSweep: "exact",
  thirdSweep: "exact",
} as const satisfies Record<TableName, string>;

/** The column of a mean's standard error. */
export const errorColumn = (column: string): string => `${column}, s.e.`;

/** Where a row stands, then what the chart draws of it. */
export function columnsOf(spec: ChartSpec, rows: readonly Row[]): readonly string[] {
  const plane = [...spec.series.flatMap(({ where }) => Object.keys(where ?? {})), spec.x.column, spec.y.column ?? ""];
  const series = spec.series.flatMap(({ column }) => [column, errorColumn(column)]);
  const wanted = ["seed", "step", "index", "mark", ...plane, "seeds", ...series];
  return [...new Set(wanted)].filter((column) => rows.some((row) => row[column] !== undefined));
}

/** Every row behind a figure, none left out: a first column `rows` says which they are, a cell without a value is "". */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** The rows that a figure draws, then those of its reference. */
export function tableOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): Table {
  const columns = columnsOf(spec, [...rows, ...reference]);
  const named = (name: TableName, part: readonly Row[]): readonly Row[] =>
    part.map((row) => ({
      rows: rowNames[name],
      ...Object.fromEntries(columns.map((column) => [column, row[column] ?? ""])),
    }));
  const others = spec.reference ? named(spec.reference, reference) : [];
  return { columns: ["rows", ...columns], rows: [...named(spec.rows, rows), ...others] };
}
