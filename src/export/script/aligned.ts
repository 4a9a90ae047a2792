/** Algorithm 1 in Python, and training again on the inputs that it aligns: what the Alignment lab says at its settings. */
import { muLadder } from "../../core/solvers/validation.ts";
import type { Settings } from "../../settings/schema.ts";

/** Samples of the target on which Algorithm 1 chooses its μ. Source: SPEC (7.2). */
const HELD_OUT_ROWS = 50;

/** The constants of Algorithm 1, one on each line. */
export function alignmentConstants({ mu }: Settings): string {
  const ladder = muLadder.filter((value) => value > 0 && Number.isFinite(value));
  return `MU = ${mu}  # proximity weight of Algorithm 1
LADDER = ${ladder.join(", ")}  # from which it chooses by validation; and from infinity and 0
`;
}

/** What `experiment(seed)` prints besides. */
export const alignedColumns = {
  alignedGap: "the target's error after Algorithm 1 with MU, less stlError",
  retrainedGap: "its error trained again on the inputs that Algorithm 1 has aligned with MU, less stlError",
  validatedGap: `its error after Algorithm 1 with that mu which ${HELD_OUT_ROWS} further samples prefer, less stlError`,
  pickedGap: "the honest control: that of the joint model or of the task alone, whichever these prefer, less stlError",
};

/** `experiment(seed)`. Source: SPEC (7.2), (7.3), (7.6); with task weights (1.5). */
export const alignedPart = (r: number, variances: string): string => String.raw`

def after_algorithm_1(task, alpha, span, mu):
    """The predictor that pays mu times the square of what it has outside the span of the shared module."""
    rows, labels = equations(*task[:2], alpha)
    outside = np.sqrt(mu) * (np.eye(D) - span.T @ span)
    return np.linalg.lstsq(np.vstack([rows, outside]), np.append(labels, np.zeros(D)), rcond=None)[0]


def turning(v, estimate):
    """The R closest to the identity that turns the joint predictor v into another: with it Algorithm 1 aligns inputs."""
    return np.eye(D) + np.outer(estimate - v, v) / (v @ v)


def held_out(seed):
    """Further samples of the target: the next rows of its streams."""
    count = M_TARGET + ${HELD_OUT_ROWS}
    X = normals(seed, 11, count, D) * scales(0)
    y = X @ parameters(seed)[0] + SIGMA * normals(seed, 21, count)
    return X[M_TARGET:], y[M_TARGET:]


def experiment(seed):
    """What one seed shows: at the exact optimum, after Algorithm 1, and on the inputs that it has aligned."""
    tasks = draw(seed)
    alpha = weights(tasks)
    X, y, theta = tasks[0]
    single, both = alone(X, y, alpha[0]), jointly(tasks, alpha)
    span = np.linalg.svd(both, full_matrices=False)[2][:${Math.min(r, 2)}]
    path = [both[0]] + [after_algorithm_1(tasks[0], alpha[0], span, mu) for mu in LADDER] + [single]
    aligned = [after_algorithm_1(task, a, span, MU) for task, a in zip(tasks, alpha)]
    turns = [turning(v, estimate) for v, estimate in zip(both, aligned)]
    again = turns[0] @ jointly(tasks, alpha, turns)[0]
    variances = ${variances}  # of the target's covariates
    Z, z = held_out(seed)

    def error(estimate):
        return variances @ (estimate - theta) ** 2 / (variances @ theta**2)

    def chosen(estimates):
        return min(estimates, key=lambda estimate: np.sum((Z @ estimate - z) ** 2))

    return {
        "stlError": error(single),
        "mtlError": error(both[0]),
        "transferGap": error(both[0]) - error(single),
        "alignedGap": error(aligned[0]) - error(single),
        "retrainedGap": error(again) - error(single),
        "validatedGap": error(chosen(path)) - error(single),
        "pickedGap": error(chosen([both[0], single])) - error(single),
    }
`;
