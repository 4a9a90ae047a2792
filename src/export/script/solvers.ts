/** The exact optima in Python: `alone(X, y, alpha)` and `jointly(tasks, alpha)`, a predictor per row. */
import { canAlign } from "../../core/solvers/alignedInputs.ts";
import type { Settings } from "../../settings/schema.ts";

/** An experiment, and whether its lab trains on inputs that Algorithm 1 has aligned. */
export type Experiment = Settings & { readonly aligned?: boolean };

/** Whether a script also has Algorithm 1 and the inputs that it aligns. */
export function hasAlignment({ aligned = false, family, model, ridge }: Experiment): boolean {
  return aligned && family === "misaligned" && canAlign({ model, ridge });
}

/** What a script makes of the tasks: their optimum, or of ReLU models what the page makes of them, by its own steps. */
export type Making = "optimum" | "run" | "network";

/** A run of training, but for the networks of the Subspaces lab, which the page fits by a search. */
export function makingOf({ family, model }: Settings): Making {
  if (model !== "relu") return "optimum";
  return family === "reluSubspaces" ? "network" : "run";
}

/** Which method is exact, or closest to it. */
export type Method = "separate" | "angle" | "proposition3" | "alternating";

/** The number of tasks. */
export function taskCount({ family, k }: Settings): number {
  return family === "lowRank" || family === "noisyLabels" ? k : 2;
}

/** Source: SPEC (4.2), (4.6), (5.8), (6.3). */
export function methodOf(settings: Settings): Method {
  const { family, r, ridge, weighting } = settings;
  const k = taskCount(settings);
  if (r >= k) return "separate";
  if (family === "noisyLabels" && (ridge === 0 || weighting === "uniform")) return "proposition3";
  return k === 2 ? "angle" : "alternating";
}

/** Whether two tasks without ridge have so few samples that every angle of the heads fits them all. Source: SPEC (4.4). */
export function isSettledByLength(settings: Settings): boolean {
  const { family, m, mTarget, mSource, d, ridge } = settings;
  const samples = family === "lowRank" ? 2 * m : mTarget + mSource;
  return methodOf(settings) === "angle" && ridge === 0 && samples <= d;
}

/** The solvers that these settings need; where inputs are aligned they take the alignment matrices too. */
export function solversPart(settings: Experiment): string {
  const { r, model } = settings;
  const method = methodOf(settings);
  const aligned = hasAlignment(settings);
  if (model === "logistic") return `${CLASSES_ALONE}${classesJointly(settings)}`;
  switch (method) {
    case "separate":
      return `${alone(aligned)}${separate(aligned)}`;
    case "proposition3":
      return `${alone(false)}${proposition3(r)}`;
    case "angle":
      return `${alone(aligned)}${isSettledByLength(settings) ? SHORTEST : angle(aligned)}`;
    case "alternating":
      return `${alone(false)}${alternating(r)}`;
  }
  method satisfies never;
}

/**
 * The exact optimum of linear models under names of its own, `linear_jointly(tasks, alpha)`: for weights that follow from it
 * where the models that are compared are trained, or are not linear.
 */
