/**
 * The training of ReLU models in Python. Their loss has many local minima, and the start and every step decide which of
 * them is reached: so a script takes those of the page, as src/engines states them, and stops where the page does.
 */
import { ADAM, LEAST_LOSS, MOMENTUM, rate } from "../../engines/optimiser.ts";
import type { Settings } from "../../settings/schema.ts";
import type { Library } from "./script.ts";
import { startsPart } from "./starts.ts";

/** The constants of training, one on each line. */
export function trainingConstants({ optimiser: name, learningRate, whiten, steps }: Settings): string {
  return `STEPS = ${steps}  # of training at most; it ends earlier where no loss changes any more
RATE = ${rate({ name, learningRate, whiten })}  # eta of the optimiser
`;
}

/** `Model`, one model on its way down; `models(seed)`, those of a seed at their start; `train(all)`, which ends it. */
export function descentPart(library: Library, settings: Settings): string {
  const { whiten, optimiser } = settings;
  return `${LOSS}${modelOf(library, whiten, optimisers[optimiser])}${startsPart(settings)}${TRAIN}`;
}

/** Source: SPEC (1.2), (1.5). */
const LOSS = String.raw`

def loss_of(tasks, alpha, B, A):
    """What is minimised: sum_i alpha_i |relu(X_i B) a_i - y_i|^2 + RIDGE * sum_ij a_ij^2 |B_j|^2, B_j being the units."""
    fits = [a * np.sum((np.maximum(0, X @ B) @ head - y) ** 2) for (X, y, _), a, head in zip(tasks, alpha, A)]
    return sum(fits) + RIDGE * np.sum(A**2 @ np.sum(B**2, axis=0))
`;

interface Rule {
  /** What it is, as the end of a sentence. */
  readonly words: string;
  /** What it remembers between two steps, at first. */
  readonly memory: string;
  readonly step: string;
}

/** Source: src/engines/optimiser.ts. */
const optimisers: Readonly<Record<Settings["optimiser"], Rule>> = {
  gradientDescent: {
    words: "of gradient descent",
    memory: "",
    step: `
        half, g = self.half_loss(self.x)
        self.x = self.x - RATE * self.normalised(self.x, half, g)`,
  },
  momentum: {
    words: "with momentum",
    memory: "\n        self.velocity = 0 * self.x",
    step: `
        half, g = self.half_loss(self.x)
        self.velocity = ${MOMENTUM} * self.velocity + self.normalised(self.x, half, g)
        self.x = self.x - RATE * self.velocity`,
  },
  nesterov: {
    words: "of Nesterov's method, which starts afresh where it went uphill",
    memory: "\n        self.before, self.n = self.x, 0",
    step: `
        z = self.x + self.n / (self.n + 3) * (self.x - self.before)
        half, g = self.half_loss(z)
        self.before, self.x = self.x, z - RATE * self.normalised(z, half, g)
        self.n = 0 if np.sum(g * (self.x - self.before)) > 0 else self.n + 1`,
  },
  adam: {
    words: "of Adam",
    memory: "\n        self.first, self.second, self.n = 0 * self.x, 0 * self.x, 0",
    step: `
        _, g = self.half_loss(self.x)
        self.n += 1
        self.first = ${ADAM.beta1} * self.first + (1 - ${ADAM.beta1}) * g
        self.second = ${ADAM.beta2} * self.second + (1 - ${ADAM.beta2}) * g**2
        mean, square = self.first / (1 - ${ADAM.beta1}**self.n), self.second / (1 - ${ADAM.beta2}**self.n)
        self.x = self.x - RATE * mean / (np.sqrt(square) + ${ADAM.epsilon})`,
  },
};

const BY_HAND = `
        B, A, g = x[:D], x[D:], np.zeros_like(x)
        sizes, QB = np.sum(A**2, axis=0), self.penalty @ B
        g[:D], g[D:] = QB * sizes, A * np.sum(B * QB, axis=0)
        half = np.sum(B * g[:D]) / 2
        for i, (X, y) in enumerate(self.data):
            Z = np.maximum(0, X @ B)
            residual = Z @ A[i] - y
            half += residual @ residual / 2
            g[:D] += X.T @ (np.outer(residual, A[i]) * (Z > 0))
            g[D + i] += residual @ Z
        return half, g`;

