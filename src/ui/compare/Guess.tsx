import { useState } from "react";
import type { Verdict } from "../../charts/summary.ts";
import { gapInWords, transferOf } from "../../labs/sentence.ts";
import { say } from "../../text/say.ts";
import { endGuessing, guess, nextGuess } from "./guessing.ts";
import { type Guessing, useStore } from "../store.ts";

const choices = {
  helps: "help the target",
  hurts: "hurt the target",
  undecided: "change too little to tell",
} as const satisfies Readonly<Record<Verdict, string>>;
const verdicts = ["helps", "hurts", "undecided"] as const;

/** Asks what the reader expects, and then says what is so. */
export function Guess() {
  const guessing = useStore((state) => state.guessing);
  if (!guessing) return null;
  const { said } = guessing;
  return (
    <section className="guess" aria-label={say("Guess first")}>
      {said === undefined ? <Question /> : <Told guessing={guessing} said={said} />}
    </section>
  );
}

function Question() {
  return (
    <>
      <p>{say("Look at the angle, the numbers of samples and the data. Training with the source will …")}</p>
      <div className="guess-choices">
        {verdicts.map((verdict, i) => (
          <button key={verdict} ref={i === 0 ? focus : undefined} type="button" onClick={() => guess(verdict)}>
            {say(choices[verdict])}
          </button>
        ))}
        <End />
      </div>
    </>
  );
}

/** Nothing is said any more once the settings have changed: what was found still counts. */
function Told({ guessing: { of, past, right }, said }: { readonly guessing: Guessing; readonly said: Verdict }) {
  const { figures, figuresComplete, settings } = useStore();
  const [found, keep] = useState<ReturnType<typeof transferOf>>();
  const isLeft = settings !== of;
  const exact = figuresComplete && !isLeft ? transferOf(figures.exact ?? []) : undefined;
  if (exact && !found) keep(exact);
  const isRight = found && said === found.verdict;
  const canGoOn = isLeft || found !== undefined;
  const words = (): string =>
    found
      ? say(
          isRight
            ? "Right: you said “{said}”, and the gap is {gap}. {right} of {all} right."
            : "Not so: you said “{said}”, and the gap is {gap}. {right} of {all} right.",
          { said: say(choices[said]), gap: gapInWords(found), right: right + Number(isRight), all: past + 1 },
        )
      : say("Computing the exact optimum …");
  return (
    <>
      <p role="status">{!isLeft && words()}</p>
      <div className="guess-choices">
        <button ref={focus} type="button" aria-disabled={!canGoOn} onClick={() => canGoOn && nextGuess(isRight)}>
          {say("Next experiment")}
        </button>
        <End />
      </div>
    </>
  );
}

/** What had the focus is gone when one part follows the other. */
const focus = (button: HTMLButtonElement | null): void => button?.focus({ preventScroll: true });

function End() {
  return (
    <button type="button" className="quiet" onClick={endGuessing}>
      {say("Stop guessing")}
    </button>
  );
}
