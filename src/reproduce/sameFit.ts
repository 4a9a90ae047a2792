/** Long data made short: what least squares can see of m samples stands in d of them. */
import { cholesky, solveLower } from "../core/linalg/decompositions.ts";
import { type Matrix, transpose } from "../core/linalg/matrix.ts";
import { type Data, statistics } from "../core/task.ts";

/**
 * d samples that give every model the same loss as these m do, but for a constant; the data themselves where m ≤ 2d, for
 * which there is little to gain. X'X must be positive definite where m > 2d.
 */
export function sameFit(data: Data): Data {
  if (data.X.rows <= 2 * data.X.columns) return data;
  const { XtX, Xty } = statistics(data);
  return fromNormalEquations(XtX, Xty);
}

/** d samples X = L', y = L⁻¹c with X'X = P = LL' and X'y = c. Throws if P is not positive definite. */
export function fromNormalEquations(P: Matrix, c: Float64Array): Data {
  const L = cholesky(P);
  return { X: transpose(L), y: solveLower(L, c) };
}
