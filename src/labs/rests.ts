/**
 * What a lab computes at its settings: its sweeps, in an order in which what the answer rests on comes first, and the rows
 * that the answer waits for.
 */
import type { TableName } from "../charts/chart.ts";
import type { Row } from "../core/row.ts";
import { fitRelations } from "../settings/relations.ts";
import type { Settings } from "../settings/schema.ts";
import type { Sweep, SweepAxis } from "../sweep.ts";
import type { Lab } from "./lab.ts";

/** The tables that a lab's sweeps fill, in the order of its list. */
export const sweepTables = ["sweep", "otherSweep", "thirdSweep"] as const;
export type SweepTable = (typeof sweepTables)[number];

/** Rows that are computed together: of a table's sweep all of it, or some of its points. */
export interface Stage {
  readonly table: SweepTable;
  readonly sweep: Sweep;
}

/**
 * The lab's sweeps at these settings. A sweep of one axis has a point where its setting stands, so that what is said of
 * the settings is theirs and no neighbour's; a value that does not fit the other settings is left out.
 */
export function sweepsAt(lab: Lab, settings: Settings): readonly Sweep[] {
  const sweeps: readonly Sweep[] = lab.sweeps ?? [];
  return sweeps.map((sweep) => {
    if (sweep.over.length > 1) return sweep;
    const [{ setting, values }] = sweep.over;
    const fits = (value: number): boolean =>
      fitRelations({ ...settings, ...sweep.set, [setting]: value }).repairs.every(({ change }) => !(setting in change));
    const fitting = [...new Set([...values, settings[setting]])].filter(fits);
    return { ...sweep, over: [{ setting, values: fitting.toSorted((a, b) => a - b) }] };
  });
}

/** The lab's sweeps: first what its answer rests on, then all else, each in the order of its list. */
export function stagesOf(lab: Lab, settings: Settings): readonly Stage[] {
  const read = lab.rests?.(settings) ?? [];
  const first: Stage[] = [];
  const then: Stage[] = [];
  sweepsAt(lab, settings).forEach((sweep, i) => {
    const table = sweepTables[i];
    const rest = read.find((one) => one.table === table);
    if (rest?.at === undefined) (rest ? first : then).push({ table, sweep });
    else {
      first.push({ table, sweep: withPoints(sweep, (value) => value === rest.at) });
      then.push({ table, sweep: withPoints(sweep, (value) => value !== rest.at) });
    }
  });
  return [...first, ...then];
}

/** A sweep of one axis at some of its points. */
function withPoints(sweep: Sweep, isTaken: (value: number) => boolean): Sweep {
  const [{ setting, values }] = sweep.over;
  return { ...sweep, over: [{ setting, values: values.filter(isTaken) }] };
}

/** Those rows that are of a point of the sweep of which every seed is there. */
export function completeRows(rows: readonly Row[], { over }: Sweep, seeds: number): readonly Row[] {
  const pointOf = (row: Row): string => over.map(({ setting }) => row[setting]).join(" ");
  const isOf = (row: Row): boolean => over.every(({ setting, values }) => values.includes(Number(row[setting])));
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(pointOf(row), (counts.get(pointOf(row)) ?? 0) + 1);
  return rows.filter((row) => isOf(row) && counts.get(pointOf(row)) === seeds);
}

/** What of a stage complete rows leave to be computed: of one axis the points that they lack, of two all or nothing. */
export function remaining({ table, sweep }: Stage, rows: readonly Row[], seeds: number): readonly Stage[] {
  const isThere = ({ setting }: SweepAxis, value: number): boolean =>
    rows.some((row) => Number(row[setting]) === value);
  const [axis, other] = sweep.over;
  if (!other) {
    const lacking = withPoints(sweep, (value) => !isThere(axis, value));
    return lacking.over[0].values.length > 0 ? [{ table, sweep: lacking }] : [];
  }
  return rows.length < axis.values.length * other.values.length * seeds ? [{ table, sweep }] : [];
}

/** The rows of a sweep that an answer reads which rests on it at `at`; on all of it where that is undefined. */
export function rowsRead(rows: readonly Row[], sweep: Sweep, at: number | undefined): readonly Row[] {
  const [{ setting }] = sweep.over;
  return at === undefined ? rows : rows.filter((row) => row[setting] === at);
}

/** What is known so far. */
interface Known {
  readonly settings: Settings;
  /** Whether all tables in closed form are in. */
  readonly figuresComplete: boolean;
  readonly sweeps: Readonly<Record<SweepTable, readonly Row[]>>;
  /** Whether these rows are of the settings. */
  readonly fresh: Readonly<Record<SweepTable, boolean>>;
}

/** Whether all that the lab's answer rests on is in, of every seed. */
export function answerStands(lab: Lab, known: Known): boolean {
  const { settings, figuresComplete, sweeps, fresh } = known;
  return (lab.rests?.(settings) ?? []).every(({ table, at }) => {
    if (!isSweepTable(table)) return figuresComplete;
    const sweep = sweepsAt(lab, settings)[sweepTables.indexOf(table)] as Sweep | undefined;
    if (!sweep || !fresh[table]) return false;
    const points = at === undefined ? sweep.over[0].values.length : 1;
    return rowsRead(sweeps[table], sweep, at).length === points * settings.seeds;
  });
}

/** Whether a lab's sweep fills it. */
export function isSweepTable(table: TableName): table is SweepTable {
  return sweepTables.some((name) => name === table);
}
