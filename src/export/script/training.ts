/** The same optima by training in PyTorch: `alone(X, y, alpha)` and `jointly(tasks, alpha)`, a predictor per row. */
import type { Settings } from "../../settings/schema.ts";
import { SEPARATE, methodOf, taskCount } from "./solvers.ts";

/** The model, its training, and the starts that these settings need. */
export function trainingPart(settings: Settings): string {
  return methodOf(settings) === "separate" ? `${MODEL}${SEPARATE}` : `${MODEL}${startsOf(settings)}${JOINTLY}`;
}

/** Source: SPEC (1.1), (1.5). */
const MODEL = String.raw`

class SharedModel(torch.nn.Module):
    """One module B for all tasks and a head for each: task i is predicted by X B a_i."""

    def __init__(self, B, heads):
        super().__init__()
        self.B = torch.nn.Parameter(B.contiguous())  # inputs x capacity
        self.heads = torch.nn.Parameter(heads.contiguous())  # tasks x capacity

    def forward(self, X, task):
        return X @ self.B @ self.heads[task]


def train(model, data, steps):
    """Minimises the sum of squared errors over all tasks; gives the loss."""
    optimiser = torch.optim.LBFGS(
        model.parameters(),
        max_iter=steps,
        max_eval=10 * steps,
        history_size=50,
        tolerance_grad=1e-13,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )

    def closure():
        optimiser.zero_grad()
        loss = sum(torch.sum((model(X, i) - y) ** 2) for i, (X, y) in enumerate(data)) / scale
        loss.backward()
        return loss

    scale = sum(float(y @ y) for _, y in data) or 1
    optimiser.step(closure)
    return float(closure())


def equations(X, y, alpha):
    """A task as least squares: its rows and labels, weighted, then the penalty as rows with labels 0."""
    root = np.sqrt(alpha)
    return np.vstack([root * X, np.sqrt(RIDGE) * np.eye(D)]), np.append(root * y, np.zeros(D))


def whitened(tasks, alpha):
    """Data in coordinates in which those of all tasks are uncorrelated, and the way back: trained there, L-BFGS is quick."""
    data = [equations(X, y, a) for (X, y, _), a in zip(tasks, alpha)]
    _, S, Vt = np.linalg.svd(np.vstack([Z for Z, _ in data]), full_matrices=False)
    W = Vt[S > 1e-12 * S[0]].T / S[S > 1e-12 * S[0]]
    return [(torch.from_numpy(Z @ W), torch.from_numpy(z)) for Z, z in data], W


def descent(data, heads):
    """A module for these heads: the direction in which the loss falls from B = 0."""
    return sum(torch.outer(X.T @ y, a) for (X, y), a in zip(data, heads))


def alone(X, y, alpha):
    """The predictor of a task that is trained by itself."""
    data, W = whitened([(X, y, None)], [alpha])
    heads = torch.ones(1, 1, dtype=torch.float64)
    model = SharedModel(descent(data, heads), heads)
    train(model, data, 200)
    return W @ (model.B @ model.heads[0]).detach().numpy()
`;

const starting = (words: string, body: string): string => `

def starts(data):
    """${words}"""
${body}
`;

function startsOf(settings: Settings): string {
  const { r } = settings;
  if (methodOf(settings) === "angle")
    return starting(
      "Heads all around the half circle: the loss has two basins, and a single start can end in the wrong one.",
      "    t = np.pi * (torch.arange(8, dtype=torch.float64) + 0.5) / 8\n" +
        "    return list(torch.stack([torch.cos(t), torch.sin(t)], dim=1)[:, :, None])",
    );
  return starting(
    "Heads of the strongest directions that the labels show, and four at random.",
    "    shown = torch.stack([X.T @ y for X, y in data])\n" +
      `    strongest = torch.linalg.svd(shown, full_matrices=False)[0][:, :${r}]\n` +
      `    return [strongest] + [torch.from_numpy(normals(n, 50, ${taskCount(settings)}, ${r})) for n in range(4)]`,
  );
}

const JOINTLY = String.raw`

def jointly(tasks, alpha):
    """The predictors B a_i after training all tasks together: every start for a while, then the best to its end."""
    data, W = whitened(tasks, alpha)
    models = [SharedModel(descent(data, heads), heads) for heads in starts(data)]
    best = min(models, key=lambda model: train(model, data, 100))
    train(best, data, 3000)
    return (best.heads @ best.B.T).detach().numpy() @ W.T
`;
