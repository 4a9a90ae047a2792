import { type MouseEvent, Suspense, memo, use, useMemo, useState } from "react";
import type { ChartSpec, Choice } from "../charts/chart.ts";
import { familyDescriptions } from "../core/families/descriptions/index.ts";
import type { Row } from "../core/row.ts";
import { engines } from "../engines/index.ts";
import type { AnswerPart, Lab, LabTables, ProsePart } from "../labs/lab.ts";
import { inactiveSettings, ofTraining, relevantSettings } from "../settings/relations.ts";
import type { SettingName, Settings } from "../settings/schema.ts";
import { Control } from "./Control.tsx";
import { Figure } from "./Figure.tsx";
import { NotLoaded } from "./NotLoaded.tsx";
import { Precision } from "./Precision.tsx";
import { Transport } from "./Transport.tsx";
import { changeSettings, linkTo } from "./actions.ts";
import { type Transfer, circumstances, gapInWords, missedOptimum, transferOf } from "../labs/sentence.ts";
import { labHere, labNamed } from "./labs.ts";
import { late } from "./late.ts";
import { useStore } from "./store.ts";
import { useTables } from "./useTables.ts";

/** One lab: its question, the answer in a sentence, controls, figures and prose. */
export function LabPage() {
  const name = useStore((state) => state.lab);
  const lab = labHere(name) ?? use(labNamed(name));
  return (
    <main id="lab" tabIndex={-1} className="lab">
      {lab ? <OpenLab lab={lab} /> : <NotLoaded />}
    </main>
  );
}

/** All of a lab, once it is here. */
function OpenLab({ lab }: { readonly lab: Lab }) {
  const tables = useTables();
  return (
    <>
      <header className="question">
        <h1>{lab.question}</h1>
        {lab.conclude ? <Conclusion lab={lab} tables={tables} /> : <Answer population={tables.populationAngles} />}
      </header>
      <aside className="bench">
        {lab.trains && (
          <>
            <Transport />
            <Precision />
            <EngineLine />
          </>
        )}
        <Controls lab={lab} />
      </aside>
      <Figures lab={lab} tables={tables} />
      <section className="prose" aria-label="About this lab">
        <Suspense>
          <Text lab={lab} />
        </Suspense>
        <p className="source">Source: {lab.source}.</p>
      </section>
    </>
  );
}

/** The words beside the figures. */
function Text({ lab }: { readonly lab: Lab }) {
  const text = use(textOf(lab));
  if (!text) return <NotLoaded />;
  const { prose, limits, refutation } = text;
  return (
    <>
      {prose.map((paragraph) => (
        <Paragraph key={wordsOf(paragraph[0])} parts={paragraph} />
      ))}
      <h2>What does not hold</h2>
      <Paragraph parts={limits} />
      <h2>What would refute this</h2>
      <p>{refutation}</p>
    </>
  );
}

const textOf = late((lab: Lab) => lab.text());

/** The answer of a lab that is exact throughout. */
function Conclusion({ lab, tables }: { readonly lab: Lab; readonly tables: LabTables }) {
  const { settings, figuresComplete, sweepComplete, figuresFault } = useStore();
  const parts = useMemo(() => lab.conclude?.(tables, settings), [lab, tables, settings]);
  if (figuresFault !== "") return <p className="answer">{figuresFault}</p>;
  return (
    <div className="answer short" aria-live="polite" aria-busy={!(figuresComplete && sweepComplete)}>
      <p className="verdict">{parts ? <AnswerWords parts={parts} /> : "Computing the exact optima …"}</p>
    </div>
  );
}

function AnswerWords({ parts }: { readonly parts: readonly AnswerPart[] }) {
  return parts.map((part, i) => {
    const key = `${i}`; // parts never change places
    if (typeof part === "string") return part;
    if ("number" in part)
      return (
        <span key={key} className="number">
          {part.number}
        </span>
      );
    return (
      <strong key={key} data-verdict={part.verdict}>
        {part.text}
      </strong>
    );
  });
}

/**
 * The live sentence. Its verdict waits until every seed is in, so that it does not waver while they come; how the tasks
 * lie follows the controls at once. A screen reader hears the newest sentence when training comes to rest.
 */
