import { expect, it } from "vitest";
import type { ChartSpec } from "../charts/chart.ts";
import { asCsv, asJson } from "./csv.ts";
import { tableOf } from "./table.ts";

const spec: ChartSpec = {
  id: "errors",
  form: "lines",
  title: "Errors",
  description: "Errors by step.",
  rows: "training",
  reference: "exact",
  x: { column: "step", title: "step" },
  y: { title: "error" },
  series: [
    { column: "mtlError", title: "joint", hue: "target" },
    { column: "never", title: "no such column", hue: "ink" },
  ],
};
const rows = [
  { seed: 1, step: 0, mtlError: 0.1 + 0.2, unseen: 5 },
  { seed: 1, step: 5, mtlError: Number.POSITIVE_INFINITY, unseen: 6 },
];
const reference = [{ seed: 1, mtlError: Number.NaN, note: "a" }];
const table = tableOf(spec, rows, reference);

it("has the columns that the figure draws and every row, of its reference too", () => {
  expect(table.columns).toEqual(["rows", "seed", "step", "mtlError"]);
  expect(table.rows.map((row) => row["rows"])).toEqual(["trained", "trained", "exact"]);
});

it("writes numbers to the last digit as CSV, the others as words, and nothing where there is nothing", () => {
  expect(asCsv(table)).toBe(
    "rows,seed,step,mtlError\ntrained,1,0,0.30000000000000004\ntrained,1,5,Infinity\nexact,1,,NaN\n",
  );
});

it("quotes a cell that would break a line of CSV", () => {
  expect(asCsv({ columns: ["a", "b"], rows: [{ a: 'say "no", twice', b: 1 }] })).toBe('a,b\n"say ""no"", twice",1\n');
});

it("writes JSON that gives the same rows back, without the cells that are empty", () => {
  expect(JSON.parse(asJson(table))).toEqual([
    { rows: "trained", seed: 1, step: 0, mtlError: 0.1 + 0.2 },
    { rows: "trained", seed: 1, step: 5, mtlError: "Infinity" },
    { rows: "exact", seed: 1, mtlError: "NaN" },
  ]);
  expect(JSON.parse(asJson({ columns: ["a"], rows: [] }))).toEqual([]);
});
