/** Networks of several ReLU units, as SPEC 10.13 fits and judges them. */
import { reluNetworkError } from "../metrics/reluNetworkError.ts";
import { solveReluNetwork } from "../solvers/reluNetwork.ts";
import type { Task } from "../task.ts";

/**
 * The target's error from a network of r units that is fitted to these tasks, the target first, with weight decay
 * λ(‖B‖_F² + Σ‖A_i‖²) from the seed's random start: E(ReLU(x'B)A − ReLU(x'Θ)1)² over the variance of the noise-free labels.
 * Alone where the target is the only task. ridge > 0. The best that one start finds, not certified. Source: SPEC 10.13.
 */
export function networkError(tasks: readonly Task[], r: number, ridge: number, seed: number): number {
  const problem = { tasks, r, ridge, alpha: new Float64Array(tasks.length).fill(1) };
  return reluNetworkError(tasks[0], solveReluNetwork(problem, { penalty: "decay", seed }), 0, "variance");
}
