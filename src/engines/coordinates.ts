/**
 * The coordinates in which training engines work: an exact change of variables B = s·W B̂ for each model, in which all
 * three kinds of model are one computation on the rows of matrices X̂_i with labels ŷ_i.
 *
 * Where a problem has alignment matrices, X_i below is Z_i = X_iR_i, and I is R_i'R_i; nothing else is different.
 *
 * What engines minimise is F = F_λ / S, where S is F_λ of B = 0, so that F(0) = 1. With P = Σ_i P_i, whitened W'PW = I
 * (from a Cholesky factor of P), otherwise W is a multiple of the identity with λ_max(W'PW) = 1:
 *            P_i                    S               s²   samples in X̂_i   labels in ŷ_i
 *   linear   α_iX_i'X_i + λI        Σ_i α_i‖y_i‖²   S    √α_i X_i W       √α_i y_i / s
 *   relu     the same               the same        S    √α_i X_i W       √α_i y_i / s
 *   logistic α_iX_i'X_i / 4 + λI    Σ_i α_im_i ln 2 2S   s X_i W          (2y_i − 1) α_i / S
 * α can be taken into the samples of a ReLU, which is positively homogeneous. For two classes it cannot: a label there
 * has the class as its sign and the sample's weight as its size, and 1/4 bounds the second derivative of the loss.
 *
 * The first d rows of each X̂_i are the ridge, N_i = √λ R_iW with labels 0; the samples stand behind them. Row n, x̂, of task i
 * has margins v = x̂B̂ (r numbers), outputs p_j = g(v_j)A_ij, a loss ℓ and residuals e_j = ½∂ℓ/∂p_j:
 *              g        ℓ                                        e_j
 *   sample
 *     linear   v_j      (Σp − ŷ)²                                Σp − ŷ
 *     relu     v_j⁺     (Σp − ŷ)²                                Σp − ŷ
 *     logistic v_j      |ŷ| log(1 + exp(−sign(ŷ) Σp))            −½ŷ / (1 + exp(sign(ŷ) Σp))
 *   ridge
 *     relu     v_j      Σ_j p_j²                                 p_j, each unit for itself
 *     others   v_j      (Σp)²                                    Σp
 * and F is the sum of ℓ over all rows of all tasks; its half has the gradients
 *   g_i += e_jg(v_j) (component j),   g_B += x̂'(e_jA_ijg'(v_j)) (column j), g'(v) = 1(v > 0) for a ReLU.
 * A row of zeros with label 0 adds nothing, whatever the model. So for linear models F = Σ_i‖X̂_iB̂A_i − ŷ_i‖².
 *
 * Either way θ̂ ↦ F/2 of linear and logistic models has a curvature of at most 1, which is what the steps of optimiser.ts
 * rely on; a ReLU can only lower it. Initial values are balanced, ‖B̂‖_F = ‖A‖_F, by the freedom (1.4); it is positive,
 * so that a ReLU has it too.
 */
import { congruence } from "../core/linalg/congruence.ts";
import { cholesky, inverseTransposed, solveCholesky, symmetricEigen } from "../core/linalg/decompositions.ts";
import {
  type Matrix,
  combine,
  identity,
  matrix,
  multiply,
  multiplyVector,
  norm,
  scale,
  scaled,
  shiftDiagonal,
  stack,
  trace,
  transpose,
  transposeMultiply,
  transposeMultiplyVector,
} from "../core/linalg/matrix.ts";
import { type Model, nullLoss } from "../core/model.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { penalisedCovariance, statistics } from "../core/task.ts";

