/** The same optima by training in PyTorch: `alone(X, y, alpha)` and `jointly(tasks, alpha)`, a predictor per row. */
import type { Settings } from "../../settings/schema.ts";
import {
  type Experiment,
  equations,
  hasAlignment,
  jointlyTakes,
  methodOf,
  ofEach,
  separate,
  taskCount,
} from "./solvers.ts";

/** The model, its training, and the starts that these settings need; where inputs are aligned it takes these matrices too. */
export function trainingPart(settings: Experiment): string {
  const aligned = hasAlignment(settings);
  const model = `${MODEL}${settings.model === "logistic" ? CLASSES : squares(aligned)}${TRAIN}${alone(aligned)}`;
  return methodOf(settings) === "separate"
    ? `${model}${separate(aligned)}`
    : `${model}${startsOf(settings)}${jointly(aligned)}`;
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
`;

/** Source: SPEC (1.2), (1.5). */
const squares = (aligned: boolean): string => String.raw`

def loss_of(model, data):
    """The sum of squared errors over all tasks, the penalty among them."""
    return sum(torch.sum((model(X, i) - y) ** 2) for i, (X, y) in enumerate(data))


def loss_of_nothing(data):
    """The same of predicting 0."""
    return sum(float(y @ y) for _, y in data)
${equations(aligned)}

def whitened(tasks, alpha${aligned ? ", turns" : ""}):
    """Data in coordinates in which those of all tasks are uncorrelated, and the way back: trained there, L-BFGS is quick."""
    data = [equations(${ofEach(aligned)}]
    _, S, Vt = np.linalg.svd(np.vstack([Z for Z, _ in data]), full_matrices=False)
    W = Vt[S > 1e-12 * S[0]].T / S[S > 1e-12 * S[0]]
    return [(torch.from_numpy(Z @ W), torch.from_numpy(z)) for Z, z in data], W


def descent(data, heads):
    """A module for these heads: the direction in which the loss falls from B = 0."""
    return sum(torch.outer(X.T @ y, a) for (X, y), a in zip(data, heads))
`;

/** Source: SPEC (1.3), (1.5), (4.11). */
const CLASSES = String.raw`

def loss_of(model, data):
    """The logistic loss over all tasks, and the penalty: N times a predictor has its length."""
    fits = [torch.sum(-a * torch.nn.functional.logsigmoid(model(X, i))) for i, (X, a, _) in enumerate(data)]
    return sum(fits) + sum(torch.sum(model(N, i) ** 2) / 2 for i, (_, _, N) in enumerate(data))


def loss_of_nothing(data):
    """The same of predicting 0."""
    return sum(a * len(X) * np.log(2) for X, a, _ in data)


def whitened(tasks, alpha):
    """Data in coordinates in which the curvature is about 1, and the way back: trained there, L-BFGS is quick.

    Rows are times their labels -1 and 1, so that a right prediction is above 0.
    """
    P = sum(a * X.T @ X / 4 + RIDGE * np.eye(D) for (X, _, _), a in zip(tasks, alpha))
    W = np.linalg.inv(np.linalg.cholesky(P)).T
    N = torch.from_numpy(np.sqrt(RIDGE) * W)
    return [(torch.from_numpy(X * (2 * y - 1)[:, None] @ W), a, N) for (X, y, _), a in zip(tasks, alpha)], W


def descent(data, heads):
    """A module for these heads: the direction in which the loss falls from B = 0."""
    return sum(torch.outer(a * torch.sum(X, dim=0) / 2, head) for (X, a, _), head in zip(data, heads))
`;

const TRAIN = String.raw`

def train(model, data, steps):
    """Minimises the loss, and gives it over that of predicting 0."""
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
        loss = loss_of(model, data) / scale
        loss.backward()
        return loss

    scale = loss_of_nothing(data) or 1
    optimiser.step(closure)
    return float(closure())
`;

const alone = (aligned: boolean): string => String.raw`

def alone(X, y, alpha${aligned ? ", R=np.eye(D)" : ""}):
    """The predictor of a task that is trained by itself."""
    data, W = whitened([(X, y, None)], [alpha]${aligned ? ", [R]" : ""})
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

const jointly = (aligned: boolean): string => String.raw`

def jointly(${jointlyTakes(aligned)}):
    """The predictors B a_i after training all tasks together: every start for a while, then the best to its end."""
    data, W = whitened(tasks, alpha${aligned ? ", turns" : ""})
    models = [SharedModel(descent(data, heads), heads) for heads in starts(data)]
    best = min(models, key=lambda model: train(model, data, 100))
    train(best, data, 3000)
    return (best.heads @ best.B.T).detach().numpy() @ W.T
`;
