import { useEffect, useRef, useState } from "react";
import type { Settings } from "../settings/schema.ts";
import { say, told } from "../text/say.ts";
import { type Outcome, beginComparison } from "./comparison.ts";
import { labHere } from "./labs.ts";
import { useStore } from "./store.ts";
import { pause } from "./training.ts";

/** How many steps a second the usual program makes, beside ours. What is training pauses: the two would share the cores. */
export function UsualWay() {
  const settings = useStore((state) => state.settings);
  return <OfSettings key={JSON.stringify(settings)} settings={settings} />; // what was said of others says nothing of these
}

function OfSettings({ settings }: { readonly settings: Settings }) {
  const engine = useStore((state) => state.engine?.name);
  const [running, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const stopped = useRef<() => void>(undefined);
  useEffect(() => () => stopped.current?.(), []);

  const begin = async (): Promise<void> => {
    if (useStore.getState().playing) pause();
    const ours = engine === undefined || engine === "tfjs" || engine === "exact" ? "wasm" : engine;
    const { done, stop } = beginComparison(settings, ours, { aligned: labHere(useStore.getState().lab)?.aligned });
    stopped.current = stop;
    setRunning(true);
    setOutcome(await done);
    stopped.current = undefined;
    setRunning(false);
  };
  return (
    <div className="usual-way">
      <button type="button" onClick={() => (running ? stopped.current?.() : void begin())}>
        {say(running ? "Stop comparing" : "Compare with plain TensorFlow.js")}
      </button>
      <p role="status" data-apart={outcome?.apart}>
        {running ? say("Running plain TensorFlow.js …") : outcome && told(outcome.said)}
      </p>
    </div>
  );
}
