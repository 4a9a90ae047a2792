/** What a run of the experiments comes to: a line for each row of SPEC's tables, and a CSV of their cells. */
import { type Rule, agrees } from "./comparison.ts";
import { type Erratum, erratumOf } from "./errata.ts";
import type { Estimate } from "./estimate.ts";
import type { Cell, Claim, Experiment, Measured } from "./experiment.ts";
import { printed } from "./specification.ts";

/** A cell of a table: ours, and whether it agrees. */
export interface ReportedCell {
  readonly cell: Cell;
  readonly ours: Estimate;
  readonly agrees: boolean;
  /** Where SPEC's text is a proven slip: ours is held against what it should say. */
  readonly erratum?: Erratum | undefined;
}

/** A row of a table, by the rule that held for it. */
export interface ReportedRow {
  readonly experiment: Experiment;
  readonly claim: Claim;
  readonly seeds: number;
  readonly rule: Rule;
  readonly cells: readonly ReportedCell[];
  readonly agrees: boolean;
}

/** The rows of one experiment, from what each of its seeds measured. */
export function report(experiment: Experiment, measured: readonly Measured[]): readonly ReportedRow[] {
  const rule = experiment.isExact && measured.length === experiment.seeds ? "digits" : "standard errors";
  const seeds = { ours: measured.length, spec: experiment.seeds };
  const samples = (name: string): readonly number[] => {
    if (!Object.hasOwn(measured[0], name)) throw new RangeError(`${experiment.table}: nothing measures “${name}”`);
    return measured.map((one) => one[name]);
  };
  return experiment.claims.map((claim) => {
    const cells = claim.cells.map((cell): ReportedCell => {
      const ours = cell.estimate(samples);
      const erratum = erratumOf(experiment.table, claim.title, cell.column);
      const spec = erratum ? printed(erratum.correct) : cell.printed;
      return { cell, ours, agrees: agrees(ours, spec, rule, seeds), erratum };
    });
    return { experiment, claim, seeds: seeds.ours, rule, cells, agrees: cells.every((one) => one.agrees) };
  });
}

/** The claim, ours, SPEC's and the verdict, between bars: a row of a table in Markdown as well. */
export function line({ experiment, claim, cells, agrees: all }: ReportedRow): string {
  const ours = cells.map(({ cell, ours: found }) => rounded(found, cell));
  const spec = cells.map(({ cell }) => cell.printed.text.replaceAll(/ ?± ?/g, " ± "));
  return [`${experiment.table}: ${claim.title}`, ours.join(", "), spec.join(", "), all ? "agrees" : "differs"].join(
    " | ",
  );
}

/** The last line, and the exit status that goes with it: 1 if any row differs. */
export function verdict(rows: readonly ReportedRow[]): { readonly line: string; readonly status: 0 | 1 } {
  const agreeing = rows.filter((row) => row.agrees).length;
  const differing = rows.length - agreeing;
  return { line: `${agreeing} agree, ${differing} differ`, status: differing === 0 ? 0 : 1 };
}

/** A sentence for each cell where SPEC's text is a proven slip. */
export function slips({ experiment, claim, cells }: ReportedRow): readonly string[] {
  return cells.flatMap(({ cell, erratum }) =>
    erratum
      ? [
          `${experiment.table}: ${claim.title}, ${cell.column}: SPEC prints ${erratum.printed} for ${erratum.correct}. ` +
            erratum.evidence,
        ]
      : [],
  );
}

/** A sentence for each cell that differs. */
export function differences({ experiment, claim, cells, rule }: ReportedRow): readonly string[] {
  return cells
    .filter((one) => !one.agrees)
    .map(
      ({ cell, ours }) =>
        `${experiment.table}: ${claim.title}, ${cell.column}: ${ours.value} ± ${ours.se} differs from ` +
        `${cell.printed.text} by ${rule}.`,
    );
}

/** With as many decimals as SPEC prints, and its sign where SPEC prints one. */
function rounded({ value, se, orderOnly }: Estimate, { printed: { text, decimals } }: Cell): string {
  if (orderOnly) return text.includes("e") ? value.toExponential(0) : value.toFixed(decimals);
  const shown = value.toFixed(decimals).replace(/^-(?=[0.]*$)/, ""); // no −0
  const sign = /^[+-]/.test(text) && !shown.startsWith("-") ? "+" : "";
  return `${sign}${shown} ± ${se.toFixed(decimals)}`;
}

const COLUMNS = ["table", "row", "column", "seeds", "ours", "se", "spec", "specSe", "rule", "verdict"] as const;

/** One line for each cell, with a header. */
export function toCsv(rows: readonly ReportedRow[]): string {
  const lines = rows.flatMap(({ experiment, claim, seeds, rule, cells }) =>
    cells.map(({ cell, ours, agrees: same }) => [
      experiment.table,
      claim.title,
      cell.column,
      seeds,
      ours.value,
      ours.se,
      cell.printed.value,
      cell.printed.se ?? "",
      ours.orderOnly ? "order" : rule,
      same ? "agrees" : "differs",
    ]),
  );
  return [COLUMNS, ...lines].map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
