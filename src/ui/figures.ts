/**
 * Keeps what needs no training up with the lab and its settings: the tables in closed form, by one worker, the first seed
 * first, and the sweep, by as many as the machine has cores to spare. The newest request wins.
 */
import type { Lab } from "../labs/lab.ts";
import {
  type Stage,
  type SweepTable,
  completeRows,
  remaining,
  stagesOf,
  sweepTables,
  sweepsAt,
} from "../labs/rests.ts";
import type { Settings } from "../settings/schema.ts";
import type { Sweep } from "../sweep.ts";
import type { ClosedTable } from "../tables.ts";
import { type Said, sentence } from "../text/sentence.ts";
import type { Answer, Tables } from "../messages.ts";
import { type Door, openDoor } from "./door.ts";
import { labHere, labNamed } from "./labs.ts";
import { whenShown } from "./shown.ts";
import { type State, noSweeps, noneFresh, useStore } from "./store.ts";

const { getState, setState } = useStore;

let door: Door | undefined;
let id = 0;
/** True until the first seed of the newest request is there: so long the old figures stand. */
let stale = true;
/** What begins once the figures are complete, or have had the cores to themselves for a while. */
let afterFigures: (() => void) | undefined;
const ALONE_MS = 1000;
/** When the newest request was made. */
let begun = 0;

/** Computes the figures of these settings; whatever was under way is dropped. */
export function requestFigures(settings: Settings): void {
  const name = getState().lab;
  const here = labHere(name);
  const request = ++id;
  if (here) {
    requestOf(here, settings);
    return;
  }
  setState({ figuresComplete: false, sweepComplete: false, figuresFault: "" });
  void labNamed(name).then((lab) => {
    if (request !== id) return;
    if (lab) requestOf(lab, settings);
    else setState({ figuresFault: sentence("The lab could not be loaded.") });
  });
}

/** On an empty page the sweeps wait a while for the figures, which would share the cores with them. */
function requestOf(lab: Lab, settings: Settings): void {
  const begin = (): void => requestSweeps(settings, lab);
  const isEmpty = Object.keys(getState().figures).length === 0;
  requestTables(settings, closedTablesOf(lab, settings));
  afterFigures = isEmpty ? begin : undefined;
  if (isEmpty) setState({ sweepComplete: false, fresh: noneFresh });
  else begin();
}

/** Another lab opens: no figure of one lab stands in another. */
export function forgetFigures(): void {
  forgetSweeps();
  setState({ figures: {}, sweeps: noSweeps, fresh: noneFresh });
}

function forgetSweeps(): void {
  asked = "";
  [askedOf, hereOf] = [{}, {}];
  dropSweeps();
  restSweepers();
}

/** Whatever is under way is no longer heard. */
function dropSweeps(): void {
  sweepId++;
  queue = [];
  for (const sweeper of sweepers) sweeper.post({ kind: "stop" });
}

/** The tables in closed form that the lab's charts and its answer read. */
function closedTablesOf({ charts, reads = [], rests }: Lab, settings: Settings): readonly ClosedTable[] {
  const read = rests?.(settings).map(({ table }) => table) ?? [];
  const named = new Set([...charts.flatMap(({ rows, reference }) => [rows, reference]), ...reads, ...read]);
  return closedTableNames.filter((name) => named.has(name));
}

const closedTableNames: readonly ClosedTable[] = [
  "exact",
  "angles",
  "similarity",
  "spectrum",
  "plane",
  "truth",
  "sourceLimits",
  "weights",
  "algorithm2",
  "landscape",
  "alignmentPath",
  "assumptions",
  "populationAngles",
  "populationSimilarity",
];

function requestTables(settings: Settings, tables: readonly ClosedTable[]): void {
  id++;
  stale = true;
  begun = performance.now();
  setState({ figuresComplete: false, figuresFault: "" });
  door ??= openDoor(hearGently, (said) => {
    door = undefined;
    fail(said);
  });
  door.post({ kind: "figures", id, settings, tables });
}

/** Rows that came while others are being drawn wait for these. */
const hearGently = (answer: Answer): void => whenShown(() => hear(answer));

function hear(answer: Answer): void {
  if (!("id" in answer) || answer.id !== id) return;
  if (answer.kind === "failed") fail(answer.said);
  if (answer.kind !== "figures") return;
  const { tables, last } = answer;
  const before = stale ? {} : getState().figures;
  stale = false;
  if (last) door?.rest();
  setState({ figures: joined(before, tables), figuresComplete: last });
  if (!last && performance.now() - begun < ALONE_MS) return;
  afterFigures?.();
  afterFigures = undefined;
}

/** The rows of both, table by table. */
function joined(before: Tables, added: Tables): Tables {
  const names = closedTableNames.filter((name) => added[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, [...(before[name] ?? []), ...(added[name] ?? [])]]));
}

