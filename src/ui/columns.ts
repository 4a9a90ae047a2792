/** What columns are called on the page: the words of the picture. Files keep the columns' own names. */
import type { ChartSpec } from "../charts/chart.ts";
import { errorColumn } from "../export/table.ts";
import { named, say } from "../text/say.ts";

/** A column of a figure in words; the words of a chart are in the reader's language already. */
export function columnInWords(spec: ChartSpec, column: string): string {
  if (column === "standardError") return say("standard error");
  if (column === "trueParameter") return say("true parameter");
  if (column === "learnedPredictor") return say("learned predictor");
  const { x, y, series } = spec;
  if (column === "tasks") return series.map(({ title }) => title).join(", ");
  const whose = series.find((one) => errorColumn(one.column) === column);
  if (whose) return say("{column}, standard error", { column: columnInWords(spec, whose.column) });
  if (column === x.column && x.title !== "") return x.title;
  if (column === y.column) return y.title;
  const own = series.filter((one) => one.column === column);
  if (own.length === 0) return named(column);
  const isAxis = own.length === series.length && y.column === undefined && y.title !== ""; // the only one on it
  return isAxis ? y.title : own[0].title;
}

/** What a figure's own words ask the meaning of, each once: its axes, its series and whose they are, the names in a plane. */
export function columnsExplained({ form, x, y, series, reference }: ChartSpec): readonly string[] {
  const axes = [...(x.title === "" ? [] : [x.column]), y.column ?? ""];
  const whose = series.some(({ where }) => where?.["task"] !== undefined) ? ["tasks"] : [];
  const boundaries = form === "plane" && reference ? ["trueParameter", "learnedPredictor"] : [];
  const spread = SPREAD.has(form) ? ["standardError"] : [];
  const all = [...axes, ...series.map(({ column }) => column), ...whose, ...boundaries, ...spread];
  return [...new Set(all)].filter((column) => column !== "");
}

/** Forms that draw a mean with its standard error. */
const SPREAD: ReadonlySet<ChartSpec["form"]> = new Set(["lines", "strip", "sweep", "bars", "heatmap", "weights"]);
