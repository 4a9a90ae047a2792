import { describe, expect, it } from "vitest";
import type { Row } from "../core/row.ts";
import { type Settings, defaults } from "../settings/schema.ts";
import { type Sweep, caseColumn } from "../sweep.ts";
import { labs } from "./index.ts";
import type { Lab, LabTables } from "./lab.ts";
import { type SweepTable, answerStands, rowsRead, stagesOf, sweepTables } from "./rests.ts";

/** Where the answers of the labs with a `conclude` are asked for: as they open, and where they read another sweep. */
const standings: readonly (readonly [string, Lab, Settings])[] = [
  ...Object.entries(labs).flatMap(([name, lab]: readonly [string, Lab]) =>
    lab.conclude ? [[name, lab, defaults(lab.settings)] as const] : [],
  ),
  ["reweighting", labs.reweighting, { ...defaults(labs.reweighting.settings), addedNoise: 1.4 }],
];

/** Rows of every table, with numbers that no two points share. */
function madeUp(lab: Lab, { seeds, mu }: Settings): LabTables {
  const sweeps: readonly Sweep[] = lab.sweeps ?? [];
  let drawn = 0;
  const next = (): number => (drawn = (drawn * 16_807 + 11) % 2_147_483_647) / 2_147_483_647;
  const seedRows = (row: (seed: number) => Row): Row[] => Array.from({ length: seeds }, (_, seed) => row(seed));
  const swept = Object.fromEntries(
    sweeps.map(({ over: [{ setting, values }], cases, columns }, i) => {
      const names = columns.flatMap((column) => cases?.map(({ name }) => caseColumn(name, column)) ?? [column]);
      const numbers = (): Row => Object.fromEntries(names.map((name) => [name, next() - 0.5]));
      return [
        sweepTables[i],
        values.flatMap((value) => seedRows((seed) => ({ [setting]: value, seed, ...numbers() }))),
      ];
    }),
  );
  const known: Partial<LabTables> = {
    ...swept,
    alignmentPath: seedRows((seed) => ({ seed, mu, gap: next(), retrainedGap: next() })),
    assumptions: [{ index: 1, assumption: "The theorem is about capacity r = 1, and r is {r}.", r: 2 }],
  };
  return tables((name) => known[name] ?? []);
}

function tables(rowsOf: (name: keyof LabTables) => readonly Row[]): LabTables {
  return new Proxy({} as LabTables, { get: (_, name) => rowsOf(name as keyof LabTables) }); // asked for by name alone
}

/** What the declaration lets through. */
function readOf(lab: Lab, settings: Settings, all: LabTables, without?: string): LabTables {
  const rests = lab.rests?.(settings) ?? [];
  return tables((name) => {
    const rest = rests.find(({ table }) => table === name && table !== without);
    const sweep = lab.sweeps?.[sweepTables.findIndex((table) => table === name)];
    if (!rest) return [];
    return sweep ? rowsRead(all[name], sweep, rest.at) : all[name];
  });
}

describe.each(standings)("the answer of %s", (_, lab, settings) => {
  const all = madeUp(lab, settings);
  const sentence = lab.conclude?.(all, settings);

  it("is the same without the rows on which it is said not to rest", () => {
    expect(sentence).toBeDefined();
    expect(lab.conclude?.(readOf(lab, settings, all), settings)).toEqual(sentence);
  });

  it("is another one, or none, without any table on which it is said to rest", () => {
    for (const { table } of lab.rests?.(settings) ?? [])
      expect(lab.conclude?.(readOf(lab, settings, all, table), settings)).not.toEqual(sentence);
  });

  it("stands as soon as the stages that come first are in, of every seed, and not before", () => {
    const stages = stagesOf(lab, settings);
    const rests = lab.rests?.(settings).filter(({ table }) => isSwept(table)) ?? [];
    const come: Record<SweepTable, Row[]> = { sweep: [], otherSweep: [], thirdSweep: [] };
    const stands = (): boolean => {
      const fresh = { sweep: true, otherSweep: true, thirdSweep: true };
      return answerStands(lab, { settings, figuresComplete: true, sweeps: come, fresh });
    };
    stages.slice(0, rests.length).forEach(({ table, sweep: { over } }) => {
      const [{ setting, values }] = over;
      const rows = all[table].filter((row) => values.includes(Number(row[setting])));
      come[table].push(...rows.slice(1));
      expect(stands()).toBe(false);
      come[table].push(rows[0]);
    });
    expect(stands()).toBe(true);
  });

  it("does not stand on rows of other settings, nor before the tables in closed form that it reads", () => {
    const known = { settings, sweeps: all, figuresComplete: true };
    const fresh = { sweep: true, otherSweep: true, thirdSweep: true };
    const rests = lab.rests?.(settings) ?? [];
    expect(answerStands(lab, { ...known, fresh })).toBe(true);
    for (const { table } of rests.filter((rest) => isSwept(rest.table)))
      expect(answerStands(lab, { ...known, fresh: { ...fresh, [table]: false } })).toBe(false);
    const readsClosed = rests.some(({ table }) => !isSwept(table));
    expect(answerStands(lab, { ...known, fresh, figuresComplete: false })).toBe(!readsClosed);
  });
});

describe.each(Object.entries(labs))("the stages of %s", (_, lab: Lab) => {
  it("are its sweeps, every point once", () => {
    const points = ({ table, sweep }: { table: string; sweep: NonNullable<Lab["sweeps"]>[number] }): string[] =>
      sweep.over.flatMap(({ setting, values }) => values.map((value) => `${table} ${setting} ${value}`));
    const whole = (lab.sweeps ?? []).flatMap((sweep, i) => points({ table: sweepTables[i], sweep }));
    const staged = stagesOf(lab, defaults(lab.settings)).flatMap(points);
    expect(staged.toSorted()).toEqual(whole.toSorted());
  });
});

function isSwept(name: string): boolean {
  return sweepTables.some((table) => table === name);
}
