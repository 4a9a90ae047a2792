/** How wrong a ReLU predictor is on the population, without label noise. */
import { dot, quadraticForm } from "../linalg/matrix.ts";
import type { Task } from "../task.ts";
import { image, power } from "./truth.ts";

/** A ReLU predictor A·ReLU(x'w) and the truth a·ReLU(x'θ) that it is held against. */
export interface ReluPredictor {
  readonly w: Float64Array; // d
  readonly head: number; // A, of either sign
  /** The truth's a > 0; 1 unless said. */
  readonly scale?: number;
}

type Truth = Pick<Task, "theta" | "Sigma">;

/**
 * E(A·ReLU(x'w) − a·ReLU(x'θ))² for x ~ N(0, Σ): A²n_w²/2 + a²n_θ²/2 − 2Aa·K with n_v² = v'Σv and K the expected
 * product of both ReLUs. In squared label units; right for centred Gaussian rows only. Source: SPEC (5.2).
 */
export function reluErrorRaw(task: Truth, { w, head: A, scale: a = 1 }: ReluPredictor): number {
  const variance = quadraticForm(task.Sigma, w);
  const nw = Math.sqrt(Math.max(0, variance));
  const nt = Math.sqrt(power(task));
  const K = expectedProduct(nw, nt, correlation(task, w, variance));
  return Math.max(0, (A * nw) ** 2 / 2 + (a * nt) ** 2 / 2 - 2 * A * a * K);
}

/**
 * E ReLU(u)ReLU(v) = n_un_v[√(1−ρ²) + ρ(π − arccos ρ)]/(2π) for centred normal u and v of standard deviations n_u and n_v
 * and correlation ρ in [−1, 1]. Source: SPEC (5.2); Cho & Saul 2009, the arc-cosine kernel of degree 1.
 */
export function expectedProduct(nu: number, nv: number, rho: number): number {
  return (nu * nv * (Math.sqrt(1 - rho * rho) + rho * (Math.PI - Math.acos(rho)))) / (2 * Math.PI);
}

/** The same over a²n_θ²/2: 0 is perfect, 1 is as good as predicting 0. Source: SPEC (5.2). */
export function reluError(task: Truth, predictor: ReluPredictor): number {
  const { scale: a = 1 } = predictor;
  return reluErrorRaw(task, predictor) / ((a * a * power(task)) / 2);
}

/** ρ = w'Σθ/(n_wn_θ) in [−1, 1], the correlation of x'w and x'θ; 0 where either does not vary. Source: SPEC (5.2). */
export function populationCorrelation(task: Truth, w: Float64Array): number {
  return correlation(task, w, quadraticForm(task.Sigma, w));
}

/** The same, of a w with w'Σw = `variance`. */
function correlation(task: Truth, w: Float64Array, variance: number): number {
  const size = Math.sqrt(variance * power(task));
  return size > 0 ? Math.min(1, Math.max(-1, dot(image(task), w) / size)) : 0;
}
