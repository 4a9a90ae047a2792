/** The present numbers of a column: at the exact optimum of the present settings, and what training has reached. */
import { type Summary, finiteValues, groupByNumber, summarize } from "../charts/summary.ts";
import type { Row } from "../core/row.ts";
import type { Lab } from "../labs/lab.ts";
import type { Settings } from "../settings/schema.ts";
import type { Sweep } from "../sweep.ts";
import type { State } from "./store.ts";

/** Rows of the same experiment, one for each seed. */
export interface Present {
  readonly rows: readonly Row[];
  /** Where a sweep's nearest point lies; empty where the rows are of the present settings themselves. */
  readonly at: Readonly<Record<string, number>>;
}

type Known = Pick<State, "settings" | "figures" | "sweeps">;

/**
 * The exact rows that have the column: of the present settings, or of the nearest point of a sweep that holds nothing else
 * fixed than they do. Undefined where none has a finite number.
 */
export function exactRows(
  column: string,
  { settings, figures, sweeps }: Known,
  lab: Lab | undefined,
): Present | undefined {
  const own = [figures.exact, figures.similarity].map((rows = []): Present => ({ rows, at: {} }));
  const tables = [sweeps.sweep, sweeps.otherSweep, sweeps.thirdSweep];
  const swept = (lab?.sweeps ?? []).flatMap((sweep, i) =>
    isOf(settings, sweep) ? [nearest(tables[i], sweep, settings)] : [],
  );
  return [...own, ...swept].find(({ rows }) => finiteValues(rows, column).length > 0);
}

/** Whether what the sweep sets is set so anyway. */
function isOf(settings: Settings, { set = {} }: Sweep): boolean {
  const present: Readonly<Record<string, unknown>> = settings;
  return Object.entries(set).every(([name, value]) => present[name] === value);
}

function nearest(rows: readonly Row[], { over }: Sweep, settings: Settings): Present {
  return over.reduce<Present>(
    (part, { setting }) => {
      const distance = (value: number): number => Math.abs(value - settings[setting]);
      const points = groupByNumber(part.rows, setting);
      const [first] = points;
      if (!first) return part;
      const [value, group] = points.reduce((best, one) => (distance(one[0]) < distance(best[0]) ? one : best), first);
      return { rows: group, at: { ...part.at, [setting]: value } };
    },
    { rows, at: {} },
  );
}

/**
 * A formula with the places `{name}` of its settings and columns filled; undefined where one of them has no number. Of a
 * column “case: name” the other columns of the formula are those of the same case.
 */
export function withPresentNumbers(
  formula: string,
  column: string,
  { rows }: Pick<Present, "rows">,
  inDigits: (name: string, value: number) => string,
  settings: Readonly<Record<string, unknown>>,
): string | undefined {
  const prefix = /^.*: /.exec(column)?.[0] ?? "";
  const numberOf = (name: string): number | undefined => {
    const set = settings[name];
    return typeof set === "number" ? set : (meanIn(rows, prefix + name) ?? meanIn(rows, name));
  };
  const places = [...formula.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  if (places.some((name) => numberOf(name) === undefined)) return undefined;
  return formula.replaceAll(/\{(\w+)\}/g, (_, name: string) => inDigits(name, numberOf(name) ?? Number.NaN));
}

function meanIn(rows: readonly Row[], column: string): number | undefined {
  return summaryOf(rows, column)?.mean;
}

/** The mean over seeds; undefined without a finite number. */
export function summaryOf(rows: readonly Row[], column: string): Summary | undefined {
  return summarize(finiteValues(rows, column));
}
