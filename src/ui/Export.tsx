/** What can be taken away: a figure and its numbers as files, and the experiment as link, citation, script and frame. */
import { use, useId, useRef, useState } from "react";
import type { ChartSpec } from "../charts/chart.ts";
import type { Row } from "../core/row.ts";
import { captionOf, paperBibtex, toolBibtex } from "../export/citation.ts";
import { asCsv, asJson } from "../export/csv.ts";
import { iframeCode } from "../export/embed.ts";
import { fingerprintOf, formatFingerprint } from "../export/fingerprint.ts";
import { type Library, pythonScript } from "../export/script/script.ts";
import { sizeOf, standaloneSvg } from "../export/svg.ts";
import { tableOf } from "../export/table.ts";
import { overlays } from "../labs/openings.ts";
import { formatFragment } from "../settings/permalink.ts";
import { Dialog } from "./Dialog.tsx";
import { NotLoaded } from "./NotLoaded.tsx";
import "./export.css";
import { type Language, languageNames, languages } from "../text/languages.ts";
import { named, say, told } from "../text/say.ts";
import { type Said, sentence } from "../text/sentence.ts";
import { labHere, labNamed } from "./labs.ts";
import { useStore } from "./store.ts";
import { themes } from "./theme.ts";
import { useTables } from "./useTables.ts";

interface SaveProps {
  readonly spec: ChartSpec;
  readonly rows: readonly Row[];
  readonly reference: readonly Row[];
}

/** One button for each file of a figure: the picture as it is shown, and every row behind it. */
export function SaveButtons({ spec, rows, reference }: SaveProps) {
  const lab = useStore((state) => state.lab);
  const [problem, setProblem] = useState<Said>("");
  const table = () => tableOf(spec, rows, reference);
  const files: readonly [string, () => Blob | Promise<Blob>][] = [
    ["SVG", () => new Blob([svgOf(spec)], { type: "image/svg+xml" })],
    ["PNG", () => asPng(svgOf(spec))],
    ["CSV", () => new Blob([asCsv(table())], { type: "text/csv" })],
    ["JSON", () => new Blob([asJson(table())], { type: "application/json" })],
  ];
  const save = async (format: string, make: () => Blob | Promise<Blob>): Promise<void> => {
    try {
      download(`${lab}-${spec.id}.${format.toLowerCase()}`, await make());
      setProblem("");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setProblem(sentence("The {format} could not be made: {message}.", { format, message }));
    }
  };
  return (
    <div className="save-buttons">
      {files.map(([format, make]) => (
        <button
          key={format}
          type="button"
          aria-label={say("{format} of {title}", { format, title: spec.title })}
          onClick={() => void save(format, make)}
        >
          {format}
        </button>
      ))}
      <span role="status">{told(problem)}</span>
    </div>
  );
}

/** The figure's picture as a document of its own, in the colours of the theme that is shown. */
function svgOf({ id }: ChartSpec): string {
  const picture = document.querySelector(`#${CSS.escape(id)} .chart svg`);
  if (!picture) throw new Error(say("nothing is drawn yet"));
  const style = getComputedStyle(document.documentElement);
  return standaloneSvg(new XMLSerializer().serializeToString(picture), (variable) => style.getPropertyValue(variable));
}

const PIXELS_PER_PIXEL = 2;

/** The picture in pixels, two for each of its own. Throws if the browser cannot draw it. */
async function asPng(svg: string): Promise<Blob> {
  const { width, height } = sizeOf(svg);
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * PIXELS_PER_PIXEL, height * PIXELS_PER_PIXEL].map(Math.round);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error(say("the browser gave no picture")))),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

const KEEP_MS = 60_000;

/** Hands a file to the reader. Its address lives on for a while: some browsers read it late. */
function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}

