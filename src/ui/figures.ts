/**
 * Keeps what needs no training up with the lab and its settings: the tables in closed form, by one worker, the first seed
 * first, and the sweep, by as many as the machine has cores to spare. The newest request wins.
 */
import { labs } from "../labs/index.ts";
import type { Lab } from "../labs/lab.ts";
import type { Settings } from "../settings/schema.ts";
import type { Sweep } from "../sweep.ts";
import type { ClosedTable } from "../tables.ts";
import type { Answer, Tables } from "../worker.ts";
import { type Door, openDoor } from "./door.ts";
import { useStore } from "./store.ts";

const { getState, setState } = useStore;

let door: Door | undefined;
let id = 0;
/** True until the first seed of the newest request is there: so long the old figures stand. */
let stale = true;

/** Computes the figures of these settings; whatever was under way is dropped. */
export function requestFigures(settings: Settings): void {
  const lab: Lab = labs[getState().lab];
  requestTables(settings, closedTablesOf(lab));
  requestSweep(settings, lab.sweep);
}

/** The tables in closed form that the lab's charts draw; the answer in words reads the exact rows. */
function closedTablesOf({ charts }: Lab): readonly ClosedTable[] {
  const named = new Set(charts.flatMap(({ rows, reference }) => [rows, reference]));
  return closedTableNames.filter((name) => name === "exact" || named.has(name));
}

const closedTableNames: readonly ClosedTable[] = [
  "exact",
  "angles",
  "similarity",
  "spectrum",
  "weights",
  "landscape",
  "populationAngles",
  "populationSimilarity",
];

function requestTables(settings: Settings, tables: readonly ClosedTable[]): void {
  id++;
  stale = true;
  setState({ figuresComplete: false, figuresFault: "" });
  door ??= openDoor(hear, (sentence) => {
    door = undefined;
    fail(sentence);
  });
  door.post({ kind: "figures", id, settings, tables });
}

function hear(answer: Answer): void {
  if (!("id" in answer) || answer.id !== id) return;
  if (answer.kind === "failed") fail(answer.sentence);
  if (answer.kind !== "figures") return;
  const { tables, last } = answer;
  const before = stale ? {} : getState().figures;
  stale = false;
  if (last) door?.rest();
  setState({ figures: joined(before, tables), figuresComplete: last });
}

/** The rows of both, table by table. */
function joined(before: Tables, added: Tables): Tables {
  const names = closedTableNames.filter((name) => added[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, [...(before[name] ?? []), ...(added[name] ?? [])]]));
}

function fail(sentence: string): void {
  door?.rest();
  setState({ figuresFault: `The figures could not be computed. ${sentence} Change a setting to try again.` });
}

/** The workers that share a sweep: one core is left to the page, and more than four would take too much memory. */
const SWEEPERS = Math.min(4, Math.max(1, navigator.hardwareConcurrency - 1));

let sweepers: Door[] = [];
let sweepId = 0;
/** What the present rows are of: the settings less those that the sweep itself varies. */
let swept = "";
let staleSweep = true;
/** How many workers have not finished their share. */
let busy = 0;

/** A sweep does not depend on where its own axes stand, so that moving along them asks for nothing. */
function requestSweep(settings: Settings, sweep: Sweep | undefined): void {
  const asked = sweep ? JSON.stringify([sweep, withoutAxes(settings, sweep)]) : "";
  if (asked === swept) return;
  swept = asked;
  staleSweep = true;
  sweepId++;
  if (!sweep) {
    closeSweepers();
    setState({ sweep: [], sweepComplete: true });
    return;
  }
  setState({ sweepComplete: false });
  const parts = Math.min(SWEEPERS, settings.seeds);
  while (sweepers.length < parts) sweepers.push(openDoor(hearSweep, failSweep));
  busy = parts;
  sweepers
    .slice(0, parts)
    .forEach((sweeper, part) => sweeper.post({ kind: "sweep", id: sweepId, settings, sweep, part, parts }));
}

function withoutAxes(settings: Settings, { over }: Sweep): object {
  return { ...settings, ...Object.fromEntries(over.map(({ setting }) => [setting, undefined])) };
}

function hearSweep(answer: Answer): void {
  if (!("id" in answer) || answer.id !== sweepId) return;
  if (answer.kind === "failed") failSweep(answer.sentence);
  if (answer.kind !== "sweep") return;
  if (answer.last) busy--;
  const before = staleSweep ? [] : getState().sweep;
  staleSweep = false;
  setState({ sweep: [...before, ...answer.rows], sweepComplete: busy === 0 });
  if (busy === 0) for (const sweeper of sweepers) sweeper.rest();
}

function failSweep(sentence: string): void {
  closeSweepers();
  swept = "";
  fail(sentence);
}

function closeSweepers(): void {
  for (const sweeper of sweepers) sweeper.close();
  sweepers = [];
}
