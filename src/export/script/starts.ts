/** Where the training of ReLU models begins, in Python: `models(seed)`, from the starts of src/engines/start.ts. */
import type { Settings } from "../../settings/schema.ts";
import { ORTHONORMAL } from "./streams.ts";

/** The start that these settings ask for, and `models(seed)`, which begins there; each model is a `Model`. */
export function startsPart(settings: Settings): string {
  const { start, r } = settings;
  if (start === "random") return `${RANDOM}${SHARED_START}`;
  if (start === "landscape" && r === 1) return `${LINEAR}${BEST_HEADS}${MARGINS}`;
  return `${LINEAR}${BEST_HEADS}${spectral(settings)}${SHARED_START}`;
}

/** Source: SPEC (3.1). */
const LINEAR = String.raw`

def linear(X, y, alpha):
    """The task's linear model by itself: ridge regression."""
    root = np.sqrt(alpha)
    rows, labels = np.vstack([root * X, np.sqrt(RIDGE) * np.eye(D)]), np.append(root * y, np.zeros(D))
    return np.linalg.lstsq(rows, labels, rcond=None)[0]
`;

/** Source: SPEC (4.9). */
const BEST_HEADS = String.raw`

def solved(M, b):
    """The solution of M x = b; a singular M is lifted by a hair."""
    return np.linalg.solve(M + (1e-12 * np.trace(M) / len(M) or 1) * np.eye(len(M)), b)


def with_best_heads(tasks, alpha, B):
    """B, and the heads that are best for it: least squares on what its units put out."""
    A = []
    for (X, y, _), a in zip(tasks, alpha):
        Z = np.maximum(0, X @ B)
        A.append(solved(a * Z.T @ Z + RIDGE * np.diag(np.sum(B**2, axis=0)), a * Z.T @ y))
    return B, np.array(A)
`;

/** Each twin has a start of its own. */
const MARGINS = String.raw`

def start(tasks, alpha):
    """The unit whose margins are closest to those of the tasks' linear models, or its opposite where that fits better."""
    P = len(tasks) * RIDGE * np.eye(D) + sum(a * X.T @ X for (X, _, _), a in zip(tasks, alpha))
    B = solved(P, sum(a * X.T @ (X @ linear(X, y, a)) for (X, y, _), a in zip(tasks, alpha)))[:, None]
    towards, away = with_best_heads(tasks, alpha, B), with_best_heads(tasks, alpha, -B)
    return away if loss_of(tasks, alpha, *away) < loss_of(tasks, alpha, *towards) else towards


def models(seed):
    """The model of both tasks, the target's twin, which has no other task, and the source's; each from its own start."""
    tasks = draw(seed)
    alpha = weights(tasks)
    parts = [(tasks, alpha)] + [([task], alpha[[i]]) for i, task in enumerate(tasks)]
    return [Model(*part, *start(*part)) for part in parts]
`;

const SHARED_START = String.raw`

def models(seed):
    """The model of both tasks, the target's twin, which has no other task, and the source's; all from the same module."""
    tasks = draw(seed)
    alpha = weights(tasks)
    B, A = start(tasks, alpha, seed)
    return [Model(tasks, alpha, B, A)] + [Model([task], alpha[[i]], B, A[[i]]) for i, task in enumerate(tasks)]
`;

/** Source: SPEC (4.6). */
const spectral = ({ r, family, kind }: Settings): string => {
  const drawHasIt = family === "misaligned" && kind === "4";
  return String.raw`${r > 2 && !drawHasIt ? ORTHONORMAL : ""}

def start(tasks, alpha, seed):
    """The leading directions of the tasks' linear models, each turned so that its heads are positive on the whole."""
    thetas = np.array([linear(X, y, a) for (X, y, _), a in zip(tasks, alpha)])
    B = np.linalg.svd(np.sqrt(alpha)[:, None] * thetas, full_matrices=False)[2][:CAPACITY].T${
      r > 2
        ? `
    B = orthonormal(np.hstack([B, np.eye(D)[:, len(tasks) : CAPACITY]]))  # further units: axes, made orthogonal to these`
        : ""
    }
    heads = thetas @ B
    negative = np.sum(heads, axis=0) < -1e-12 * np.linalg.norm(heads)
    return with_best_heads(tasks, alpha, np.where(negative, -B, B))
`;
};

const RANDOM = String.raw`

def start(tasks, alpha, seed):
    """Normals of a stream of their own; B in such a size that a linear model's predictions are as large as the labels."""
    x = normals(seed, 50, D + len(tasks), CAPACITY)
    B, A = x[:D], x[D:]
    fit, labels = 0, 0
    for (X, y, _), a, theta in zip(tasks, alpha, A @ B.T):
        fit += a * np.sum((X @ theta) ** 2) + RIDGE * theta @ theta
        labels += a * y @ y
    return np.sqrt(labels / fit) * B, A
`;