/** The experiment as a link, a caption, citations, a script, and a frame for another page. `close` is called once shut. */
export function ShareDialog({ close }: { readonly close: () => void }) {
  const { lab, settings } = useStore();
  const [today] = useState(() => new Date());
  const page = `${location.origin}${location.pathname}`;
  const fragment = formatFragment(lab, settings, overlays);
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

/** What is said of a script, each with its own button; of ReLU models other words, for a script of theirs has no optimum. */
const aboutScript = {
  numpy: {
    title: () => say("NumPy script"),
    words: () =>
      say(
        "The same random numbers, tasks and exact optima in one file that needs only Python and NumPy. For each seed and on average it prints what the table of exact results holds.",
      ),
    relu: () =>
      say(
        "The same random numbers and tasks, and the same steps from the same start, in one file that needs only Python and NumPy. For each seed and on average it prints where they end.",
      ),
    button: () => say("Save the NumPy script"),
  },
  pytorch: {
    title: () => say("PyTorch script"),
    words: () =>
      say(
        "The same random numbers and tasks, and a model with a shared module and heads that PyTorch trains, jointly and alone. It prints the same numbers.",
      ),
    relu: () => say("The same steps, with the gradients that PyTorch finds by itself. It prints the same numbers."),
    button: () => say("Save the PyTorch script"),
  },
} as const;

/** The experiment as a program, or why there is none. */
function PythonScript({ library, link }: { readonly library: Library; readonly link: string }) {
  const { lab, settings } = useStore();
  const script = pythonScript(library, settings, link);
  const { title, words, relu, button } = aboutScript[library];
  const about = settings.model === "relu" ? relu : words;
  const save = (text: string): void => download(`${lab}-${library}.py`, new Blob([text], { type: "text/x-python" }));
  return (
    <section>
      <h3>{title()}</h3>
      <p>{"text" in script ? about() : told(script.missing)}</p>
      {"text" in script && (
        <button type="button" onClick={() => save(script.text)}>
          {button()}
        </button>
      )}
    </section>
  );
}

interface LinkProps {
  readonly charts: readonly ChartSpec[];
  readonly page: string;
  readonly fragment: string;
}

/** The link, and on request with a fingerprint of the result, by which whoever opens it sees whether it is the same there. */
function LinkToCopy({ charts, page, fragment }: LinkProps) {
  const { settings, figuresComplete, sweepComplete } = useStore();
  const tables = useTables();
  const [isWanted, setWanted] = useState(false);
  const complete = figuresComplete && sweepComplete;
  const result = complete ? formatFingerprint(fingerprintOf(charts, tables, settings)) : "";
  const query = isWanted && result !== "" ? `?result=${result}` : "";
  return (
    <>
      <Copyable title={say("Link")} rows={2} text={`${page}${query}${fragment}`} />
      <div className="share-choices">
        <label>
          <input type="checkbox" checked={isWanted} onChange={({ target }) => setWanted(target.checked)} />{" "}
          {say("with a fingerprint of the result")}
        </label>
        <span role="status">
          {isWanted &&
            (complete
              ? say("Whoever opens this link is told whether the result comes out the same there.")
              : say("The fingerprint is added once every seed is computed."))}
        </span>
      </div>
    </>
  );
}

const HEIGHTS = { small: 480, medium: 720, tall: 1080 } as const;

interface EmbeddingProps {
  readonly charts: readonly ChartSpec[];
  readonly page: string;
  readonly fragment: string;
  readonly title: string;
}

/** The code of a frame, and what can be chosen of it. */
function Embedding({ charts, ...address }: EmbeddingProps) {
  const [shown, setShown] = useState("");
  const [language, setLanguage] = useState<Language | "">("");
  const [theme, setTheme] = useState<(typeof themes)[number]>("system");
  const [size, setSize] = useState<keyof typeof HEIGHTS>("medium");
  const [controls, setControls] = useState(false);
  const code = iframeCode({ ...address, figure: shown, theme, language, controls, height: HEIGHTS[size] });
  return (
    <section>
      <h3>{say("Inside another page")}</h3>
      <div className="share-choices">
        <Choice
          title={say("Figures")}
          options={["", ...charts.map(({ id }) => id)]}
          words={(id) => named(charts.find((chart) => chart.id === id)?.title ?? "all")}
          value={shown}
          choose={setShown}
        />
        <Choice title={say("Theme")} options={themes} words={say} value={theme} choose={setTheme} />
        <Choice
          title={say("Language")}
          options={["", ...languageNames]}
          words={(name) => (name === "" ? say("the reader's") : languages[name])}
          value={language}
          choose={setLanguage}
        />
        <Choice title={say("Height")} options={["small", "medium", "tall"]} words={say} value={size} choose={setSize} />
        <label>
          <input type="checkbox" checked={controls} onChange={({ target }) => setControls(target.checked)} />{" "}
          {say("with controls")}
        </label>
      </div>
      <Copyable title="HTML" rows={4} text={code} />
    </section>
  );
}

interface ChoiceProps<T extends string> {
  readonly title: string;
  readonly options: readonly T[];
  readonly words: (option: T) => string;
  readonly value: T;
  readonly choose: (option: T) => void;
}

function Choice<T extends string>({ title, options, words, value, choose }: ChoiceProps<T>) {
  return (
    <label>
      {title}{" "}
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option === target.value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CopyableProps {
  readonly title: string;
  readonly text: string;
  readonly rows: number;
}

/** A text that can be read, marked and copied; where the browser keeps the clipboard shut, it is marked for the reader. */
function Copyable({ title, text, rows }: CopyableProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [said, setSaid] = useState<{ readonly of: string; readonly words: Said }>({ of: "", words: "" });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid({ of: text, words: sentence("Copied") });
    } catch {
      field.current?.select();
      setSaid({ of: text, words: sentence("Marked: copy it with Ctrl+C or ⌘C") });
    }
  };
  return (
    <div className="copyable">
      <label htmlFor={id}>{title}</label>
      <span role="status">{said.of === text ? told(said.words) : ""}</span>
      <button type="button" aria-label={say("Copy {title}", { title })} onClick={() => void copy()}>
        {say("Copy")}
      </button>
      <textarea ref={field} id={id} readOnly rows={rows} value={text} spellCheck={false} />
    </div>
  );
}
