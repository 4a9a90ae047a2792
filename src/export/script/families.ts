/** The task families in Python: the constants of an experiment, and `draw(seed)`, which makes its tasks. */
import { parsePoints } from "../../core/points.ts";
import type { Settings } from "../../settings/schema.ts";
import { ORTHONORMAL, UNIFORMS } from "./streams.ts";

/** What a script has of one family. */
export interface FamilyPart {
  /** Its settings, one constant on each line. */
  readonly constants: string;
  /** `draw(seed)`: the tasks, each (X, y, theta); where one is the target it comes first. */
  readonly draw: string;
  /** An expression for the variances of the covariates of the tasks that are judged, which are uncorrelated. */
  readonly variances: string;
}

/** The family of these settings. */
export function familyPart(settings: Settings): FamilyPart {
  switch (settings.family) {
    case "misaligned":
      return misaligned(settings);
    case "theorem2Tasks":
      return theorem2Tasks(settings);
    case "lowRank":
      return lowRank(settings);
    case "noisyLabels":
      return noisyLabels(settings);
    case "boundary":
      return boundary(settings);
    case "reluSubspaces":
      return reluSubspaces(settings);
  }
  settings.family satisfies never;
}

/** Source: SPEC (2.7). */
const PARAMETERS = String.raw`

def parameters(seed):
    """The true parameters of target and source, of length 1 and at the stated angle."""
    theta1 = normals(seed, 0, D)
    theta1 /= np.linalg.norm(theta1)
    u = normals(seed, 1, D)
    u -= (u @ theta1) * theta1
    return theta1, COSINE * theta1 + np.sqrt(1 - COSINE**2) * u / np.linalg.norm(u)
`;

const sourceOf = {
  "2": { words: "has the target's covariance", rows: "R * scales(0)" },
  "3": { words: "has its strong coordinates beside the target's", rows: "R * scales(STRONG)" },
  "4": { words: "has the target's covariance, turned at random", rows: "R * scales(0) @ orthonormal(Q).T" },
  printed: { words: "is as the paper prints it, X = R Q D: the target's law", rows: "R @ orthonormal(Q) * scales(0)" },
  phi: { words: "has its strong directions turned by PHI", rows: "R * scales(0) @ turned().T" },
} as const;

/** Source: SPEC (2.6). */
const TURNED = String.raw`

def turned():
    """G(PHI): the target's strong coordinates turned towards the next ones, each in a plane of its own."""
    G, j = np.eye(D), np.arange(STRONG)
    G[j, j] = G[STRONG + j, STRONG + j] = np.cos(np.radians(PHI))
    G[STRONG + j, j] = np.sin(np.radians(PHI))
    G[j, STRONG + j] = -np.sin(np.radians(PHI))
    return G
`;

/** Source: SPEC (2.1)–(2.8). */
function misaligned(settings: Settings): FamilyPart {
  const { kind, phi, printed, d, kappa, cosine, mTarget, mSource, sigma, model } = settings;
  const { words, rows } = sourceOf[kind === "4" && printed ? "printed" : kind];
  const stream = kind === "phi" ? 2 : Number(kind);
  const angle = kind === "phi" ? `PHI = ${phi}  # degrees: every principal angle between the signal subspaces\n` : "";
  const label = (y: string): string => (model === "logistic" ? `(${y} > 0).astype(float)` : y);
  const signal = (product: string): string => (model === "relu" ? `np.maximum(0, ${product})` : product);
  const rotation = kind === "4" ? "\n    Q = normals(seed, 3, D, D)" : "";
  return {
    constants: `D = ${d}  # input dimension
STRONG = max(1, round(D / 10))  # coordinates that carry a task's signal; halves to even
KAPPA = ${kappa}  # standard deviation of these; the others have 1
${angle}COSINE = ${cosine}  # of the angle between the true parameters
M_TARGET, M_SOURCE = ${mTarget}, ${mSource}  # samples
SIGMA = ${sigma}  # standard deviation of the label noise
`,
    draw: `${kind === "4" ? ORTHONORMAL : ""}${PARAMETERS}

def scales(first):
    """Standard deviations of the coordinates, those from the first on being strong."""
    j = np.arange(D)
    return np.where((j >= first) & (j < first + STRONG), KAPPA, 1)
${kind === "phi" ? TURNED : ""}

def draw(seed):
    """Target and source, each its rows X, labels y and true parameter. The source ${words}."""
    theta1, theta2 = parameters(seed)
    X1 = normals(seed, 11, M_TARGET, D) * scales(0)
    R = normals(seed, ${10 + stream}, M_SOURCE, D)${rotation}
    X2 = ${rows}
    y1 = ${signal("X1 @ theta1")} + SIGMA * normals(seed, 21, M_TARGET)
    y2 = ${signal("X2 @ theta2")} + SIGMA * normals(seed, ${20 + stream}, M_SOURCE)
    return [(X1, ${label("y1")}, theta1), (X2, ${label("y2")}, theta2)]
`,
    variances: "scales(0) ** 2",
  };
}

