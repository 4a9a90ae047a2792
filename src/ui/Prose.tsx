import { type MouseEvent, use, useDeferredValue } from "react";
import type { Lab, ProsePart } from "../labs/lab.ts";
import type { Language } from "../text/languages.ts";
import { say } from "../text/say.ts";
import { NotLoaded } from "./NotLoaded.tsx";
import { changeSettings, linkTo } from "./actions.ts";
import { late } from "./late.ts";
import { still } from "./still.ts";
import { useStore } from "./store.ts";

/** The words beside the figures. */
export const Prose = still(function Prose({ lab }: { readonly lab: Lab }) {
  const language = useStore((state) => state.language);
  const text = use(textOf(lab.text[language]));
  if (!text) return <NotLoaded />;
  const { prose, limits, refutation } = text;
  return (
    <>
      {prose.map((paragraph) => (
        <Paragraph key={wordsOf(paragraph[0])} parts={paragraph} />
      ))}
      <div className="limits">
        <h2>{say("What does not hold")}</h2>
        <Paragraph parts={limits} />
        <h2>{say("What would refute this")}</h2>
        <p>{refutation}</p>
      </div>
    </>
  );
});

const textOf = late((load: Lab["text"][Language]) => load());

function wordsOf(part: ProsePart | undefined): string {
  return typeof part === "string" ? part : (part?.text ?? "");
}

function Paragraph({ parts }: { readonly parts: readonly ProsePart[] }) {
  return (
    <p>
      {parts.map((part) => (
        <Phrase key={wordsOf(part)} part={part} />
      ))}
    </p>
  );
}

/** Words, or a phrase that is a link: to the same experiment with what the phrase says. */
function Phrase({ part }: { readonly part: ProsePart }) {
  const lab = useStore((state) => state.lab);
  const settings = useDeferredValue(useStore((state) => state.settings)); // many links, and none is wanted at once
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
