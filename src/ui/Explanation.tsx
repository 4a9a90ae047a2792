/** What a setting or a number means: its word and letter, definition, formula with the present numbers, and source. */
import { use } from "react";
import { formatEstimate, formatNumber, formatSigned, formatValue } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { type Meaning, type Meanings, meantBy } from "../glossary/meaning.ts";
import type { Language } from "../text/languages.ts";
import { parts, say } from "../text/say.ts";
import "./explanation.css";
import { Dialog } from "./Dialog.tsx";
import { NotLoaded } from "./NotLoaded.tsx";
import { labHere } from "./labs.ts";
import { late } from "./late.ts";
import { exactRows, summaryOf, withPresentNumbers } from "./present.ts";
import { useStore } from "./store.ts";

const lateMeanings = late(async (language: Language) =>
  language === "de"
    ? (await import("../glossary/meaningsGerman.ts?evaluated")).meanings
    : (await import("../glossary/meaningsEnglish.ts?evaluated")).meanings,
);

const close = (): void => useStore.setState({ explained: undefined });

/** The dialog of the meaning that is asked for. Escape shuts it, and the focus returns to where it was opened. */
export function Explanation() {
  const { explained = "", language } = useStore();
  const meanings = use(lateMeanings(language));
  const meaning = meanings?.[meantBy(explained)];
  if (!meaning) return <NotLoaded />;
  const { kind, title, symbol, doc, formula, unit, range, source, name } = meaning;
  return (
    <Dialog className="explanation" title={<Title words={title} symbol={symbol} />} close={close}>
      <p>{doc}</p>
      <Formula mathml={formula} />
      <PresentNumbers meaning={meaning} column={explained} meanings={meanings} />
      {meaning.options.length > 0 && <Options meaning={meaning} />}
      {kind === "setting" ? <p>{range}</p> : unit !== "" && <p>{say("Unit: {unit}.", { unit })}</p>}
      <p className="explanation-foot">
        {say("Source: {source}.", { source })} {name !== "standardError" && <FileName kind={kind} name={explained} />}{" "}
        <a href={`./reference/${language}/#${name}`}>{say("In the reference")}</a>
      </p>
    </Dialog>
  );
}

function Title({ words, symbol }: { readonly words: string; readonly symbol: string }) {
  return (
    <>
      {words} {symbol !== "" && <var>{symbol}</var>}
    </>
  );
}

/** What a column or a setting is called outside the page; means, and so their errors, are made on the page alone. */
function FileName({ kind, name }: Pick<Meaning, "kind" | "name">) {
  const code = (
    <code key="name" lang="en" translate="no">
      {name}
    </code>
  );
  const phrase = kind === "setting" ? "In files and links: {name}." : "In files: {name}.";
  return <>{parts(phrase, { name: code })}</>;
}

/** A formula that was set while the page was built; nothing of it comes from elsewhere. */
function Formula({ mathml }: { readonly mathml: string }) {
  // oxlint-disable-next-line react/no-danger -- our own MathML, and digits
  return mathml !== "" && <div className="formula" dangerouslySetInnerHTML={{ __html: mathml }} />;
}

interface PresentProps {
  readonly meaning: Meaning;
  readonly column: string;
}

function PresentNumbers({ meaning, column, meanings }: PresentProps & { readonly meanings: Meanings }) {
  const state = useStore();
  const { lab, training } = state;
  if (meaning.kind === "setting") return <PresentValue meaning={meaning} />;
  const exact = exactRows(column, state, labHere(lab));
  const place = Object.entries(exact?.at ?? {}).map(
    ([name, value]) => `${meanings[name]?.symbol || name} = ${formatValue(value)}`,
  );
  const where =
    place.length > 0
      ? say("At the exact optimum for {place}", { place: place.join(", ") })
      : say("At the exact optimum");
  return (
    <>
      {exact && <Numbers meaning={meaning} column={column} rows={exact.rows} where={where} />}
      {training.step > 0 && (
        <Numbers
          meaning={meaning}
          column={column}
          rows={training.latest}
          where={say("At step {step} of training", { step: training.step })}
        />
      )}
    </>
  );
}

interface NumbersProps extends PresentProps {
  readonly rows: readonly Row[];
  /** Where the rows are from, in words. */
  readonly where: string;
}

/** The mean over seeds with its standard error, and the formula with such means. */
function Numbers({ meaning: { withNumbers }, column, rows, where }: NumbersProps) {
  const settings = useStore((state) => state.settings);
  const summary = summaryOf(rows, column);
  if (!summary) return null;
  const { mean, standardError, count } = summary;
  const value = formatEstimate(mean, standardError, { signed: isSigned(column) });
  const seeds = say(count === 1 ? "{count} seed" : "{count} seeds", { count });
  return (
    <>
      <p>{say("{where} ({seeds}): {value}.", { where, seeds, value })}</p>
      <Formula mathml={withPresentNumbers(withNumbers, column, { rows }, inDigits, settings) ?? ""} />
    </>
  );
}

/** The value that a setting has. */
function PresentValue({ meaning: { name, unit, withNumbers, options } }: Pick<PresentProps, "meaning">) {
  const settings: Readonly<Record<string, number | string | boolean>> = useStore((state) => state.settings);
  const value = settings[name];
  const digits = (_: string, number: number): string => formatValue(number);
  if (withNumbers !== "")
    return (
      <>
        <p>{say("Now:")}</p>
        <Formula mathml={withPresentNumbers(withNumbers, name, { rows: [] }, digits, settings) ?? ""} />
      </>
    );
  const words =
    typeof value === "number"
      ? formatValue(value, unit)
      : typeof value === "boolean"
        ? say(value ? "on" : "off")
        : (options.find((option) => option.name === value)?.title ?? value);
  return words === "" ? null : (
    <p>
      {say("Now:")} {words}
    </p>
  );
}

function Options({ meaning: { name, options } }: Pick<PresentProps, "meaning">) {
  const settings: Readonly<Record<string, unknown>> = useStore((state) => state.settings);
  return (
    <dl>
      {options.map((option) => (
        <div key={option.name} data-current={settings[name] === option.name}>
          <dt>{option.title}</dt>
          <dd>
            {option.doc}
            <Formula mathml={option.formula} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Differences are written with their sign. */
const isSigned = (column: string): boolean => /gap(Raw)?$/i.test(column);

function inDigits(name: string, value: number): string {
  return isSigned(name) ? formatSigned(value) : formatNumber(value);
}
