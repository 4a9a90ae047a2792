/** What can be taken away of the experiment: link, caption, citations, scripts, and a frame for another page. */
import { use, useState } from "react";
import { captionOf, paperBibtex, toolBibtex } from "../../export/citation.ts";
import { overlays } from "../../labs/openings.ts";
import { lastingFragment } from "../../settings/permalink.ts";
import { named, say } from "../../text/say.ts";
import { Dialog } from "../Dialog.tsx";
import { NotLoaded } from "../NotLoaded.tsx";
import { labHere, labNamed } from "../labs.ts";
import { useStore } from "../store.ts";
import { Copyable } from "./Copyable.tsx";
import { Embedding } from "./Embedding.tsx";
import { LinkToCopy } from "./LinkToCopy.tsx";
import { PythonScript } from "./PythonScript.tsx";
import "./takeaway.css";

/** The experiment as a link, a caption, citations, a script, and a frame for another page. `close` is called once shut. */
export function ShareDialog({ close }: { readonly close: () => void }) {
  const { lab, settings } = useStore();
  const [today] = useState(() => new Date());
  const page = `${location.origin}${location.pathname}`;
  const fragment = lastingFragment(lab, settings, overlays);
  const link = `${page}${fragment}`;
  const subject = labHere(lab) ?? use(labNamed(lab));
  if (!subject) return <NotLoaded />;
  return (
    <Dialog className="share-dialog" title={say("Take this experiment away")} close={close}>
      <LinkToCopy charts={subject.charts} page={page} fragment={fragment} />
      <Copyable
        title={say("Caption")}
        rows={4}
        text={captionOf({ ...subject, question: named(subject.question) }, settings, link)}
      />
      <Copyable title="BibTeX" rows={6} text={`${paperBibtex}\n${toolBibtex(link, today)}`} />
      <p>{say("Each figure has its own Save, under it: as a picture, or as the numbers behind it.")}</p>
      <PythonScript library="numpy" link={link} />
      <PythonScript library="pytorch" link={link} />
      <Embedding
        charts={subject.charts}
        page={page}
        fragment={fragment}
        title={`${named(subject.question)} Transfer Explorer`}
      />
    </Dialog>
  );
}
