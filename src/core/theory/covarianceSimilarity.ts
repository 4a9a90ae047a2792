/** How alike the covariances of two tasks are: equation (5) of the paper, raw and normalised. */
import { type Eigen, symmetricEigen } from "../linalg/decompositions.ts";
import { type Matrix, dot, matrix, multiply, row, transpose } from "../linalg/matrix.ts";
import { type Data, type Population, principalAxes } from "../task.ts";

/** How alike two covariances are. Source: the paper, equation (5); SPEC (5.5). */
export interface CovarianceSimilarity {
  /** ‖P₁'P₂‖_F / (‖P₁‖_F‖P₂‖_F), in [0, 1]. Two equal covariances score about 1/√s, not 1. */
  readonly score: number;
  /** score / √(score(1,1)·score(2,2)), in [0, 1]; 1 for equal covariances. */
  readonly normalised: number;
  /** r₁ and r₂: how many eigenvalues make 99 % of each trace. */
  readonly ranks: readonly [number, number];
}

/** Share of the trace that the kept eigenvalues must reach, and the slack that makes exact ties count as reached. */
const KEPT_SHARE = 0.99;
const TIE = 1e-12;
/** Eigenvalues at the cut that differ by less than this share of the largest leave the choice open. */
const GAP = 1e-8;

/** The leading eigenpairs C̃ = U_rΛ_rU_r' of a covariance: as few as make 99 % of its trace. Source: SPEC (5.5). */
export interface Leading {
  readonly vectors: Matrix; // d×r, orthonormal columns
  readonly values: Float64Array; // r, descending
  /** False where eigenvalues r and r+1 are equal (to 1e-8 of the largest), so that U_r is one of many. */
  readonly isUnique: boolean;
}

/**
 * Similarity of two covariances from their eigenpairs: with P_i = U_{r_i}Λ_{r_i}^{1/2},
 * ‖P₁'P₂‖_F = √tr(C̃₁C̃₂) and ‖P_i‖_F = √tr C̃_i. A zero covariance scores 0.
 * Source: the paper, equation (5); SPEC (5.5).
 */
export function covarianceSimilarity(C1: Leading, C2: Leading): CovarianceSimilarity {
  const score = overlap(C1, C2);
  const own = Math.sqrt(ownOverlap(C1) * ownOverlap(C2));
  return { score, normalised: own > 0 ? score / own : 0, ranks: [C1.values.length, C2.values.length] };
}

/** The leading eigenpairs of a task's X'X (uncentred, unnormalised). Source: the paper, equation (5); SPEC (5.5). */
export function leadingPrincipalAxes(task: Data): Leading {
  return leading(principalAxes(task));
}

/**
 * The leading eigenpairs of a symmetric positive semi-definite C (d×d), such as X'X. Throws if C is not finite or not
 * symmetric. Source: SPEC (5.5).
 */
export function leadingEigenpairs(C: Matrix): Leading {
  return leading(symmetricEigen(C));
}

/**
 * The leading eigenpairs of a population covariance, read off its axes. Equal eigenvalues at the cut leave the choice
 * open (κ ≤ 30): the last axes are then taken first, which an angle φ does not turn, so that the similarity follows φ
 * without a jump. Of a random rotation it depends on that choice; prefer sample covariances there.
 * Source: SPEC (5.5).
 */
export function leadingAxes({ axes, variances }: Population): Leading {
  const order = Array.from(variances.keys()).sort((a, b) => variances[b] - variances[a] || b - a);
  const vectors = matrix(axes.rows, order.length);
  for (let i = 0; i < axes.rows; i++) {
    const [into, own] = [row(vectors, i), row(axes, i)];
    order.forEach((from, j) => (into[j] = own[from]));
  }
  return leading({ values: Float64Array.from(order, (j) => variances[j]), vectors });
}

function leading({ values, vectors }: Eigen): Leading {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  let kept = 0;
  let r = 0;
  while (r < values.length && kept < KEPT_SHARE * total * (1 - TIE)) kept += Math.max(0, values[r++]);
  const U = matrix(vectors.rows, r);
  for (let i = 0; i < vectors.rows; i++) row(U, i).set(row(vectors, i).subarray(0, r));
  const isUnique = r === 0 || r === values.length || values[r - 1] - values[r] > GAP * values[0];
  return { vectors: U, values: values.slice(0, r), isUnique };
}

/** √tr(C̃₁C̃₂) / √(tr C̃₁ tr C̃₂). */
function overlap(C1: Leading, C2: Leading): number {
  const cosines = multiply(transpose(C1.vectors), C2.vectors); // r₁×r₂
  let trace = 0;
  for (let i = 0; i < cosines.rows; i++)
    trace +=
      C1.values[i] *
      dot(
        C2.values,
        row(cosines, i).map((cosine) => cosine * cosine),
      );
  const scale = Math.sqrt(sum(C1.values) * sum(C2.values));
  return scale > 0 ? Math.sqrt(trace) / scale : 0;
}

/** The overlap of C̃ with itself, √tr(C̃²) / tr C̃: its axes are orthonormal. */
function ownOverlap({ values }: Leading): number {
  const total = sum(values);
  return total > 0 ? Math.sqrt(dot(values, values)) / total : 0;
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
