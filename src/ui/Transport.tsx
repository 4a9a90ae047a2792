import { useEffect, useRef, useState } from "react";
import { formatCount } from "../core/format.ts";
import type { Settings } from "../settings/schema.ts";
import { rollDice } from "./actions.ts";
import type { Outcome } from "./comparison.ts";
import { late } from "./late.ts";
import { useStore } from "./store.ts";
import { pause, play, reset, stepOnce } from "./training.ts";

/** Reset, play or pause, step, and the dice: in that order, as readers know it from other tools. */
export function Transport() {
  const { phase, step, reason } = useStore((state) => state.training);
  const settings = useStore((state) => state.settings);
  const training = phase === "training";
  return (
    <section className="transport" aria-label="Training">
      <div className="transport-buttons">
        <button
          type="button"
          onClick={reset}
          aria-label="Reset"
          title="Back to the same start"
          aria-disabled={phase === "idle"}
        >
          <Icon path="M5 5v6h6M5.6 11A8 8 0 1 1 5 14" />
        </button>
        <button
          type="button"
          className="play"
          onClick={training ? pause : play}
          aria-label={training ? "Pause" : "Play"}
          title={training ? "Pause (Space)" : "Train (Space)"}
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
          aria-label="Step"
          title="One step"
          aria-disabled={training}
        >
          <Icon filled path="M6 5v14l9-7zM16 5h2.5v14H16z" />
        </button>
        <button type="button" onClick={rollDice} aria-label="New seed" title="Draw new seeds">
          <Icon path="M5 5h14v14H5zM9 9h.01M15 15h.01M15 9h.01M9 15h.01M12 12h.01" />
        </button>
        <p className="step-count">
          step <span>{formatCount(step).padStart(formatCount(settings.steps).length, "\u2007")}</span>
        </p>
      </div>
      <p className="transport-reason" data-phase={phase} role="status">
        {reason === "" ? hints[phase] : reason}
      </p>
      <UsualWay key={JSON.stringify(settings)} settings={settings} />
    </section>
  );
}

const nothing: Outcome = { sentence: "" };
const NOT_LOADED = "The comparison could not be loaded. Reload the page once the network is back.";
const comparisonModule = late(() => import("./comparison.ts"));

/** How many steps a second the usual program makes, beside ours. What is training pauses: the two would share the cores. */
function UsualWay({ settings }: { readonly settings: Settings }) {
  const engine = useStore((state) => state.engine?.name);
  const [running, setRunning] = useState(false);
  const [{ sentence, apart }, setOutcome] = useState<Outcome>(nothing);
  const stopped = useRef<() => void>(undefined);
  useEffect(() => () => stopped.current?.(), []);

  const begin = async (): Promise<void> => {
    if (useStore.getState().playing) pause();
    let isStopped = false;
    stopped.current = () => void (isStopped = true);
    setRunning(true);
    setOutcome({ sentence: "Running the usual way …" });
    const loaded = await comparisonModule();
    let outcome: Outcome = loaded ? nothing : { sentence: NOT_LOADED };
    if (loaded && !isStopped) {
      const ours = engine === undefined || engine === "tfjs" || engine === "exact" ? "wasm" : engine;
      const { done, stop } = loaded.beginComparison(settings, ours);
      stopped.current = stop;
      outcome = await done;
    }
    stopped.current = undefined;
    setRunning(false);
    setOutcome(outcome);
  };
  return (
    <div className="usual-way">
      <button type="button" onClick={() => (running ? stopped.current?.() : void begin())}>
        {running ? "Stop comparing" : "Compare with the usual way"}
      </button>
      <p role="status" data-apart={apart}>
        {sentence}
      </p>
    </div>
  );
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
