/** What the points of a sweep are drawn from: each sample once, however many points it serves. */
import { familyDescriptions } from "./core/families/descriptions/index.ts";
import { labellings } from "./core/families/labels.ts";
import { turningPair } from "./core/sweeps/turningPair.ts";
import { nested } from "./core/task.ts";
import { type Draw, problemOf, sampleOf } from "./experiment.ts";
import type { SettingName, Settings } from "./settings/schema.ts";
import type { Sweep } from "./sweep.ts";

/** Draws kept: enough for every case of one seed. */
const KEPT_DRAWS = 8;

export type Drawer = (settings: Settings, seed: number) => Draw;

/** Draws each sample once: at the largest sample size of the source that the sweep asks for. */
export function drawer({ over }: Sweep): Drawer {
  const sizes = over.find(({ setting }) => setting === "mSource")?.values.toSorted((a, b) => a - b) ?? [];
  const sampled = remembering((settings: Settings, seed: number) => {
    const sample = sampleOf({ ...settings, mSource: sizes.at(-1) ?? settings.mSource }, seed);
    const sources = sizes.length > 0 ? nested(sample.tasks[1], sizes) : [];
    return { ...sample, sources: new Map(sources.map((source) => [source.X.rows, source])) };
  });
  return (settings, seed) => {
    const { tasks, heldOut, sources } = sampled(JSON.stringify([seed, drawnFrom(settings)]), settings, seed);
    const source = sources.get(settings.mSource);
    return { problem: problemOf(settings, source ? [tasks[0], source] : tasks), heldOut, mu: settings.mu };
  };
}

/** The same in coordinates that turn with the source, whose rows are then drawn once for all angles: `turningPair`. */
export function turningDrawer({ over }: Sweep): Drawer {
  const swept = over.find(({ setting }) => setting === "mSource")?.values.toSorted((a, b) => a - b);
  const drawn = remembering((settings: Settings, seed: number) => {
    const sizes = swept ?? [settings.mSource];
    const { tasks, heldOut } = sampleOf({ ...settings, phi: 0, mSource: sizes[sizes.length - 1] }, seed);
    const [target, source] = tasks;
    return turningPair({ target, source, heldOut }, sizes, labellings[settings.model]);
  });
  const turned = remembering((settings: Settings, seed: number) =>
    drawn(JSON.stringify([seed, drawnFrom({ ...settings, phi: 0 })]), settings, seed)((settings.phi * Math.PI) / 180),
  );
  return (settings, seed) => {
    const { target, sources, heldOut } = turned(JSON.stringify([seed, drawnFrom(settings)]), settings, seed);
    const source = sources.find(({ X }) => X.rows === settings.mSource);
    if (!source) throw new RangeError(`a sweep's sizes must hold the source's; got ${settings.mSource}`);
    return { problem: problemOf(settings, [target, source]), heldOut, mu: settings.mu };
  };
}

/** The settings that a sample depends on, but for the size that it is a beginning of. */
function drawnFrom(settings: Settings): readonly unknown[] {
  const names = Object.keys(familyDescriptions[settings.family].fields) as readonly SettingName[]; // fields of the schema
  return [settings.family, settings.model, ...names.map((name) => (name === "mSource" ? "" : settings[name]))];
}

/** Remembers what was made under the last few keys. */
export function remembering<A extends readonly unknown[], V>(make: (...from: A) => V): (key: unknown, ...from: A) => V {
  const known = new Map<unknown, V>();
  return (key, ...from) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    for (const oldest of known.keys()) if (known.size >= KEPT_DRAWS) known.delete(oldest);
    const made = make(...from);
    known.set(key, made);
    return made;
  };
}
