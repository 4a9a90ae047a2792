"""Proof of the erratum of SPEC 10.2 (LIVE, source 3 after Algorithm 1, m_s = 1000): python3 erratum.py, about a minute.

A program of its own, from SPEC alone: the streams of (2.8), the tasks of section 2, the two-task optimum of (4.2) from
20,001 angles and bisection of the slope, Algorithm 1 of (7.3) by direct solves along the ladder of (7.2) on 50 held-out
rows. It prints the mean and the standard error over seeds 1 to 100; SPEC prints -0.330 and 0.025.
"""

import numpy as np

D, KAPPA, COSINE, M_TARGET, M_SOURCE, SIGMA, RIDGE, HELD_OUT = 100, 20.0, 0.96, 6, 1000, 2.0, 10.0, 50
STRONG = D // 10
LADDER = [np.inf, 1e4, 3e3, 1e3, 300, 100, 30, 10, 3, 0]
WORD = np.uint64(0xFFFFFFFF)


def normals(seed, stream, count):
    """Philox4x32-10 with key (seed, stream), then Box and Muller on pairs of words."""
    even = count + count % 2
    c = [np.arange(-(-even // 4), dtype=np.uint64)] + [np.zeros(-(-even // 4), np.uint64)] * 3
    k0, k1 = seed, stream
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        high0, high1 = p0 >> np.uint64(32), p1 >> np.uint64(32)
        c = [high1 ^ c[1] ^ np.uint64(k0), p1 & WORD, high0 ^ c[3] ^ np.uint64(k1), p0 & WORD]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    words = np.stack(c, 1).reshape(-1)[:even].astype(float)
    radius = np.sqrt(-2 * np.log((words[0::2] + 1) / 2**32))
    angle = 2 * np.pi * words[1::2] / 2**32
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1).reshape(-1)[:count]


def shared_module(P1, P2, c1, c2):
    """B at the global optimum of two tasks with capacity 1."""
    inverse = np.linalg.inv(np.linalg.cholesky(P1 + P2))
    L, V = np.linalg.eigh(inverse @ P1 @ inverse.T)
    W = inverse.T @ V
    u, v = W.T @ c1, W.T @ c2

    def explained(t):
        return np.sum((np.cos(t) * u + np.sin(t) * v) ** 2 / (np.cos(t) ** 2 * L + np.sin(t) ** 2 * (1 - L)))

    def slope(t):
        cos, sin = np.cos(t), np.sin(t)
        b, M = cos * u + sin * v, cos**2 * L + sin**2 * (1 - L)
        return np.sum((2 * b * (cos * v - sin * u) * M - b**2 * 2 * cos * sin * (1 - 2 * L)) / M**2)

    angles = np.linspace(-np.pi / 2, np.pi / 2, 20_001)
    best = angles[np.argmax([explained(t) for t in angles])]
    low, high = best - np.pi / 20_000, best + np.pi / 20_000
    for _ in range(80):
        t = (low + high) / 2
        low, high = (t, high) if slope(t) > 0 else (low, t)
    cos, sin = np.cos(t), np.sin(t)
    return W @ ((cos * u + sin * v) / (cos**2 * L + sin**2 * (1 - L)))


def aligned_gap(seed):
    """The target's gap after Algorithm 1, with mu from the ladder by validation."""
    g, other = normals(seed, 0, D), normals(seed, 1, D)
    theta1 = g / np.linalg.norm(g)
    other -= (other @ theta1) * theta1
    theta2 = COSINE * theta1 + np.sqrt(1 - COSINE**2) * other / np.linalg.norm(other)
    D1, D2 = np.ones(D), np.ones(D)
    D1[:STRONG], D2[STRONG : 2 * STRONG] = KAPPA, KAPPA
    X = normals(seed, 11, (M_TARGET + HELD_OUT) * D).reshape(-1, D) * D1
    y = X @ theta1 + SIGMA * normals(seed, 21, len(X))
    X1, y1, X_held, y_held = X[:M_TARGET], y[:M_TARGET], X[M_TARGET:], y[M_TARGET:]
    X2 = normals(seed, 13, M_SOURCE * D).reshape(-1, D) * D2
    y2 = X2 @ theta2 + SIGMA * normals(seed, 23, M_SOURCE)

    ridge = RIDGE * np.eye(D)
    B = shared_module(X1.T @ X1 + ridge, X2.T @ X2 + ridge, X1.T @ y1, X2.T @ y2)
    q = B / np.linalg.norm(B)
    outside = np.eye(D) - np.outer(q, q)
    z = X1 @ q
    path = [
        q * (z @ y1) / (z @ z + RIDGE) if mu == np.inf else np.linalg.solve(X1.T @ X1 + ridge + mu * outside, X1.T @ y1)
        for mu in LADDER
    ]
    chosen = min(path, key=lambda theta: np.sum((X_held @ theta - y_held) ** 2))
    alone = np.linalg.solve(X1.T @ X1 + ridge, X1.T @ y1)
    error = lambda theta: np.sum(D1**2 * (theta - theta1) ** 2) / np.sum(D1**2 * theta1**2)
    return error(chosen) - error(alone)


gaps = np.array([aligned_gap(seed) for seed in range(1, 101)])
print(gaps.mean(), gaps.std(ddof=1) / np.sqrt(len(gaps)))