/** Source: SPEC (5.7), section 9. */
function theorem2Tasks({ d, sine, sourceConditionNumber, mTarget, mSource, sigma }: Settings): FamilyPart {
  return {
    constants: `D = ${d}  # input dimension
COSINE = np.sqrt(1 - ${sine}**2)  # of the angle between the true parameters
CONDITION = ${sourceConditionNumber}  # largest over least eigenvalue of the source's covariance
M_TARGET, M_SOURCE = ${mTarget}, ${mSource}  # samples
SIGMA = ${sigma}  # standard deviation of the label noise
`,
    draw: `${PARAMETERS}

def draw(seed):
    """Target and source, each its rows X, labels y and true parameter."""
    theta1, theta2 = parameters(seed)
    eigenvalues = CONDITION ** (1 - np.arange(D) / max(1, D - 1))
    X1, X2 = normals(seed, 11, M_TARGET, D), normals(seed, 12, M_SOURCE, D) * np.sqrt(eigenvalues)
    y1 = X1 @ theta1 + SIGMA * normals(seed, 21, M_TARGET)
    y2 = X2 @ theta2 + SIGMA * normals(seed, 22, M_SOURCE)
    return [(X1, y1, theta1), (X2, y2, theta2)]
`,
    variances: "np.ones(D)",
  };
}

/** Source: SPEC (9.1). */
function lowRank({ d, k, m, rank, deviation, sigma }: Settings): FamilyPart {
  return {
    constants: `D = ${d}  # input dimension
K, M = ${k}, ${m}  # tasks, and samples of each
RANK = ${rank}  # dimension of the subspace near which the true parameters lie
DEVIATION = ${deviation}  # length of what a parameter has besides
SIGMA = ${sigma}  # standard deviation of the label noise
`,
    draw: `${ORTHONORMAL}

def draw(seed):
    """The tasks, each its rows X, labels y and true parameter."""
    U = orthonormal(normals(seed, 0, D, RANK))
    common = normals(seed, 1, K, RANK) / np.sqrt(RANK) @ U.T
    thetas = common + DEVIATION / np.sqrt(D) * normals(seed, 4, K, D)
    tasks = []
    for i, theta in enumerate(thetas, start=1):
        X = normals(seed, 1000 * i + 10, M, D)
        tasks.append((X, X @ theta + SIGMA * normals(seed, 1000 * i + 20, M), theta))
    return tasks
`,
    variances: "np.ones(D)",
  };
}

/** Source: SPEC (8.5), section 9. */
function noisyLabels({ d, k, m, rank, noisyTasks, share, addedNoise, sigma }: Settings): FamilyPart {
  return {
    constants: `D = ${d}  # input dimension
K, M = ${k}, ${m}  # tasks, and samples, whose rows all tasks share
RANK = ${rank}  # dimension of the subspace in which the true parameters lie
SPOILED = ${Math.min(noisyTasks, k)}  # tasks with spoiled labels, the last ones
SHARE = ${share}  # of their labels is replaced by noise of the same variance,
ADDED = ${addedNoise}  # and before that noise of this standard deviation is added to all of them
SIGMA = ${sigma}  # standard deviation of the label noise of every task
`,
    draw: `${UNIFORMS}${ORTHONORMAL}

def draw(seed):
    """The tasks, each its rows X, labels y and true parameter."""
    X = normals(seed, 11, M, D)
    thetas = normals(seed, 1, K, RANK) @ orthonormal(normals(seed, 0, D, RANK)).T
    tasks = []
    for i, theta in enumerate(thetas, start=1):
        theta = theta / np.linalg.norm(theta)
        y = X @ theta + SIGMA * normals(seed, 1000 * i + 20, M)
        if i > K - SPOILED:
            y += ADDED * normals(seed, 400 + i, M)
            replaced = np.argsort(uniforms(seed, 200 + i, M), kind="stable")[: int(SHARE * M + 0.5)]
            y[replaced] = np.std(y) * normals(seed, 300 + i, M)[replaced]
        tasks.append((X, y, theta))
    return tasks
`,
    variances: "np.ones(D)",
  };
}

