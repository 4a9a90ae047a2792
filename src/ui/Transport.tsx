import { useEffect, useRef } from "react";
import { formatCount } from "../core/format.ts";
import { named, say, told } from "../text/say.ts";
import { rollDice } from "./actions.ts";
import { still } from "./still.ts";
import { useStore } from "./store.ts";
import { pause, play, reset, stepOnce } from "./training.ts";

/** Reset, play or pause, step, and the dice: in that order, as readers know it from other tools. */
export const Transport = still(function Transport() {
  const { phase, step, reason, remark } = useStore((state) => state.training);
  const most = useStore((state) => state.settings.steps);
  const training = phase === "training";
  const playButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (playButton.current) pressBySpace(playButton.current, event);
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
  return (
    <section className="transport" aria-label={say("Training")}>
      <div className="transport-buttons">
        <button
          type="button"
          onClick={reset}
          aria-label={say("Reset")}
          title={say("Back to the same start")}
          aria-disabled={phase === "idle"}
        >
          <Icon path="M5 5v6h6M5.6 11A8 8 0 1 1 5 14" />
        </button>
        <button
          type="button"
          ref={playButton}
          className="play"
          onClick={training ? pause : play}
          aria-label={say(training ? "Pause" : "Play")}
          title={say(training ? "Pause (Space)" : "Train (Space)")}
        >
          {training ? (
            <Icon filled path="M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" />
          ) : (
            <Icon filled path="M8 4.5v15l12-7.5z" />
          )}
        </button>
        <button
          type="button"
          onClick={training ? undefined : stepOnce}
          aria-label={say("Step")}
          title={say("One step")}
          aria-disabled={training}
        >
          <Icon filled path="M6 5v14l9-7zM16 5h2.5v14H16z" />
        </button>
        <button type="button" onClick={rollDice} aria-label={say("New seed")} title={say("Draw new seeds")}>
          <Icon path="M5 5h14v14H5zM9 9h.01M15 15h.01M15 9h.01M9 15h.01M12 12h.01" />
        </button>
        <p className="step-count">
          {say("step")} <span>{formatCount(step).padStart(formatCount(most).length, "\u2007")}</span>
        </p>
      </div>
      <p className="transport-reason" data-phase={phase} role="status">
        {reason === "" ? named(hints[phase]) : told(reason)} {told(remark)}
      </p>
    </section>
  );
});

/** Space plays or pauses, but only when no control has the focus and the button is to be seen. */
function pressBySpace(button: HTMLButtonElement, event: KeyboardEvent): void {
  if (event.key !== " " || event.repeat || document.activeElement !== document.body || !button.offsetParent) return;
  event.preventDefault();
  button.click();
}

const hints = {
  idle: "Press play to train both models from the same start.",
  training: "Training. A changed setting restarts it.",
  settled: "",
  failed: "",
} as const;

function Icon({ path, filled = false }: { readonly path: string; readonly filled?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" data-filled={filled}>
      <path d={path} />
    </svg>
  );
}
