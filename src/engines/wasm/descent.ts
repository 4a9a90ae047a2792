/** One model on its way down, in the memory of the kernels. */
import { cholesky, solveCholesky } from "../../core/linalg/decompositions.ts";
import { difference, dot, matrix, multiplyVector, row, shiftDiagonal } from "../../core/linalg/matrix.ts";
import { type Model, type Snapshot, penalisedLosses } from "../../core/model.ts";
import type { Problem } from "../../core/solvers/problem.ts";
import { type Coordinates, coordinates } from "../coordinates.ts";
import { type Optimiser, rate } from "../optimiser.ts";
import type { Kernels } from "./instance.ts";

/**
 * Added to Ĝ, whose eigenvalues are at most 1, where θ is sought: what it adds to ‖X̂θ − ŷ‖² is small, and θ does not
 * grow without bound where Ĝ is singular.
 */
const NEAR = 1e-4;

type Statistics = ReturnType<Coordinates["statistics"]>[number];

export interface Descent {
  /** Makes so many steps, or fewer if one of them sees a loss that is not finite; the number of steps made. */
  readonly descend: (steps: number) => number;
  readonly snapshot: (step: number) => Snapshot;
}

/** The numbers by which kernels/optimisers.ts knows the optimisers. */
const numberOf = { gradientDescent: 0, momentum: 1, nesterov: 2, adam: 3 } as const satisfies Record<
  Optimiser["name"],
  number
>;

export function descent(kernels: Kernels, problem: Problem, start: Model, optimiser: Optimiser): Descent {
  const { tasks, r, alpha, ridge } = problem;
  const k = tasks.length;
  const frame = coordinates(problem, optimiser.whiten);
  const { B, A } = frame.enter(start);
  const d = B.rows;
  const stride = kernels.padded(d);
  const model = kernels.make(k, d, r, numberOf[optimiser.name], rate(optimiser));
  if (!model) throw new Error("This run does not fit into the memory of WebAssembly. Fewer seeds would.");
  const x = (): Float32Array => view(kernels, kernels.parameters(model), stride * r + k * r);

  frame.statistics().forEach((statistics, i) => {
    const { theta, rho, loss } = centred(statistics);
    const G = view(kernels, kernels.matrix(model, i), stride * d);
    for (let n = 0; n < d; n++) G.set(row(statistics.G, n), n * stride);
    view(kernels, kernels.centre(model, i), d).set(theta);
    view(kernels, kernels.remainder(model, i), d).set(rho);
    view(kernels, kernels.centreLoss(model, i), 1)[0] = loss;
  });
  const initial = x();
  for (let n = 0; n < d; n++) for (let j = 0; j < r; j++) initial[j * stride + n] = row(B, n)[j];
  initial.set(A.data, r * stride);

  return {
    descend: (steps) => kernels.descend(model, steps),
    snapshot: (step) => {
      const reached = x();
      const inner = { B: matrix(d, r), A: matrix(k, r, Float64Array.from(reached.subarray(r * stride))) };
      for (let n = 0; n < d; n++) for (let j = 0; j < r; j++) row(inner.B, n)[j] = reached[j * stride + n];
      const found = frame.leave(inner);
      return { step, ...found, alpha, losses: penalisedLosses(tasks, found, alpha, ridge) };
    },
  };
}

/** n numbers of the kernels' memory: valid until another model is made. */
function view({ memory }: Kernels, address: number, n: number): Float32Array {
  return new Float32Array(memory.buffer, address, n);
}

/** A θ near the minimum of ‖X̂θ − ŷ‖², with ρ = h − Gθ and the loss there. */
function centred({ G, h, yy }: Statistics): { theta: Float64Array; rho: Float64Array; loss: number } {
  const theta = solveCholesky(cholesky(shiftDiagonal(G, NEAR)), h);
  const Gtheta = multiplyVector(G, theta);
  return {
    theta,
    rho: difference(h, Gtheta),
    loss: Math.max(0, dot(Gtheta, theta) - 2 * dot(h, theta) + yy),
  };
}
