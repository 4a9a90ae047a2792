"""One seed of the phase pad with NumPy, as carefully as a user of it would: the same draws, nested sample sizes, one
eigen-decomposition for each of them, and the one-dimensional search of SPEC (4.2), (4.3) of all angles at once: one table
of weights 1/(sin²t Λ + λ) on its grid, a system of m₁ equations for each angle and t, and bisection of the slope.
Takes {"seed", "degrees", "sizes"} as JSON; prints the transfer gaps, angle after angle, size after size."""
import json
import sys

import numpy as np

D, KAPPA, COSINE, M_TARGET, SIGMA, RIDGE = 100, 100.0, 0.96, 5, 2.0, 10.0
S = D // 10
MASK, SHIFT = np.uint64(0xFFFFFFFF), np.uint64(32)


def normals(seed, stream, count):
    """Philox4x32-10 with key (seed, stream), then Box and Muller, as SPEC (2.8)."""
    blocks = -(-count // 4)
    c = [np.arange(blocks, dtype=np.uint64)] + [np.zeros(blocks, dtype=np.uint64) for _ in range(3)]
    k0, k1 = seed, stream
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        c = [(p1 >> SHIFT) ^ c[1] ^ np.uint64(k0), p1 & MASK, (p0 >> SHIFT) ^ c[3] ^ np.uint64(k1), p0 & MASK]
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    words = np.stack(c, axis=1).ravel().astype(np.float64)
    radius, angle = np.sqrt(-2 * np.log((words[0::2] + 1) / 2**32)), 2 * np.pi * words[1::2] / 2**32
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()[:count]


def search_angles(finest):
    """Evenly spread head angles in (0, π/2), and ever closer ones towards both axes."""
    cell = np.pi / 121
    near = cell / 2 / 1.5 ** np.arange(1, 60)
    near = near[near > finest]
    return np.sort(np.concatenate([np.arange(1, 61) * cell, near, np.pi / 2 - near]))


def optima(Z, y1, yty, Lambda):
    """B at the head angle of least loss, for each of some angles, in the eigenbasis: Z holds the target's rows and then X₂'y₂."""
    angles, rows, d = len(Z), len(y1), len(Lambda)
    X, c2 = Z[:, :rows], Z[:, rows]
    half = search_angles(np.sqrt(RIDGE / (RIDGE + Lambda.max())) / 8)
    W = 1 / (np.sin(half)[:, None] ** 2 * Lambda + RIDGE)
    products = (Z[:, :, None] * Z[:, None]).reshape(-1, d)
    S = np.moveaxis((products @ W.T).reshape(angles, rows + 1, rows + 1, -1), 3, 1)  # angles × t × rows+1 × rows+1
    S = np.concatenate([S[:, ::-1], S], axis=1)
    t = np.concatenate([-half[::-1], half])
    c, s = np.cos(t), np.sin(t)
    K, g = S[:, :, :rows, :rows], S[:, :, :rows, rows]
    r = y1 - (c * s)[:, None] * g
    p = np.linalg.solve(np.eye(rows) + (c * c)[:, None, None] * K, r[..., None])[..., 0]
    best = np.argmin(yty[:, None] - s * s * S[:, :, rows, rows] + (r * p).sum(axis=2), axis=1)
    ends = np.concatenate([[t[-1] - np.pi], t, [t[0] + np.pi]])
    low, high = ends[best], ends[best + 2]

    def fit(t):
        c, s = np.cos(t)[:, None], np.sin(t)[:, None]
        w = 1 / (s * s * Lambda + RIDGE)
        S = (Z * w[:, None]) @ Z.transpose(0, 2, 1)
        K, g = S[:, :rows, :rows], S[:, :rows, rows]
        p = np.linalg.solve(np.eye(rows) + (c * c)[:, None] * K, (y1 - c * s * g)[..., None])[..., 0]
        b = (p[:, None] @ X)[:, 0]
        return c, s, w, K, g, p, b

    def slope(t):
        c, s, w, K, g, p, b = fit(t)
        pull = (w * w * (c * Lambda * b * (2 * s * c2 + c * b) - RIDGE * c2 * c2)).sum(axis=1)
        return np.sin(2 * t) * (pull + np.einsum("ia,iab,ib->i", p, K, p)) - 2 * np.cos(2 * t) * (g * p).sum(axis=1)

    for _ in range(48):
        middle = (low + high) / 2
        rising = slope(middle) > 0
        low, high = np.where(rising, low, middle), np.where(rising, middle, high)
    c, s, w, _, _, _, b = fit((low + high) / 2)
    return c * w * (s * c2 + c * b)


def main(seed, degrees, sizes):
    theta1 = normals(seed, 0, D)
    theta1 = theta1 / np.linalg.norm(theta1)
    u = normals(seed, 1, D)
    u = u - (u @ theta1) * theta1
    theta2 = COSINE * theta1 + np.sqrt(1 - COSINE**2) * u / np.linalg.norm(u)
    scales = np.where(np.arange(D) < S, KAPPA, 1.0)
    X1 = normals(seed, 11, M_TARGET * D).reshape(M_TARGET, D) * scales
    y1 = X1 @ theta1 + SIGMA * normals(seed, 21, M_TARGET)
    P1, c1 = X1.T @ X1 + RIDGE * np.eye(D), X1.T @ y1
    weights = scales**2

    def error(theta):
        return weights @ (theta - theta1) ** 2 / (weights @ theta1**2)

    alone = error(np.linalg.solve(P1, c1))
    R, noise = normals(seed, 12, sizes[-1] * D).reshape(-1, D), SIGMA * normals(seed, 22, sizes[-1])
    gram, moment, squares, before = np.zeros((D, D)), np.zeros(D), 0, 0
    nested = []
    for m in sizes:
        new, own, before = R[before:m], noise[before:m], m
        gram, moment, squares = gram + new.T @ new, moment + new.T @ own, squares + own @ own
        nested.append((gram, moment, squares))
    turns = []
    for phi in np.radians(degrees):
        G = np.eye(D)
        j = np.arange(S)
        G[j, j] = G[S + j, S + j] = np.cos(phi)
        G[S + j, j], G[j, S + j] = np.sin(phi), -np.sin(phi)
        turns.append(G)
    turns = np.array(turns)
    X, theta = X1 @ turns, theta2 @ turns  # in which the source stands still
    gaps = []
    for gram, moment, squares in nested:
        Lambda, E = np.linalg.eigh(scales[:, None] * gram * scales)
        Lambda = np.maximum(Lambda, 0)
        turned, noisy = theta @ E, (scales * moment) @ E
        c2 = Lambda * turned + noisy
        yty = (turned * (c2 + noisy)).sum(axis=1) + squares
        B = optima(np.concatenate([X @ E, c2[:, None]], axis=1), y1, yty, Lambda)
        thetas = np.einsum("aij,aj->ai", turns, B @ E.T)
        gaps.append([error(theta) - alone for theta in thetas])
    print(*np.transpose(gaps).ravel())


main(**json.loads(sys.argv[1]))
