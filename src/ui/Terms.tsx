import { useId, useState } from "react";
import type { ChartSpec } from "../charts/chart.ts";
import { say } from "../text/say.ts";
import { lateComponent } from "./lateComponent.tsx";

/** Loaded when terms are first asked for. */
const TermList = lateComponent(async () => (await import("./TermList.tsx")).TermList);

/** What the words and letters of the picture mean, one link for each. */
export function Terms({ spec }: { readonly spec: ChartSpec }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="terms-button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={say("Terms in {title}", { title: spec.title })}
        onClick={() => setOpen(!open)}
      >
        {say("Terms")}
      </button>
      <div id={id} className="terms" hidden={!open}>
        {open && <TermList spec={spec} />}
      </div>
    </>
  );
}
