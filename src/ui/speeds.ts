/**
 * What was measured of the engines, remembered for the adapter and the kind of job: here, and where storage is allowed, but
 * for failures, which another visit may not have.
 */
import { type Job, type Speeds, decided, readSpeeds, speedsKey } from "../engines/choice.ts";
import type { EngineChoice } from "../engines/index.ts";
import type { Settings } from "../settings/schema.ts";

/** Of this page; also where storage is blocked. */
const known = new Map<string, Speeds>();

/** Training with these settings, as a job. */
function liveJob({ family, model, seeds, d, r, k, m, mSource, mTarget }: Settings): Job {
  const isMany = family === "lowRank" || family === "noisyLabels"; // all others are pairs
  const [tasks, samples] = isMany ? [k, k * m] : [2, mSource + mTarget];
  return { kind: "live", model, size: 2 * seeds * d * (model === "linear" ? tasks * d : samples * r) };
}

function speedsOf(key: string): Speeds | undefined {
  try {
    return known.get(key) ?? readSpeeds(localStorage.getItem(key));
  } catch {
    return undefined; // storage is blocked
  }
}

/** The engine that takes these settings, with the reason. */
export function engineFor(choice: EngineChoice, settings: Settings): EngineChoice {
  return decided(choice, speedsOf(speedsKey(choice.adapter, liveJob(settings))));
}

/** Whether the engines are still to be measured on these settings. */
export function isUnmeasured(choice: EngineChoice, settings: Settings): boolean {
  return choice.contested === true && !speedsOf(speedsKey(choice.adapter, liveJob(settings)));
}

export function rememberSpeeds({ adapter }: EngineChoice, settings: Settings, speeds: Speeds): void {
  const key = speedsKey(adapter, liveJob(settings));
  known.set(key, speeds);
  if (speeds.problem !== undefined) return;
  try {
    localStorage.setItem(key, JSON.stringify(speeds));
  } catch {
    // Storage is blocked: it holds until the page is left.
  }
}
