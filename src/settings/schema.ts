/**
 * Every setting in one object, merged from the files that the settings configure. Types, defaults, controls,
 * validation, permalinks, flags and the reference page are all read off it.
 */
import { familyDescriptions } from "../core/families/descriptions/index.ts";
import { type Fields, type Values, choice, initialValues } from "../core/fields.ts";
import { vocabulary } from "../core/vocabulary.ts";
import { optimiserFields } from "../engines/optimiser.ts";

const { r, ridge, mu, labels, seed, seeds, sourceWeight } = vocabulary;

const presetField = choice({
  title: "preset",
  doc: "A whole setting with a name; every other setting then counts as a change to it.",
  initial: "live",
  options: {
    paper: { title: "as in the paper", doc: "The paper's constants: d = 100, κ = 100 (PAPER)." },
    live: { title: "quick to train", doc: "κ = 20, so that gradient descent arrives while one looks on (LIVE)." },
    mini: { title: "smallest", doc: "d = 60: the cheapest that shows everything, for phones (MINI)." },
    relu: { title: "ReLU", doc: "The paper's constants with labels through a ReLU (RELU)." },
    logi: { title: "two classes", doc: "Two classes instead of numbers: errors are error rates (LOGI)." },
    cap: {
      title: "tasks near a plane",
      doc: "Eight tasks near a plane of parameters: for the capacity of the shared module (CAP).",
    },
    alg2: {
      title: "ten tasks, five spoiled",
      doc: "Ten tasks with the same covariates, five of them with spoiled labels (ALG2).",
    },
    alg2pair: {
      title: "two tasks, one spoiled",
      doc: "Two tasks with the same covariates, one of them with spoiled labels (ALG2PAIR).",
    },
    fig2: { title: "two classes in the plane", doc: "Two classes in the plane, the paper's Figure 2 (FIG2)." },
    subspaces: {
      title: "turned subspaces",
      doc: "Sums of five ReLU units whose subspaces turn away from each other (SUBSPACES).",
    },
    thm2: { title: "nearly parallel tasks", doc: "Nearly parallel tasks, to which Theorem 2 applies (THM2)." },
  },
});

const familyField = choice({
  title: "task family",
  doc: "How the tasks are made. A preset brings its own.",
  initial: "misaligned",
  options: {
    misaligned: { title: familyDescriptions.misaligned.title, doc: `${familyDescriptions.misaligned.source}.` },
    boundary: { title: familyDescriptions.boundary.title, doc: `${familyDescriptions.boundary.source}.` },
    reluSubspaces: {
      title: familyDescriptions.reluSubspaces.title,
      doc: `${familyDescriptions.reluSubspaces.source}.`,
    },
    lowRank: { title: familyDescriptions.lowRank.title, doc: `${familyDescriptions.lowRank.source}.` },
    theorem2Tasks: {
      title: familyDescriptions.theorem2Tasks.title,
      doc: `${familyDescriptions.theorem2Tasks.source}.`,
    },
    noisyLabels: { title: familyDescriptions.noisyLabels.title, doc: `${familyDescriptions.noisyLabels.source}.` },
  },
});

const modelField = choice({
  title: "model",
  doc: "How a prediction follows from the shared module and the head.",
  initial: "linear",
  options: {
    linear: { title: "linear", doc: "Prediction X B A with squared loss." },
    relu: { title: "ReLU", doc: "Prediction ReLU(X B) A with squared loss." },
    logistic: { title: "classification", doc: "Two classes by the sign of X B A, with logistic loss." },
  },
});

const weightingField = choice({
  title: "task weights",
  symbol: "α",
  doc: "How much each task counts in the loss.",
  initial: "uniform",
  options: {
    uniform: { title: "uniform", doc: "Every task has weight 1." },
    bySampleSize: { title: "by sample size", doc: "Every task counts the same, however many samples it has." },
    svd: {
      title: "Algorithm 2",
      doc: "The paper's weights, from the singular vectors of the tasks' Xᵢ'yᵢ; classes are ±1.",
    },
    uncertainty: {
      title: "uncertainty",
      doc: "Inverse to the noise that linear fits leave, whatever the model (Kendall et al. 2018).",
    },
    chosen: { title: "chosen", doc: "The weight that is set for the source, or for the tasks with spoiled labels." },
  },
});

