/** Subspaces of R^d: orthonormal bases and the angles between them. */
import { svd } from "./decompositions.ts";
import { type Matrix, columns, multiply, norm, transpose, column } from "./matrix.ts";

/** Singular values below this share of the largest are taken for zero. Source: SPEC (5.6). */
const RANK_TOLERANCE = 1e-10;

/**
 * An orthonormal basis (d×rank) of the column span of M (d×p); dependent columns are dropped at relative tolerance 1e-10,
 * and M = 0 leaves none. Throws if M is not finite. Source: SPEC (5.6).
 */
export function orthonormalBasis(M: Matrix): Matrix {
  const { U, values } = svd(M);
  const rank = values.filter((value) => value > RANK_TOLERANCE * values[0]).length;
  return columns(U, 0, rank);
}

/**
 * Principal angles between the column spans of U (d×p) and V (d×q), ascending, in [0, π/2]: min(p, q) of them, fewer where
 * columns are dependent (relative 1e-10). Throws if U and V have different numbers of rows. Source: SPEC (5.6).
 */
export function principalAngles(U: Matrix, V: Matrix): Float64Array {
  if (U.rows !== V.rows)
    throw new RangeError(`principalAngles: U and V must have equally many rows; got ${U.rows} and ${V.rows}`);
  return anglesBetween(orthonormalBasis(U), orthonormalBasis(V));
}

/**
 * The same for F (d×p) and G (d×q) whose columns are orthonormal.
 *
 * cos φ_j are the singular values of FᵀG; where cos² ≥ 1/2 the angle is taken from the sine, the norm of the
 * residual of the principal vector, because the cosine loses half the digits of a small angle.
 * Source: Björck & Golub 1973; SPEC (5.6).
 */
export function anglesBetween(F: Matrix, G: Matrix): Float64Array {
  const { values: cosines, V: right } = svd(multiply(transpose(F), G));
  const directions = multiply(G, right); // principal vectors in span V
  const projected = multiply(F, multiply(transpose(F), directions));
  const angles = cosines.map((cosine, j) => {
    if (cosine * cosine < 0.5) return Math.acos(Math.max(0, cosine));
    const direction = column(directions, j);
    const shadow = column(projected, j);
    return Math.asin(Math.min(1, norm(direction.map((value, i) => value - shadow[i]))));
  });
  return angles.sort();
}
