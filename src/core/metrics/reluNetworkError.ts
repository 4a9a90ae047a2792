/** How wrong a network of ReLU units is on the population, without label noise. */
import {
  type Matrix,
  dot,
  matrix,
  multiply,
  multiplyVector,
  quadraticForm,
  row,
  stack,
  transpose,
} from "../linalg/matrix.ts";
import { type Model, moduleOf } from "../model.ts";
import type { Task } from "../task.ts";
import { expectedProduct } from "./reluError.ts";
import { oncePerTask } from "./truth.ts";

type Truth = Pick<Task, "theta" | "Theta" | "Sigma">;

/**
 * E(ReLU(x'B)A_i − ReLU(x'Θ)1)² for x ~ N(0, Σ): c'Kc, where c are the heads of all units together, the model's A_i and −1
 * for the truth's, and K_pq the expected product of units p and q. In squared label units; exact for centred Gaussian
 * rows, for any number of units. The truth is `Theta`, or the one unit `theta`. Source: SPEC (5.2), 10.13.
 */
export function reluNetworkErrorRaw(task: Truth, model: Model, i: number): number {
  const units = truthOf(task);
  const heads = Float64Array.of(...row(model.A, i), ...new Float64Array(units.rows).fill(-1));
  return quadratic(expectedProducts(stack(transpose(moduleOf(model, i)), units), task.Sigma), heads);
}

/**
 * The same over what predicting 0 costs, E(ReLU(x'Θ)1)², as for one unit; or over the variance of the noise-free labels,
 * what predicting their mean costs. 0 is perfect, 1 as good as that. Source: SPEC (5.2) for the first.
 */
export function reluNetworkError(task: Truth, model: Model, i: number, over: "power" | "variance" = "power"): number {
  const power = networkPower(task);
  return reluNetworkErrorRaw(task, model, i) / (over === "power" ? power : power - expectedLabel(task) ** 2);
}

/** E(ReLU(x'Θ)1)²: what predicting 0 costs. */
export const networkPower = oncePerTask((task: Truth): number => {
  const units = truthOf(task);
  return quadratic(expectedProducts(units, task.Sigma), new Float64Array(units.rows).fill(1));
});

/** Σ_l E ReLU(x'Θ_l) = Σ_l n_l/√2π. */
function expectedLabel(task: Truth): number {
  const units = truthOf(task);
  const sizes = Array.from({ length: units.rows }, (_, l) => Math.sqrt(quadraticForm(task.Sigma, row(units, l))));
  return sizes.reduce((sum, size) => sum + size, 0) / Math.sqrt(2 * Math.PI);
}

/** The truth's units as rows. */
function truthOf({ theta, Theta }: Truth): Matrix {
  return Theta ? transpose(Theta) : matrix(1, theta.length, theta);
}

/** E ReLU(x'w_p)ReLU(x'w_q) of all pairs of rows of W. */
function expectedProducts(W: Matrix, Sigma: Matrix): Matrix {
  const C = multiply(multiply(W, Sigma), transpose(W));
  const sizes = Float64Array.from({ length: W.rows }, (_, p) => Math.sqrt(Math.max(0, row(C, p)[p])));
  const correlation = (p: number, q: number): number =>
    Math.min(1, Math.max(-1, row(C, p)[q] / (sizes[p] * sizes[q]) || 0));
  return matrix(
    W.rows,
    W.rows,
    C.data.map((_, at) => {
      const [p, q] = [Math.floor(at / W.rows), at % W.rows];
      return expectedProduct(sizes[p], sizes[q], correlation(p, q));
    }),
  );
}

function quadratic(K: Matrix, c: Float64Array): number {
  return Math.max(0, dot(multiplyVector(K, c), c));
}
