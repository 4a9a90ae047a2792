/** Newton's method for the shared module where the heads follow it: what alternating sweeps creep towards, in a few steps. */
import { choleskyIfPositive, solveCholesky, solveLowerRows } from "../linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  crossProduct,
  dot,
  matrix,
  multiply,
  row,
  trace,
  transpose,
} from "../linalg/matrix.ts";
import { transposeMultiply } from "../linalg/matrix.ts";

/**
 * B + D, d×r, where D is a Newton step of f(B) = min_A Σ_i A_i'B'P_iBA_i − 2c_i'BA_i from a B with orthonormal columns and its
 * best heads A (k×r); undefined where f is not convex. With g_i = P_iBA_i − c_i the gradient is 2Σ_i g_iA_i', and the Hessian
 * what is left of that in B and A when A is eliminated,
 *   2Σ_i A_iA_i' ⊗ P_i − C_i(B'P_iB)⁻¹C_i',   C_i = A_i ⊗ P_iB + I ⊗ g_i,
 * in vec B, column after column. f is the same at B and at BM, so that directions BM are given a curvature of their own.
 * P: k matrices, d×d, positive definite; c: k vectors, d. Source: SPEC (4.6); Golub and Pereyra 1973.
 */
export function reducedNewtonStep(
  P: readonly Matrix[],
  c: readonly Float64Array[],
  B: Matrix,
  A: Matrix,
): Matrix | undefined {
  const { rows: d, columns: r } = B;
  const gradient = matrix(r, d);
  const eliminated = matrix(d * r, P.length * r); // of which C_i(B'P_iB)⁻¹C_i' is one part with itself
  for (let i = 0; i < P.length; i++) {
    const a = row(A, i);
    const part = partOf(P[i], c[i], B, a);
    if (!part) return undefined;
    for (let j = 0; j < r; j++) addScaled(row(gradient, j), a[j], part.g);
    for (let n = 0; n < d * r; n++) row(eliminated, n).set(row(part.E, n), i * r);
  }
  const hessian = moduleSystem(P, A);
  const minus = crossProduct(transpose(eliminated));
  const curvature = trace(hessian) / (d * r);
  const projector = crossProduct(transpose(B));
  for (let at = 0; at < hessian.data.length; at++) hessian.data[at] -= minus.data[at];
  for (let j = 0; j < r; j++)
    for (let n = 0; n < d; n++)
      addScaled(row(hessian, j * d + n).subarray(j * d, (j + 1) * d), curvature, row(projector, n));
  const L = choleskyIfPositive(hessian);
  if (!L) return undefined;
  const step = transpose(matrix(r, d, solveCholesky(L, gradient.data)));
  return matrix(
    d,
    r,
    B.data.map((value, at) => value - step.data[at]),
  );
}

/** Of one task with head a (r): g (d), and E (dr×r) with EE' = C(B'PB)⁻¹C'; undefined where B'PB is singular. */
function partOf(
  P: Matrix,
  c: Float64Array,
  B: Matrix,
  a: Float64Array,
): { readonly g: Float64Array; readonly E: Matrix } | undefined {
  const { rows: d, columns: r } = B;
  const PB = multiply(P, B);
  const L = choleskyIfPositive(transposeMultiply(B, PB));
  if (!L) return undefined;
  const g = c.map((value, n) => dot(row(PB, n), a) - value);
  const C = matrix(d * r, r);
  for (let j = 0; j < r; j++)
    for (let n = 0; n < d; n++) {
      const into = row(C, j * d + n);
      addScaled(into, a[j], row(PB, n));
      into[j] += g[n];
    }
  return { g, E: solveLowerRows(L, C) };
}

/** Σ_i A_iA_i' ⊗ P_i, dr×dr, for k matrices P_i (d×d) and A (k×r): what vec B, column after column, meets. Source: SPEC (4.6). */
export function moduleSystem(P: readonly Matrix[], A: Matrix): Matrix {
  const d = P[0].rows;
  const r = A.columns;
  const system = matrix(d * r, d * r);
  const block = new Float64Array(d * d);
  for (let a = 0; a < r; a++)
    for (let b = 0; b <= a; b++) {
      block.fill(0);
      P.forEach((Pi, i) => addScaled(block, A.data[i * r + a] * A.data[i * r + b], Pi.data));
      for (let n = 0; n < d; n++)
        for (let l = 0; l < d; l++) {
          system.data[(a * d + n) * d * r + b * d + l] = block[n * d + l];
          system.data[(b * d + n) * d * r + a * d + l] = block[n * d + l];
        }
    }
  return system;
}
