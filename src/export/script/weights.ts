/** The task weights in Python: `weights(tasks)`, one number for each task. */
import type { Settings } from "../../settings/schema.ts";

/** Source: SPEC (8.2). */
const classes = (model: Settings["model"]): string =>
  model === "logistic" ? "\n    tasks = [(X, 2 * y - 1, theta) for X, y, theta in tasks]  # classes as -1 and 1" : "";

/** Source: SPEC (8.1), (8.2). */
const svd = (r: number, labels: Settings["labels"], model: Settings["model"]): string => String.raw`

def weights(tasks):
    """Algorithm 2${labels === "unit" ? ", with labels of length 1" : " as printed"}: how much of X_i'y_i lies in the r strongest directions of all tasks."""${classes(model)}
    directions = np.array([X.T @ y${labels === "unit" ? " / (np.linalg.norm(y) or 1)" : ""} for X, y, _ in tasks])
    _, _, Vt = np.linalg.svd(directions, full_matrices=False)
    alpha = np.linalg.norm(directions @ Vt[:${r}].T, axis=1)
    alpha = np.maximum(alpha, 1e-6 * alpha.sum())
    return len(tasks) * alpha / alpha.sum()
`;

/** Source: SPEC (8.6); the weights sum to k. */
const uncertainty = (jointly: string, model: Settings["model"]): string => String.raw`

def weights(tasks):
    """The weights of Kendall et al.: 1 over each task's mean squared residual, found in turns with the linear optimum."""${classes(model)}
    alpha = np.ones(len(tasks))
    for _ in range(200):
        before, variances = alpha, []
        for (X, y, _), estimate in zip(tasks, ${jointly}(tasks, alpha)):
            variances.append(max(np.mean((X @ estimate - y) ** 2), 1e-6 * np.mean(y**2)))
        alpha = np.array([variance and 1 / variance for variance in variances])  # labels that are all 0 weigh nothing
        alpha = np.maximum(alpha, 1e-6 * alpha.sum())
        alpha *= len(tasks) / alpha.sum()
        if np.allclose(alpha, before, rtol=1e-9, atol=0):
            break
    return alpha
`;

const plainly = (words: string, alpha: string): string => `

def weights(tasks):
    """${words}"""
    return ${alpha}
`;

/** The weights that the settings ask for; `jointly` names the function which has the optimum of linear models. */
export function weightsPart(
  { weighting, r, labels, model, sourceWeight, noisyTasks, family, k }: Settings,
  jointly: string,
): string {
  switch (weighting) {
    case "uniform":
      return plainly("Every task counts the same.", "np.ones(len(tasks))");
    case "bySampleSize":
      return plainly(
        "Every task's mean loss counts the same.",
        "len(tasks) / sum(1 / len(y) for _, y, _ in tasks) / np.array([len(y) for _, y, _ in tasks])",
      );
    case "svd":
      return svd(r, labels, model);
    case "uncertainty":
      return uncertainty(jointly, model);
    case "chosen": {
      const count = family === "lowRank" || family === "noisyLabels" ? k : 2;
      const others = count === 2 ? 1 : Math.min(noisyTasks, count);
      const alpha = `[1.0] * ${count - others} + [${sourceWeight}] * ${others}`;
      return plainly("As they were chosen.", `np.array(${alpha})`);
    }
  }
  weighting satisfies never;
}
