/** What the reader can do to the experiment. Each action changes the settings, the address and what is computed. */
import { type EngineName, engineNames } from "../engines/index.ts";
import { type LabName, overlays } from "../labs/openings.ts";
import { type Fault, faultOf, formatFragment } from "../settings/permalink.ts";
import { fitRelations } from "../settings/relations.ts";
import { type Settings, defaults, presets, settingNames } from "../settings/schema.ts";
import { sentence } from "../text/sentence.ts";
import { claimedResult, onAddressChange, pushAddress, readAddress, replaceAddress } from "./address.ts";
import { forgetFigures, requestFigures } from "./figures.ts";
import { useStore } from "./store.ts";
import { nameEngine, settingsChanged } from "./training.ts";

const { getState, setState } = useStore;

/** The settings that a drag began with: what it changes on its way must not change others for good. */
let dragStart: Settings | undefined;

/** What the figures and the run are of, or on their way to be. */
let applied: { readonly lab: LabName; readonly settings: Settings } | undefined;

/** Reads the address, draws the first figures, chooses an engine, and follows Back and Forward from then on. */
export function openPage(): void {
  followAddress();
  const { engine, faults } = requestedEngine();
  setState({ faults: [...getState().faults, ...faults] });
  void nameEngine(engine);
  onAddressChange(followAddress);
}

/**
 * Changes settings; a preset brings all that it names. While a control is dragged (`release` false) the address entry
 * is replaced, otherwise one new entry is made.
 */
export function changeSettings(change: Partial<Settings>, release = true): void {
  const { settings, lab } = getState();
  const base = dragStart ?? settings;
  dragStart = release ? undefined : base;
  const { settings: fitted, repairs } = changed(base, change);
  if (release) {
    setState({ faults: repairs.map(faultOf) });
    pushAddress(lab, fitted);
  } else replaceAddress(lab, fitted);
  apply(fitted);
}

/** The link to the experiment with these changes. */
export function linkTo(lab: LabName, settings: Settings, change: Partial<Settings>): string {
  return formatFragment(lab, changed(settings, change).settings, overlays);
}

function changed(base: Settings, change: Partial<Settings>): ReturnType<typeof fitRelations> {
  return fitRelations({ ...base, ...(change.preset && presets[change.preset]), ...change });
}

/** Opens a lab with its own initial settings. */
export function openLab(lab: LabName): void {
  const settings = defaults(overlays[lab]);
  setState({ lab, faults: [] });
  pushAddress(lab, settings);
  apply(settings);
}

/** New seeds: as many as before, from a number that can still be read aloud. */
export function rollDice(): void {
  changeSettings({ seed: Math.floor(Math.random() * 1_000_000) });
}

export function dismissFaults(): void {
  setState({ faults: [] });
}

function followAddress(): void {
  const { lab, settings, faults } = readAddress();
  setState({ lab, faults });
  dragStart = undefined;
  apply(settings);
  setState({ claim: claimedResult() });
}

/** Nothing is computed again where nothing changed: releasing a slider repeats its last value. */
function apply(settings: Settings): void {
  const { lab, figuresFault, training, ghost } = getState();
  if (applied?.lab === lab && sameSettings(applied.settings, settings) && figuresFault === "") return;
  const isElsewhere = applied !== undefined && applied.lab !== lab;
  applied = { lab, settings };
  setState({ claim: "" });
  if (isElsewhere) {
    forgetFigures();
    setState({ settings, ghost: [], playing: false, guessing: undefined });
  } else setState({ settings, ghost: training.ended ? training.rows : ghost });
  requestFigures(settings);
  settingsChanged();
}

function sameSettings(a: Settings, b: Settings): boolean {
  return settingNames.every((name) => a[name] === b[name]);
}

function requestedEngine(): { readonly engine: EngineName | undefined; readonly faults: readonly Fault[] } {
  const name = readAddress().presentation.get("engine");
  const engine = engineNames.find((candidate) => candidate === name);
  if (name === null || engine) return { engine, faults: [] };
  const names = engineNames.join(", ");
  const problem = sentence("There is no engine named “{name}”; there is {names}.", { name, names });
  return { engine, faults: [{ problem, remedy: sentence("The page chooses one itself.") }] };
}