const TENSORS = `
        self.penalty = torch.from_numpy(self.penalty)
        self.data = [(torch.from_numpy(X), torch.from_numpy(y)) for X, y in self.data]`;

const BY_TORCH = `
        x = torch.from_numpy(x).requires_grad_()
        B, A = x[:D], x[D:]
        fits = [torch.sum((torch.relu(X @ B) @ head - y) ** 2) for (X, y), head in zip(self.data, A)]
        half = (sum(fits) + torch.sum(A**2 @ torch.sum(B * (self.penalty @ B), dim=0))) / 2
        half.backward()
        return half.item(), x.grad.numpy()`;

/** Source: src/engines/coordinates.ts, halfLoss.ts. */
const modelOf = (library: Library, whiten: boolean, { words, memory, step }: Rule): string => String.raw`

class Model:
    """One shared module and the heads of its tasks, trained in coordinates B = scale * W x[:D], A = x[D:].

    ${
      whiten
        ? "W makes the data of all tasks together uncorrelated; a step is then as good in every direction."
        : "W brings the largest curvature of the data to 1, so that a step is never too long."
    } x begins balanced: its
    two blocks have the same length. None of this changes what is minimised, but the path depends on it.
    """

    def __init__(self, tasks, alpha, B, A):
        self.tasks, self.alpha = tasks, alpha
        P = sum(a * X.T @ X + RIDGE * np.eye(D) for (X, _, _), a in zip(tasks, alpha))
        self.W = ${whiten ? "np.linalg.inv(np.linalg.cholesky(P)).T" : "np.eye(D) / np.sqrt(np.linalg.eigvalsh(P)[-1])"}
        self.scale = np.sqrt(sum(a * y @ y for (_, y, _), a in zip(tasks, alpha))) or 1
        self.penalty = RIDGE * self.W.T @ self.W
        roots = np.sqrt(alpha)
        self.data = [(a * X @ self.W, a / self.scale * y) for (X, y, _), a in zip(tasks, roots)]${library === "numpy" ? "" : TENSORS}
        B = np.linalg.solve(self.W, B) / self.scale
        balance = np.sqrt(np.linalg.norm(A) / np.linalg.norm(B)) if A.any() and B.any() else 1
        self.x = np.vstack([balance * B, A / balance])${memory}

    def half_loss(self, x):
        """Half of the loss over that of predicting 0, and its gradient."""${library === "numpy" ? BY_HAND : BY_TORCH}

    def normalised(self, x, half, g):
        """The gradient, each block over a bound of its curvature: that of B and that of the heads."""
        root, B, A = np.sqrt(max(2 * half, ${LEAST_LOSS})), x[:D], x[D:]  # 0 / 0 is 0 where labels are all 0
        return np.vstack([g[:D] / (np.max(np.sum(A**2, axis=1)) + root), g[D:] / (np.sum(B**2) + root)])

    def step(self):
        """One step ${words}."""${step}

    def learned(self):
        """B and A, as the tasks are given."""
        return self.scale * self.W @ self.x[:D], self.x[D:]

    def loss(self):
        return loss_of(self.tasks, self.alpha, *self.learned())
`;

/** Source: \`plateauWatch\` of src/experiment.ts. */
const TRAIN = String.raw`

def train(all_models):
    """Trains them side by side until no loss moved by more than 1e-7 of itself in 30 steps, or to the last step."""
    seen = []  # the losses at every fifth step
    for step in range(STEPS + 1):
        if step % 5 == 0:
            seen = (seen + [[model.loss() for model in all_models]])[-7:]
            if len(seen) == 7 and np.all(np.ptp(seen, axis=0) <= 1e-7 * np.min(seen, axis=0)):
                break
        if step < STEPS:
            for model in all_models:
                model.step()
    return step
`;
