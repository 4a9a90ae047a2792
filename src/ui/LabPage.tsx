import { memo, useMemo, useState } from "react";
import type { TableName } from "../charts/chart.ts";
import type { Field } from "../core/fields.ts";
import type { Row } from "../core/row.ts";
import { engines } from "../engines/index.ts";
import { populationTables } from "../experiment.ts";
import type { Lab, ProsePart } from "../labs/lab.ts";
import { labs } from "../labs/index.ts";
import { inactiveSettings } from "../settings/relations.ts";
import { type SettingName, schema, settingNames } from "../settings/schema.ts";
import { Control } from "./Control.tsx";
import { Figure } from "./Figure.tsx";
import { Transport } from "./Transport.tsx";
import { changeSettings } from "./actions.ts";
import { type Transfer, circumstances, gapInWords, missedOptimum, transferOf } from "./sentence.ts";
import { useStore } from "./store.ts";

type Tables = Readonly<Record<TableName, readonly Row[]>>;

/** One lab: its question, the answer in a sentence, controls, figures and prose. */
export function LabPage() {
  const lab: Lab = useStore((state) => labs[state.lab]);
  const settings = useStore((state) => state.settings);
  const population = useMemo(() => populationTables(settings), [settings]);
  return (
    <main id="lab" tabIndex={-1} className="lab">
      <header className="question">
        <h1>{lab.question}</h1>
        <Answer population={population.angles} />
      </header>
      <aside className="bench">
        <Transport />
        <EngineLine />
        <Controls lab={lab} />
      </aside>
      <Figures lab={lab} population={population} />
      <section className="prose" aria-label="About this lab">
        {lab.prose.map((paragraph) => (
          <p key={textOf(paragraph[0])}>
            {paragraph.map((part) => (
              <Prose key={textOf(part)} part={part} />
            ))}
          </p>
        ))}
        <p className="source">Source: {lab.source}.</p>
      </section>
    </main>
  );
}

/**
 * The live sentence. Its verdict waits until every seed is in, so that it does not waver while they come; how the tasks
 * lie follows the controls at once. A screen reader hears the newest sentence when training comes to rest.
 */
function Answer({ population }: { readonly population: readonly Row[] }) {
  const { figures, training, settings, figuresComplete, figuresFault } = useStore();
  const [complete, setComplete] = useState(figures.exact);
  if (figuresComplete && complete !== figures.exact) setComplete(figures.exact);
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
  const others = settingNames.filter((name) => !lab.controls.includes(name) && canChange(name));
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

/** A field with a single option leaves nothing to choose. */
function canChange(name: SettingName): boolean {
  const field: Field = schema[name];
  return field.kind !== "choice" || Object.keys(field.options).length > 1;
}

const NO_ROWS: readonly Row[] = [];
const StillFigure = memo(Figure); // a figure is drawn again only when its own rows are other ones

function Figures({ lab, population }: { readonly lab: Lab; readonly population: ReturnType<typeof populationTables> }) {
  const { figures, training, ghost, settings } = useStore();
  const landscape = useMemo(
    () => [...figures.landscape, ...whereTrainingStands(training.latest, settings.seed)],
    [figures.landscape, training.latest, settings.seed],
  );
  const tables: Tables = {
    training: training.rows,
    exact: figures.exact,
    angles: figures.angles,
    similarity: figures.similarity,
    populationAngles: population.angles,
    populationSimilarity: population.similarity,
    landscape,
  };
  return (
    <section className="figures" aria-label="Figures">
      {lab.charts.map((spec) => (
        <StillFigure
          key={spec.id}
          spec={spec}
          rows={spec.form === "strip" ? training.latest : tables[spec.rows]} // one dot per seed: the newest report
          reference={spec.reference ? tables[spec.reference] : NO_ROWS}
          ghost={spec.form === "lines" ? ghost : NO_ROWS}
          isLive={training.phase === "training"}
        />
      ))}
    </section>
  );
}

/** The heads of the first seed's joint model, as a mark on the landscape. */
function whereTrainingStands(latest: readonly Row[], seed: number): readonly Row[] {
  return latest
    .filter((row) => row["seed"] === seed)
    .map((row) => ({ seed, mark: "now", t: (Number(row["headAngle"]) * 180) / Math.PI, loss: Number(row["loss"]) }));
}

function textOf(part: ProsePart | undefined): string {
  return typeof part === "string" ? part : (part?.text ?? "");
}

function Prose({ part }: { readonly part: ProsePart }) {
  if (typeof part === "string") return part;
  return (
    <button type="button" className="set" onClick={() => changeSettings(part.set)}>
      {part.text}
    </button>
  );
}