/** An exact change of variables, and the problem written in the new ones. */
export interface Coordinates {
  /** B̂ and A of a model given in the problem's own coordinates, balanced. */
  readonly enter: (model: Model) => Model;
  /** The model in the problem's own coordinates. */
  readonly leave: (model: Model) => Model;
  /** W, d×d and upper triangular. */
  readonly W: Matrix;
  /** N_i of each task, the first d rows of X̂_i; one and the same without alignment. */
  readonly N: readonly Matrix[];
  /** What the rows behind them are made of in each task: they are factor·Z_i W, and have these labels; X is Z_i. */
  readonly samples: () => readonly { readonly X: Matrix; readonly factor: number; readonly y: Float64Array }[];
  /** X̂_i ((d+m_i)×d) and ŷ_i of each task: what an engine that works on data trains on. */
  readonly data: () => readonly { readonly X: Matrix; readonly y: Float64Array }[];
  /**
   * Ĝ_i = X̂_i'X̂_i, ĥ_i = X̂_i'ŷ_i and ‖ŷ_i‖² of each task: the same for an engine that works on statistics.
   * Throws unless the model is linear: other losses have none.
   */
  readonly statistics: () => readonly { readonly G: Matrix; readonly h: Float64Array; readonly yy: number }[];
}

/** A positive definite P is needed to whiten; where it may be singular it is lifted by this share of its mean diagonal. */
const LIFT = 1e-10;

/** Bound of the second derivative of ℓ/2 in x'θ, from which P is made. */
const CURVATURE = { linear: 1, relu: 1, logistic: 1 / 4 } as const;

/** The coordinates of one model. Throws if a number of the problem is not finite. */
export function coordinates(problem: Problem, whiten: boolean): Coordinates {
  const { tasks, alpha, ridge, model: kind = "linear", R } = problem;
  const d = tasks[0].X.columns;
  const parts = tasks.map((task, i) => {
    const P = penalisedCovariance(statistics(task), CURVATURE[kind] * alpha[i], ridge);
    return R ? congruence(P, R[i]) : P;
  });
  const P = parts.reduce((sum, part) => combine(1, sum, 1, part));
  const total = nullLoss(problem);
  const s = Math.sqrt(kind === "logistic" ? 2 * total : total) || 1;
  const isDefinite = ridge > 0 && !R; // an alignment matrix may be singular
  const change = whiten ? whitening(P, isDefinite) : rescaling(P);
  const ridgeRows = scale(change.W, Math.sqrt(ridge));
  const N = tasks.map((_, i) => (R ? multiply(R[i], ridgeRows) : ridgeRows));
  const samples: Coordinates["samples"] = () =>
    tasks.map(({ X: unaligned, y }, i) => {
      const X = R ? multiply(unaligned, R[i]) : unaligned;
      const root = Math.sqrt(alpha[i]);
      if (kind !== "logistic") return { X, factor: root, y: scaled(root / s, y) };
      const signed = new Float64Array(y.length);
      for (let n = 0; n < y.length; n++) signed[n] = ((2 * y[n] - 1) * alpha[i]) / total;
      return { X, factor: s, y: signed };
    });

  return {
    enter: ({ B, A }) => {
      const inner = scale(change.into(B), 1 / s);
      const balance = Math.sqrt(norm(A.data) / norm(inner.data)) || 1;
      return { B: scale(inner, balance), A: scale(A, 1 / balance) };
    },
    leave: ({ B, A }) => ({ B: scale(change.outOf(B), s), A, ...(R && { R }) }),
    W: change.W,
    N,
    samples,
    data: () =>
      samples().map(({ X, factor, y }, i) => ({ X: stack(N[i], change.rows(scale(X, factor))), y: padded(d, y) })),
    statistics: () => {
      if (kind !== "linear") throw new RangeError(`coordinates: statistics need a linear model; got ${kind}`);
      // Whitened, all Ĝ_i together are the identity where nothing was lifted: the last is what the others leave of it.
      const found = (whiten && isDefinite ? parts.slice(0, -1) : parts).map(change.congruence);
      if (found.length < parts.length) found.push(found.reduce((left, G) => combine(1, left, -1, G), identity(d)));
      return tasks.map((task, i) => {
        const { Xty, yty } = statistics(task);
        const c = scaled(alpha[i] / s, Xty);
        return {
          G: found[i],
          h: change.transposed(R ? transposeMultiplyVector(R[i], c) : c),
          yy: (alpha[i] * yty) / total || 0,
        };
      });
    },
  };
}

