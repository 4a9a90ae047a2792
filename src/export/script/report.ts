/** What a script measures and prints: columns of the page's tables of exact results, of a run or of a sweep. */
import type { Settings } from "../../settings/schema.ts";
import { alignedColumns, alignedPart } from "./aligned.ts";
import { type Experiment, hasAlignment, makingOf } from "./solvers.ts";

/** The columns and what they mean, in the order in which a script prints them. */
export function columnsPrinted(settings: Experiment): Readonly<Record<string, string>> {
  const { family, model } = settings;
  if (hasAlignment(settings)) return { ...pair, ...alignedColumns };
  switch (family) {
    case "lowRank":
    case "noisyLabels":
      return {
        risk: "squared error on the population, trained jointly, mean over the tasks",
        stlRisk: "the same, each task trained alone",
        riskGap: "risk - stlRisk: below 0 sharing helps",
        meanError: "the error over that of predicting 0, trained jointly, mean over the tasks",
        meanStlError: "the same, each task trained alone",
        weightingGap: "meanError less that of the optimum with uniform task weights",
      };
    case "theorem2Tasks":
      return {
        ...pair,
        parameterError: "length of the target's estimate less its true parameter, over the parameter's, jointly",
        stlParameterError: "the same, alone",
      };
    case "misaligned":
    case "boundary":
      return model === "logistic" ? pairOfClasses : pair;
    case "reluSubspaces":
      return {
        ...pair,
        stlError: "the target's error on the population over that of predicting their mean, trained alone",
      };
  }
  family satisfies never;
}

const pair = {
  stlError: "the target's error on the population over that of predicting 0, trained alone",
  mtlError: "the same, trained jointly with the source",
  transferGap: "mtlError - stlError: below 0 the source helps",
};

const pairOfClasses = {
  stlError: "the share of the target's population that is classed wrongly, trained alone",
  mtlError: "the same, trained jointly with the source",
  transferGap: "mtlError - stlError: below 0 the source helps",
};

/** `experiment(seed)`, a dict of these columns; of what is trained, `experiment(run)` from the models of a seed. */
export function experimentPart(settings: Experiment, variances: string): string {
  if (hasAlignment(settings)) return alignedPart(settings.r, variances);
  const making = makingOf(settings);
  switch (making) {
    case "optimum":
      return optimumPart(settings, variances);
    case "run":
      return `${networkError(variances, BEYOND_NOTHING)}${OF_RUN}`;
    case "network":
      return `${networkError(variances, BEYOND_MEAN)}${OF_NETWORKS}`;
  }
  making satisfies never;
}

function optimumPart({ family, model, weighting }: Settings, variances: string): string {
  switch (family) {
    case "lowRank":
    case "noisyLabels":
      return ofMany(weighting === "uniform");
    case "theorem2Tasks":
      return ofPair(variances, SQUARED, PARAMETER_ERRORS);
    case "misaligned":
    case "boundary":
    case "reluSubspaces":
      return ofPair(variances, model === "logistic" ? WRONGLY_CLASSED : SQUARED, "");
  }
  family satisfies never;
}

const PARAMETER_ERRORS = `
        "parameterError": np.linalg.norm(together - theta) / np.linalg.norm(theta),
        "stlParameterError": np.linalg.norm(single - theta) / np.linalg.norm(theta),`;

/** Source: SPEC (5.1). */
const SQUARED = `
        return variances @ (estimate - theta) ** 2 / (variances @ theta**2)`;

/** Source: SPEC (5.3). */
const WRONGLY_CLASSED = `
        size = np.sqrt((variances @ estimate**2) * (variances @ theta**2))
        return np.arccos(np.clip(variances * estimate @ theta / size, -1, 1)) / np.pi if size > 0 else 0.5`;

/** Source: SPEC (5.4). */
const ofPair = (variances: string, error: string, more: string): string => `

def experiment(seed):
    """What one seed shows, at the exact optimum."""
    tasks = draw(seed)
    alpha = weights(tasks)
    X, y, theta = tasks[0]
    single, together = alone(X, y, alpha[0]), jointly(tasks, alpha)[0]
    variances = ${variances}  # of the target's covariates

    def error(estimate):${error}

    return {
        "stlError": error(single),
        "mtlError": error(together),
        "transferGap": error(together) - error(single),${more}
    }
`;

