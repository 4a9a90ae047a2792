import { useState } from "react";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import { lateComponent } from "./lateComponent.tsx";
import { useStore } from "./store.ts";

const PrecisionAudit = lateComponent(async () => (await import("./PrecisionAudit.tsx")).PrecisionAudit);

/** Runs what was trained once more in float64, on demand, and says whether that changes the sign of the transfer. */
export function Precision() {
  const { phase, step, rows } = useStore((state) => state.training);
  const [asked, setAsked] = useState<readonly Row[]>();
  const isPossible = phase === "settled" && step > 0;
  const open = isPossible && asked === rows; // of other reports it would say nothing
  const label = open ? say("Close the check") : say("Check the precision");
  return (
    <section className="precision" aria-label={say("Precision")}>
      <button
        type="button"
        aria-disabled={!isPossible}
        aria-expanded={open}
        title={
          isPossible ? say("Trains once more in float64 and compares") : say("Once training is paused or has ended")
        }
        onClick={isPossible ? () => setAsked(open ? undefined : rows) : undefined}
      >
        {label}
      </button>
      {open && <PrecisionAudit />}
    </section>
  );
}