function fail(said: Said): void {
  door?.rest();
  const problem = sentence("The figures could not be computed.");
  setState({ figuresFault: [problem, said, sentence("Change a setting to try again.")] });
}

/** The workers that share a sweep: one core is left to the page, and more than four would take too much memory. */
const SWEEPERS = Math.min(4, Math.max(1, navigator.hardwareConcurrency - 1));

/** A stage to be computed. */
interface Wanted extends Stage {
  readonly settings: Settings;
}

/** What the rows of each table are of, in one text. */
type OfTables = Partial<Record<SweepTable, string | undefined>>;

let sweepers: Door[] = [];
let sweepId = 0;
/** All that was asked for, point by point. */
let asked = "";
/** Of what each table's rows are to be, and of what those are that are there: all settings but the sweep's own. */
let askedOf: OfTables = {};
let hereOf: OfTables = {};
/** What is still to be computed, first things first, and how many workers have not finished their share of the first. */
let queue: readonly Wanted[] = [];
let busy = 0;

/** A move along the axis of a sweep asks for the point that it leads to; a change of μ, whose gaps no lab sweeps, for nothing. */
function requestSweeps(settings: Settings, lab: Lab): void {
  const sweeps = sweepsAt(lab, settings);
  const wanted = JSON.stringify(sweeps.map((sweep) => [sweep, withoutAxes(settings, sweep)]));
  const isKnown = asked === wanted;
  asked = wanted;
  if (!isKnown) planSweeps(settings, lab, sweeps);
  setState({ fresh: freshTables(), sweepComplete: queue.length === 0 });
  if (queue.length === 0) restSweepers();
  else if (!isKnown) beginStage();
}

/** Keeps the points of which every seed is there, and queues all others; rows of other settings stand until these come. */
function planSweeps(settings: Settings, lab: Lab, sweeps: readonly Sweep[]): void {
  dropSweeps();
  const rows = { ...getState().sweeps };
  const known = { ...noSweeps };
  askedOf = {};
  sweeps.forEach((sweep, i) => {
    const table = sweepTables[i];
    askedOf[table] = JSON.stringify([withoutAxes(settings, sweep), { ...sweep, over: undefined }]);
    if (hereOf[table] !== askedOf[table]) return;
    known[table] = completeRows(rows[table], sweep, settings.seeds);
    rows[table] = known[table];
  });
  queue = stagesOf(lab, settings)
    .flatMap((stage) => remaining(stage, known[stage.table], settings.seeds))
    .map((stage) => ({ ...stage, settings }));
  setState({ sweeps: rows });
}

function freshTables(): State["fresh"] {
  const isFresh = (table: SweepTable): boolean => hereOf[table] !== undefined && hereOf[table] === askedOf[table];
  return { sweep: isFresh("sweep"), otherSweep: isFresh("otherSweep"), thirdSweep: isFresh("thirdSweep") };
}

function withoutAxes(settings: Settings, { over, set }: Sweep): object {
  return { ...settings, mu: undefined, ...set, ...Object.fromEntries(over.map(({ setting }) => [setting, undefined])) };
}

/** Begins the first of the queue on all workers. */
function beginStage(): void {
  const [{ sweep, settings }] = queue;
  const id = ++sweepId;
  const parts = Math.min(SWEEPERS, settings.seeds);
  while (sweepers.length < parts) sweepers.push(openDoor(hearSweepGently, failSweep));
  busy = parts;
  sweepers
    .slice(0, parts)
    .forEach((sweeper, part) => sweeper.post({ kind: "sweep", id, settings, sweep, part, parts }));
}

const hearSweepGently = (answer: Answer): void => whenShown(() => hearSweep(answer));

function hearSweep(answer: Answer): void {
  if (!("id" in answer) || answer.id !== sweepId) return;
  if (answer.kind === "failed") failSweep(answer.said);
  if (answer.kind !== "sweep") return;
  const [{ table }] = queue;
  const { sweeps } = getState();
  const before = hereOf[table] === askedOf[table] ? sweeps[table] : []; // until these came, the old ones stood
  hereOf[table] = askedOf[table];
  if (answer.last) busy--;
  if (busy === 0) queue = queue.slice(1);
  setState({
    sweeps: { ...sweeps, [table]: [...before, ...answer.rows] },
    fresh: freshTables(),
    sweepComplete: queue.length === 0,
  });
  if (busy > 0) return;
  if (queue.length > 0) beginStage();
  else restSweepers();
}

function restSweepers(): void {
  for (const sweeper of sweepers) sweeper.rest();
}

function failSweep(said: Said): void {
  for (const sweeper of sweepers) sweeper.close();
  sweepers = [];
  forgetSweeps();
  fail(said);
}