/** In the order in which tables and the reference page show them. */
export const schema = {
  preset: presetField,
  family: familyField,
  model: modelField,
  ...familyDescriptions.misaligned.fields,
  ...familyDescriptions.boundary.fields,
  ...familyDescriptions.reluSubspaces.fields,
  ...familyDescriptions.theorem2Tasks.fields,
  ...familyDescriptions.lowRank.fields,
  ...familyDescriptions.noisyLabels.fields,
  ridge,
  r,
  mu,
  weighting: weightingField,
  sourceWeight,
  labels,
  ...optimiserFields,
  seed,
  seeds,
} as const;

/** One value for every setting. */
export type Settings = Values<typeof schema>;
/** The name of a setting: key of links, flag of the command line. */
export type SettingName = keyof Settings;
/** Every name, in the schema's order. */
export const settingNames = Object.keys(schema) as readonly SettingName[];

requireOneMeaning([
  vocabulary,
  optimiserFields,
  ...Object.values(familyDescriptions).map((description): Fields => description.fields),
]);

const pair = { family: "misaligned", model: "linear", cosine: 0.96 } as const;
const many = { family: "noisyLabels", model: "linear", m: 40, d: 20, ridge: 0 } as const;

/** What a preset sets; everything it does not name keeps its default. Frozen for version 1. Source: SPEC section 9. */
export const presets = {
  paper: { ...pair, d: 100, kappa: 100, mTarget: 5, sigma: 2, ridge: 10 },
  live: { ...pair, d: 100, kappa: 20, mTarget: 6, sigma: 2, ridge: 10 },
  mini: { ...pair, d: 60, kappa: 30, mTarget: 3, sigma: 1.5, ridge: 5 },
  relu: { ...pair, model: "relu", d: 100, kappa: 100, mTarget: 6, sigma: 3, ridge: 10 },
  logi: { ...pair, model: "logistic", d: 100, kappa: 30, mTarget: 8, sigma: 3, ridge: 0.1 },
  cap: { family: "lowRank", model: "linear", d: 20, k: 8, rank: 2, deviation: 0.3, m: 30, sigma: 1, ridge: 1e-6 },
  alg2: { ...many, k: 10, rank: 2, r: 2, noisyTasks: 5, sigma: 1 },
  alg2pair: { ...many, k: 2, rank: 1, r: 1, noisyTasks: 1, sigma: 0.5 },
  fig2: { family: "boundary", model: "logistic", d: 2, mTarget: 8, delta: 5, sigma: 0, ridge: 1 },
  subspaces: { family: "reluSubspaces", model: "relu", d: 50, rank: 5, r: 5, mTarget: 100, sigma: 0.5, ridge: 2 },
  thm2: {
    family: "theorem2Tasks",
    model: "linear",
    d: 10,
    mTarget: 200,
    sine: 0.05,
    sourceConditionNumber: 1,
    sigma: 0.3,
    ridge: 0,
  },
} as const satisfies Record<Settings["preset"], Partial<Settings>>;

/** The values before anything is chosen: the schema's, overlaid by a lab's own, then by what the preset sets. */
export function defaults(overlay: Partial<Settings> = {}, preset?: Settings["preset"]): Settings {
  const base = { ...initialValues(schema), ...overlay };
  const name = preset ?? base.preset;
  return { ...base, ...presets[name], preset: name };
}

/** A name that two parts share must be one and the same field, so that a letter has one meaning. */
function requireOneMeaning(parts: readonly Fields[]): void {
  const seen = new Map<string, Fields[string]>();
  for (const part of parts)
    for (const [name, field] of Object.entries(part)) {
      if ((seen.get(name) ?? field) !== field) throw new Error(`schema: two different fields are named ${name}`);
      seen.set(name, field);
    }
}
