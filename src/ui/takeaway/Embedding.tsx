import { useState } from "react";
import type { ChartSpec } from "../../charts/chart.ts";
import { iframeCode } from "../../export/embed.ts";
import { type Language, languageNames, languages } from "../../text/languages.ts";
import { named, say } from "../../text/say.ts";
import { themes } from "../theme.ts";
import { Copyable } from "./Copyable.tsx";

const HEIGHTS = { small: 480, medium: 720, tall: 1080 } as const;

interface EmbeddingProps {
  readonly charts: readonly ChartSpec[];
  readonly page: string;
  readonly fragment: string;
  readonly title: string;
}

/** The code of a frame, and what can be chosen of it. */
export function Embedding({ charts, ...address }: EmbeddingProps) {
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