function Answer({ population }: { readonly population: readonly Row[] }) {
  const { figures, training, settings, figuresComplete, figuresFault } = useStore();
  const { exact: rows = NO_ROWS } = figures;
  const [complete, setComplete] = useState(rows);
  if (figuresComplete && complete !== rows) setComplete(rows);
  const exact = transferOf(complete);
  const trained = training.step > 0 ? transferOf(training.latest) : undefined;
  const missed = training.ended ? missedOptimum(training.latest, complete) : undefined;
  if (figuresFault !== "") return <p className="answer">{figuresFault}</p>;
  return (
    <div className="answer" aria-live={training.phase === "training" ? "off" : "polite"} aria-busy={!figuresComplete}>
      <p className="verdict">
        {exact ? (
          <>
            <VerdictClause of={exact} />: at the exact optimum the transfer gap is{" "}
            <span className="number">{gapInWords(exact)}</span>.
          </>
        ) : (
          "Computing the exact optimum …"
        )}
      </p>
      <p>{circumstances(settings, population)}</p>
      <p className="trained">
        {exact && trained && (
          <>
            At step {training.step} of training the gap is <span className="number">{gapInWords(trained)}</span>.{" "}
            {trained.verdict !== exact.verdict && (
              <>
                <VerdictClause of={trained} />.{" "}
              </>
            )}
          </>
        )}
        {missed !== undefined && missed > 0 && (
          <>
            {missed} of {training.latest.length} runs ended more than 1 % above their optimum.
          </>
        )}
      </p>
    </div>
  );
}

/** The verdict in a clause; a sign is only claimed where the seeds agree on it. */
function VerdictClause({ of: { verdict } }: { readonly of: Transfer }) {
  const word = <strong data-verdict={verdict}>{verdict}</strong>;
  return verdict === "undecided" ? (
    <>Whether the source helps or hurts is {word}</>
  ) : (
    <>Training with the source {word} the target</>
  );
}

/** Which engine trains, on what, and why: one line. */
function EngineLine() {
  const engine = useStore((state) => state.engine);
  if (!engine) return <p className="engine">Looking for WebGPU …</p>;
  const { name, adapter, reason } = engine;
  return (
    <p className="engine">
      Engine: {engines[name].title}
      {adapter === "none" ? "" : ` (${adapter})`}. {reason}
    </p>
  );
}

function Controls({ lab }: { readonly lab: Lab }) {
  const settings = useStore((state) => state.settings);
  const inactive = inactiveSettings(settings);
  const others = relevantSettings(settings).filter(
    (name) => !lab.controls.includes(name) && canChange(name, settings) && (lab.trains || !ofTraining.has(name)),
  );
  return (
    <section aria-label="Settings" className="controls">
      {lab.controls.map((name) => (
        <Control key={name} name={name} inactive={inactive[name] ?? ""} />
      ))}
      <details>
        <summary>More settings</summary>
        {others.map((name) => (
          <Control key={name} name={name} inactive={inactive[name] ?? ""} />
        ))}
      </details>
    </section>
  );
}

/** A lab is about one family, and its preset brings the rest of what it needs. */
function canChange(name: SettingName, { family }: Settings): boolean {
  if (name === "model") return familyDescriptions[family].models.length > 1;
  return name !== "family" && name !== "preset";
}

const NO_ROWS: readonly Row[] = [];
const StillFigure = memo(Figure); // a figure is drawn again only when its own rows are other ones

/** What was chosen on a picture; an angle is only meant of a source that has one. */
function choose(choice: Choice, released: boolean): void {
  changeSettings({ ...choice, ...("phi" in choice && { kind: "phi" }) }, released);
}

/** The one figure that the link asks for, where the lab has it; else all. */
function figuresShown({ charts }: Lab): readonly ChartSpec[] {
  const wanted = new URLSearchParams(location.search).get("figure");
  const found = charts.filter(({ id }) => id === wanted);
  return found.length > 0 ? found : charts;
}

function Figures({ lab, tables }: { readonly lab: Lab; readonly tables: LabTables }) {
  const { training, ghost, settings } = useStore();
  const rowsOf = ({ form, rows }: ChartSpec): readonly Row[] => (form === "strip" ? training.latest : tables[rows]); // one dot per seed: the newest report
  return (
    <section className="figures" aria-label="Figures">
      {figuresShown(lab).map((spec) => (
        <StillFigure
          key={spec.id}
          spec={spec}
          rows={rowsOf(spec)}
          reference={spec.reference ? tables[spec.reference] : NO_ROWS}
          ghost={spec.form === "lines" && spec.rows === "training" ? ghost : NO_ROWS}
          isLive={training.phase === "training"}
          now={settings}
          choose={choose}
        />
      ))}
    </section>
  );
}

function wordsOf(part: ProsePart | undefined): string {
  return typeof part === "string" ? part : (part?.text ?? "");
}

function Paragraph({ parts }: { readonly parts: readonly ProsePart[] }) {
  return (
    <p>
      {parts.map((part) => (
        <Prose key={wordsOf(part)} part={part} />
      ))}
    </p>
  );
}

/** Words, or a phrase that is a link: to the same experiment with what the phrase says. */
function Prose({ part }: { readonly part: ProsePart }) {
  const { lab, settings } = useStore();
  if (typeof part === "string") return part;
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return; // elsewhere, as with any link
    event.preventDefault();
    changeSettings(part.set);
  };
  return (
    <a className="set" href={linkTo(lab, settings, part.set)} onClick={follow}>
      {part.text}
    </a>
  );
}
