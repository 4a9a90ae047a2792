import { cholesky, solveCholesky } from "../core/linalg/decompositions.ts";
import { type Matrix, shiftDiagonal } from "../core/linalg/matrix.ts";

/**
 * Added to Ĝ, whose eigenvalues are at most 1, where a point near the minimum of ‖X̂θ − ŷ‖² is sought: it adds little to
 * the loss, and the point stays within reach where Ĝ is singular.
 */
const NEAR = 1e-4;

/** θ, d, close to the minimum of ‖X̂θ − ŷ‖²: where float32 engines expand it, from Ĝ = X̂'X̂ and ĥ = X̂'ŷ. */
export function nearOptimum(G: Matrix, h: Float64Array): Float64Array {
  return solveCholesky(cholesky(shiftDiagonal(G, NEAR)), h);
}
