/**
 * Theorem 2: how close the joint model of two linear tasks with capacity 1 comes to the target's true parameter.
 *
 * The theorem's task 1 is the source and its task 2 the target, the opposite of Figure 3. With κ(X₂) = σ_max/σ_min of
 * the target's covariates and sin the sine between θ₁ and θ₂, a margin c with κ(X₂)·sin ≤ c ≤ 1/3 and
 * m₁ ≳ κ²(Σ₁)κ⁴(X₂)‖y₂‖²/c⁴ source samples give
 *   ‖B*A₂* − θ₂‖/‖θ₂‖ ≤ 6c + ‖ε₂‖/‖X₂θ₂‖ / (1 − 3c).
 * The order of m₁ leaves a constant and a logarithm open. Source: the paper, Theorem 2; SPEC (5.7).
 */
import { singularValues } from "../linalg/decompositions.ts";
import { type Matrix, dot, multiplyVector, norm, scaled, difference } from "../linalg/matrix.ts";
import type { Task } from "../task.ts";

/** The largest margin that the theorem allows. */
const LARGEST_MARGIN = 1 / 3;

/** What the theorem needs besides the two tasks. Source: SPEC (5.7). */
export interface Theorem2Options {
  /** κ(Σ₁) = λ_max/λ_min of the source's population covariance, at least 1; 1 (isotropic) unless given. */
  readonly sourceConditionNumber?: number;
  /** The margin c; the least one, κ(X₂)·sin, unless given. It must be larger where sin = 0, else m₁ is infinite. */
  readonly margin?: number;
  /** The capacity of the joint model, for the list of broken assumptions; 1 unless given. */
  readonly r?: number;
  /** λ, for this list too; 0 unless given: a ridge shrinks the head, and the error can exceed the bound. */
  readonly ridge?: number;
  /** α_source/α_target, likewise; 1 unless given. */
  readonly sourceWeight?: number;
}

/** What Theorem 2 says about two tasks, and why it may say nothing. Source: the paper, Theorem 2; SPEC (5.7). */
export interface Theorem2 {
  /** κ(X₂) = σ_max/σ_min of the target's covariates; ∞ where their rank is below d. */
  readonly targetConditionNumber: number;
  readonly sourceConditionNumber: number;
  /** √(1 − cos²(θ₁, θ₂)), in [0, 1]; NaN where a parameter is 0. */
  readonly sine: number;
  /** c_min = κ(X₂)·sin, the least margin. */
  readonly leastMargin: number;
  /** The margin c in use. */
  readonly margin: number;
  /** Whether c_min ≤ c ≤ 1/3. The condition on m₁ is an order and is not part of it. */
  readonly isApplicable: boolean;
  /** ‖ε₂‖/‖X₂θ₂‖. */
  readonly noiseRatio: number;
  /** The bound on ‖B*A₂* − θ₂‖/‖θ₂‖; ∞ where the theorem does not apply. */
  readonly bound: number;
  /** κ²(Σ₁)κ⁴(X₂)‖y₂‖²/c⁴, the order of m₁ that is asked for; ∞ for c = 0, NaN where κ(X₂) and c are infinite. */
  readonly sampleSizeOrder: number;
  /** The assumptions that these tasks do not meet, m₁ against its order among them. */
  readonly brokenAssumptions: readonly BrokenAssumption[];
}

/** A sentence with {names} in it, and the number that stands for each name. */
export interface BrokenAssumption {
  readonly assumption: (typeof sentences)[keyof typeof sentences];
  readonly numbers: Readonly<Record<string, number>>;
}

const sentences = {
  capacity: "The theorem is about capacity r = 1, and r is {r}.",
  ridge: "The theorem is about λ = 0, and the ridge is {ridge}.",
  weights: "The theorem is about tasks that count the same, and the source counts {weight} times as much.",
  zero: "A true parameter is 0, so that no angle is defined between the two.",
  rank: "The target's covariates do not have full column rank, so that κ(X₂) is infinite.",
  angle: "κ(X₂)·sin(θ₁, θ₂) must be at most 1/3, and it is {least}.",
  largeMargin: "The margin c must be at most 1/3, and it is {margin}.",
  smallMargin: "The margin c must be at least κ(X₂)·sin = {least}, and it is {margin}.",
  samples: "The source must have of the order of {order} samples (up to a constant); it has {samples}.",
} as const;