/**
 * Added to Ĝ, whose eigenvalues are at most 1, where a point near the minimum of ‖X̂θ − ŷ‖² is sought: it adds little to
 * the loss, and the point stays within reach where Ĝ is singular.
 */
const NEAR = 1e-4;

/** θ, d, close to the minimum of ‖X̂θ − ŷ‖²: where float32 engines expand it, from Ĝ = X̂'X̂ and ĥ = X̂'ŷ. */
export function nearOptimum(G: Matrix, h: Float64Array): Float64Array {
  return solveCholesky(cholesky(shiftDiagonal(G, NEAR)), h);
}

interface Change {
  readonly W: Matrix;
  readonly into: (B: Matrix) => Matrix; // W⁻¹B
  readonly outOf: (B: Matrix) => Matrix; // W B
  readonly rows: (X: Matrix) => Matrix; // X W
  readonly transposed: (v: Float64Array) => Float64Array; // W'v
  readonly congruence: (P: Matrix) => Matrix; // W'P W
}

/** W = C^{-T} with P = CC', so that W'PW = I; it is upper triangular. */
function whitening(P: Matrix, isDefinite: boolean): Change {
  const d = P.rows;
  const lift = isDefinite ? 0 : (LIFT * trace(P)) / d || 1;
  const C = cholesky(shiftDiagonal(P, lift));
  const W = inverseTransposed(C);
  const Wt = transpose(W);
  return {
    W,
    into: (B) => transposeMultiply(C, B),
    outOf: (B) => transposeMultiply(Wt, B),
    rows: (X) => timesUpper(X, W),
    transposed: (v) => multiplyVector(Wt, v),
    congruence: (M) => {
      const product = timesUpper(transpose(timesUpper(M, W)), W);
      return combine(0.5, product, 0.5, transpose(product));
    },
  };
}

/** X W for an upper triangular W, four rows of X at a time. */
function timesUpper(X: Matrix, W: Matrix): Matrix {
  const { rows: m, columns: d, data: x } = X;
  const w = W.data;
  const product = matrix(m, d);
  const c = product.data;
  const whole = m - (m % 4);
  for (let n = 0; n < whole; n += 4) {
    const n0 = n * d;
    const n1 = (n + 1) * d;
    const n2 = (n + 2) * d;
    const n3 = (n + 3) * d;
    for (let l = 0; l < d; l++) {
      const x0 = x[n0 + l];
      const x1 = x[n1 + l];
      const x2 = x[n2 + l];
      const x3 = x[n3 + l];
      for (let j = l, at = l * d + l; j < d; j++) {
        const wlj = w[at++];
        c[n0 + j] += x0 * wlj;
        c[n1 + j] += x1 * wlj;
        c[n2 + j] += x2 * wlj;
        c[n3 + j] += x3 * wlj;
      }
    }
  }
  for (let n = whole; n < m; n++)
    for (let l = 0; l < d; l++) {
      const xl = x[n * d + l];
      for (let j = l, at = l * d + l; j < d; j++) c[n * d + j] += xl * w[at++];
    }
  return product;
}

/** W = I / √λ_max(P). */
function rescaling(P: Matrix): Change {
  const root = Math.sqrt(symmetricEigen(P).values[0]) || 1;
  return {
    W: identity(P.rows, 1 / root),
    into: (B) => scale(B, root),
    outOf: (B) => scale(B, 1 / root),
    rows: (X) => scale(X, 1 / root),
    transposed: (v) => scaled(1 / root, v),
    congruence: (M) => scale(M, 1 / root ** 2),
  };
}

function padded(zeros: number, y: Float64Array): Float64Array {
  const labels = new Float64Array(zeros + y.length);
  labels.set(y, zeros);
  return labels;
}
