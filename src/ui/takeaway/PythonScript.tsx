import { type Library, pythonScript } from "../../export/script/script.ts";
import { say, told } from "../../text/say.ts";
import { labHere } from "../labs.ts";
import { useStore } from "../store.ts";
import { download } from "./download.ts";

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
export function PythonScript({ library, link }: { readonly library: Library; readonly link: string }) {
  const { lab, settings } = useStore();
  const script = pythonScript(library, { ...settings, aligned: labHere(lab)?.aligned === true }, link);
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
