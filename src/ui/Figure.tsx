import { Suspense, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { ChartProps, ChartSpec } from "../charts/chart.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import { explainPressed } from "./Meant.tsx";
import { Terms } from "./Terms.tsx";
import "./figure.css";
import { drawings } from "./forms.tsx";
import { lateComponent } from "./lateComponent.tsx";
import { still } from "./still.ts";

/** Loaded when a table is first asked for. */
const Numbers = still(lateComponent(async () => (await import("./Numbers.tsx")).Numbers));

const SaveButtons = lateComponent(async () => (await import("./takeaway/SaveButtons.tsx")).SaveButtons);

interface FigureProps {
  readonly spec: ChartSpec;
  readonly rows: readonly Row[];
  readonly reference: readonly Row[];
  /** The last result before the present settings; drawn faintly. */
  readonly ghost: readonly Row[];
  /** Rows or their reference are not there yet and are being computed. */
  readonly isComing: boolean;
  /** True while the rows go on coming. */
  readonly isLive: boolean;
  readonly now: NonNullable<ChartProps["now"]>;
  readonly choose: NonNullable<ChartProps["choose"]>;
}

/** One chart with its name, how to read it, and the numbers behind it. */
export function Figure({ spec, rows, reference, ghost, isComing, isLive, now, choose }: FigureProps) {
  const [container, width] = useWidth();
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const id = useId();
  const Chart = drawings[spec.form];
  const room = <div className="chart-to-come" />;
  return (
    <figure id={spec.id} className="figure">
      <figcaption>
        <h2>{spec.title}</h2>
        <p>{spec.description}</p>
      </figcaption>
      <div>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the links under the picture open the same by keyboard, and no chart gets a tab stop for each word */}
        <div ref={container} className="chart" onClick={explainPressed}>
          {width === undefined ? (
            room
          ) : (
            <Suspense fallback={room}>
              <Chart
                spec={spec}
                rows={rows}
                reference={reference}
                ghost={ghost}
                isComing={isComing}
                width={width}
                now={now}
                choose={choose}
              />
            </Suspense>
          )}
        </div>
        <div className="figure-foot">
          <button
            type="button"
            className="numbers-button"
            aria-expanded={open}
            aria-controls={id}
            aria-label={say(open ? "Hide the numbers of {title}" : "Show the numbers of {title}", {
              title: spec.title,
            })}
            onClick={() => setOpen(!open)}
          >
            {say(open ? "Hide the numbers" : "Show the numbers")}
          </button>
          <details className="save" onToggle={(event) => setSaving(event.currentTarget.open)}>
            <summary aria-label={say("Save {title}", { title: spec.title })}>{say("Save")}</summary>
            {saving && <SaveButtons spec={spec} rows={rows} reference={reference} />}
          </details>
          <Terms spec={spec} />
        </div>
        <div id={id} hidden={!open}>
          {open && <FollowingNumbers spec={spec} rows={rows} reference={reference} isLive={isLive} />}
        </div>
      </div>
    </figure>
  );
}

/** The table; of a run that goes on, it follows as fast as it can be read. */
function FollowingNumbers({
  spec,
  rows,
  reference,
  isLive,
}: Omit<FigureProps, "ghost" | "isComing" | "now" | "choose">) {
  const latest = useRef({ rows, reference });
  const [read, setRead] = useState({ rows, reference });
  useEffect(() => {
    latest.current = { rows, reference };
  });
  useEffect(() => {
    if (!isLive) return undefined;
    const timer = setInterval(() => setRead(latest.current), READING_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  return <Numbers spec={spec} {...(isLive ? read : { rows, reference })} />;
}

const READING_MS = 500;

/**
 * The width of an element in whole pixels; undefined until its place is laid out. It is observed, not asked for, which would
 * have the whole page laid out at once.
 */
function useWidth() {
  const container = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      const measured = Math.max(200, Math.floor(contentRect.width));
      setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [container, width] as const;
}