/** Source: SPEC 10.13. */
function reluSubspaces({ d, rank, cosine, mTarget, mSource, sigma }: Settings): FamilyPart {
  return {
    constants: `D = ${d}  # input dimension
RANK = ${rank}  # ReLU units whose sum is a task's signal
COSINE = ${cosine}  # of every principal angle between the spans of the tasks' parameters
M_TARGET, M_SOURCE = ${mTarget}, ${mSource}  # samples
SIGMA = ${sigma}  # standard deviation of the label noise
`,
    draw: `${ORTHONORMAL}

def draw(seed):
    """Target and source, each its rows X, labels y and the true parameters of its units as columns."""
    Q = orthonormal(np.vstack([normals(seed, 0, RANK, D), normals(seed, 1, RANK, D)]).T)
    theta1 = Q[:, :RANK]
    theta2 = COSINE * theta1 + np.sqrt(1 - COSINE**2) * Q[:, RANK:]
    X1, X2 = normals(seed, 11, M_TARGET, D), normals(seed, 12, M_SOURCE, D)
    y1 = np.sum(np.maximum(0, X1 @ theta1), axis=1) + SIGMA * normals(seed, 21, M_TARGET)
    y2 = np.sum(np.maximum(0, X2 @ theta2), axis=1) + SIGMA * normals(seed, 22, M_SOURCE)
    return [(X1, y1, theta1), (X2, y2, theta2)]
`,
    variances: "np.ones(D)",
  };
}

/** Source: SPEC (9.2). */
function boundary({ beta, delta, mTarget, mSource, sigma, painted }: Settings): FamilyPart {
  const points = parsePoints(painted) ?? [];
  const isPainted = points.length > 0;
  const list = points.map(([x, y]) => `(${x}, ${y})`).join(", ");
  const rows = "np.where(choices[:, :1] < BETA, alike, clusters)";
  const noise = "SIGMA * normals(seed, 22, M_SOURCE)";
  return {
    constants: `D = 2  # input dimension: the plane
BETA = ${beta}  # share of source points that lie like the target's; the others are in two clusters
DELTA = ${delta}  # degrees by which the source's boundary is turned
M_TARGET, M_SOURCE = ${mTarget}, ${mSource}  # samples
SIGMA = ${sigma}  # standard deviation of the noise before a label is 0 or 1
${isPainted ? `PAINTED = np.array([${list}])  # further source points; their labels have no noise\n` : ""}`,
    draw: `${UNIFORMS}

def direction(degrees):
    """The target's true parameter (0, 1), turned anticlockwise."""
    return np.array([-np.sin(np.radians(degrees)), np.cos(np.radians(degrees))])


def draw(seed):
    """Target and source, each its rows X, labels y and true parameter."""
    theta1, theta2 = direction(0), direction(DELTA)
    X1, alike = normals(seed, 11, M_TARGET, D), normals(seed, 12, M_SOURCE, D)
    choices = uniforms(seed, 5, 2 * M_SOURCE).reshape(M_SOURCE, 2)
    sides = np.where(choices[:, 1] < 0.5, 2.5, -2.5)
    clusters = 0.3 * normals(seed, 13, M_SOURCE, D) + np.outer(sides, direction(DELTA + 45))
    X2 = ${isPainted ? `np.vstack([PAINTED, ${rows}])` : rows}
    noise = ${isPainted ? `np.append(np.zeros(len(PAINTED)), ${noise})` : noise}
    y1 = (X1 @ theta1 + SIGMA * normals(seed, 21, M_TARGET) > 0).astype(float)
    y2 = (X2 @ theta2 + noise > 0).astype(float)
    return [(X1, y1, theta1), (X2, y2, theta2)]
`,
    variances: "np.ones(D)",
  };
}
