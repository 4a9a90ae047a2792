/** The first lines of a script: what it computes, how closely, with what, and the experiment's constants. */
import type { Settings } from "../../settings/schema.ts";
import { alignmentConstants } from "./aligned.ts";
import { trainingConstants } from "./descent.ts";
import { columnsPrinted } from "./report.ts";
import type { Library } from "./script.ts";
import { type Experiment, hasAlignment, makingOf } from "./solvers.ts";
import { isHovering, scriptTolerance } from "./tolerance.ts";

const names = { numpy: "NumPy", pytorch: "PyTorch" } as const;

/** Versions with which the tests of the scripts have been run. */
const tested = {
  numpy: "NumPy (1.24 and 2.4 are tested)",
  pytorch: "NumPy and PyTorch (1.24 and 1.13 are tested)",
} as const;

/** The docstring, imports and constants; `link` leads to the experiment, `constants` are those of its tasks. */
export function header(library: Library, settings: Experiment, constants: string, link: string): string {
  const { ridge, model, seed, seeds, r } = settings;
  const making = makingOf(settings);
  return `"""The experiment at ${link}
as a ${names[library]} program: tasks trained with one shared module against each trained alone,
${howOptimal(library, settings)}

The theory is that of Wu, Zhang and Ré, Understanding and Improving Information Transfer in Multi-Task Learning, ICLR
2020. A seed gives the integers that Transfer Explorer draws, its normals to 1e-12, and its results to ${scriptTolerance(library, settings).toExponential(1)},
relative to them or absolute where they are below 1.
${whyNotCloser(settings)}
Run it with Python 3 and ${tested[library]}. It prints for every seed, and as mean and standard error
over seeds:

${meanings(settings)}
"""
import numpy as np
${library === "numpy" ? "" : "import torch\n"}
SEEDS = range(${seed}, ${seed + seeds})
${constants}RIDGE = ${ridge}  # lambda of the penalty ${penaltyOf(settings)}${ridge === 0 ? "; at 0 its limit, the least norm" : ""}
${model === "relu" ? `CAPACITY = ${r}  # ReLU units of the shared module\n` : ""}${making === "run" ? trainingConstants(settings) : ""}${hasAlignment(settings) ? alignmentConstants(settings) : ""}
`;
}

function howOptimal(library: Library, settings: Experiment): string {
  if (hasAlignment(settings)) return "to the optimum, after Algorithm 1, and again on the inputs that it aligns.";
  if (makingOf(settings) !== "optimum")
    return "from the page's own start and by its own steps, for which minimum ReLU units find depends on both.";
  return library === "numpy" ? "at the exact optimum." : "each to the optimum.";
}

/**
 * Why the results differ as they do. Float32 was measured against the engine in WebAssembly, on RELU, also with r = 2,
 * and MINI, after 1000 steps.
 */
const FLOAT64 = `That is where the page trains in float64. Where it trains in float32, as it usually does, its errors ended up to
0.004 from these in 28 seeds; its audit of precision compares the two.
`;
const HOVERS = `Adam does not settle but hovers about a minimum, and what rounding does to a number grows with every step: after some
300 steps it decides where in that hover a model is. Two engines of the page differ likewise; means over seeds differ less.
`;
const BOUNCES = `The search bounces off the edges of the units, and after some hundred steps rounding decides how.
`;

function whyNotCloser(settings: Settings): string {
  const making = makingOf(settings);
  switch (making) {
    case "optimum":
      return "";
    case "run":
      return isHovering(settings) ? HOVERS : FLOAT64;
    case "network":
      return BOUNCES;
  }
  making satisfies never;
}

function penaltyOf(settings: Settings): string {
  if (makingOf(settings) === "network") return "lambda * (|B|^2 + sum_i |a_i|^2)";
  return {
    linear: "lambda * sum_i |B a_i|^2",
    relu: "lambda * sum_ij a_ij^2 |B_j|^2, B_j being the units",
    logistic: "lambda / 2 * sum_i |B a_i|^2",
  }[settings.model];
}

function meanings(settings: Experiment): string {
  const columns = Object.entries(columnsPrinted(settings));
  const width = Math.max(...columns.map(([name]) => name.length));
  return columns.map(([name, words]) => `  ${name.padEnd(width)}  ${words}`).join("\n");
}
