/** What is neither a setting nor a metric and is said or shown all the same: words of the field, and columns of tables. */

/** One word of the glossary. */
export interface Term {
  readonly title: string;
  readonly symbol?: string;
  readonly unit?: string;
  readonly doc: string;
  readonly source: string;
}

/** By name, which is the column where it is one. */
export const terms = {
  tasks: {
    title: "target and source",
    doc: "The target is the task that is judged; the source is the task that is trained along with it. Where all tasks are judged, all are targets.",
    source: "the paper, section 2; SPEC (2.5)",
  },
  covariates: {
    title: "covariates",
    symbol: "Xᵢ",
    doc: "The inputs of task i, one sample a row; every task has its own.",
    source: "the paper, section 2.1; SPEC (1.1)",
  },
  labelVector: {
    title: "labels",
    symbol: "yᵢ",
    doc: "What task i is to predict, one number a sample: the truth of its covariates and noise.",
    source: "the paper, section 2.1; SPEC (1.3)",
  },
  trueParameter: {
    title: "true parameter",
    symbol: "θᵢ",
    doc: "What the labels of task i are made from; never an estimate.",
    source: "the paper, section 2.1; SPEC (1.3), (2.7)",
  },
  populationCovariance: {
    title: "covariance",
    symbol: "Σᵢ",
    doc: "The covariance of one row of a task's covariates, on the population. Errors weigh each direction by it.",
    source: "SPEC (2.2), (2.5)",
  },
  signalSubspace: {
    title: "signal subspace",
    symbol: "Sᵢ",
    doc: "The directions in which a task's covariates are strong: a tenth of all of them. They carry the signal.",
    source: "the paper, section 2.3; SPEC (2.1), (2.2)",
  },
  sharedModule: {
    title: "shared module",
    symbol: "B",
    doc: "The part of the model that all tasks have in common: it maps covariates to r numbers.",
    source: "the paper, equation (1); SPEC (1.1)",
  },
  head: {
    title: "head",
    symbol: "Aᵢ",
    doc: "The part of the model that task i has for itself: it weighs what the shared module gives.",
    source: "the paper, equation (1); SPEC (1.1)",
  },
  learnedPredictor: {
    title: "learned predictor",
    symbol: "θ̂ᵢ",
    doc: "What a linear model predicts with; only this product of module and head can be told from data.",
    source: "SPEC (1.4)",
  },
  jointTraining: {
    title: "jointly: multi-task learning",
    symbol: "MTL",
    doc: "All tasks are trained at once, with one shared module and a head for each.",
    source: "the paper, equations (1)–(3); SPEC (1.2), (1.5)",
  },
  aloneTraining: {
    title: "alone: the single-task twin",
    symbol: "STL",
    doc: "Each task trained by itself, on the same data and from the same seed. What joint training is compared with.",
    source: "the paper, section 2.2; SPEC (3.1)",
  },
  negativeTransfer: {
    title: "negative transfer",
    doc: "The source hurts: the transfer gap is above 0. It is claimed only where a 95 % interval of the mean over seeds leaves 0 out.",
    source: "the paper, section 2; SPEC (5.4)",
  },
  standardError: {
    title: "standard error",
    symbol: "s.e.",
    doc: "How far the mean over seeds may lie from the mean over all seeds there could be; the number after ±.",
    source: "SPEC, section 10",
  },
  step: {
    title: "step",
    symbol: "n",
    doc: "How many steps of the optimiser were made before this report.",
    source: "SPEC (4.8)",
  },
  task: { title: "task", symbol: "i", doc: "Which of the tasks the row is about.", source: "SPEC (1.1)" },
  index: {
    title: "number in the order",
    doc: "Which of several values of one seed this is: angles ascend, eigenvalues descend.",
    source: "SPEC (5.5), (5.6)",
  },
  degrees: {
    title: "principal angle",
    symbol: "φⱼ",
    unit: "°",
    doc: "Angles between the directions that carry the signals of two tasks, the smallest first: 0° for a common direction.",
    source: "Björck & Golub 1973; SPEC (5.6)",
  },
  score: {
    title: "covariance similarity",
    doc: "How alike the leading directions of two samples are: 0 for orthogonal covariances, about 1/√s for equal ones.",
    source: "the paper, equation (5); SPEC (5.5)",
  },
  normalised: {
    title: "covariance similarity, normalised",
    doc: "The score over the geometric mean of each sample's score with itself: 1 for equal covariances.",
    source: "SPEC (5.5)",
  },
  value: {
    title: "eigenvalue",
    symbol: "λⱼ",
    doc: "Variance of the samples along one of their principal directions, the largest first.",
    source: "the paper, equation (5); SPEC (5.5)",
  },
  x: {
    title: "first coordinate",
    doc: "Where a point lies along the picture's first axis.",
    source: "SPEC (2.6), (9.2)",
  },
  y: {
    title: "second coordinate",
    doc: "Where a point lies along the picture's second axis.",
    source: "SPEC (2.6), (9.2)",
  },
  t: {
    title: "head angle on the picture",
    symbol: "t",
    unit: "°",
    doc: "The heads of two tasks up to their common scale: 0° is a module for the target alone, ±90° for the source alone.",
    source: "SPEC (4.2), (4.3)",
  },
  mark: {
    title: "mark",
    doc: "What the row is: a minimum of the landscape, where training stands now, or how a point was made.",
    source: "SPEC (4.3)",
  },
  gap: {
    title: "transfer gap at a proximity weight",
    symbol: "Δ(μ)",
    doc: "The target's error after Algorithm 1 with this μ, minus its error trained alone.",
    source: "the paper, Algorithm 1; SPEC (7.3)",
  },
  retrainedGap: {
    title: "transfer gap after training again on aligned inputs",
    doc: "The target's error at the joint optimum on XᵢRᵢ, with the Rᵢ of Algorithm 1 for this μ kept, minus its error alone.",
    source: "the paper, Algorithm 1; SPEC (7.2), (7.3)",
  },
  weight: {
    title: "task weight",
    symbol: "αᵢ",
    doc: "How much task i counts in the joint loss; 1 if nothing is said.",
    source: "the paper, equation (2); SPEC (1.2)",
  },
  others: {
    title: "weight of the other tasks",
    doc: "What Algorithm 2 gives the tasks whose labels are as they should be, on the scale on which these count 1.",
    source: "the paper, Algorithm 2; SPEC (8.1)",
  },
  phaseBoundary: {
    title: "predicted boundary",
    symbol: "m*(φ)",
    doc: "From which sample size on a misaligned source stops hurting, by a rule of thumb that is not in the paper. Below about 42° no source size hurts, which it does not know.",
    source: "SPEC (5.9)",
  },
  proposition1: {
    title: "Proposition 1",
    doc: "With a capacity of at least the number of tasks linear models and classes share nothing, and joint training is training alone.",
    source: "the paper, Proposition 1; SPEC (5.8)",
  },
  algorithm1: {
    title: "Algorithm 1: covariance alignment",
    doc: "Aligns each task's covariates with a matrix of its own while the shared module is held fixed. For linear models it is a path from the joint model to the task alone.",
    source: "the paper, Algorithm 1; SPEC (7.2), (7.3)",
  },
} as const satisfies Record<string, Term>;

/** The name of a term. */
export type TermName = keyof typeof terms;