export function linearPart(settings: Settings): string {
  return solversPart({ ...settings, model: "linear" }).replaceAll(/\b(equations|alone|jointly)\(/g, "linear_$1(");
}

/** A task as least squares. Source: SPEC (3.1), (1.5); on aligned inputs (7.2). */
export const equations = (aligned: boolean): string => String.raw`

def equations(X, y, alpha${aligned ? ", R=np.eye(D)" : ""}):
    """A task as least squares: its rows and labels, weighted, then the penalty as rows with labels 0${aligned ? "; on X R" : ""}."""
    root = np.sqrt(alpha)
    return np.vstack([root * X, np.sqrt(RIDGE) * np.eye(D)])${aligned ? " @ R" : ""}, np.append(root * y, np.zeros(D))
`;

const alone = (aligned: boolean): string => String.raw`${equations(aligned)}

def alone(X, y, alpha${aligned ? ", R=np.eye(D)" : ""}):
    """Ridge regression; without a ridge its limit, the solution of least norm."""
    return np.linalg.lstsq(*equations(X, y, alpha${aligned ? ", R" : ""}), rcond=None)[0]
`;

function classesJointly(settings: Settings): string {
  if (methodOf(settings) === "separate") return separate(false);
  return settings.family === "boundary" ? CLASSES_IN_THE_PLANE : CLASSES_JOINTLY;
}

/** Source: SPEC (3.2), (1.5). */
const CLASSES_ALONE = String.raw`

def excess(margins):
    """log(1 + exp(-margin)) without overflow, and the probability of the other class."""
    decay = np.exp(-np.abs(margins))
    return np.maximum(0, -margins) + np.log1p(decay), np.where(margins > 0, decay, 1) / (1 + decay)


def fit(Z, alpha, theta):
    """Minimises sum_n alpha_n log(1 + exp(-z_n'theta)) + RIDGE / 2 |theta|^2 by Newton's method with halved steps."""

    def loss(theta):
        return alpha @ excess(Z @ theta)[0] + RIDGE / 2 * theta @ theta

    for _ in range(100):
        p = excess(Z @ theta)[1]
        gradient = RIDGE * theta - Z.T @ (alpha * p)
        step = np.linalg.solve((Z.T * (alpha * p * (1 - p))) @ Z + RIDGE * np.eye(D), gradient)
        t = 1.0
        while loss(theta - t * step) > loss(theta) and t > 1e-9:
            t /= 2
        theta = theta - t * step
        if np.linalg.norm(step) < 1e-12 * (1 + np.linalg.norm(theta)):
            break
    return theta, loss(theta)


def labelled(X, y):
    """The rows times their labels -1 and 1: what is above 0 for a right prediction."""
    return X * (2 * y - 1)[:, None]


def alone(X, y, alpha):
    """Logistic regression without bias."""
    return fit(labelled(X, y), np.full(len(y), alpha), np.zeros(D))[0]
`;

/** Source: SPEC (4.11); for fixed heads the problem in B is convex, as in (4.2). */
const CLASSES_JOINTLY = String.raw`

def jointly(tasks, alpha):
    """The predictors B cos t and B sin t of the optimum: all heads are A = (cos t, sin t) up to scale, so search t.

    For fixed t the best B is a logistic regression. What t explains changes within a hair of 0 and 90 degrees.
    """
    Z1, Z2 = (labelled(X, y) for X, y, _ in tasks)
    weights = np.repeat(alpha, [len(Z1), len(Z2)])

    def at(t, B):  # the best B for these heads from one nearby, the loss, and its slope in t
        c, s = np.cos(t), np.sin(t)
        B, loss = fit(np.vstack([c * Z1, s * Z2]), weights, B)
        first, second = excess(c * Z1 @ B)[1] @ Z1 @ B, excess(s * Z2 @ B)[1] @ Z2 @ B
        return B, loss, alpha[0] * s * first - alpha[1] * c * second

    cell = np.pi / 36
    even, near = (np.arange(36) + 0.5) * cell - np.pi / 2, cell / 4 / 3 ** np.arange(5)
    angles = np.sort(np.concatenate([even, near, -near, near - np.pi / 2, np.pi / 2 - near]))
    found, B = [], np.zeros(D)
    for t in angles:
        B, loss, _ = at(t, B)
        found.append((loss, B))
    losses, best = np.array([loss for loss, _ in found]), (np.inf, None)
    for i in np.flatnonzero((losses <= np.roll(losses, 1)) & (losses < np.roll(losses, -1))):
        low = angles[i - 1] - (np.pi if i == 0 else 0)
        high = angles[i + 1] if i + 1 < len(angles) else angles[0] + np.pi
        B = found[i][1]
        for _ in range(45):
            t = (low + high) / 2
            B, loss, slope = at(t, B)
            low, high = (t, high) if slope < 0 else (low, t)
        if loss < best[0]:
            best = loss, np.array([np.cos(t) * B, np.sin(t) * B])
    return best[1]
`;

/** Source: SPEC (4.11); in the plane a module of length 1 is an angle. */
const CLASSES_IN_THE_PLANE = String.raw`

def heads(Z, alpha):
    """The best head for each column of Z, a task's labelled projections on a module of length 1: bracketed Newton."""
    a, high = np.zeros(Z.shape[1]), alpha * np.abs(Z).sum(axis=0) / RIDGE
    low = -high
    for _ in range(100):
        p = excess(Z * a)[1]
        slope = RIDGE * a - alpha * np.sum(Z * p, axis=0)
        low, high = np.where(slope < 0, a, low), np.where(slope < 0, high, a)
        before, a = a, a - slope / (RIDGE + alpha * np.sum(Z * Z * p * (1 - p), axis=0))
        a = np.where((a > low) & (a < high), a, (low + high) / 2)
        if np.all(np.abs(a - before) <= 1e-14 * (1 + np.abs(a))):
            break
    return a


def jointly(tasks, alpha):
    """The predictors B a_i of the optimum: B has length 1, so search its angle over half a circle."""
    rows = [labelled(X, y) for X, y, _ in tasks]

    def at(angles):  # the loss, its slope, the heads, and the module
        B, turning = np.array([np.cos(angles), np.sin(angles)]), np.array([-np.sin(angles), np.cos(angles)])
        loss, slope, A = 0, 0, []
        for Z, weight in zip(rows, alpha):
            a = heads(Z @ B, weight)
            values, p = excess(Z @ B * a)
            loss = loss + weight * values.sum(axis=0) + RIDGE / 2 * a**2
            slope = slope - weight * a * np.sum(p * (Z @ turning), axis=0)
            A.append(a)
        return loss, slope, A, B

    angles = np.pi * np.arange(720) / 720
    loss = at(angles)[0]
    valley = (loss <= np.roll(loss, 1)) & (loss < np.roll(loss, -1))
    low, high = angles[valley] - np.pi / 720, angles[valley] + np.pi / 720
    for _ in range(45):
        middle = (low + high) / 2
        falls = at(middle)[1] < 0
        low, high = np.where(falls, middle, low), np.where(falls, high, middle)
    loss, _, A, B = at((low + high) / 2)
    best = np.argmin(loss)
    return np.array([a[best] * B[:, best] for a in A])
`;

/** Source: SPEC (5.8). */
export const separate = (aligned: boolean): string => String.raw`

def jointly(${jointlyTakes(aligned)}):
    """With a column of the shared module for each task nothing is shared: Proposition 1."""
    return np.array([alone(${ofEach(aligned)}])
`;

/** What \`jointly\` takes, and each task's share of it. */
export const jointlyTakes = (aligned: boolean): string =>
  aligned ? "tasks, alpha, turns=(np.eye(D), np.eye(D))" : "tasks, alpha";
export const ofEach = (aligned: boolean): string =>
  aligned
    ? "X, y, a, R) for (X, y, _), a, R in zip(tasks, alpha, turns)"
    : "X, y, a) for (X, y, _), a in zip(tasks, alpha)";

/** Source: SPEC (6.3). */
const proposition3 = (r: number): string => String.raw`

def jointly(tasks, alpha):
    """Proposition 3: within the row space of the X that all tasks share, the r strongest directions of their labels."""
    X, labels = equations(tasks[0][0], tasks[0][1], 1)[0], [equations(X, y, 1)[1] for X, y, _ in tasks]
    U, S, Vt = np.linalg.svd(X, full_matrices=False)
    seen = S > max(X.shape) * np.finfo(float).eps * S[0]
    coordinates = np.array(labels) @ U[:, seen]
    Q = np.linalg.svd(coordinates.T * np.sqrt(alpha), full_matrices=False)[0][:, :${r}]
    return coordinates @ Q @ Q.T / S[seen] @ Vt[seen]
`;

/** Source: SPEC (4.2), (4.3). */
const angle = (aligned: boolean): string => String.raw`

def jointly(${jointlyTakes(aligned)}):
    """The predictors B cos t and B sin t of the optimum: all heads are A = (cos t, sin t) up to scale, so search t."""
    (Z1, z1), (Z2, z2) = (equations(${ofEach(aligned)})
    U, S, Vt = np.linalg.svd(np.vstack([Z1, Z2]), full_matrices=False)
    seen = S > 1e-12 * S[0]
    U1, U2 = U[: len(Z1), seen], U[len(Z1) :, seen]
    L, V = np.linalg.eigh(U1.T @ U1)  # U1'U1 + U2'U2 = I, so V makes the normal equations of every t diagonal
    u, v = V.T @ U1.T @ z1, V.T @ U2.T @ z2
    u[L < 1e-13], v[L > 1 - 1e-13] = 0, 0  # directions that only one task sees
    L[L < 1e-13], L[L > 1 - 1e-13] = 0, 1

    def parts(t):
        c, s = np.cos(t)[:, None], np.sin(t)[:, None]
        return c * u + s * v, c * v - s * u, c * c * L + s * s * (1 - L), 2 * c * s * (1 - 2 * L)

    def explained(t):  # what the best B for these heads takes off the loss
        b, _, M, _ = parts(t)
        return (b * b / M).sum(axis=1)

    def slope(t):  # of what is explained
        b, db, M, dM = parts(t)
        return ((2 * b * db * M - b * b * dM) / (M * M)).sum(axis=1)

    cell = np.pi / 720
    even = (np.arange(720) + 0.5) * cell - np.pi / 2
    near = cell / 2 / 1.5 ** np.arange(1, 50)  # some directions change within a hair of 0 or 90 degrees
    t = np.sort(np.concatenate([even, near, -near, near - np.pi / 2, np.pi / 2 - near]))
    before, after = np.append(t[-1] - np.pi, t[:-1]), np.append(t[1:], t[0] + np.pi)
    value = explained(t)
    peak = (value >= np.roll(value, 1)) & (value > np.roll(value, -1))
    low, high = before[peak], after[peak]
    for _ in range(64):
        middle = (low + high) / 2
        rises = slope(middle) > 0
        low, high = np.where(rises, middle, low), np.where(rises, high, middle)
    best = middle[[np.argmax(explained(middle))]]
    b, _, M, _ = parts(best)
    B = Vt[seen].T / S[seen] @ V @ (b / M)[0]
    return np.array([np.cos(best), np.sin(best)]) * B
`;

/** Source: SPEC (4.4). */
const SHORTEST = String.raw`

def jointly(tasks, alpha):
    """The predictors B cos t and B sin t of the optimum, the heads being A = (cos t, sin t) up to scale.

    There are no more samples than dimensions, so every t but 0 and 90 degrees fits all labels, whatever their weights,
    with B = n1 / cos t + n2 / sin t. The ridge goes to 0 and chooses the shortest of these B.
    """
    (X1, y1, _), (X2, y2, _) = tasks
    inverse = np.linalg.pinv(np.vstack([X1, X2]))
    n1, n2 = inverse[:, : len(y1)] @ y1, inverse[:, len(y1) :] @ y2
    x = np.roots([n1 @ n1, n1 @ n2, 0, -n1 @ n2, -n2 @ n2])  # tan t where the length has its slopes' zeros
    t = np.arctan(x[abs(x.imag) < 1e-9 * abs(x)].real)
    B = n1 / np.cos(t)[:, None] + n2 / np.sin(t)[:, None]
    best = np.argmin(np.linalg.norm(B, axis=1))
    return np.array([[np.cos(t[best])], [np.sin(t[best])]]) * B[best]
`;

/** Source: SPEC (4.6). */
const alternating = (r: number): string => String.raw`

def jointly(tasks, alpha):
    """The predictors B A_i of the best of five descents, each the best heads and the best module in turns."""
    Z, z = zip(*(equations(X, y, a) for (X, y, _), a in zip(tasks, alpha)))
    P, c = [Zi.T @ Zi for Zi in Z], [Zi.T @ zi for Zi, zi in zip(Z, z)]
    twins = [np.sqrt(a) * alone(X, y, a) for (X, y, _), a in zip(tasks, alpha)]
    starts = [np.linalg.svd(np.array(twins))[2][:${r}].T] + [normals(n, 50, D, ${r}) for n in range(4)]

    def descent(B):
        estimates = np.zeros((len(tasks), D))
        for _ in range(20000):
            B = np.linalg.qr(B)[0]
            A = np.array([np.linalg.solve(B.T @ Pi @ B, B.T @ ci) for Pi, ci in zip(P, c)])
            before, estimates = estimates, A @ B.T
            if np.abs(estimates - before).max() < 1e-12 * np.abs(estimates).max():
                break
            system = sum(np.kron(Pi, np.outer(Ai, Ai)) for Pi, Ai in zip(P, A))
            B = np.linalg.solve(system, sum(np.outer(ci, Ai) for ci, Ai in zip(c, A)).ravel()).reshape(D, ${r})
        return sum(np.sum((Zi @ e - zi) ** 2) for Zi, zi, e in zip(Z, z, estimates)), estimates

    return min((descent(B) for B in starts), key=lambda found: found[0])[1]
`;
