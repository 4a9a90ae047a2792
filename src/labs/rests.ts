/** What a lab's answer rests on: the rows that it waits for, and an order of the sweeps in which these come first. */
import type { TableName } from "../charts/chart.ts";
import type { Row } from "../core/row.ts";
import type { Settings } from "../settings/schema.ts";
import type { Sweep } from "../sweep.ts";
import type { Lab } from "./lab.ts";

/** The tables that a lab's sweeps fill, in the order of its list. */
export const sweepTables = ["sweep", "otherSweep", "thirdSweep"] as const;
export type SweepTable = (typeof sweepTables)[number];

/** Rows that are computed together: of a table's sweep all of it, or some of its points. */
export interface Stage {
  readonly table: SweepTable;
  readonly sweep: Sweep;
}

/** The lab's sweeps: first what its answer rests on, then all else, each in the order of its list. */
export function stagesOf(lab: Lab, settings: Settings): readonly Stage[] {
  const sweeps: readonly Sweep[] = lab.sweeps ?? [];
  const read = lab.rests?.(settings) ?? [];
  const first: Stage[] = [];
  const then: Stage[] = [];
  sweeps.forEach((sweep, i) => {
    const table = sweepTables[i];
    const rest = read.find((one) => one.table === table);
    if (rest?.at === undefined) (rest ? first : then).push({ table, sweep });
    else {
      const point = nearestPoint(sweep, rest.at);
      first.push({ table, sweep: ofPoints(sweep, (value) => value === point) });
      then.push({ table, sweep: ofPoints(sweep, (value) => value !== point) });
    }
  });
  return [...first, ...then];
}

function ofPoints(sweep: Sweep, isTaken: (value: number) => boolean): Sweep {
  const [{ setting, values }] = sweep.over; // one axis
  return { ...sweep, over: [{ setting, values: values.filter(isTaken) }] };
}

/** The value of a sweep's axis that is nearest to where the setting stands. */
function nearestPoint({ over: [{ values }] }: Sweep, at: number): number {
  return values.reduce((best, value) => (Math.abs(value - at) < Math.abs(best - at) ? value : best));
}

/** The rows of a sweep that an answer reads which rests on it at `at`; on all of it where that is undefined. */
export function rowsRead(rows: readonly Row[], sweep: Sweep, at: number | undefined): readonly Row[] {
  if (at === undefined) return rows;
  const [{ setting }] = sweep.over;
  const point = nearestPoint(sweep, at);
  return rows.filter((row) => row[setting] === point);
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
    const sweep = lab.sweeps?.[sweepTables.indexOf(table)];
    if (!sweep || !fresh[table]) return false;
    const points = at === undefined ? sweep.over[0].values.length : 1;
    return rowsRead(sweeps[table], sweep, at).length === points * settings.seeds;
  });
}

/** Whether a lab's sweep fills it. */
export function isSweepTable(table: TableName): table is SweepTable {
  return sweepTables.some((name) => name === table);
}
