/** The figures of a lab, in the reader's language. */
import { type ComponentProps, memo } from "react";
import type { ChartSpec, Choice, TableName } from "../charts/chart.ts";
import type { Row } from "../core/row.ts";
import type { Lab, LabTables } from "../labs/lab.ts";
import { isSweepTable } from "../labs/rests.ts";
import type { Settings } from "../settings/schema.ts";
import type { Language } from "../text/languages.ts";
import { named, say } from "../text/say.ts";
import { Figure } from "./Figure.tsx";
import { changeSettings } from "./actions.ts";
import { useShown } from "./shown.ts";
import { type State, useStore } from "./store.ts";

const NO_ROWS: readonly Row[] = [];
/** A figure is drawn again only for other rows of its own, and for settings that something on it stands for. */
const StillFigure = memo(Figure, (before, after) => {
  const names = Object.keys(after) as (keyof typeof after)[]; // of one type
  return names.every((name) => before[name] === after[name] || (name === "now" && standsStill(before, after)));
});

type Props = ComponentProps<typeof Figure>;

function standsStill({ now: before }: Props, { now, spec: { x, y, series, turn, paint, of: rowsOf } }: Props): boolean {
  return [x, y, ...series, turn, paint, rowsOf].every(
    (of) => of?.column === undefined || before[of.column] === now[of.column],
  );
}

/** What was chosen on a picture: an angle is only meant of a source that has one, a weight of weights that are chosen. */
function choose(choice: Choice, released: boolean): void {
  const meant: Partial<Settings> = {
    ...("phi" in choice && { kind: "phi" }),
    ...("sourceWeight" in choice && { weighting: "chosen" }),
  };
  changeSettings({ ...choice, ...meant }, released);
}

/** The one figure that the link asks for, where the lab has it; else all. */
function figuresShown({ charts }: Lab): readonly ChartSpec[] {
  const wanted = new URLSearchParams(location.search).get("figure");
  const found = charts.filter(({ id }) => id === wanted);
  return found.length > 0 ? found : charts;
}

interface FiguresProps {
  readonly lab: Lab;
  readonly tables: LabTables;
  /** True while the reader guesses: only what is given is shown, nothing of what follows from it. */
  readonly isHidden: boolean;
}

/** The tables of what is given. */
const GIVEN: ReadonlySet<TableName> = new Set(["plane", "angles", "spectrum", "similarity"]);

export function Figures({ lab, tables, isHidden }: FiguresProps) {
  const shown = useShown();
  const { training, ghost, language } = shown;
  const settings = useStore((state) => state.settings); // a handle follows the pointer at once
  const rowsOf = ({ form, rows }: ChartSpec): readonly Row[] => (form === "strip" ? training.latest : tables[rows]); // one dot per seed: the newest report
  return (
    <section className="figures" aria-label={say("Figures")}>
      {figuresShown(lab)
        .filter(({ rows }) => !isHidden || GIVEN.has(rows))
        .map((spec) => (
          <StillFigure
            key={spec.id}
            spec={inWords(spec, language)}
            rows={rowsOf(spec)}
            reference={spec.reference ? tables[spec.reference] : NO_ROWS}
            ghost={spec.form === "lines" && spec.rows === "training" ? ghost : NO_ROWS}
            isComing={[spec.rows, spec.reference].some((name) => isComing(name, tables, shown))}
            isLive={training.phase === "training"}
            now={settings}
            choose={choose}
          />
        ))}
    </section>
  );
}

/** Whether a table without rows is being computed; training fills its own when the reader wants it to. */
function isComing(name: TableName | undefined, tables: LabTables, shown: State): boolean {
  const { figuresComplete, sweepComplete, figuresFault } = shown;
  if (name === undefined || name === "training" || tables[name].length > 0 || figuresFault !== "") return false;
  return isSweepTable(name) ? !sweepComplete : !figuresComplete;
}

const inLanguage: Record<string, WeakMap<ChartSpec, ChartSpec>> = {};

/** A chart with its words in the reader's language: one and the same for each, so that it is not drawn again for nothing. */
function inWords(spec: ChartSpec, language: Language): ChartSpec {
  const known = (inLanguage[language] ??= new WeakMap());
  const found = known.get(spec) ?? translated(spec);
  known.set(spec, found);
  return found;
}

function translated(spec: ChartSpec): ChartSpec {
  const words = (key: string, value: unknown): unknown =>
    typeof value === "string" && /title|description|subject/.test(key) ? named(value) : value;
  return JSON.parse(JSON.stringify(spec), words) as ChartSpec; // the same, but for its words
}
