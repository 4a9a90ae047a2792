/**
 * The coordinates in which training engines work: an exact change of variables B = s·W B̂ for each model.
 *
 * For a model of tasks i with P = Σ_i P_i, P_i = α_iX_i'X_i + λI, the ridge is made into data,
 *   X̂_i = [√α_i X_i; √λ I] W  ((m_i+d)×d),   ŷ_i = [√α_i y_i; 0] / s,   s² = Σ_i α_i‖y_i‖²,
 * so that F_λ / s² = Σ_i‖X̂_iB̂A_i − ŷ_i‖². Whitened, W'PW = I (from a Cholesky factor of P); otherwise W is a multiple
 * of the identity with λ_max(W'PW) = 1. Either way Σ_iX̂_i'X̂_i ⪯ I, which is what the steps of optimiser.ts rely on.
 * Initial values are balanced, ‖B̂‖_F = ‖A‖_F, by the freedom (1.4).
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
import type { Model } from "../core/model.ts";
import type { Problem } from "../core/solvers/problem.ts";
import { penalisedCovariance, statistics } from "../core/task.ts";

/** An exact change of variables, and the problem written in the new ones. */
export interface Coordinates {
  /** B̂ and A of a model given in the problem's own coordinates, balanced. */
  readonly enter: (model: Model) => Model;
  /** The model in the problem's own coordinates. */
  readonly leave: (model: Model) => Model;
  /** X̂_i and ŷ_i of each task: what an engine that works on data trains on. */
  readonly data: () => readonly { readonly X: Matrix; readonly y: Float64Array }[];
  /** Ĝ_i = X̂_i'X̂_i, ĥ_i = X̂_i'ŷ_i and ‖ŷ_i‖² of each task: the same for an engine that works on statistics. */
  readonly statistics: () => readonly { readonly G: Matrix; readonly h: Float64Array; readonly yy: number }[];
}

/** A positive definite P is needed to whiten; without ridge it is lifted by this share of its mean diagonal. */
const LIFT = 1e-10;

/** The coordinates of one model. Throws if a number of the problem is not finite. */
export function coordinates(problem: Problem, whiten: boolean): Coordinates {
  const { tasks, alpha, ridge } = problem;
  const d = tasks[0].X.columns;
  const parts = tasks.map((task, i) => penalisedCovariance(statistics(task), alpha[i], ridge));
  const P = parts.reduce((sum, part) => combine(1, sum, 1, part));
  const total = tasks.reduce((sum, task, i) => sum + alpha[i] * statistics(task).yty, 0);
  const s = Math.sqrt(total) || 1;
  const change = whiten ? whitening(P, ridge) : rescaling(P);

  return {
    enter: ({ B, A }) => {
      const inner = scale(change.into(B), 1 / s);
      const balance = Math.sqrt(norm(A.data) / norm(inner.data)) || 1;
      return { B: scale(inner, balance), A: scale(A, 1 / balance) };
    },
    leave: ({ B, A }) => ({ B: scale(change.outOf(B), s), A }),
    data: () =>
      tasks.map(({ X, y }, i) => ({
        X: change.rows(stack(scale(X, Math.sqrt(alpha[i])), identity(d, Math.sqrt(ridge)))),
        y: padded(scaled(Math.sqrt(alpha[i]) / s, y), d),
      })),
    statistics: () =>
      tasks.map((task, i) => {
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

function padded(y: Float64Array, zeros: number): Float64Array {
  const labels = new Float64Array(y.length + zeros);
  labels.set(y);
  return labels;
}
