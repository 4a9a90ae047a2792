import { type MouseEvent, Suspense, createElement, memo, use, useMemo, useState } from "react";
import type { ChartSpec, Choice, TableName } from "../charts/chart.ts";
import { familyDescriptions } from "../core/families/descriptions/index.ts";
import type { Row } from "../core/row.ts";
import { engines } from "../engines/index.ts";
import type { AnswerPart, Lab, LabTables, ProsePart } from "../labs/lab.ts";
import { inactiveSettings, ofTraining, relevantSettings } from "../settings/relations.ts";
import type { SettingName, Settings } from "../settings/schema.ts";
import { Control } from "./Control.tsx";
import { Figure } from "./Figure.tsx";
import { Meant } from "./Meant.tsx";
import { NotLoaded } from "./NotLoaded.tsx";
import { Transport } from "./Transport.tsx";
import { changeSettings, linkTo } from "./actions.ts";
import { circumstances, missedOptimum, trainedInWords, transferOf, verdictInWords } from "../labs/sentence.ts";
import { labHere, labNamed } from "./labs.ts";
import { notLoaded } from "./language.ts";
import { late } from "./late.ts";
import { named, say, told } from "../text/say.ts";
import type { Language } from "../text/languages.ts";
import { useStore } from "./store.ts";
import { useTables } from "./useTables.ts";

/** One lab: its question, the answer in a sentence, controls, figures and prose. */
export function LabPage() {
  const name = useStore((state) => state.lab);
  const lab = labHere(name) ?? use(labNamed(name));
  return (
    <main id="lab" tabIndex={-1} className="lab" data-lab={name}>
      {lab ? <OpenLab lab={lab} /> : <NotLoaded />}
    </main>
  );
}

/** All of a lab, once it is here. */
function OpenLab({ lab }: { readonly lab: Lab }) {
  const tables = useTables();
  const guessing = useStore((state) => state.guessing);
  const isHidden = guessing !== undefined && guessing.said === undefined;
  return (
    <>
      <header className="question">
        <h1>{named(lab.question)}</h1>
        {guessing && (
          <Suspense>
            <LateCompare part="Guess" />
          </Suspense>
        )}
        {isHidden ? null : lab.conclude ? (
          <Conclusion key={lab.question} lab={lab} tables={tables} />
        ) : (
          <Answer population={tables.populationAngles} />
        )}
        {!isHidden && <Claim lab={lab} tables={tables} />}
        {!guessing && <Tools lab={lab} tables={tables} />}
      </header>
      <aside className="bench">
        {lab.trains && (
          <>
            <Transport />
            <Suspense fallback={<div className="checks-to-come" />}>
              <LateChecks />
            </Suspense>
            <EngineLine />
          </>
        )}
        <Controls lab={lab} />
      </aside>
      <PinnedResults />
      <Figures lab={lab} tables={tables} isHidden={isHidden} />
      <section className="prose" aria-label={say("About this lab")}>
        <Suspense>
          <Text lab={lab} />
        </Suspense>
        <p className="source">{say("Source: {source}.", { source: named(lab.source) })}</p>
      </section>
    </>
  );
}

const lateChecks = late(async () => (await import("./Checks.tsx")).Checks);

function LateChecks() {
  const checks = use(lateChecks());
  return checks ? createElement(checks) : <NotLoaded />;
}

const lateReproduced = late(async () => (await import("./Reproduced.tsx")).Reproduced);

/** Whether the result that the link came with is this one. */
function Claim(props: { readonly lab: Lab; readonly tables: LabTables }) {
  const claim = useStore((state) => state.claim);
  return (
    claim !== "" && (
      <Suspense>
        <LateReproduced key={claim} claim={claim} {...props} />
      </Suspense>
    )
  );
}

function LateReproduced(props: { readonly claim: string; readonly lab: Lab; readonly tables: LabTables }) {
  const reproduced = use(lateReproduced());
  return reproduced ? createElement(reproduced, props) : <NotLoaded />;
}

/** What can be done with the answer: keep it beside others, or guess it. */
function Tools({ lab, tables }: { readonly lab: Lab; readonly tables: LabTables }) {
  const complete = useStore((state) => state.figuresComplete && state.sweepComplete);
  const pinned = useStore((state) => state.pins.length);
  return (
    <p className="answer-tools">
      <button
        type="button"
        aria-disabled={!complete}
        onClick={() => complete && void withCompare(({ pin }) => pin(lab, tables))}
      >
        {say("Pin this result")}
      </button>
      {lab.trains && (
        <button type="button" onClick={() => void withCompare(({ beginGuessing }) => beginGuessing())}>
          {say("Guess first")}
        </button>
      )}
      <span role="status">{pinned > 0 && say("{count} pinned", { count: pinned })}</span>
    </p>
  );
}

