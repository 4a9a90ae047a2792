/** The usual way beside ours, measured in a worker of its own, and what came of it in a sentence. */
import { formatCount, formatNumber } from "../core/format.ts";
import type { EngineName } from "../engines/index.ts";
import type { Settings } from "../settings/schema.ts";
import type { Comparison } from "../comparison.ts";
import type { Answer } from "../worker.ts";
import { openDoor } from "./door.ts";

/** What came of a comparison, in words, and by how much the losses are apart if it came to its end. */
export interface Outcome {
  readonly sentence: string;
  readonly apart?: number;
}

/** Begins to compare; `done` resolves to the sentence, also if it fails. The worker ends by itself, or with `stop`. */
export function beginComparison(
  settings: Settings,
  engine: EngineName,
): { readonly done: Promise<Outcome>; readonly stop: () => void } {
  let resolve: ((outcome: Outcome) => void) | undefined;
  const done = new Promise<Outcome>((settle) => (resolve = settle));
  const end = (sentence: string, apart?: number): void => {
    door.close();
    resolve?.({ sentence, ...(apart !== undefined && { apart }) });
  };
  const hear = (answer: Answer): void => {
    if (answer.kind === "compared") end(inWords(answer.comparison), answer.comparison.apart);
    if (answer.kind === "failed") end(`The usual way could not be shown. ${answer.sentence}`);
  };
  const door = openDoor(hear, (sentence) => end(`The usual way could not be shown. ${sentence}`));
  door.post({ kind: "compare", id: 1, settings, engine, cores: navigator.hardwareConcurrency });
  return { done, stop: () => end("") };
}

function inWords({ adapter, usual, ours, steps, apart }: Comparison): string {
  const count = (value: number): string => (value < 10 ? formatNumber(value, 1) : formatCount(Math.round(value)));
  return (
    `A program of TensorFlow.js alone makes ${count(usual)} steps a second of this training on WebGPU (${adapter}), ` +
    `this page's ${count(ours)}, ${count(ours / usual)} times as many; ` +
    `after ${formatCount(steps)} steps all losses agree within a relative ${formatNumber(apart)}.`
  );
}