/**
 * The quantities of Theorem 2 for a source and a target. θ₁, θ₂ have d entries, X₂ is m₂×d, y₂ and ε₂ have m₂.
 * Throws if the margin is negative or the condition number below 1. Source: the paper, Theorem 2; SPEC (5.7).
 */
export function theorem2(
  source: Pick<Task, "X" | "theta">,
  target: Pick<Task, "X" | "y" | "theta" | "noise">,
  { sourceConditionNumber = 1, margin: given, r = 1, ridge = 0, sourceWeight = 1 }: Theorem2Options = {},
): Theorem2 {
  if (given !== undefined && !(given >= 0)) throw new RangeError(`theorem2: margin must be at least 0; got ${given}`);
  if (!(sourceConditionNumber >= 1))
    throw new RangeError(`theorem2: sourceConditionNumber must be at least 1; got ${sourceConditionNumber}`);
  const targetConditionNumber = conditionNumber(target.X);
  const sine = sineBetween(source.theta, target.theta);
  const leastMargin = targetConditionNumber * sine;
  const margin = given ?? leastMargin;
  const isApplicable = leastMargin <= margin && margin <= LARGEST_MARGIN;
  const noiseRatio = norm(target.noise) / norm(multiplyVector(target.X, target.theta));
  const bound = isApplicable ? 6 * margin + noiseRatio / (1 - 3 * margin) : Infinity;
  const sampleSizeOrder =
    (sourceConditionNumber ** 2 * targetConditionNumber ** 4 * dot(target.y, target.y)) / margin ** 4;
  const found = { targetConditionNumber, sourceConditionNumber, sine, leastMargin, margin, isApplicable, noiseRatio };
  const quantities = { ...found, bound, sampleSizeOrder };
  return { ...quantities, brokenAssumptions: brokenAssumptions(quantities, source.X.rows, { r, ridge, sourceWeight }) };
}

/**
 * κ(M) = σ_max/σ_min, at least 1; ∞ where the rank is below the number of columns, singular values below
 * max(rows, columns)·ε·σ_max being zero. Throws if M is not finite. Source: SPEC (5.7).
 */
export function conditionNumber(M: Matrix): number {
  if (M.rows < M.columns) return Infinity;
  const values = singularValues(M);
  const least = values[values.length - 1];
  return least > Math.max(M.rows, M.columns) * Number.EPSILON * values[0] ? values[0] / least : Infinity;
}

/** The sine between two vectors, from what is left of one beside the other: a cosine loses half the digits. */
function sineBetween(u: Float64Array, v: Float64Array): number {
  const [unitU, unitV] = [u, v].map((vector) => scaled(1 / norm(vector), vector));
  const sine = norm(difference(unitU, scaled(dot(unitU, unitV), unitV)));
  return sine < 4 * Number.EPSILON ? 0 : Math.min(1, sine);
}

function brokenAssumptions(
  found: Omit<Theorem2, "brokenAssumptions">,
  m1: number,
  { r, ridge, sourceWeight }: Required<Pick<Theorem2Options, "r" | "ridge" | "sourceWeight">>,
): readonly BrokenAssumption[] {
  const { targetConditionNumber, sine, leastMargin: least, margin, sampleSizeOrder: order } = found;
  const broken: BrokenAssumption[] = [];
  const note = (which: keyof typeof sentences, numbers: BrokenAssumption["numbers"] = {}): void => {
    broken.push({ assumption: sentences[which], numbers });
  };
  if (r !== 1) note("capacity", { r });
  if (ridge > 0) note("ridge", { ridge });
  if (sourceWeight !== 1) note("weights", { weight: sourceWeight });
  if (Number.isNaN(sine)) note("zero");
  if (targetConditionNumber === Infinity) note("rank");
  else if (least > LARGEST_MARGIN) note("angle", { least });
  if (margin > LARGEST_MARGIN && least <= LARGEST_MARGIN) note("largeMargin", { margin });
  if (margin < least) note("smallMargin", { least, margin });
  if (m1 < order) note("samples", { order, samples: m1 });
  return broken;
}
