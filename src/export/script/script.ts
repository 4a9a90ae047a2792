/**
 * An experiment as a Python program, written to be read: the same streams and tasks, and the optimum, which a NumPy script
 * has in closed form or by search and a PyTorch script by training. It repeats SPEC, not our code, so that it is a check of
 * our code as well. A script has only the parts that its own experiment needs.
 */
import type { Settings } from "../../settings/schema.ts";
import { type Said, type Sentence, sentence } from "../../text/sentence.ts";
import { type FamilyPart, familyPart } from "./families.ts";
import { MAIN, columnsPrinted, experimentPart } from "./report.ts";
import { isSettledByLength, methodOf, solversPart, taskCount } from "./solvers.ts";
import { STREAMS } from "./streams.ts";
import { trainingPart } from "./training.ts";
import { weightsPart } from "./weights.ts";

/** What a script has its optima from. */
export type Library = "numpy" | "pytorch";

/** The script, or why there is none in a sentence. */
export type Script = { readonly text: string } | { readonly missing: Said };

/**
 * How far a number of the script may be from the page's, relative to it, or absolutely where it is below 1. ridge > 0: 1e-9,
 * or where the normal equations are worse conditioned than that allows, what rounding makes of their condition number
 * κ²m/λ. Without a ridge rounding depends on the samples, of which there may be as many as dimensions.
 * Of classes the script searches the heads for the global optimum; the page's descent from several starts is not certified.
 */
export function scriptTolerance(library: Library, settings: Settings): number {
  return Math.max(library === "pytorch" ? TRAINED : 0, closedTolerance(settings));
}

/** Training ends where float64 no longer shows in the loss that a step still gains. */
const TRAINED = 1e-4;

function closedTolerance(settings: Settings): number {
  const { kappa, mTarget, mSource, m, ridge, family, model, weighting } = settings;
  if (model === "logistic") return family === "boundary" ? 1e-7 : 1e-5; // where the page's descent stops
  if (pageAlternates(settings)) return 1e-6; // a loss at rounding leaves flat directions open by its square root
  if (ridge === 0 || weighting === "uncertainty") return 1e-6;
  const strongest = family === "misaligned" ? kappa ** 2 : 1;
  const samples = taskCount(settings) === 2 ? mTarget + mSource : m;
  return Math.max(1e-9, (Number.EPSILON * strongest * samples) / ridge);
}

/** Whether the page itself has the optimum from alternating least squares, and not in closed form. */
function pageAlternates(settings: Settings): boolean {
  const method = methodOf(settings);
  return method === "alternating" || (method === "proposition3" && settings.ridge > 0 && taskCount(settings) > 2);
}

/**
 * The script of these settings: per seed, and as means over seeds with standard errors, what the page's table of exact
 * results holds. link: the address of the experiment, for the script's first lines.
 */
export function pythonScript(library: Library, settings: Settings, link: string): Script {
  const family = familyPart(settings);
  const why = whyMissing(library, settings);
  if (why || !family) return { missing: [noScript[library], why ?? ""] };
  const parts = [
    header(library, settings, family, link),
    STREAMS,
    family.draw,
    library === "numpy" ? solversPart(settings) : trainingPart(settings),
    weightsPart(settings),
    experimentPart(settings, family.variances),
    MAIN,
  ];
  return { text: parts.join("") };
}

const noScript = {
  numpy: sentence("There is no NumPy script of this experiment."),
  pytorch: sentence("There is no PyTorch script of this experiment."),
} as const;

function whyMissing(library: Library, settings: Settings): Sentence | undefined {
  const { model, ridge, d, m, weighting } = settings;
  if (model === "logistic" && weighting === "uncertainty")
    return sentence("Uncertainty weights are those of a linear model, and this one is not.");
  if (model === "relu")
    return sentence(
      "The loss of a ReLU model has many local minima, and every step of a search decides which one it finds.",
    );
  if (model !== "linear" && library === "pytorch") return sentence("There is one of linear models only.");
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

function header(library: Library, settings: Settings, { constants }: FamilyPart, link: string): string {
  const { ridge, model, seed, seeds } = settings;
  const columns = Object.entries(columnsPrinted(settings));
  const width = Math.max(...columns.map(([name]) => name.length));
  const meanings = columns.map(([name, words]) => `  ${name.padEnd(width)}  ${words}`).join("\n");
  return `"""The experiment at ${link}
as a ${library === "numpy" ? "NumPy" : "PyTorch"} program: tasks trained with one shared module against each trained alone, ${library === "numpy" ? "at the exact optimum" : "to the optimum"}.

The theory is that of Wu, Zhang and Ré, Understanding and Improving Information Transfer in Multi-Task Learning, ICLR
2020. A seed gives the integers that Transfer Explorer draws, its normals to 1e-12, and its results to ${scriptTolerance(library, settings).toExponential(1)},
relative to them or absolute where they are below 1. Needs ${library === "numpy" ? "NumPy" : "NumPy and PyTorch"}; run it with Python 3. It prints for every seed, and as
mean and standard error over seeds:

${meanings}
"""
import numpy as np
${library === "numpy" ? "" : "import torch\n"}
SEEDS = range(${seed}, ${seed + seeds})
${constants}RIDGE = ${ridge}  # lambda of the penalty ${model === "logistic" ? "lambda / 2" : "lambda"} * sum_i |B a_i|^2${ridge === 0 ? "; at 0 its limit, the least norm" : ""}

`;
}
