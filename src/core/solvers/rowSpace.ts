import { qr } from "../linalg/decompositions.ts";
import { multiply, multiplyVector, stack, transpose, transposeMultiplyVector } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";
import type { Problem } from "./problem.ts";

/** A problem of capacity 1 in fewer dimensions, and the way there and back of a module. */
export interface Reduced {
  readonly problem: Problem<Data>;
  /** n numbers from d: the part of B that some row sees. */
  readonly toReduced: (B: Float64Array) => Float64Array;
  /** d numbers from n. */
  readonly toFull: (B: Float64Array) => Float64Array;
}

/**
 * The same problem in coordinates of the span of all rows, where they are n < d; otherwise the problem as it is.
 *
 * With X_iB all that a loss sees of B and a ridge on ‖BA_i‖², whatever of B no row sees only costs: an optimum lies in
 * the span. With orthonormal Q (d×n) for it, B = QB̃ has the margins X_iQB̃ and the length of B̃. So a fit of few samples
 * costs what n dimensions cost. Dependent rows leave Q with directions that are not used.
 */
export function inRowSpace(problem: Problem<Data>): Reduced {
  const rows = problem.tasks.map(({ X }) => X);
  const n = rows.reduce((sum, X) => sum + X.rows, 0);
  if (n >= rows[0].columns) return { problem, toReduced: (B) => B, toFull: (B) => B };
  const { Q } = qr(transpose(rows.reduce((above, X) => stack(above, X))));
  return {
    problem: { ...problem, tasks: problem.tasks.map(({ X, y }) => ({ X: multiply(X, Q), y })) },
    toReduced: (B) => transposeMultiplyVector(Q, B),
    toFull: (B) => multiplyVector(Q, B),
  };
}
