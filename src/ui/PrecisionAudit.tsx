import { useEffect, useId, useMemo, useState } from "react";
import type { ChartSpec } from "../charts/chart.ts";
import { formatCount } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say, told } from "../text/say.ts";
import { type Said, sentence } from "../text/sentence.ts";
import { Figure } from "./Figure.tsx";
import { labHere } from "./labs.ts";
import { type Comparison, type GapColumn, compare, gapColumnOf, gaps, verdictOf } from "./precision.ts";
import { replay } from "./replay.ts";
import { useStore } from "./store.ts";

/** What is said where nothing can be compared. */
const already = sentence("This run was computed in float64 already; there is nothing to check.");
const noGap = sentence("These reports have no transfer gap whose sign could be checked.");

/** Words follow the language: what is kept is what was found, or a sentence in place of it. */
type Outcome = { readonly found: Comparison } | { readonly said: Said };

/** The run that stands on the page, once more in float64 and beside it. It ends when it is closed or the run goes on. */
export function PrecisionAudit() {
  const [run] = useState(() => useStore.getState());
  const { training, settings, engine, lab } = run;
  const column = gapColumnOf(training.latest);
  const isFloat64 = engine?.name === "cpu" && training.restarts.length === 0;
  const nothing = isFloat64 ? already : column === undefined ? noGap : undefined;
  const [reached, setReached] = useState(0);
  const [outcome, setOutcome] = useState<Outcome | undefined>(nothing && { said: nothing });

  useEffect(() => {
    if (nothing !== undefined || column === undefined) return undefined;
    const rows: Row[] = [];
    return replay(
      { settings, aligned: labHere(lab)?.aligned, steps: stepsOf(training.rows), restarts: training.restarts },
      {
        report: (step, some) => {
          rows.push(...some);
          setReached(step);
        },
        done: () => {
          const found = compare(column, training.rows, rows);
          setOutcome(found ? { found } : { said: noGap });
        },
        failed: (said) => setOutcome({ said: [sentence("The run could not be repeated in float64."), said] }),
      },
    );
  }, [nothing, column, lab, settings, training]);

  const found = outcome && "found" in outcome ? outcome.found : undefined;
  return (
    <>
      {outcome === undefined && <Progress reached={reached} last={training.step} />}
      <p role="status" data-warns={found !== undefined && found.depends !== "none"}>
        {found && column ? verdictOf(column, found) : outcome && "said" in outcome && told(outcome.said)}
      </p>
      {found && column && <Figures comparison={found} column={column} />}
    </>
  );
}

function stepsOf(rows: readonly Row[]): readonly number[] {
  return [...new Set(rows.map((row) => Number(row["step"])))].toSorted((a, b) => a - b);
}

function Progress({ reached, last }: { readonly reached: number; readonly last: number }) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>
        {say("Training once more in float64: step {reached} of {last}", {
          reached: formatCount(reached),
          last: formatCount(last),
        })}
      </label>
      <progress id={id} value={reached} max={last} />
    </p>
  );
}

function Figures({ comparison, column }: { readonly comparison: Comparison; readonly column: GapColumn }) {
  const language = useStore((state) => state.language);
  // oxlint-disable-next-line react/exhaustive-deps -- the words of the figures follow the language
  const [both, difference] = useMemo(() => specsOf(gaps[column]), [column, language]);
  const idle = { reference: NO_ROWS, ghost: NO_ROWS, isComing: false, isLive: false, now: {}, choose: () => undefined };
  return (
    <>
      <Figure spec={both} rows={comparison.gaps} {...idle} />
      <Figure spec={difference} rows={comparison.differences} {...idle} />
    </>
  );
}

const NO_ROWS: readonly Row[] = [];

function specsOf(gap: (typeof gaps)[GapColumn]): readonly [ChartSpec, ChartSpec] {
  const shared = { form: "lines", rows: "training", x: { column: "step", title: say("step") } } as const;
  const named = say(gap);
  return [
    {
      ...shared,
      id: "precision-gap",
      title: say("The gap in both precisions"),
      description: say(
        "The {gap} against training steps, mean and one standard error over seeds: of this run (thick) and of the same run in float64 (thin).",
        { gap: named },
      ),
      y: { title: named },
      series: [
        { column: "here", title: say("this run"), hue: "target", weight: "thick" },
        { column: "there", title: "float64", hue: "ink", weight: "thin" },
      ],
    },
    {
      ...shared,
      id: "precision-difference",
      title: say("How far the two are apart"),
      description: say("The largest difference of a {gap} over the seeds, against training steps.", { gap: named }),
      y: { title: say("difference"), scale: "log" },
      series: [{ column: "difference", title: say("difference"), hue: "ink", weight: "thick" }],
    },
  ];
}
