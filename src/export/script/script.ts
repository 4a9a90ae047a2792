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
import { type Experiment, isSettledByLength, linearPart, makingOf, methodOf, solversPart } from "./solvers.ts";
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
export function pythonScript(library: Library, settings: Experiment, link: string): Script {
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

function solutionParts(library: Library, settings: Experiment): readonly string[] {
  const making = makingOf(settings);
  switch (making) {
    case "optimum":
      return [
        library === "numpy" ? solversPart(settings) : trainingPart(settings),
        ...weightsParts(settings, library === "numpy" && settings.model === "linear"),
      ];
    case "run":
      return [descentPart(library, settings), ...weightsParts(settings, false)];
    case "network":
      return [networksPart(library)]; // in which every task counts the same
  }
  making satisfies never;
}

/** The weights; those of uncertainty follow from the optimum of linear models, which the script may have anyway. */
function weightsParts(settings: Settings, hasOptimum: boolean): readonly string[] {
  if (settings.weighting !== "uncertainty" || hasOptimum) return [weightsPart(settings, "jointly")];
  return [linearPart(settings), weightsPart(settings, "linear_jointly")];
}

const noScript = {
  numpy: sentence("There is no NumPy script of this experiment."),
  pytorch: sentence("There is no PyTorch script of this experiment."),
} as const;

/**
 * Up to this multiple of its recommended rate an optimiser walks the same path whatever the rounding; Adam hovers, and no
 * further than `scriptTolerance` says. Beyond it the steps overshoot: of six seeds of RELU gaps departed by 0.04 with
 * momentum at 3.5, by 0.001 with Nesterov's method at 1.5 and by 0.9 at 5, by 0.7 with gradient descent at 4, by 1 with Adam
 * at 10.
 */
const mostRate = { gradientDescent: 2, momentum: 2, nesterov: 1.3, adam: 1.3 } as const;

function whyMissing(library: Library, settings: Settings): Sentence | undefined {
  const { ridge, d, m, optimiser, learningRate } = settings;
  const most = mostRate[optimiser];
  if (makingOf(settings) === "run" && learningRate > most)
    return sentence(
      "With a learning rate above {most} the steps of this optimiser overshoot, a ReLU model does not settle, and rounding decides where it is led.",
      { most },
    );
  if (methodOf(settings) === "alternating" && ridge === 0 && m < d)
    return sentence("With fewer samples than dimensions and no ridge its optimum is not unique.");
  if (library === "pytorch" && isSettledByLength(settings))
    return sentence(
      "Without a ridge so few samples are fitted by heads at any angle, and training ends at any of them.",
    );
  return undefined;
}
