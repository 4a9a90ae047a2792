"""One seed of the phase pad with NumPy, as carefully as a user of it would: the same draws, nested sample sizes, X'X of
every angle from one Gaussian Gram matrix, and the one-dimensional search of SPEC (4.2), (4.3) over all its grid at once.
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


def optimum(P1, P2, c1, c2):
    """The target's predictor at the head angle of least loss: a grid of 720, and bisection of the slope."""
    Ci = np.linalg.inv(np.linalg.cholesky(P1 + P2))
    L, Q = np.linalg.eigh(Ci @ P1 @ Ci.T)
    u, v = Q.T @ (Ci @ c1), Q.T @ (Ci @ c2)

    def explained(t):
        c, s = np.cos(t)[:, None], np.sin(t)[:, None]
        return ((c * u + s * v) ** 2 / (c * c * L + s * s * (1 - L))).sum(axis=1)

    def slope(t):
        c, s = np.cos(t), np.sin(t)
        b, M, db, dM = c * u + s * v, c * c * L + s * s * (1 - L), c * v - s * u, 2 * c * s * (1 - 2 * L)
        return -((2 * b * db * M - b * b * dM) / (M * M)).sum()

    cell = np.pi / 720
    grid = -np.pi / 2 + (np.arange(720) + 0.5) * cell
    best = grid[np.argmax(explained(grid))]
    low, high = best - cell, best + cell
    for _ in range(48):
        middle = (low + high) / 2
        low, high = (low, middle) if slope(middle) > 0 else (middle, high)
    t = (low + high) / 2
    c, s = np.cos(t), np.sin(t)
    return c * (Ci.T @ (Q @ ((c * u + s * v) / (c * c * L + s * s * (1 - L)))))


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
    gram, moment, before = np.zeros((D, D)), np.zeros(D), 0
    nested = []
    for m in sizes:
        gram, moment, before = gram + R[before:m].T @ R[before:m], moment + R[before:m].T @ noise[before:m], m
        nested.append((gram, moment))
    gaps = []
    for phi in np.radians(degrees):
        G = np.eye(D)
        j = np.arange(S)
        G[j, j] = G[S + j, S + j] = np.cos(phi)
        G[S + j, j], G[j, S + j] = np.sin(phi), -np.sin(phi)
        F = G * scales
        for gram, moment in nested:
            XtX = F @ gram @ F.T
            gaps.append(error(optimum(P1, XtX + RIDGE * np.eye(D), c1, XtX @ theta2 + F @ moment)) - alone)
    print(*gaps)


main(**json.loads(sys.argv[1]))
