/**
 * An experiment as a Python program, written to be read: the same streams and tasks, and the optimum, which a NumPy script
 * has in closed form or by search and a PyTorch script by training. It repeats SPEC, not our code, so that it is a check of
 * our code as well; only of a ReLU, which has no such optimum, it makes the steps of our own training. A script has only
 * the parts that its own experiment needs.
 */
import type { Settings } from "../../settings/schema.ts";
import { type Said, type Sentence, sentence } from "../../text/sentence.ts";
import { descentPart } from "./descent.ts";
import { familyPart } from "./families.ts";
import { header } from "./header.ts";
import { experimentPart, mainPart } from "./report.ts";
import { networksPart } from "./networks.ts";
import { isSettledByLength, makingOf, methodOf, solversPart } from "./solvers.ts";
import { STREAMS } from "./streams.ts";
import { trainingPart } from "./training.ts";
import { weightsPart } from "./weights.ts";

/** What a script has its optima from. */
export type Library = "numpy" | "pytorch";

/** The script, or why there is none in a sentence. */
export type Script = { readonly text: string } | { readonly missing: Said };

/**
 * The script of these settings: per seed, and as means over seeds with standard errors, what the page's table of exact
 * results holds. link: the address of the experiment, for the script's first lines.
 */
export function pythonScript(library: Library, settings: Settings, link: string): Script {
  const family = familyPart(settings);
  const why = whyMissing(library, settings);
  if (why) return { missing: [noScript[library], why] };
  const parts = [
    header(library, settings, family.constants, link),
    STREAMS,
    family.draw,
    ...solutionParts(library, settings),
    experimentPart(settings, family.variances),
    mainPart(settings),
  ];
  return { text: parts.join("") };
}

function solutionParts(library: Library, settings: Settings): readonly string[] {
  const making = makingOf(settings);
  switch (making) {
    case "optimum":
      return [library === "numpy" ? solversPart(settings) : trainingPart(settings), weightsPart(settings)];
    case "run":
      return [descentPart(library, settings), weightsPart(settings)];
    case "network":
      return [networksPart(library)]; // in which every task counts the same
  }
  making satisfies never;
}

const noScript = {
  numpy: sentence("There is no NumPy script of this experiment."),
  pytorch: sentence("There is no PyTorch script of this experiment."),
} as const;

/** Up to this multiple of its recommended rate every optimiser but Adam settles; at 5 a seed's gaps depart by 1. */
const MOST_RATE = 1.3;

function whyMissing(library: Library, settings: Settings): Sentence | undefined {
  const { model, ridge, d, m, weighting, optimiser, learningRate } = settings;
  const making = makingOf(settings);
  if (model !== "linear" && making !== "network" && weighting === "uncertainty")
    return sentence("Uncertainty weights are those of a linear model, and this one is not.");
  if (making === "run" && optimiser === "adam")
    return sentence(
      "Adam divides every gradient by its own size, so that after some hundred steps rounding alone has led a ReLU model elsewhere.",
    );
  if (making === "run" && learningRate > MOST_RATE)
    return sentence(
      "With a learning rate above 1.3 the steps of a ReLU model do not settle, and rounding decides where they lead.",
    );
  if (methodOf(settings) === "alternating" && ridge === 0 && m < d)
    return sentence("With fewer samples than dimensions and no ridge its optimum is not unique.");
  if (library === "pytorch" && weighting === "uncertainty")
    return sentence("Uncertainty weights ask for a training in every round, which would take too long.");
  if (library === "pytorch" && isSettledByLength(settings))
    return sentence(
      "Without a ridge so few samples are fitted by heads at any angle, and training ends at any of them.",
    );
  return undefined;
}
