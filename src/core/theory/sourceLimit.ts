import { dot, multiplyVector, scaled } from "../linalg/matrix.ts";
import type { Data } from "../task.ts";

/**
 * θ̂₁ of the joint model with capacity 1 as the source's sample grows without limit, d: then B lies on the ray of the
 * source's parameter θ₂, and the target's head is what is left to fit, θ̂₁ = A₁θ₂ with
 *   A₁ = ⟨X₁θ₂, y₁⟩ / (‖X₁θ₂‖² + λ‖θ₂‖²),
 * the ridge regression of y₁ on X₁θ₂ (for λ = 0 and X₁θ₂ = 0 the shortest, 0). Whatever the source's covariance: its error
 * is the plateau of every curve of Figure 3. `sourceTheta` has d entries. Source: SPEC (5.10).
 */
export function sourceLimit({ X, y }: Data, sourceTheta: Float64Array, ridge: number): Float64Array {
  const image = multiplyVector(X, sourceTheta); // m₁
  const product = dot(image, y);
  return scaled(product === 0 ? 0 : product / (dot(image, image) + ridge * dot(sourceTheta, sourceTheta)), sourceTheta);
}
