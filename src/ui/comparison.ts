/** The usual way beside ours, measured in a worker of its own, and what came of it in a sentence. */
import { formatCount, formatNumber } from "../core/format.ts";
import { type EngineName, engines } from "../engines/index.ts";
import type { Settings } from "../settings/schema.ts";
import type { Comparison } from "../comparison.ts";
import type { Course } from "../experiment.ts";
import { type Said, sentence } from "../text/sentence.ts";
import type { Answer } from "../messages.ts";
import { openDoor } from "./door.ts";

/** What came of a comparison, in words, and by how much the losses are apart if it came to its end. */
export interface Outcome {
  readonly said: Said;
  readonly apart?: number;
}

/** Begins to compare; `done` resolves to the sentence, also if it fails. The worker ends by itself, or with `stop`. */
export function beginComparison(
  settings: Settings,
  engine: EngineName,
  course: Course,
): { readonly done: Promise<Outcome>; readonly stop: () => void } {
  let resolve: ((outcome: Outcome) => void) | undefined;
  const done = new Promise<Outcome>((settle) => (resolve = settle));
  const end = (said: Said, apart?: number): void => {
    door.close();
    resolve?.({ said, ...(apart !== undefined && { apart }) });
  };
  const tell = async (comparison: Comparison): Promise<void> => {
    const found = await engines.tfjs.probe();
    const isEmulated = "adapter" in found && found.isSoftware;
    end([inWords(comparison), ...(isEmulated ? [EMULATED] : [])], comparison.apart);
  };
  const hear = (answer: Answer): void => {
    if (answer.kind === "compared") void tell(answer.comparison);
    if (answer.kind === "failed") end([sentence("Plain TensorFlow.js could not be shown."), answer.said]);
  };
  const door = openDoor(hear, (said) => end([sentence("Plain TensorFlow.js could not be shown."), said]));
  door.post({ kind: "compare", id: 1, settings, engine, cores: navigator.hardwareConcurrency, course });
  return { done, stop: () => end("") };
}

const EMULATED = sentence("WebGPU is emulated on the CPU here: on a graphics card the factor is another one.");

function inWords({ adapter, usual, ours, steps, apart }: Comparison): Said {
  const count = (value: number): string => (value < 10 ? formatNumber(value, 1) : formatCount(Math.round(value)));
  return sentence(
    "A program of TensorFlow.js alone makes {usual} steps a second of this training on WebGPU ({adapter}), this page's {ours}, {factor} times as many; after {steps} steps all losses agree within a relative {apart}.",
    {
      usual: count(usual),
      adapter,
      ours: count(ours),
      factor: count(ours / usual),
      steps: formatCount(steps),
      apart: formatNumber(apart),
    },
  );
}
