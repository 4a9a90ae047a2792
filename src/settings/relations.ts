/**
 * Rules between settings. Each knows when it is broken, says so in a sentence, and names the nearest settings that fit.
 */
import type { SettingName, Settings } from "./schema.ts";

/** The most numbers that the tasks of all seeds may hold together: 10⁸ are 0.8 GB. */
const MOST_NUMBERS = 100_000_000;
const LAST_SEED = 4_294_967_295;

interface Repair {
  /** What does not fit, and why. */
  readonly fault: string;
  /** The nearest that fits: which settings, and in words. */
  readonly change: Partial<Settings>;
  readonly remedy: string;
}

/** Undefined where the rule holds. */
type Relation = (settings: Settings) => Repair | undefined;

const relations: readonly Relation[] = [
  ({ r, d }) =>
    r > d
      ? { fault: `r cannot be ${r}: the capacity is at most d = ${d}`, change: { r: d }, remedy: `r = ${d}` }
      : undefined,
  ({ seed, seeds }) => {
    const room = LAST_SEED - seed + 1;
    if (seeds <= room) return undefined;
    return {
      fault: `seeds cannot be ${seeds}: from seed ${seed} on there are only ${room}`,
      change: { seeds: room },
      remedy: `seeds = ${room}`,
    };
  },
  ({ seeds, mSource, mTarget, d }) => {
    const most = Math.max(1, Math.floor(MOST_NUMBERS / ((mSource + mTarget) * d)));
    if (seeds <= most) return undefined;
    return {
      fault: `seeds cannot be ${seeds}: tasks of this size fit into memory ${most} times`,
      change: { seeds: most },
      remedy: `seeds = ${most}`,
    };
  },
];

/** The nearest settings that keep every rule, and what had to be changed. */
export function fitRelations(settings: Settings): { readonly settings: Settings; readonly repairs: readonly Repair[] } {
  const repairs: Repair[] = [];
  let fitted = settings;
  for (const relation of relations) {
    const repair = relation(fitted);
    if (!repair) continue;
    repairs.push(repair);
    fitted = { ...fitted, ...repair.change };
  }
  return { settings: fitted, repairs };
}

/** Why a setting has no effect beside the others, in a sentence; absent where it has. Not a fault. */
export function inactiveSettings({ kind, printed }: Settings): Partial<Record<SettingName, string>> {
  return {
    ...(kind !== "phi" && { phi: "Has no effect with this source task: choose “angle φ” to turn it." }),
    ...(kind !== "4" && printed && { printed: "Has no effect with this source task: only a random rotation differs." }),
  };
}
