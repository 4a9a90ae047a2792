import { useMemo, useState } from "react";
import type { Row } from "../core/row.ts";
import { hasExactOptimum } from "../core/solvers/exactOptimum.ts";
import type { AnswerPart, Lab, LabTables } from "../labs/lab.ts";
import { answerStands } from "../labs/rests.ts";
import { circumstances, missedOptimum, trainedInWords, transferOf, verdictInWords } from "../labs/sentence.ts";
import { say, told } from "../text/say.ts";
import { Meant } from "./Meant.tsx";
import { useShown } from "./shown.ts";

/** What the lab answers to its question, live. */
export function Answer({ lab, tables }: { readonly lab: Lab; readonly tables: LabTables }) {
  return lab.conclude ? (
    <Conclusion key={lab.question} lab={lab} tables={tables} />
  ) : (
    <TransferAnswer lab={lab} population={tables.populationAngles} />
  );
}

/** Letters in place of the answer to come, a line of them for each of its paragraphs. */
const roomFor = ({ answer }: Lab): string => answer.map((length) => "nnnn ".repeat(length / 5)).join("\n");

/** The answer of a lab that is exact throughout; like every verdict it waits until all it rests on is in, and no longer. */
function Conclusion({ lab, tables }: { readonly lab: Lab; readonly tables: LabTables }) {
  const shown = useShown();
  const { settings, figuresFault, language } = shown;
  // oxlint-disable-next-line react/exhaustive-deps -- the words of the answer follow the language
  const fresh = useMemo(() => lab.conclude?.(tables, settings), [lab, tables, settings, language]);
  const isComplete = answerStands(lab, shown);
  const [kept, keep] = useState<typeof fresh>();
  if (isComplete && kept !== fresh) keep(fresh);
  const answer = isComplete ? fresh : kept;
  if (figuresFault !== "") return <p className="answer">{told(figuresFault)}</p>;
  return (
    <div className="answer" data-room={roomFor(lab)} aria-live="polite" aria-busy={!isComplete}>
      <p className="verdict">{answer ? <AnswerWords parts={answer} /> : say("Computing the exact optima …")}</p>
    </div>
  );
}

function AnswerWords({ parts }: { readonly parts: readonly AnswerPart[] }) {
  return parts.map((part, i) => {
    const key = `${i}`; // parts never change places
    if (typeof part === "string") return part;
    if ("number" in part)
      return (
        <Meant key={key} of={part.of}>
          <span className="number">{kept(part.number)}</span>
        </Meant>
      );
    return (
      <strong key={key} data-verdict={part.verdict}>
        {part.text}
      </strong>
    );
  });
}

/** No line ends inside “0.31 ± 0.04” or “r = 2”. */
const kept = (number: string): string => number.replaceAll(/ (?=[±=])|(?<=[±=]) /g, "\u00A0");

/**
 * The live sentence. Its verdict waits until every seed is in, so that it does not waver while they come; how the tasks
 * lie follows the controls at once. A screen reader hears the newest sentence when training comes to rest.
 */
function TransferAnswer({ lab, population }: { readonly lab: Lab; readonly population: readonly Row[] }) {
  const { figures, training, settings, figuresComplete, figuresFault } = useShown();
  const { exact: rows = NO_ROWS } = figures;
  const [complete, setComplete] = useState(rows);
  if (figuresComplete && complete !== rows) setComplete(rows);
  const exact = transferOf(complete);
  const trained = training.step > 0 ? transferOf(training.latest) : undefined;
  const missed = training.ended ? missedOptimum(training.latest, complete) : undefined;
  const isKnown = exact !== undefined || !hasExactOptimum(settings, 2);
  if (figuresFault !== "") return <p className="answer">{told(figuresFault)}</p>;
  return (
    <div
      className="answer"
      data-room={roomFor(lab)}
      aria-live={training.phase === "training" ? "off" : "polite"}
      aria-busy={!figuresComplete}
    >
      <div>
        <p className="verdict">
          {exact ? (
            <AnswerWords parts={verdictInWords(exact)} />
          ) : (
            say(
              isKnown
                ? "A ReLU model of capacity above 1 has no exact solver here: it has to be trained."
                : "Computing the exact optimum …",
            )
          )}
        </p>
        <p>{circumstances(settings, population)}</p>
        <p className="trained">
          {isKnown && training.step === 0 && (
            <span className="hint">{say("Press Play to train both models: what they reach will stand here.")}</span>
          )}
          {isKnown && trained && (
            <AnswerWords parts={trainedInWords(training.step, trained, trained.verdict !== exact?.verdict)} />
          )}
          {missed !== undefined && missed > 0 && (
            <>
              {" "}
              {say("{missed} of {runs} runs ended more than 1 % above their optimum.", {
                missed,
                runs: training.latest.length,
              })}
            </>
          )}
        </p>
      </div>
    </div>
  );
}

const NO_ROWS: readonly Row[] = [];
