/** Guess first, then see: experiments whose sign is hidden until the reader has said what to expect. */
import type { Verdict } from "../../charts/summary.ts";
import { changeSettings } from "../actions.ts";
import { useStore } from "../store.ts";
import { experimentNumber } from "./experiments.ts";
import { play, reset } from "../training.ts";

const { getState, setState } = useStore;

/** Hides the result of the present experiment until something is said of it. */
export function beginGuessing(): void {
  reset();
  setState({ guessing: { said: undefined, past: 0, right: 0 } });
}

/** Shows the result, and trains. */
export function guess(said: Verdict): void {
  const { guessing, settings } = getState();
  if (guessing) setState({ guessing: { ...guessing, said, of: settings } });
  play();
}

/** The next experiment, hidden again. A guess that came to no judgement is not counted. */
export function nextGuess(wasRight: boolean | undefined): void {
  const { guessing } = getState();
  if (!guessing) return;
  reset();
  const past = guessing.past + (wasRight === undefined ? 0 : 1);
  setState({ guessing: { said: undefined, past, right: guessing.right + (wasRight ? 1 : 0) } });
  changeSettings({ kind: "phi", ...experimentNumber(past) });
}

export function endGuessing(): void {
  setState({ guessing: undefined });
}
