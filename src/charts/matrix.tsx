import { type KeyboardEvent, useMemo, useState } from "react";
import { formatFixed, formatSigned } from "../core/format.ts";
import { say } from "../text/say.ts";
import type { Axis, ChartProps, ChartSpec, Form } from "./chart.ts";
import { type Box, Label, Picture, Quiet, SMALL, TEXT, axisTitle, px, textWidth, rectOf } from "./frame.tsx";
import { pointOf } from "./handle.tsx";
import { type Table, pairInWords, rangeInWords, summaryOf, tableOf, valueInWords } from "./matrix/table.ts";
import type { Summary } from "./summary.ts";

/**
 * A number for every pair of a row and a column: written in its cell where there is room, and coloured by its size, or by
 * its sign where that says what helps and what hurts.
 */
export const matrix: Form = { title: "matrix", draw: (props) => <Matrix {...props} /> };

/** Below this size of a cell its number does not fit. */
const READABLE = 36;

function Matrix({ spec, rows, reference, width, isComing }: ChartProps) {
  const table = useMemo(() => tableOf(spec, rows, reference), [spec, rows, reference]);
  const [chosen, setChosen] = useState<number>();
  const layout = layoutOf(table, width);
  const { box, cell, height } = layout;
  const count = table.cells.length;
  const place = chosen === undefined || chosen >= count ? undefined : chosen;
  const under = ({ x, y }: { x: number; y: number }): number => {
    const [column, row] = [Math.floor((x - box.left) / cell.x), Math.floor((y - box.top) / cell.y)];
    const [lastColumn, lastRow] = [table.columns.length - 1, table.rows.length - 1];
    return Math.min(lastRow, Math.max(0, row)) * table.columns.length + Math.min(lastColumn, Math.max(0, column));
  };
  const walk = (event: KeyboardEvent): void => {
    const next = cellAfter(event.key, place, table.columns.length, table.rows.length);
    if (next === null) return;
    event.preventDefault();
    setChosen(next);
  };
  return (
    <Picture spec={spec} width={width} height={height} summary={summaryOf(spec, table)} interactive={count > 0}>
      <Names spec={spec} table={table} layout={layout} width={width} />
      {table.cells.map((summary, i) => (
        <Cell
          key={`${table.rows[Math.floor(i / table.columns.length)]} ${table.columns[i % table.columns.length]}`}
          spec={spec}
          summary={summary}
          limit={table.limit}
          x={box.left + (i % table.columns.length) * cell.x}
          y={box.top + Math.floor(i / table.columns.length) * cell.y}
          size={cell}
        />
      ))}
      {count === 0 && (
        <Quiet x={width / 2} y={(box.top + box.bottom) / 2} isComing={isComing}>
          {say("nothing to draw yet")}
        </Quiet>
      )}
      {place !== undefined && (
        <rect
          x={px(box.left + (place % table.columns.length) * cell.x)}
          y={px(box.top + Math.floor(place / table.columns.length) * cell.y)}
          width={px(cell.x)}
          height={px(cell.y)}
          fill="none"
          stroke="var(--ink)"
          strokeWidth={2}
        />
      )}
      <text x={0} y={height - 9} aria-hidden="true">
        {place === undefined ? (
          <tspan fill="var(--muted)">{count === 0 ? "" : rangeInWords(spec, table)}</tspan>
        ) : (
          <>
            <tspan fill="var(--muted)">{`${pairInWords(table, place)}:`}</tspan>
            <tspan dx={7} fontWeight={650}>
              {valueInWords(spec.y, table, place)}
            </tspan>
          </>
        )}
      </text>
      {count > 0 && (
        <rect
          {...rectOf(box)}
          fill="transparent"
          style={{ touchAction: "pan-y" }}
          tabIndex={0}
          role="slider"
          aria-label={say("Values by {across} and {up}", { across: spec.y.title, up: spec.x.title })}
          aria-valuemin={0}
          aria-valuemax={count - 1}
          aria-valuenow={place ?? 0}
          aria-valuetext={`${pairInWords(table, place ?? 0)}: ${valueInWords(spec.y, table, place ?? 0)}`}
          onPointerDown={(event) => setChosen(under(pointOf(event)))}
          onPointerMove={(event) => setChosen(under(pointOf(event)))}
          onPointerLeave={() => setChosen(undefined)}
          onKeyDown={walk}
          onBlur={() => setChosen(undefined)}
        />
      )}
    </Picture>
  );
}

interface Layout {
  readonly box: Box;
  readonly cell: { readonly x: number; readonly y: number };
  readonly height: number;
  /** True if the columns' names do not fit over them: rows and columns are then numbered. */
  readonly isNumbered: boolean;
}

function layoutOf({ rows, columns }: Table, width: number): Layout {
  const plot = Math.round(Math.min(340, Math.max(180, width * 0.62)));
  const top = 44;
  const longest = Math.max(0, ...rows.map((name) => 1.1 * textWidth(name)));
  const left = Math.min(width * 0.4, Math.max(longest + 30, 40));
  const most = Math.min(width - left - 4, 2.2 * plot);
  const cell = { x: most / Math.max(2, columns.length), y: plot / Math.max(2, rows.length) };
  const square = { x: Math.min(cell.x, 2.2 * cell.y), y: Math.min(cell.y, Math.max(cell.x, 24)) };
  const box: Box = {
    left,
    right: left + square.x * Math.max(1, columns.length),
    top,
    bottom: top + square.y * Math.max(1, rows.length),
  };
  const isNumbered = columns.some((name) => 1.05 * textWidth(name, SMALL) > square.x - 4);
  return { box, cell: square, height: top + plot + 34, isNumbered };
}

