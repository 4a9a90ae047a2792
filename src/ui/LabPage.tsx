import { Suspense, use, useState } from "react";
import { familyDescriptions } from "../core/families/descriptions/index.ts";
import { hasExactOptimum } from "../core/solvers/exactOptimum.ts";
import { engines } from "../engines/index.ts";
import type { Lab, LabTables } from "../labs/lab.ts";
import { concerns, inactiveSettings, relevantSettings } from "../settings/relations.ts";
import type { SettingName, Settings } from "../settings/schema.ts";
import { named, say, told } from "../text/say.ts";
import { Answer } from "./Answer.tsx";
import { Control } from "./Control.tsx";
import { Figures } from "./Figures.tsx";
import { NotLoaded } from "./NotLoaded.tsx";
import { Prose } from "./Prose.tsx";
import { Transport } from "./Transport.tsx";
import { labHere, labNamed } from "./labs.ts";
import { notLoaded } from "./language.ts";
import { late } from "./late.ts";
import { lateComponent } from "./lateComponent.tsx";
import { useShown } from "./shown.ts";
import { still } from "./still.ts";
import { useStore } from "./store.ts";
import { useTables } from "./useTables.ts";

/** One lab: its question, the answer in a sentence, controls, figures and prose. */
export function LabPage() {
  const name = useStore((state) => state.lab);
  const lab = labHere(name) ?? use(labNamed(name));
  return (
    <main id="lab" tabIndex={-1} className="lab" data-lab={name}>
      {lab ? <OpenLab key={name} lab={lab} /> : <NotLoaded />}
    </main>
  );
}

/** All of a lab, once it is here; of another lab nothing stays. */
function OpenLab({ lab }: { readonly lab: Lab }) {
  const tables = useTables();
  const guessing = useStore((state) => state.guessing);
  const isHidden = guessing !== undefined && guessing.said === undefined;
  return (
    <>
      <header className="question">
        <h1>{named(lab.question)}</h1>
        {guessing && <Guess />}
        {!isHidden && <Answer lab={lab} tables={tables} />}
        {!isHidden && <Claim lab={lab} tables={tables} />}
        {!guessing && <Tools lab={lab} tables={tables} />}
      </header>
      <aside className="bench">
        {lab.trains && (
          <>
            <Transport />
            <Checks />
            <EngineLine />
          </>
        )}
        <Controls lab={lab} />
      </aside>
      <PinnedResults />
      <Figures lab={lab} tables={tables} isHidden={isHidden} />
      <section className="prose" aria-label={say("About this lab")}>
        <Suspense>
          <Prose lab={lab} />
        </Suspense>
        <p className="source">{say("Source: {source}.", { source: named(lab.source) })}</p>
      </section>
    </>
  );
}

const Checks = lateComponent(async () => (await import("./Checks.tsx")).Checks, <div className="checks-to-come" />);
const Reproduced = lateComponent(async () => (await import("./Reproduced.tsx")).Reproduced);

/** Whether the result that the link came with is this one. */
function Claim(props: { readonly lab: Lab; readonly tables: LabTables }) {
  const { claim } = useShown();
  return claim !== "" && <Reproduced key={claim} claim={claim} {...props} />;
}

/** What can be done with the answer: keep it beside others, or guess it. */
function Tools({ lab, tables }: { readonly lab: Lab; readonly tables: LabTables }) {
  const shown = useShown();
  const complete = shown.figuresComplete && shown.sweepComplete;
  const pinned = useStore((state) => state.pins.length);
  return (
    <p className="answer-tools">
      <button
        type="button"
        aria-disabled={!complete}
        onClick={() => complete && void withCompare(({ pin }) => pin(shown, lab, tables))}
      >
        {say("Pin this result")}
      </button>
      {lab.trains && !lab.conclude && hasExactOptimum(shown.settings, 2) && (
        <button type="button" onClick={() => void withCompare(({ beginGuessing }) => beginGuessing())}>
          {say("Guess first")}
        </button>
      )}
      <span role="status">{pinned > 0 && say("{count} pinned", { count: pinned })}</span>
    </p>
  );
}

const compareModule = late(() => import("./compare/compare.ts"));
const Guess = lateComponent(async () => (await import("./compare/compare.ts")).Guess);
const Pinned = lateComponent(async () => (await import("./compare/compare.ts")).Pinned);

/** Does what takes the late part; where it cannot be loaded, the page says so. */
async function withCompare(
  act: (compare: NonNullable<Awaited<ReturnType<typeof compareModule>>>) => void,
): Promise<void> {
  const compare = await compareModule();
  if (compare) act(compare);
  else notLoaded();
}

/** The pinned results, once there are any. */
function PinnedResults() {
  const some = useStore((state) => state.pins.length > 0);
  return (
    some && (
      <section className="pinned" aria-label={say("Pinned results")}>
        <Pinned />
      </section>
    )
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

const Controls = still(function Controls({ lab }: { readonly lab: Lab }) {
  const settings = useStore((state) => state.settings);
  const [wereOpened, setOpened] = useState(false); // most readers never need the others, which are many
  const inactive = inactiveSettings(settings, lab);
  const others = relevantSettings(settings).filter(
    (name) => !lab.controls.includes(name) && canChange(name, settings) && concerns(lab, name),
  );
  return (
    <section aria-label={say("Settings")} className="controls">
      {lab.controls.map((name) => (
        <Control key={name} name={name} inactive={inactive[name] ?? ""} />
      ))}
      <details onToggle={() => setOpened(true)}>
        <summary>{say("More settings")}</summary>
        {wereOpened && others.map((name) => <Control key={name} name={name} inactive={inactive[name] ?? ""} />)}
      </details>
    </section>
  );
});

/** A lab is about one family, and its preset brings the rest of what it needs. */
function canChange(name: SettingName, { family }: Settings): boolean {
  if (name === "model") return familyDescriptions[family].models.length > 1;
  return name !== "family" && name !== "preset";
}
