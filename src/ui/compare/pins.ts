/** Results that the reader keeps beside each other. They last as long as the tab; their links last longer. */
import { settingInWords } from "../../export/citation.ts";
import type { Lab, LabTables } from "../../labs/lab.ts";
import { overlays } from "../../labs/openings.ts";
import { gapInWords, transferOf } from "../../labs/sentence.ts";
import { changedSettings, lastingFragment } from "../../settings/permalink.ts";
import { say } from "../../text/say.ts";
import { PINS } from "../keptPins.ts";
import { type Pin, type State, useStore } from "../store.ts";

const { getState, setState } = useStore;

/** Pins what was shown; the same experiment pinned again takes the place of its older result. */
export function pin(shown: State, lab: Lab, tables: LabTables): void {
  const made = pinOf(shown, lab, tables);
  keep([...getState().pins.filter(({ link }) => link !== made.link), made]);
}

/** Takes a pinned result away. */
export function unpin(link: string): void {
  keep(getState().pins.filter((other) => other.link !== link));
}

/** What is known of the experiment that is shown. */
export function pinOf(
  {
    lab: name,
    settings,
    training,
    engine,
    language,
  }: Pick<State, "lab" | "settings" | "training" | "engine" | "language">,
  lab: Lab,
  tables: LabTables,
): Pin {
  const exact = transferOf(tables.exact);
  const answer = lab
    .conclude?.(tables, settings)
    ?.map((part) => (typeof part === "string" ? part : "text" in part ? part.text : part.number));
  const trained = training.step > 0 ? transferOf(training.latest) : undefined;
  return {
    lab: name,
    language,
    link: lastingFragment(name, settings, overlays),
    changes: changedSettings(name, settings, overlays)
      .map((changed) => settingInWords(changed, settings))
      .join(", "),
    exact: answer?.join("").trim() ?? (exact ? `${say(exact.verdict)}: ${gapInWords(exact)}` : ""),
    trained: trained
      ? say("{verdict}: {gap}, step {step}, engine {engine}", {
          verdict: say(trained.verdict),
          gap: gapInWords(trained),
          step: training.step,
          engine: engine?.name ?? "–",
        })
      : "",
  };
}

function keep(pins: readonly Pin[]): void {
  setState({ pins });
  try {
    sessionStorage.setItem(PINS, JSON.stringify(pins));
  } catch {
    // a page that may not keep anything still shows them
  }
}