/** Source: SPEC (5.1), 10.6, 10.11. */
const ofMany = (isUniform: boolean): string => `

def experiment(seed):
    """What one seed shows, at the exact optimum."""
    tasks = draw(seed)
    alpha = weights(tasks)
    thetas = np.array([theta for _, _, theta in tasks])
    single = np.array([alone(X, y, a) for (X, y, _), a in zip(tasks, alpha)])
    together = jointly(tasks, alpha)

    def risk(estimates):  # covariates have variance 1
        return np.mean(np.sum((estimates - thetas) ** 2, axis=1))

    def error(estimates):
        return np.mean(np.sum((estimates - thetas) ** 2, axis=1) / np.sum(thetas**2, axis=1))

    return {
        "risk": risk(together),
        "stlRisk": risk(single),
        "riskGap": risk(together) - risk(single),
        "meanError": error(together),
        "meanStlError": error(single),
        "weightingGap": ${isUniform ? "0.0" : "error(together) - error(jointly(tasks, np.ones(len(tasks))))"},
    }
`;

interface Unit {
  readonly words: string;
  /** An expression from `own`, the mean products of the truth's own units, and `truth`, their parameters. */
  readonly value: string;
}

const BEYOND_NOTHING: Unit = { words: "predicting 0", value: "np.sum(own)" };
const BEYOND_MEAN: Unit = {
  words: "predicting the mean of the labels",
  value: "(np.sum(own) - np.sum(np.sqrt(variances @ truth.T**2)) ** 2 / (2 * np.pi))",
};

/** Source: SPEC (5.2), 10.13. */
const networkError = (variances: string, { words, value }: Unit): string => `

def error(B, head, theta):
    """The squared error of relu(x'B) head for the truth on the population, over that of ${words}.

    It is c'Kc, c being the heads and -1 for the truth's units, and K_pq the mean product of units p and q.
    """
    variances, truth = ${variances}, np.atleast_2d(theta.T)  # of the target's covariates
    units, c = np.vstack([B.T, truth]), np.append(head, -np.ones(len(truth)))
    C = units * variances @ units.T
    size = np.sqrt(np.outer(np.diag(C), np.diag(C)))
    rho = np.clip(np.divide(C, size, out=np.zeros_like(C), where=size > 0), -1, 1)
    K = size * (np.sqrt(1 - rho**2) + rho * (np.pi - np.arccos(rho))) / (2 * np.pi)
    own = K[len(head) :, len(head) :]
    return c @ K @ c / ${value}
`;

/** Source: SPEC 10.13. */
const OF_NETWORKS = `

def experiment(seed):
    """What one seed shows: networks that are fitted to the target alone, and to both tasks."""
    tasks = draw(seed)
    (single, head), (together, heads) = fitted(tasks[:1], seed), fitted(tasks, seed)
    stl, mtl = (error(B, A[0], tasks[0][2]) for B, A in [(single, head), (together, heads)])
    return {"stlError": stl, "mtlError": mtl, "transferGap": mtl - stl}
`;

/** Source: SPEC (5.2), (5.4). */
const OF_RUN = `

def experiment(run):
    """What the models of one seed show."""
    joint, target = run[:2]
    theta = joint.tasks[0][2]
    (together, heads), (single, head) = joint.learned(), target.learned()
    stl, mtl = error(single, head[0], theta), error(together, heads[0], theta)
    return {"stlError": stl, "mtlError": mtl, "transferGap": mtl - stl}
`;

/** Runs it all and prints it. */
export function mainPart(settings: Settings): string {
  const isRun = makingOf(settings) === "run";
  return `${MAIN}${isRun ? ALL_SEEDS : ""}${eachSeed(isRun ? "runs[seed]" : "seed")}${MEANS}`;
}

const MAIN = `

if __name__ == "__main__":
`;

/** All seeds are trained side by side, for the run ends when the last of them no longer changes. */
const ALL_SEEDS = `    runs = {seed: models(seed) for seed in SEEDS}
    print("trained for %d steps" % train([model for run in runs.values() for model in run]))
`;

const eachSeed = (of: string): string => `    rows = []
    for seed in SEEDS:
        rows.append(experiment(${of}))
        print("seed %d: %s" % (seed, ", ".join("%s %.17g" % column for column in rows[-1].items())))
`;

const MEANS = `    for column in rows[0]:
        values = np.array([row[column] for row in rows])
        spread = np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else np.nan
        print("%s: mean %.6f, standard error %.6f" % (column, np.mean(values), spread))
`;
