import type { ChartSpec } from "../charts/chart.ts";
import { finiteValues, groupByNumber, meanOf, standardErrorOf } from "../charts/summary.ts";
import { formatCount, formatNumber, formatValue } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { columnsOf, errorColumn, rowNames } from "../export/table.ts";
import { schema } from "../settings/schema.ts";
import { named, say } from "../text/say.ts";
import { columnInWords } from "./columns.ts";
import { Meant } from "./Meant.tsx";

interface NumbersProps {
  readonly spec: ChartSpec;
  readonly rows: readonly Row[];
  readonly reference: readonly Row[];
}

/** A chart's rows as a table: what it says of which rows, and each number in full in `data-value`. */
export function Numbers({ spec, rows, reference }: NumbersProps) {
  const parts = partsOf(spec, rows, reference);
  const lines = parts.flatMap(({ name, rows: part }) => part.map((row, i) => ({ key: `${name} ${i}`, name, row })));
  const shown = lines.map(({ row }) => row);
  const columns = columnsOf(spec, shown);
  const formats = new Map(columns.map((column) => [column, formatOf(spec, column, finiteValues(shown, column))]));
  const caption = `${spec.title}. ${parts.map(({ words }) => words).join("; ")}.`;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="numbers" role="region" aria-label={say("Numbers of {title}", { title: spec.title })} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {["rows", ...columns].map((column) => (
              <th key={column} scope="col" data-column={column}>
                {column === "rows" ? (
                  <span>{named(column)}</span>
                ) : (
                  <Meant of={column}>{columnInWords(spec, column)}</Meant>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, row }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {columns.map((column) => (
                <Cell key={column} value={row[column]} format={formats.get(column) ?? formatNumber} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Format = (value: number) => string;

/** A setting reads as it is typed, whole numbers as such; an angle has no more decimals than it needs. */
function formatOf({ x }: ChartSpec, column: string, values: readonly number[]): Format {
  if (column in schema) return (value) => formatValue(value);
  if (values.every(Number.isInteger)) return formatCount;
  return column === x.column && x.unit === "°" ? (value) => formatNumber(value, 2) : (value) => formatNumber(value);
}

function Cell({ value, format }: { readonly value: Row[string] | undefined; readonly format: Format }) {
  if (value === undefined || value === "") return <td>–</td>;
  const number = Number(value); // not finite numbers travel as words
  if (typeof value === "string" && Number.isNaN(number) && value !== "NaN") return <td>{named(value)}</td>;
  return <td data-value={String(value)}>{format(number)}</td>;
}

interface Part {
  readonly name: string;
  readonly rows: readonly Row[];
  /** What these rows are, for the caption. */
  readonly words: string;
}

const MOST_ROWS = 200;
const MOST_SEEDS = 100;
const MOST_STEPS = 60;

/**
 * Few rows stand as they are; of a run, the last step of each seed and the mean over seeds of the others; of what is drawn
 * over settings, the mean at each point first.
 */
function partsOf(spec: ChartSpec, rows: readonly Row[], reference: readonly Row[]): readonly Part[] {
  const name = named(rowNames[spec.rows]);
  const steps = groupByNumber(rows, "step");
  const [last] = steps.at(-1) ?? [];
  const own =
    steps.length > 1
      ? runParts(spec, steps, name, last ?? 0)
      : [...meanParts(spec, rows, name), limited(name, rows, MOST_ROWS)];
  const others = spec.reference ? [limited(named(rowNames[spec.reference]), reference, MOST_SEEDS)] : [];
  const parts = [...own, ...others].filter((part) => part.rows.length > 0);
  return parts.length > 0 ? parts : [{ name, rows: [], words: say("No numbers yet") }];
}

function runParts(
  spec: ChartSpec,
  steps: readonly (readonly [number, readonly Row[]])[],
  name: string,
  last: number,
): readonly Part[] {
  const every = Math.ceil(steps.length / MOST_STEPS);
  const means = steps
    .filter((_, i) => (steps.length - 1 - i) % every === 0)
    .map(([step, group]): Row => {
      const columns = spec.series.map(({ column }) => [column, meanOf(finiteValues(group, column))] as const);
      return { step, ...Object.fromEntries(columns) };
    });
  const newest = limited(name, steps.at(-1)?.[1] ?? [], MOST_SEEDS);
  const mean = say("{rows}, mean", { rows: name });
  return [
    { ...newest, words: say("{rows}, at step {step}", { rows: newest.words, step: last }) },
    {
      name: mean,
      rows: means,
      words:
        every === 1
          ? say("{mean} over seeds at each reported step", { mean })
          : say("{mean} over seeds, one in {every} of the reported steps", { mean, every }),
    },
  ];
}

/** Where a picture shows the mean of several rows at each point: these means, with their standard errors. */
function meanParts({ form, x, y, series }: ChartSpec, rows: readonly Row[], name: string): readonly Part[] {
  if (form !== "sweep" && form !== "heatmap") return [];
  const levels = y.column === undefined ? [[{}, rows] as const] : groupsBy(y.column, rows);
  const points = levels.flatMap(([level, row]) =>
    groupsBy(x.column, row).map(([point, group]) => [{ ...level, ...point }, group] as const),
  );
  if (points.length === rows.length) return [];
  const means = points.map(([point, group]): Row => {
    const estimates = series.flatMap(({ column }) => {
      const values = finiteValues(group, column);
      return [[column, meanOf(values)] as const, [errorColumn(column), standardErrorOf(values)] as const];
    });
    return { ...point, seeds: group.length, ...Object.fromEntries(estimates) };
  });
  const mean = say("{rows}, mean", { rows: name });
  return [{ name: mean, rows: means, words: say("{mean} over seeds at each point", { mean }) }];
}

const groupsBy = (column: string, rows: readonly Row[]): readonly (readonly [Row, readonly Row[]])[] =>
  groupByNumber(rows, column).map(([value, group]) => [{ [column]: value }, group]);

function limited(name: string, rows: readonly Row[], most: number): Part {
  const count = rows.length;
  const words =
    count > most
      ? say("{rows}: the first {most} of {count}", { rows: name, most, count })
      : say(count === 1 ? "{rows}: {count} row" : "{rows}: {count} rows", { rows: name, count });
  return { name, rows: rows.slice(0, most), words };
}
