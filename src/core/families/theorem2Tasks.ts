/**
 * Two tasks to which Theorem 2 applies: nearly parallel parameters, a well-conditioned target, an ill-conditioned source
 * if one likes. The target has m_t rows x ~ N(0, I); the source has Σ₁ with λ_max/λ_min = κ(Σ₁), its eigenvalues
 * spaced evenly in their logarithms from κ(Σ₁) to 1 along the coordinates; ‖θ‖ = 1 for both, at the stated sine;
 * y = Xθ + ε, ε ~ N(0, σ²). The target is task 1 here, as everywhere in this project, and task 2 in the theorem.
 *
 * Streams: θ of the target from 0 and of the source from 1; rows 11 and 12, noise 21 and 22.
 * Source: the paper, Theorem 2; SPEC (5.7) and the preset THM2 of section 9.
 */
import { identity } from "../linalg/matrix.ts";
import type { Population } from "../task.ts";
import { theorem2TasksDescription } from "./descriptions/theorem2Tasks.ts";
import type { Family } from "./family.ts";
import { isotropic } from "./lowRank.ts";
import { parameters, sampleTask } from "./misaligned.ts";

type Fields = typeof theorem2TasksDescription.fields;

/** Its target first, then its source. Source: SPEC (5.7), section 9. */
export const theorem2Tasks: Family<Fields> = {
  ...theorem2TasksDescription,
  population: (settings) => [isotropic(settings.d), sourcePopulation(settings)],
  sample: (settings, seed) => {
    const { d: dimension, sine, mSource: ms, mTarget: mt, sigma: noise } = settings;
    const { theta1, theta2 } = parameters({ d: dimension, cosine: Math.sqrt(1 - sine ** 2) }, seed);
    return [
      sampleTask({ role: "target", law: isotropic(dimension), theta: theta1, m: mt, stream: 1 }, noise, seed),
      sampleTask({ role: "source", law: sourcePopulation(settings), theta: theta2, m: ms, stream: 2 }, noise, seed),
    ];
  },
};

function sourcePopulation(settings: { readonly d: number; readonly sourceConditionNumber: number }): Population {
  const { d: dimension, sourceConditionNumber } = settings;
  const last = Math.max(1, dimension - 1);
  const variances = Float64Array.from({ length: dimension }, (_, j) => sourceConditionNumber ** (1 - j / last));
  return { axes: identity(dimension), variances, signal: [] };
}
