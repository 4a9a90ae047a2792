/**
 * Rules between settings. Each knows when it is broken, says so in a sentence, and names the nearest settings that fit.
 */
import type { Fields } from "../core/fields.ts";
import type { ModelKind } from "../core/model.ts";
import { familyDescriptions } from "../core/families/descriptions/index.ts";
import { optimiserFields } from "../engines/optimiser.ts";
import { type Sentence, sentence } from "../text/sentence.ts";
import { type SettingName, type Settings, settingNames } from "./schema.ts";

/** The most numbers that the tasks of all seeds may hold together: 10⁸ are 0.8 GB. */
const MOST_NUMBERS = 100_000_000;
const LAST_SEED = 4_294_967_295;
/** A ReLU or logistic fit of separable samples needs a penalty that float32 can still see. */
const LEAST_RIDGE = 0.001;

export interface Repair {
  /** What does not fit, and why. */
  readonly fault: Sentence;
  /** The nearest that fits: the one setting that changes. */
  readonly change: Partial<Settings>;
}

/** Undefined where the rule holds. */
type Relation = (settings: Settings) => Repair | undefined;

const relations: readonly Relation[] = [
  ({ family, model }) => {
    const models: readonly ModelKind[] = familyDescriptions[family].models;
    if (models.includes(model)) return undefined;
    return {
      fault: sentence("model cannot be {model}: for tasks of the family {family} it must be one of {models}.", {
        model,
        family,
        models: models.join(", "),
      }),
      change: { model: models[0] },
    };
  },
  ({ model, ridge }) =>
    model !== "linear" && ridge < LEAST_RIDGE
      ? {
          fault: sentence(
            "ridge cannot be {ridge}: without a penalty a {model} model of few samples has no unique optimum.",
            { ridge, model },
          ),
          change: { ridge: LEAST_RIDGE },
        }
      : undefined,
  ({ family, r, d: chosen }) => {
    const d = family === "boundary" ? 2 : chosen; // the plane
    if (r <= d) return undefined;
    const fault = sentence("r cannot be {r}: the capacity is at most d = {d}.", { r, d });
    return { fault, change: { r: d } };
  },
  ({ seed, seeds }) => {
    const room = LAST_SEED - seed + 1;
    if (seeds <= room) return undefined;
    return {
      fault: sentence("seeds cannot be {seeds}: from seed {seed} on there are only {room}.", {
        seeds,
        seed,
        room,
      }),
      change: { seeds: room },
    };
  },
  ({ family, rank, d }) => {
    if (!Object.hasOwn(familyDescriptions[family].fields, "rank")) return undefined;
    const room = family === "reluSubspaces" ? Math.floor(d / 2) : d; // two subspaces that may be orthogonal
    if (rank <= room) return undefined;
    const values = { rank, d, room };
    return {
      fault: sentence("rank cannot be {rank}: within d = {d} it is at most {room}.", values),
      change: { rank: room },
    };
  },
  ({ family, seeds, mSource, mTarget, k, m, d }) => {
    const rows = "k" in familyDescriptions[family].fields ? k * m : mSource + mTarget;
    const most = Math.max(1, Math.floor(MOST_NUMBERS / (rows * d)));
    if (seeds <= most) return undefined;
    return {
      fault: sentence("seeds cannot be {seeds}: tasks of this size fit into memory {most} times.", {
        seeds,
        most,
      }),
      change: { seeds: most },
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

/** What only a training run asks for. */
const ofTraining: ReadonlySet<string> = new Set(Object.keys(optimiserFields));

/** Whether what a lab shows depends on a setting: μ is that of a lab which trains on aligned inputs. */
export function concerns(
  { trains, aligned = false }: { readonly trains: boolean; readonly aligned?: boolean },
  name: SettingName,
): boolean {
  return (trains || !ofTraining.has(name)) && (aligned || name !== "mu");
}

/** The settings that mean something to the family that is chosen, in the schema's order. */
export function relevantSettings({ family }: Settings): readonly SettingName[] {
  const own: Fields = familyDescriptions[family].fields;
  const others = new Set(Object.values(familyDescriptions).flatMap(({ fields }) => Object.keys(fields)));
  return settingNames.filter((name) => Object.hasOwn(own, name) || !others.has(name));
}

/**
 * Why a setting has no effect beside the others in a lab, in a sentence; absent where it has. Not a fault. A lab that has the
 * labels of Algorithm 2 among its controls compares weightings, and so needs them with any; networks of the family
 * reluSubspaces that are not trained are fitted with α = 1.
 */
export function inactiveSettings(
  settings: Settings,
  { trains, controls }: { readonly trains: boolean; readonly controls: readonly SettingName[] },
): Partial<Record<SettingName, Sentence>> {
  const { family, kind, printed, weighting, model, r } = settings;
  const hasPath = model === "linear" || (model === "relu" && r === 1);
  return {
    ...(!hasPath && {
      mu: sentence("Has no effect on these models: Algorithm 1 aligns linear ones, and single ReLU units."),
    }),
    ...(weighting !== "chosen" && { sourceWeight: ofWeighting("chosen") }),
    ...(weighting !== "svd" && !controls.includes("labels") && { labels: ofWeighting("Algorithm 2") }),
    ...(family === "reluSubspaces" &&
      !trains && { weighting: unweighted, sourceWeight: unweighted, labels: unweighted }),
    ...(family === "misaligned" && inactiveOfPair({ kind, printed })),
  };
}

const unweighted = sentence("Has no effect here: every task counts the same.");

const ofWeighting = (weighting: "chosen" | "Algorithm 2"): Sentence =>
  sentence("Has no effect with these task weights: choose “{weighting}” to set it.", {
    weighting: sentence(weighting),
  });

function inactiveOfPair({ kind, printed }: Pick<Settings, "kind" | "printed">): Partial<Record<SettingName, Sentence>> {
  return {
    ...(kind !== "phi" && { phi: sentence("Has no effect with this source task: choose “angle φ” to turn it.") }),
    ...(kind !== "4" &&
      printed && { printed: sentence("Has no effect with this source task: only a random rotation differs.") }),
  };
}
