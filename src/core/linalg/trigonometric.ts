/**
 * Matrices whose entries are trigonometric polynomials of degree 2 in an angle, from their values at five angles:
 *   S(φ) = Σ_k D(φ − φ_k) S(φ_k), φ_k = 2πk/5, D(x) = (1 + 2cos x + 2cos 2x)/5.
 * Σ_k |D| is below 2, so that rounding at the nodes stays what it is. D is Dirichlet's kernel over 5.
 */
import { type Matrix, matrix } from "./matrix.ts";

/** φ_k, in radians. */
export const NODES: readonly number[] = Array.from({ length: 5 }, (_, k) => (2 * Math.PI * k) / 5);

/** S(φ) from its values at the `NODES`, in their order, all of one shape. */
export function interpolated(values: readonly Matrix[], phi: number): Matrix {
  const [w0, w1, w2, w3, w4] = NODES.map((node) => (1 + 2 * Math.cos(phi - node) + 2 * Math.cos(2 * (phi - node))) / 5);
  const [s0, s1, s2, s3, s4] = values.map(({ data }) => data);
  const S = matrix(values[0].rows, values[0].columns);
  const { data } = S;
  for (let at = 0; at < data.length; at++)
    data[at] = w0 * s0[at] + w1 * s1[at] + w2 * s2[at] + w3 * s3[at] + w4 * s4[at];
  return S;
}
