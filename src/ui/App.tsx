import { type MouseEvent, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type LabName, labNames, openings, overlays } from "../labs/openings.ts";
import { formatFragment, homeLab } from "../settings/permalink.ts";
import { defaults } from "../settings/schema.ts";
import { LabPage } from "./LabPage.tsx";
import { Explained } from "./Meant.tsx";
import { dismissFaults, openLab } from "./actions.ts";
import { lateComponent } from "./lateComponent.tsx";
import { ShownBehind, hasShown, useShown } from "./shown.ts";
import { pageState, useStore } from "./store.ts";
import { type Language, languageNames, languages } from "../text/languages.ts";
import { named, parts, say, told } from "../text/say.ts";
import { chooseLanguage } from "./language.ts";
import { chooseTheme, currentTheme, type Theme, themes } from "./theme.ts";

/** Loaded when it is first opened. */
const ShareDialog = lateComponent(async () => (await import("./takeaway/ShareDialog.tsx")).ShareDialog);

/** The page: what all labs share, and the lab that is open. */
export function App() {
  const language = useStore((state) => state.language); // all is drawn anew in another one
  return (
    <ShownBehind>
      <a className="skip" href="#lab" onClick={skipToLab}>
        {say("Skip to the experiment")}
      </a>
      <header className="page-header">
        {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid -- this page; after it no link of the navigation is taken for one that skips it */}
        <a className="brand" href="" onClick={opens(homeLab)}>
          Transfer <em>Explorer</em>
        </a>
        <LabNavigation />
        <Share />
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <Faults />
      <Suspense fallback={<main className="lab" />}>
        <LabPage />
      </Suspense>
      <footer className="page-footer">
        <p>
          {parts(
            "The theory is that of Wu, Zhang and Ré, {paper}, ICLR 2020. Everything is computed in this browser; nothing is sent anywhere. The address of this page is the experiment: copy it to share what you see.",
            {
              paper: (
                <cite key="paper" lang="en">
                  Understanding and Improving Information Transfer in Multi-Task Learning
                </cite>
              ),
            },
          )}
        </p>
        <p>
          <a href={`./reference/${language}/`}>{say("All settings, numbers and formulas")}</a>
        </p>
      </footer>
      <Explained />
      <PageAttributes />
    </ShownBehind>
  );
}

function LabNavigation() {
  const open = useStore((state) => state.lab);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>("[aria-current]");
    list.current?.scrollTo({ left: (current?.offsetLeft ?? 0) - 40 }); // the one before it is seen, too
  });
  return (
    <nav aria-label={say("Labs")}>
      <ul ref={list}>
        {labNames.map((name) => (
          <li key={name}>
            <a
              href={formatFragment(name, defaults(overlays[name]), overlays)}
              aria-current={name === open ? "page" : undefined}
              onClick={opens(name)}
            >
              {named(openings[name].title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What a link to a lab does when it is pressed. */
const opens =
  (lab: LabName) =>
  (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return; // a new tab is the browser's
    event.preventDefault();
    openLab(lab);
  };

function Share() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="share" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say("Share")}
      </button>
      {open && <ShareDialog close={() => setOpen(false)} />}
    </>
  );
}

function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const choose = (chosen: Theme): void => {
    setTheme(chosen);
    chooseTheme(chosen);
  };
  return <Switch title={say("Theme")} options={themes} value={theme} words={say} choose={choose} />;
}

/** Each language calls itself by its own name, so that it is found also where the others cannot be read. */
function LanguageSwitch() {
  const language = useStore((state) => state.language);
  const words = (name: Language): string => languages[name];
  return (
    <Switch title={say("Language")} options={languageNames} value={language} words={words} choose={chooseLanguage} />
  );
}

interface SwitchProps<T extends string> {
  readonly title: string;
  readonly options: readonly T[];
  readonly value: T;
  readonly words: (option: T) => string;
  readonly choose: (option: T) => void;
}

function Switch<T extends string>({ title, options, value, words, choose }: SwitchProps<T>) {
  return (
    <label className="switch-field">
      <span>{title}</span>
      <select value={value} onChange={({ target }) => choose(options[target.selectedIndex])}>
        {options.map((option) => (
          <option key={option} value={option} lang={option in languages ? option : undefined}>
            {words(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What of the link or of a change was not used as written. */
function Faults() {
  const faults = useStore((state) => state.faults);
  if (faults.length === 0) return null;
  return (
    <section className="notice" role="alert" aria-label={say("Notice")}>
      <ul>
        {faults.map((fault) => {
          const words = told([fault.problem, fault.remedy]);
          return <li key={words}>{words}</li>;
        })}
      </ul>
      <button type="button" onClick={dismissFaults}>
        {say("Dismiss")}
      </button>
    </section>
  );
}

/** Tells machines what the page does, as CONTRACTS.md says: that it is at work at once, that it is done once that is drawn. */
function PageAttributes() {
  const state = useStore();
  const shown = useShown();
  const isShown = shown === state;
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    const name = pageState(state);
    if (isShown || name === "loading" || name === "training") {
      dataset["state"] = name;
      dataset["step"] = String(state.training.step);
    }
    if (isShown || !state.sweepComplete) dataset["sweep"] = state.sweepComplete ? "complete" : "filling";
    if (state.engine) {
      dataset["engine"] = state.engine.name;
      dataset["adapter"] = state.engine.adapter;
    }
    document.title = `${named(openings[state.lab].title)} – Transfer Explorer`;
  });
  useLayoutEffect(() => hasShown(shown), [shown]);
  return null;
}

/** Moves the focus without touching the address, which is the experiment. */
function skipToLab(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("lab")?.focus();
}
