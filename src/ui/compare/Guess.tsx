import type { Verdict } from "../../charts/summary.ts";
import { gapInWords, transferOf } from "../../labs/sentence.ts";
import { endGuessing, guess, nextGuess } from "./guessing.ts";
import { type Guessing, useStore } from "../store.ts";

const choices: Readonly<Record<Verdict, string>> = {
  helps: "help the target",
  hurts: "hurt the target",
  undecided: "change too little to tell",
};
const verdicts = ["helps", "hurts", "undecided"] as const;

/** Asks what the reader expects, and then says what is so. */
export function Guess() {
  const guessing = useStore((state) => state.guessing);
  if (!guessing) return null;
  const { said } = guessing;
  return (
    <section className="guess" aria-label="Guess first">
      {said === undefined ? <Question /> : <Told guessing={guessing} said={said} />}
    </section>
  );
}

function Question() {
  return (
    <>
      <p>Look at the angle, the numbers of samples and the data. Training with the source will …</p>
      <div className="guess-choices">
        {verdicts.map((verdict, i) => (
          <button key={verdict} ref={i === 0 ? focus : undefined} type="button" onClick={() => guess(verdict)}>
            {choices[verdict]}
          </button>
        ))}
        <End />
      </div>
    </>
  );
}

function Told({ guessing: { past, right }, said }: { readonly guessing: Guessing; readonly said: Verdict }) {
  const { figures, figuresComplete } = useStore();
  const exact = figuresComplete ? transferOf(figures.exact ?? []) : undefined;
  const isRight = said === exact?.verdict;
  return (
    <>
      <p role="status">
        {exact
          ? `${isRight ? "Right" : "Not so"}: you said “${choices[said]}”, and the gap is ${gapInWords(exact)}. ${right + Number(isRight)} of ${past + 1} right.`
          : "Computing the exact optimum …"}
      </p>
      <div className="guess-choices">
        <button ref={focus} type="button" aria-disabled={!exact} onClick={() => exact && nextGuess(isRight)}>
          Next experiment
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
      Stop guessing
    </button>
  );
}
