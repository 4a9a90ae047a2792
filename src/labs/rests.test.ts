import { describe, expect, it } from "vitest";
import type { Row } from "../core/row.ts";
import { type Settings, defaults } from "../settings/schema.ts";
import { type Sweep, caseColumn } from "../sweep.ts";
import { labs } from "./index.ts";
import type { Lab, LabTables } from "./lab.ts";
import {
  type SweepTable,
  answerStands,
  completeRows,
  remaining,
  rowsRead,
  stagesOf,
  sweepTables,
  sweepsAt,
} from "./rests.ts";

const opened = (name: keyof typeof labs, changes: Partial<Settings> = {}): Settings => ({
  ...defaults(labs[name].settings),
  ...changes,
});

/** Where the answers of the labs with a `conclude` are asked for: as they open, and between the values that they sweep. */
const standings: readonly (readonly [string, Lab, Settings])[] = [
  ...Object.entries(labs).flatMap(([name, lab]: readonly [string, Lab]) =>
    lab.conclude ? [[name, lab, defaults(lab.settings)] as const] : [],
  ),
  ["reweighting, added noise", labs.reweighting, opened("reweighting", { addedNoise: 1.4 })],
  ["reweighting, between", labs.reweighting, opened("reweighting", { share: 0.33 })],
  ["boundaries, between", labs.boundaries, opened("boundaries", { beta: 0.33 })],
  ["capacity, beyond", labs.capacity, opened("capacity", { k: 30, r: 20 })],
  ["similarity, negative", labs.similarity, opened("similarity", { cosine: -0.33 })],
  ["subspaces, between", labs.subspaces, opened("subspaces", { cosine: 0.63 })],
  ["bound, between", labs.bound, opened("bound", { mSource: 14_000 })],
  ["alignment, beyond", labs.alignment, opened("alignment", { mSource: 20_000 })],
];

/** Rows of every table, with numbers that no two points share. */
function madeUp(lab: Lab, settings: Settings): LabTables {
  const { seeds, mu } = settings;
  const sweeps = sweepsAt(lab, settings);
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
    const sweep = sweepsAt(lab, settings)[sweepTables.findIndex((table) => table === name)] as Sweep | undefined;
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

describe("the points of a sweep", () => {
  const valuesOf = (name: keyof typeof labs, changes: Partial<Settings>, i = 0): readonly number[] =>
    sweepsAt(labs[name], opened(name, changes))[i].over[0].values;

  it("have the setting's own value among them, in its place", () => {
    expect(valuesOf("similarity", { cosine: 0.63 })).toEqual([0, 0.2, 0.4, 0.6, 0.63, 0.7, 0.8, 0.9, 0.96, 1]);
    expect(valuesOf("capacity", { k: 30, r: 20 }).at(-1)).toBe(20);
    expect(valuesOf("alignment", { mSource: 100 })).toEqual([10, 20, 50, 100, 200, 350, 500, 1000, 4000]);
  });

  it("leave out what does not fit the other settings", () => {
    expect(valuesOf("capacity", { d: 5, r: 2 })).toEqual([1, 2, 3, 4, 5]);
  });

  it("of two axes are those of the lab alone", () => {
    const [{ over }] = sweepsAt(labs.transfer, opened("transfer", { phi: 61, mSource: 123 }));
    expect(over).toEqual(labs.transfer.sweeps[0].over);
  });
});

describe("rows that are there already", () => {
  const sweep: Sweep = { over: [{ setting: "cosine", values: [0, 0.5, 1] }], columns: ["transferGap"] };
  const row = (cosine: number, seed: number): Row => ({ cosine, seed, transferGap: 0 });
  const rows = [row(0, 1), row(0, 2), row(0.5, 1), row(0.3, 1), row(0.3, 2)];
  const complete = completeRows(rows, sweep, 2);

  it("count where every seed of a point of the sweep is there", () => {
    expect(complete).toEqual([row(0, 1), row(0, 2)]);
  });

  it("leave the other points to be computed, and nothing once all are there", () => {
    const [left] = remaining({ table: "sweep", sweep }, complete, 2);
    expect(left.sweep.over[0].values).toEqual([0.5, 1]);
    const all = [0, 0.5, 1].flatMap((cosine) => [row(cosine, 1), row(cosine, 2)]);
    expect(remaining({ table: "sweep", sweep }, completeRows(all, sweep, 2), 2)).toEqual([]);
  });

  it("of two axes are computed all or not at all", () => {
    const pad: Sweep = { ...sweep, over: [...sweep.over, { setting: "mSource", values: [10, 20] }] };
    const all = [0, 0.5, 1].flatMap((cosine) => [10, 20].map((mSource) => ({ ...row(cosine, 1), mSource })));
    expect(remaining({ table: "sweep", sweep: pad }, completeRows(all, pad, 1), 1)).toEqual([]);
    expect(remaining({ table: "sweep", sweep: pad }, completeRows(all.slice(1), pad, 1), 1)).toEqual([
      { table: "sweep", sweep: pad },
    ]);
  });
});

function isSwept(name: string): boolean {
  return sweepTables.some((table) => table === name);
}
