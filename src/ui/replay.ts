/** A run once more in float64, from the same start, in a worker of its own. */
import type { Row } from "../core/row.ts";
import type { Settings } from "../settings/schema.ts";
import type { Said } from "../text/sentence.ts";
import type { Answer } from "../messages.ts";
import { openDoor } from "./door.ts";

interface Wanted {
  readonly settings: Settings;
  /** As the lab trains: whether inputs are aligned. */
  readonly aligned: boolean | undefined;
  /** The steps whose rows are wanted, ascending. */
  readonly steps: readonly number[];
  /** Steps at which the run had gone on with an optimiser that remembered nothing, ascending. */
  readonly restarts: readonly number[];
}

interface Listener {
  readonly report: (step: number, rows: readonly Row[]) => void;
  readonly done: () => void;
  readonly failed: (said: Said) => void;
}

/** Begins it; what is returned cancels it. */
export function replay({ settings, aligned, steps, restarts }: Wanted, { report, done, failed }: Listener): () => void {
  const last = steps[steps.length - 1];
  const stops = [...new Set([...steps, ...restarts])].toSorted((a, b) => a - b);
  const waiting = restarts.filter((step) => step < last);
  let id = 0;
  const hear = (answer: Answer): void => {
    if (!("id" in answer) || answer.id !== id) return;
    if (answer.kind === "failed") {
      door.close();
      failed(answer.said);
    }
    if (answer.kind !== "report") return;
    const { step, rows, reached } = answer.report;
    report(step, rows);
    const next = stops.find((stop) => stop > step);
    if (step >= last || next === undefined) {
      door.close();
      done();
    } else if (step === waiting[0]) {
      waiting.shift();
      begin({ from: reached });
    } else door.post({ kind: "pull", id, steps: next - step });
  };
  const door = openDoor(hear, failed);
  const begin = (course: object): void => {
    const own = { ...settings, steps: Math.max(last, settings.steps) };
    door.post({
      kind: "train",
      id: ++id,
      settings: own,
      engine: "cpu",
      cores: 1,
      course: { ...course, aligned, pastPlateaus: true },
    });
  };
  begin({});
  return door.close;
}
