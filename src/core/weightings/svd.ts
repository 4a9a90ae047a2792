/**
 * Algorithm 2: task weights from the singular vectors of [X_1'y_1 … X_k'y_k]. A task whose X_i'y_i lies within the r
 * strongest directions of all tasks counts more; random labels, which shorten X_i'y_i, count less. Noise that is *added*
 * to labels lengthens it, so the algorithm as printed counts such tasks more: the labels are scaled to unit norm here
 * unless the printed version is asked for.
 */
import { svd as singularValues } from "../linalg/decompositions.ts";
import { columns, fromRows, norm, scaled, transposeMultiplyVector } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";
import { vocabulary } from "../vocabulary.ts";
import { normalised } from "./normalised.ts";
import type { Weighting } from "./weighting.ts";

/** Singular values r and r+1 tie below this share of the largest … Source: SPEC, section 11. */
const TIE = 1e-8;
/** … unless singular value r itself is below this share, and so takes no part in any α_i. */
const VANISHING = 1e-10;

/** The labels within Algorithm 2: y_i as printed, or y_i/‖y_i‖. */
export type Labels = "printed" | "unit";

/** The weights of Algorithm 2 and whether they are the only ones. Source: SPEC (8.1). */
export interface SvdWeights {
  /** α_i = ‖U_r'X_i'y_i‖, k of them; not normalised. */
  readonly alpha: Float64Array;
  /** False where singular values r and r+1 tie, so that U_r, and with it α, is one of many. */
  readonly isUnique: boolean;
}

/**
 * The weights of Algorithm 2: α_i = ‖U_r'θ_i‖ with θ_i = X_i'y_i (not the single-task solution) and U_r the top r left
 * singular vectors of [θ_1 … θ_k]; for r ≥ min(d, k) α_i = ‖θ_i‖.
 *
 * With unit labels y_i is replaced by y_i/‖y_i‖, and by 0 where it is 0. r is a positive integer, of any size.
 * Throws if there is no task or the tasks differ in d. Source: the paper, Algorithm 2; SPEC (8.1), (8.2).
 */
export function svdWeights(tasks: readonly Data[], r: number, labels: Labels): SvdWeights {
  const { alphaAt, tieAfter } = spectrum(tasks, labels);
  return { alpha: alphaAt(r), isUnique: !tieAfter(r) };
}

const fields = { r: vocabulary.r, labels: vocabulary.labels } as const;

/** Algorithm 2 with Σα_i = k. Tied singular values are all taken in, which keeps the weights unique. */
export const svd: Weighting<typeof fields> = {
  title: "SVD weights (Algorithm 2)",
  doc: "A task's weight is the length of Xᵢ'yᵢ within the r strongest directions of all tasks together.",
  source: "the paper, Algorithm 2; SPEC (8.1), (8.2)",
  fields,
  needs: "nothing",
  claims: [
    "sums to k",
    "non-negative",
    "permutes with tasks",
    "ignores the scale of all labels",
    "ignores a common rotation",
  ],
  start(tasks, { r, labels }) {
    const { alphaAt, tieAfter } = spectrum(tasks, labels);
    let wide = r;
    while (tieAfter(wide)) wide++;
    const alpha = normalised(alphaAt(wide));
    return () => alpha;
  },
};

/** α for every r, and whether singular values r and r+1 tie. */
function spectrum(
  tasks: readonly Data[],
  labels: Labels,
): { readonly alphaAt: (r: number) => Float64Array; readonly tieAfter: (r: number) => boolean } {
  const thetas = tasks.map(({ X, y }) => transposeMultiplyVector(X, labels === "unit" ? unit(y) : y)); // d each
  const { values, V } = singularValues(fromRows(thetas)); // rows are tasks, so the right vectors live in R^d
  const alphaAt = (r: number): Float64Array => {
    if (r >= values.length) return Float64Array.from(thetas, norm);
    const leading = columns(V, 0, r);
    return Float64Array.from(thetas, (theta) => norm(transposeMultiplyVector(leading, theta)));
  };
  const tieAfter = (r: number): boolean =>
    r < values.length && values[r - 1] >= VANISHING * values[0] && values[r - 1] - values[r] < TIE * values[0];
  return { alphaAt, tieAfter };
}

function unit(y: Float64Array): Float64Array {
  const length = norm(y);
  return length > 0 ? scaled(1 / length, y) : y;
}
