import type { MouseEvent, ReactNode } from "react";
import { meantBy } from "../glossary/meaning.ts";
import { lateComponent } from "./lateComponent.tsx";
import { useStore } from "./store.ts";

interface MeantProps {
  /** A setting or a column. */
  readonly of: string;
  /** The link's name, where its words do not say enough. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** Words or a number that open what they mean: a link to the reference, of which the page itself shows the one entry. */
export function Meant({ of, label, children }: MeantProps) {
  const language = useStore((state) => state.language);
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return; // elsewhere, as with any link
    event.preventDefault();
    explain(of);
  };
  return (
    <a
      className="meant"
      href={`./reference/${language}/#${meantBy(of)}`}
      aria-haspopup="dialog"
      aria-label={label}
      onClick={open}
    >
      {children}
    </a>
  );
}

const explain = (name: string): void => useStore.setState({ explained: name });

/** A press on words of a picture that mean something (`data-meant`) opens it. */
export function explainPressed({ target }: MouseEvent): void {
  const words = target instanceof Element ? target.closest<SVGElement>("[data-meant]") : null;
  if (words?.dataset["meant"]) explain(words.dataset["meant"]);
}

const Explanation = lateComponent(async () => (await import("./Explanation.tsx")).Explanation);

/** The meaning that was asked for. */
export function Explained() {
  const name = useStore((state) => state.explained);
  return name !== undefined && <Explanation />;
}
