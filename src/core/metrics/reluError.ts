/** How wrong a ReLU predictor is on the population, without label noise. */
import { dot, multiplyVector, quadraticForm } from "../linalg/matrix.ts";
import type { Task } from "../task.ts";

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
  const { Sigma, theta } = task;
  const nw = Math.sqrt(Math.max(0, quadraticForm(Sigma, w)));
  const nt = Math.sqrt(quadraticForm(Sigma, theta));
  const K = expectedProduct(nw, nt, populationCorrelation(task, w));
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
  return reluErrorRaw(task, predictor) / ((a * a * quadraticForm(task.Sigma, task.theta)) / 2);
}

/** ρ = w'Σθ/(n_wn_θ) in [−1, 1], the correlation of x'w and x'θ; 0 where either does not vary. Source: SPEC (5.2). */
export function populationCorrelation({ Sigma, theta }: Truth, w: Float64Array): number {
  const size = Math.sqrt(quadraticForm(Sigma, w) * quadraticForm(Sigma, theta));
  return size > 0 ? Math.min(1, Math.max(-1, dot(multiplyVector(Sigma, theta), w) / size)) : 0;
}
