/** Keeps the figures that need no training up with the settings. The newest request wins; the first seed shows first. */
import type { Settings } from "../settings/schema.ts";
import type { Answer } from "../worker.ts";
import { type Door, openDoor } from "./door.ts";
import { noFigures, useStore } from "./store.ts";

let door: Door | undefined;
let id = 0;
/** True until the first seed of the newest request is there: so long the old figures stand. */
let stale = true;

/** Computes the figures of these settings; whatever was under way is dropped. */
export function requestFigures(settings: Settings): void {
  id++;
  stale = true;
  useStore.setState({ figuresComplete: false, figuresFault: "" });
  door ??= openDoor(hear, (sentence) => {
    door = undefined;
    fail(sentence);
  });
  door.post({ kind: "figures", id, settings });
}

function hear(answer: Answer): void {
  if (!("id" in answer) || answer.id !== id) return;
  if (answer.kind === "failed") fail(answer.sentence);
  if (answer.kind !== "figures") return;
  const { tables, last } = answer;
  const before = stale ? noFigures : useStore.getState().figures;
  stale = false;
  if (last) door?.rest();
  useStore.setState({
    figures: {
      exact: [...before.exact, ...tables.exact],
      angles: [...before.angles, ...tables.angles],
      similarity: [...before.similarity, ...tables.similarity],
      landscape: [...before.landscape, ...tables.landscape],
    },
    figuresComplete: last,
  });
}

function fail(sentence: string): void {
  door?.rest();
  useStore.setState({ figuresFault: `The figures could not be computed. ${sentence} Change a setting to try again.` });
}
