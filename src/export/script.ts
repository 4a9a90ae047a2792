/**
 * An experiment as a Python program that needs NumPy and nothing else: the same streams, tasks and exact optimum, written
 * to be read. It repeats SPEC, not our code, so that it is a check of our code as well.
 */
import type { Settings } from "../settings/schema.ts";
import { type Said, sentence } from "../text/sentence.ts";

/**
 * How far a number of the script may be from the page's, relative to it: 1e-9, or where the normal equations are worse
 * conditioned than that allows, what rounding makes of their condition number κ²m/λ. ridge > 0.
 */
export function scriptTolerance({ kappa, mTarget, mSource, ridge }: Settings): number {
  return Math.max(1e-9, (Number.EPSILON * kappa ** 2 * (mTarget + mSource)) / ridge);
}

/** The script, or why there is none in a sentence. */
export type Script = { readonly text: string } | { readonly missing: Said };

/**
 * The script of these settings: per seed the target's NMSE alone and the transfer gap at the exact optimum, and their
 * means over seeds with standard errors. There is one for two misaligned tasks, linear models and r = 1 with a ridge.
 * link: the address of the experiment, for the script's first lines. Source: SPEC section 2, (3.1), (4.2), (4.3), (5.1).
 */
export function numpyScript(settings: Settings, link: string): Script {
  const missing = whyMissing(settings);
  return missing === undefined ? { text: `${constants(settings, link)}${PROGRAM}` } : { missing };
}

function whyMissing({ family, model, r, ridge, weighting }: Settings): Said | undefined {
  const why =
    family !== "misaligned"
      ? sentence("There is one of the misaligned Gaussian tasks only.")
      : model !== "linear"
        ? sentence("There is one of linear models only.")
        : r !== 1
          ? sentence("There is one for capacity r = 1 only, and here r = {r}.", { r })
          : !(ridge > 0)
            ? sentence("There is one with a ridge only, and here it is 0.")
            : weighting === "svd" || weighting === "uncertainty"
              ? sentence("There is one for task weights that do not depend on the labels only.")
              : undefined;
  return why && [sentence("There is no NumPy script of this experiment yet."), why];
}

function alphaOf({ weighting, sourceWeight }: Settings): string {
  if (weighting === "bySampleSize") return "2 / (1 / M_TARGET + 1 / M_SOURCE) / np.array([M_TARGET, M_SOURCE])";
  return weighting === "chosen" ? `(1, ${sourceWeight})` : "(1, 1)";
}

function constants(settings: Settings, link: string): string {
  const { kind, phi, printed, d, kappa, cosine, mTarget, mSource, sigma, ridge, seed, seeds } = settings;
  return `"""The experiment at ${link}
as a NumPy program: training the target with the source against training it alone, at the exact optimum.

The theory is that of Wu, Zhang and Ré, Understanding and Improving Information Transfer in Multi-Task Learning, ICLR
2020. A seed gives the integers that Transfer Explorer draws, its normals to 1e-12, and its results to ${scriptTolerance(settings).toExponential(1)}
of their size. Needs NumPy; run it with Python 3.
"""
import numpy as np

SEEDS = range(${seed}, ${seed + seeds})
KIND = "${kind}"  # the source: 2 same covariance, 3 orthogonal, 4 random rotation, phi all principal angles PHI
PHI = ${phi}  # degrees
PRINTED = ${printed ? "True" : "False"}  # kind 4 as the paper prints it, X = R Q D: the law of kind 2
D = ${d}  # input dimension
KAPPA = ${kappa}  # standard deviation of the strong coordinates; the others have 1
COSINE = ${cosine}  # of the angle between the true parameters
M_TARGET, M_SOURCE = ${mTarget}, ${mSource}  # samples
SIGMA = ${sigma}  # standard deviation of the label noise
RIDGE = ${ridge}  # lambda of the penalty lambda * sum_i |B a_i|^2
ALPHA = ${alphaOf(settings)}  # weights of the tasks in the loss
`;
}

