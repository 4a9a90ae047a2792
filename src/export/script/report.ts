/** What a script measures and prints: the columns of the page's table of exact results. */
import type { Settings } from "../../settings/schema.ts";

/** The columns and what they mean, in the order in which a script prints them. */
export function columnsPrinted({ family, model }: Settings): Readonly<Record<string, string>> {
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
    case "reluSubspaces":
      return model === "logistic" ? pairOfClasses : pair;
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

/** `experiment(seed)`, a dict of these columns. */
export function experimentPart({ family, model, weighting }: Settings, variances: string): string {
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

export const MAIN = String.raw`

if __name__ == "__main__":
    rows = []
    for seed in SEEDS:
        rows.append(experiment(seed))
        print("seed %d: %s" % (seed, ", ".join("%s %.17g" % column for column in rows[-1].items())))
    for column in rows[0]:
        values = np.array([row[column] for row in rows])
        spread = np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else np.nan
        print("%s: mean %.6f, standard error %.6f" % (column, np.mean(values), spread))
`;