/** The names of rows and columns, and over them what they are. */
function Names({
  spec,
  table: { rows, columns },
  layout: { box, cell, isNumbered },
  width,
}: {
  readonly spec: ChartSpec;
  readonly table: Table;
  readonly layout: Layout;
  readonly width: number;
}) {
  const across = `${axisTitle(spec.x)} →`;
  const start = Math.min(box.left, width - 1.1 * textWidth(across));
  return (
    <g>
      <Label x={0} y={32} fill="var(--muted)" rim={false}>
        {`${axisTitle(spec.y)} ↓`}
      </Label>
      <Label x={start} y={13} fill="var(--muted)" rim={false}>
        {across}
      </Label>
      {columns.map((name, i) => (
        <Label key={name} x={box.left + (i + 0.5) * cell.x} y={36} anchor="middle" size={SMALL} rim={false}>
          {isNumbered ? i + 1 : name}
        </Label>
      ))}
      {rows.map((name, i) => (
        <Label key={name} x={box.left - 8} y={box.top + (i + 0.5) * cell.y + 4} anchor="end" rim={false}>
          {isNumbered ? numbered(name, columns.indexOf(name)) : name}
        </Label>
      ))}
    </g>
  );
}

const numbered = (name: string, i: number): string => (i < 0 ? name : `${name} · ${i + 1}`);

function Cell({
  spec,
  summary,
  limit,
  x,
  y,
  size,
}: {
  readonly spec: ChartSpec;
  readonly summary: Summary | undefined;
  readonly limit: number;
  readonly x: number;
  readonly y: number;
  readonly size: { readonly x: number; readonly y: number };
}) {
  const text = summary ? shortText(spec.y, summary.mean) : "–";
  const fits = size.y >= 18 && size.x >= Math.max(READABLE - 8, textWidth(text, SMALL) + 4);
  return (
    <g>
      <rect
        x={px(x + 1)}
        y={px(y + 1)}
        width={px(Math.max(0, size.x - 2))}
        height={px(Math.max(0, size.y - 2))}
        rx={2}
        {...(summary ? fillOf(spec.y, summary.mean, limit) : { fill: "var(--panel)" })}
      />
      {fits && (
        <Label x={x + size.x / 2} y={y + size.y / 2 + 4} anchor="middle" size={size.x > 56 ? TEXT : SMALL} rim={false}>
          {text}
        </Label>
      )}
    </g>
  );
}

/** Faint enough that ink stays readable on the strongest. */
const FIRMEST = 0.5;

function fillOf({ signed, better }: Axis, mean: number, limit: number): { fill: string; fillOpacity: number } {
  const hurts = better === "higher" ? mean < 0 : mean > 0;
  const fill = !signed ? "var(--muted)" : hurts ? "var(--hurts)" : "var(--helps)";
  return { fill, fillOpacity: px(FIRMEST * Math.min(1, Math.abs(mean) / limit) ** 0.8) };
}

function shortText({ signed }: Axis, mean: number): string {
  if (signed) return formatSigned(mean, Math.abs(mean) >= 10 ? 0 : 2);
  return Math.abs(mean) >= 10 ? formatFixed(mean, 0) : formatFixed(mean, 2);
}

/** The cell that a key leads to; undefined puts the cursor away, null leaves the key to others. */
export function cellAfter(
  key: string,
  place: number | undefined,
  columns: number,
  rows: number,
): number | undefined | null {
  const [column, row] = [(place ?? 0) % columns, Math.floor((place ?? 0) / columns)];
  switch (key) {
    case "ArrowRight":
      return place === undefined ? 0 : row * columns + Math.min(columns - 1, column + 1);
    case "ArrowLeft":
      return place === undefined ? 0 : row * columns + Math.max(0, column - 1);
    case "ArrowDown":
      return place === undefined ? 0 : Math.min(rows - 1, row + 1) * columns + column;
    case "ArrowUp":
      return place === undefined ? 0 : Math.max(0, row - 1) * columns + column;
    case "Home":
      return 0;
    case "End":
      return rows * columns - 1;
    case "Escape":
      return undefined;
    default:
      return null;
  }
}

/** What joining two of five tasks does to each, six seeds. */
export function sample(): ChartProps {
  const tasks = ["news", "reviews", "tweets", "legal", "medical"];
  const rows = tasks.flatMap((row, i) =>
    tasks.flatMap((column, j) =>
      i === j
        ? []
        : [1, 2, 3, 4, 5, 6].map((seed) => ({
            seed,
            row,
            column,
            value: 0.28 * Math.sin(1.7 * i + 2.9 * j) + 0.06 * Math.cos(4 * seed + i - j),
          })),
    ),
  );
  return {
    spec: {
      id: "sample-matrix",
      form: "matrix",
      title: "Which pairs help",
      description: "Transfer gap of the task in the row when it is trained together with the task in the column.",
      rows: "exact",
      x: { column: "column", title: "trained with" },
      y: { column: "row", title: "task", signed: true },
      series: [{ column: "value", title: "transfer gap", hue: "ink" }],
    },
    rows,
    reference: [],
    ghost: [],
    width: 560,
  };
}