const lateCompare = late(() => import("./compare/compare.ts"));

/** Does what takes the late part; where it cannot be loaded, the page says so. */
async function withCompare(
  act: (compare: NonNullable<Awaited<ReturnType<typeof lateCompare>>>) => void,
): Promise<void> {
  const compare = await lateCompare();
  if (compare) act(compare);
  else notLoaded();
}

/** One of its parts, drawn. */
function LateCompare({ part }: { readonly part: "Guess" | "Pinned" }) {
  const compare = use(lateCompare());
  return compare ? createElement(compare[part]) : <NotLoaded />;
}

/** The pinned results, once there are any. */
function PinnedResults() {
  const some = useStore((state) => state.pins.length > 0);
  return (
    some && (
      <section className="pinned" aria-label={say("Pinned results")}>
        <Suspense>
          <LateCompare part="Pinned" />
        </Suspense>
      </section>
    )
  );
}

/** The words beside the figures. */
function Text({ lab }: { readonly lab: Lab }) {
  const language = useStore((state) => state.language);
  const text = use(textOf(lab.text[language]));
  if (!text) return <NotLoaded />;
  const { prose, limits, refutation } = text;
  return (
    <>
      {prose.map((paragraph) => (
        <Paragraph key={wordsOf(paragraph[0])} parts={paragraph} />
      ))}
      <h2>{say("What does not hold")}</h2>
      <Paragraph parts={limits} />
      <h2>{say("What would refute this")}</h2>
      <p>{refutation}</p>
    </>
  );
}

const textOf = late((load: Lab["text"][Language]) => load());

/** The answer of a lab that is exact throughout; like every verdict it waits until all it rests on is in. */
function Conclusion({ lab, tables }: { readonly lab: Lab; readonly tables: LabTables }) {
  const { settings, figuresComplete, sweepComplete, figuresFault, language } = useStore();
  // oxlint-disable-next-line react/exhaustive-deps -- the words of the answer follow the language
  const fresh = useMemo(() => lab.conclude?.(tables, settings), [lab, tables, settings, language]);
  const isComplete = figuresComplete && sweepComplete;
  const [kept, keep] = useState<typeof fresh>();
  if (isComplete && kept !== fresh) keep(fresh);
  const answer = isComplete ? fresh : kept;
  if (figuresFault !== "") return <p className="answer">{told(figuresFault)}</p>;
  return (
    <div className="answer short" aria-live="polite" aria-busy={!isComplete}>
      <p className="verdict">{answer ? <AnswerWords parts={answer} /> : say("Computing the exact optima …")}</p>
    </div>
  );
}

function AnswerWords({ parts }: { readonly parts: readonly AnswerPart[] }) {
  return parts.map((part, i) => {
    const key = `${i}`; // parts never change places
    if (typeof part === "string") return part;
    if ("number" in part)
      return (
        <Meant key={key} of={part.of}>
          <span className="number">{part.number}</span>
        </Meant>
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
  if (figuresFault !== "") return <p className="answer">{told(figuresFault)}</p>;
  return (
    <div className="answer" aria-live={training.phase === "training" ? "off" : "polite"} aria-busy={!figuresComplete}>
      <p className="verdict">
        {exact ? <AnswerWords parts={verdictInWords(exact)} /> : say("Computing the exact optimum …")}
      </p>
      <p>{circumstances(settings, population)}</p>
      <p className="trained">
        {exact && trained && (
          <AnswerWords parts={trainedInWords(training.step, trained, trained.verdict !== exact.verdict)} />
        )}
        {missed !== undefined && missed > 0 && (
          <>
            {" "}
            {say("{missed} of {runs} runs ended more than 1 % above their optimum.", {
              missed,
              runs: training.latest.length,
            })}
          </>
        )}
      </p>
    </div>
  );
}

/** Which engine trains, on what, and why: one line. */
function EngineLine() {
  const engine = useStore((state) => state.engine);
  if (!engine) return <p className="engine">{say("Looking for WebGPU …")}</p>;
  const { name, adapter, reason } = engine;
  return (
    <p className="engine">
      {say(adapter === "none" ? "Engine: {engine}." : "Engine: {engine} ({adapter}).", {
        engine: named(engines[name].title),
        adapter,
      })}{" "}
      {told(reason)}
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
    <section aria-label={say("Settings")} className="controls">
      {lab.controls.map((name) => (
        <Control key={name} name={name} inactive={inactive[name] ?? ""} />
      ))}
      <details>
        <summary>{say("More settings")}</summary>
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

function Figures({ lab, tables, isHidden }: FiguresProps) {
  const { training, ghost, settings, language } = useStore();
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
            isLive={training.phase === "training"}
            now={settings}
            choose={choose}
          />
        ))}
    </section>
  );
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
