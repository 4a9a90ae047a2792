/**
 * Networks of several ReLU units in Python, as the Subspaces lab fits them: `experiment(seed)` asks `fitted(tasks, seed)`.
 * The loss has many local minima, and the start and every step decide which of them is reached: so these are the page's.
 */

import type { Library } from "./script.ts";

/** Source: SPEC 10.13. */
export const networksPart = (library: Library): string => `

def objective(x, tasks):
    """sum_i |relu(X_i B) a_i - y_i|^2 + RIDGE (|B|^2 + |A|^2) and its gradient; x has the rows of B, then the heads a_i."""${
      library === "numpy" ? BY_HAND : BY_TORCH
    }
${SEARCH}`;

const BY_HAND = `
    value, g = RIDGE * np.sum(x**2), 2 * RIDGE * x
    for i, (X, y, _) in enumerate(tasks):
        Z, head = np.maximum(0, X @ x[:D]), x[D + i]
        residual = Z @ head - y
        value += residual @ residual
        g[:D] += 2 * X.T @ (np.outer(residual, head) * (Z > 0))
        g[D + i] += 2 * residual @ Z
    return value, g`;

const BY_TORCH = `
    x = torch.from_numpy(x).requires_grad_()
    data = [(torch.from_numpy(X), torch.from_numpy(y)) for X, y, _ in tasks]
    fits = [torch.sum((torch.relu(X @ x[:D]) @ head - y) ** 2) for (X, y), head in zip(data, x[D:])]
    value = sum(fits) + RIDGE * torch.sum(x**2)
    value.backward()
    return value.item(), x.grad.numpy()`;

/** The search is that of src/core/solvers/lbfgs.ts. */
const SEARCH = String.raw`

def direction(pairs, g):
    """Minus the inverse Hessian that the last steps and changes of the gradient show, times the gradient."""
    p, shares = -g, []
    for step, change in reversed(pairs):
        shares.append(np.sum(step * p) / np.sum(step * change))
        p = p - shares[-1] * change
    if pairs:
        step, change = pairs[-1]
        p = p * np.sum(step * change) / np.sum(change**2)
    for (step, change), share in zip(pairs, reversed(shares)):
        p = p + (share - np.sum(change * p) / np.sum(step * change)) * step
    return p


def line_search(x, value, g, p, t, tasks):
    """The first point x + tp that meets the weak Wolfe conditions, by doubling and halving t; else the lowest seen."""
    slope, low, high, lowest = np.sum(g * p), 0, np.inf, None
    for _ in range(40 if slope < 0 else 0):
        there = x + t * p
        found, gradient = objective(there, tasks)
        if found > value + 1e-4 * t * slope:
            high = t
        else:
            low = t
            if found < (value if lowest is None else lowest[1]):
                lowest = there, found, gradient
            if np.sum(gradient * p) >= 0.9 * slope:
                break
        t = 2 * low if high == np.inf else (low + high) / 2
    return lowest


def fitted(tasks, seed):
    """B and A after at most 300 steps of L-BFGS from the seed's random start, in which predictions are of order 1."""
    fans = np.sqrt(np.repeat([D, CAPACITY], [D, len(tasks)]))[:, None]
    x = normals(seed, 50, D + len(tasks), CAPACITY) / fans
    value, g = objective(x, tasks)
    pairs, values = [], [value]
    for _ in range(300):
        if np.linalg.norm(g) <= 1e-9 * max(1, value) or len(values) > 10 and values[-11] - value <= 1e-12 * value:
            break
        p = direction(pairs, g)
        first = min(1, np.linalg.norm(x) / np.linalg.norm(p))
        found = line_search(x, value, g, p, 1 if pairs else first, tasks)
        if found is None and not pairs:
            break
        if found is None:
            pairs = []  # they mislead: once more along the gradient
        else:
            step, change = found[0] - x, found[2] - g
            if np.sum(step * change) > 0:
                pairs = (pairs + [(step, change)])[-10:]
            x, value, g = found
        values.append(value)
    return x[:D], x[D:]
`;