const PROGRAM = String.raw`
STRONG = max(1, round(D / 10))  # halves to even


def words(seed, stream, count):
    """The first words of a stream: Philox4x32-10 with key (seed, stream) and counter (block, 0, 0, 0)."""
    low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    c0 = np.arange(-(-count // 4), dtype=np.uint64)
    c1 = c2 = c3 = np.zeros_like(c0)
    k0, k1 = seed, stream
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1 = (p1 >> shift) ^ c1 ^ np.uint64(k0), p1 & low
        c2, c3 = (p0 >> shift) ^ c3 ^ np.uint64(k1), p0 & low
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    return np.stack([c0, c1, c2, c3], axis=1).ravel()[:count]


def normals(seed, stream, *shape):
    """Standard normals by Box and Muller on pairs of words, row after row: more rows never change the first ones."""
    count = int(np.prod(shape))
    w = words(seed, stream, count + count % 2).astype(float)
    radius, angle = np.sqrt(-2 * np.log((w[0::2] + 1) / 2**32)), 2 * np.pi * w[1::2] / 2**32
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()[:count].reshape(shape)


def source_rows(seed):
    """The rows x = F z of the source."""
    R = normals(seed, 12 if KIND == "phi" else 10 + int(KIND), M_SOURCE, D)
    first = STRONG if KIND == "3" else 0
    scales = np.ones(D)
    scales[first : first + STRONG] = KAPPA
    if KIND == "4":
        Q, upper = np.linalg.qr(normals(seed, 3, D, D))
        Q = Q * np.sign(np.diag(upper))  # Haar
        return R @ Q * scales if PRINTED else R * scales @ Q.T
    if KIND == "phi":
        G, j = np.eye(D), np.arange(STRONG)
        G[j, j] = G[STRONG + j, STRONG + j] = np.cos(np.radians(PHI))
        G[STRONG + j, j] = np.sin(np.radians(PHI))
        G[j, STRONG + j] = -np.sin(np.radians(PHI))
        return R * scales @ G.T
    return R * scales


def alone(X, y, ridge):
    """Ridge regression, in the smaller of the two dimensions."""
    m, d = X.shape
    if m < d:
        return X.T @ np.linalg.solve(X @ X.T + ridge * np.eye(m), y)
    return np.linalg.solve(X.T @ X + ridge * np.eye(d), X.T @ y)


def jointly(P1, P2, c1, c2):
    """The target's predictor B cos t of the optimum B, A = (cos t, sin t); P_i, c_i: the normal equations of task i."""
    C = np.linalg.inv(np.linalg.cholesky(P1 + P2))
    L, V = np.linalg.eigh(C @ P1 @ C.T)
    u, v = V.T @ C @ c1, V.T @ C @ c2
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
    best = middle[np.argmax(explained(middle))]
    c, s = np.cos(best), np.sin(best)
    return c * np.linalg.solve(c * c * P1 + s * s * P2, c * c1 + s * c2)


def experiment(seed):
    """The target's NMSE alone, and the transfer gap: its NMSE jointly less that alone."""
    theta1 = normals(seed, 0, D)
    theta1 /= np.linalg.norm(theta1)
    u = normals(seed, 1, D)
    u -= (u @ theta1) * theta1
    theta2 = COSINE * theta1 + np.sqrt(1 - COSINE**2) * u / np.linalg.norm(u)
    scales = np.where(np.arange(D) < STRONG, KAPPA, 1)
    X1, X2 = normals(seed, 11, M_TARGET, D) * scales, source_rows(seed)
    y1 = X1 @ theta1 + SIGMA * normals(seed, 21, M_TARGET)
    y2 = X2 @ theta2 + SIGMA * normals(seed, 22 if KIND == "phi" else 20 + int(KIND), M_SOURCE)

    def nmse(theta):
        return scales**2 @ (theta - theta1) ** 2 / (scales**2 @ theta1**2)

    P1, P2 = (a * X.T @ X + RIDGE * np.eye(D) for a, X in zip(ALPHA, (X1, X2)))
    error = nmse(alone(X1, y1, RIDGE / ALPHA[0]))
    return error, nmse(jointly(P1, P2, ALPHA[0] * X1.T @ y1, ALPHA[1] * X2.T @ y2)) - error


if __name__ == "__main__":
    rows = []
    for seed in SEEDS:
        rows.append(experiment(seed))
        print("seed %d: NMSE alone %.17g, transfer gap %+.17g" % (seed, *rows[-1]))
    errors = np.std(rows, axis=0, ddof=1) / np.sqrt(len(rows)) if len(rows) > 1 else (np.nan, np.nan)
    for name, mean, error in zip(("NMSE alone", "transfer gap"), np.mean(rows, axis=0), errors):
        print("%s: %.6f +- %.6f (mean +- standard error)" % (name, mean, error))
`;
