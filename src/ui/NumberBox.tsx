import { useId, useState } from "react";
import { formatTyped, readTyped } from "../core/format.ts";
import { type NumberRange, parseNumber } from "../settings/permalink.ts";
import { told } from "../text/say.ts";
import { type Said, sentence } from "../text/sentence.ts";

interface NumberBoxProps {
  /** What the setting is called in links. */
  readonly name: string;
  readonly label: string;
  readonly range: NumberRange;
  readonly unit?: string;
  readonly value: number;
  /** What an arrow key makes of a value. */
  readonly next: (value: number, direction: 1 | -1) => number;
  readonly set: (value: number) => void;
}

/**
 * An exact value, written as the language writes numbers (a browser's own number box writes them as the browser's
 * language does, and refuses others). What is typed takes effect on Enter or when the box is left, what an arrow key
 * makes when it is let go; what does not fit is said beside it.
 */
export function NumberBox({ name, label, range, unit = "", value, next, set }: NumberBoxProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<Said>("");
  const [judged, setJudged] = useState(value);
  if (judged !== value) {
    setJudged(value); // what was said of a typed number is not said of another one
    setProblem("");
  }
  const done = (): void => {
    if (draft === undefined) return;
    const given = parseNumber(name, readTyped(draft), range, draft);
    setDraft(undefined);
    setProblem("problem" in given ? [given.problem, sentence("It stays at {value}.", { value })] : "");
    if ("value" in given && given.value !== value) set(given.value);
  };
  const step = (direction: 1 | -1): void => {
    const typed = Number(readTyped(draft ?? ""));
    const from = draft === undefined || Number.isNaN(typed) ? value : typed;
    setDraft(formatTyped(Math.min(range.max, Math.max(range.min, next(from, direction)))));
  };
  return (
    <span className="number-box">
      <input
        type="text"
        inputMode={range.min < 0 ? "text" : "decimal"} // phones' pads of digits lack the minus
        role="spinbutton"
        name={name}
        autoComplete="off"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={range.min}
        aria-valuemax={range.max}
        aria-invalid={problem !== ""}
        aria-describedby={problem === "" ? undefined : id}
        value={draft ?? formatTyped(value)}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === "Enter") done();
          if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
          event.preventDefault(); // which moves the caret
          step(event.key === "ArrowUp" ? 1 : -1);
        }}
        onKeyUp={({ key }) => key.startsWith("Arrow") && done()}
      />
      {unit !== "" && <span aria-hidden="true">{unit}</span>}
      {problem !== "" && (
        <span className="problem" id={id} role="alert">
          {told(problem)}
        </span>
      )}
    </span>
  );
}
