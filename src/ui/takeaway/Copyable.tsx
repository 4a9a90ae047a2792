import { useId, useRef, useState } from "react";
import { say, told } from "../../text/say.ts";
import { type Said, sentence } from "../../text/sentence.ts";

interface CopyableProps {
  readonly title: string;
  readonly text: string;
  readonly rows: number;
}

/** A text that can be read, marked and copied; where the browser keeps the clipboard shut, it is marked for the reader. */
export function Copyable({ title, text, rows }: CopyableProps) {
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
