/**
 * The coordinates in which training engines work: an exact change of variables B = s·W B̂ for each model, in which all
 * three kinds of model are one computation on the rows of matrices X̂_i with labels ŷ_i.
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
 * The first d rows of each X̂_i are the ridge, N = √λ W with labels 0; the samples stand behind them. Row n, x̂, of task i
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
import { cholesky, solveLower, symmetricEigen } from "../core/linalg/decompositions.ts";
import {
  type Matrix,
  combine,
  fromRows,
  identity,
  multiply,
  multiplyVector,
  norm,
  scale,
  scaled,
  shiftDiagonal,
  stack,
  trace,
  transpose,
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
  /** X̂_i ((d+m_i)×d) and ŷ_i of each task: what an engine that works on data trains on. */
  readonly data: () => readonly { readonly X: Matrix; readonly y: Float64Array }[];
  /**
   * Ĝ_i = X̂_i'X̂_i, ĥ_i = X̂_i'ŷ_i and ‖ŷ_i‖² of each task: the same for an engine that works on statistics.
   * Throws unless the model is linear: other losses have none.
   */
  readonly statistics: () => readonly { readonly G: Matrix; readonly h: Float64Array; readonly yy: number }[];
}

/** A positive definite P is needed to whiten; without ridge it is lifted by this share of its mean diagonal. */
const LIFT = 1e-10;

/** Bound of the second derivative of ℓ/2 in x'θ, from which P is made. */
const CURVATURE = { linear: 1, relu: 1, logistic: 1 / 4 } as const;

/** The coordinates of one model. Throws if a number of the problem is not finite. */
export function coordinates(problem: Problem, whiten: boolean): Coordinates {
  const { tasks, alpha, ridge, model: kind = "linear" } = problem;
  const d = tasks[0].X.columns;
  const parts = tasks.map((task, i) => penalisedCovariance(statistics(task), CURVATURE[kind] * alpha[i], ridge));
  const P = parts.reduce((sum, part) => combine(1, sum, 1, part));
  const total = nullLoss(problem);
  const s = Math.sqrt(kind === "logistic" ? 2 * total : total) || 1;
  const change = whiten ? whitening(P, ridge) : rescaling(P);

  return {
    enter: ({ B, A }) => {
      const inner = scale(change.into(B), 1 / s);
      const balance = Math.sqrt(norm(A.data) / norm(inner.data)) || 1;
      return { B: scale(inner, balance), A: scale(A, 1 / balance) };
    },
    leave: ({ B, A }) => ({ B: scale(change.outOf(B), s), A }),
    data: () =>
      tasks.map(({ X, y }, i) => {
        const root = Math.sqrt(alpha[i]);
        const samples = scale(X, kind === "logistic" ? s : root);
        const labels =
          kind === "logistic" ? y.map((label) => ((2 * label - 1) * alpha[i]) / total) : scaled(root / s, y);
        return {
          X: change.rows(stack(identity(d, Math.sqrt(ridge)), samples)),
          y: padded(d, labels),
        };
      }),
    statistics: () =>
      tasks.map((task, i) => {
        if (kind !== "linear") throw new RangeError(`coordinates: statistics need a linear model; got ${kind}`);
        const { Xty, yty } = statistics(task);
        return {
          G: change.congruence(parts[i]),
          h: change.transposed(scaled(alpha[i] / s, Xty)),
          yy: (alpha[i] * yty) / total || 0,
        };
      }),
  };
}

interface Change {
  readonly into: (B: Matrix) => Matrix; // W⁻¹B
  readonly outOf: (B: Matrix) => Matrix; // W B
  readonly rows: (X: Matrix) => Matrix; // X W
  readonly transposed: (v: Float64Array) => Float64Array; // W'v
  readonly congruence: (P: Matrix) => Matrix; // W'P W
}

/** W = C^{-T} with P = CC', so that W'PW = I. W' is lower triangular, and `multiply` skips its zeros. */
function whitening(P: Matrix, ridge: number): Change {
  const d = P.rows;
  const lift = ridge > 0 ? 0 : (LIFT * trace(P)) / d || 1;
  const C = cholesky(shiftDiagonal(P, lift));
  const Wt = inverseLower(C);
  return {
    into: (B) => multiply(transpose(C), B),
    outOf: (B) => multiply(transpose(Wt), B),
    rows: (X) => transpose(multiply(Wt, transpose(X))),
    transposed: (v) => multiplyVector(Wt, v),
    congruence: (M) => {
      const product = multiply(Wt, transpose(multiply(Wt, M)));
      return combine(0.5, product, 0.5, transpose(product));
    },
  };
}

/** C⁻¹, column by column. */
function inverseLower(C: Matrix): Matrix {
  const unit = new Float64Array(C.rows);
  const columns = Array.from(unit, (_, j) => {
    unit.fill(0);
    unit[j] = 1;
    return solveLower(C, unit);
  });
  return transpose(fromRows(columns));
}

/** W = I / √λ_max(P). */
function rescaling(P: Matrix): Change {
  const root = Math.sqrt(symmetricEigen(P).values[0]) || 1;
  return {
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
