/**
 * Two tasks of several ReLU units each, whose parameters span subspaces at a chosen angle: y = ReLU(XΘ)1 + ε, the sum of
 * r* units, with Θ (d×r*) orthonormal, x ~ N(0, I) and ε ~ N(0, σ²). The target has Θ₁, Haar; the source has
 *   Θ₂ = c Θ₁ + √(1 − c²) Θ',  Θ' orthonormal and orthogonal to Θ₁,
 * so that every principal angle between the spans is arccos|c|. The units' sum θ = Θ1 is each task's `theta`: for r* = 1
 * that is the parameter of y = ReLU(Xθ), half of it is the best linear predictor's, and cos(θ₁, θ₂) is c as well, so the
 * knob is the vocabulary's cosine. The paper's Θ₂ has 1 − c for √(1 − c²), which does not keep its columns' length.
 *
 * Streams: Θ₁ from 0, Θ' from 1, as the Q of their QR together; rows 11 and 12, noise 21 and 22. Source: SPEC 10.13.
 */
import type { Values } from "../fields.ts";
import { qr } from "../linalg/decompositions.ts";
import {
  type Matrix,
  addScaled,
  columns,
  combine,
  matrix,
  multiplyVector,
  stack,
  transpose,
} from "../linalg/matrix.ts";
import { reluOutput } from "../model.ts";
import { normals, streams } from "../random.ts";
import type { Task } from "../task.ts";
import { reluSubspacesDescription } from "./descriptions/reluSubspaces.ts";
import type { Family } from "./family.ts";
import { isotropic } from "./lowRank.ts";
import { sampleTask } from "./misaligned.ts";

type Settings = Values<typeof reluSubspacesDescription.fields>;

/** Its target first, then its source. Throws if 2r* exceeds d. */
export const reluSubspaces: Family<typeof reluSubspacesDescription.fields> = {
  ...reluSubspacesDescription,
  population: ({ d: dimension }) => [isotropic(dimension), isotropic(dimension)],
  sample: (settings, seed) => {
    const { Theta1, Theta2 } = subspaceParameters(settings, seed);
    return [
      sampleUnits({ role: "target", Theta: Theta1, m: settings.mTarget, stream: 1 }, settings.sigma, seed),
      sampleUnits({ role: "source", Theta: Theta2, m: settings.mSource, stream: 2 }, settings.sigma, seed),
    ];
  },
};

/** Θ₁ and Θ₂, both d×r* with orthonormal columns; Θ₁ does not depend on the cosine. */
export function subspaceParameters(
  { d: dimension, rank: r, cosine: c }: Pick<Settings, "d" | "rank" | "cosine">,
  seed: number,
): { readonly Theta1: Matrix; readonly Theta2: Matrix } {
  if (2 * r > dimension)
    throw new RangeError(`reluSubspaces: twice the rank must be at most d = ${dimension}; got rank ${r}`);
  const gaussian = (stream: number): Matrix => matrix(r, dimension, normals(seed, stream, r * dimension));
  const { Q } = qr(transpose(stack(gaussian(streams.theta1), gaussian(streams.theta2))));
  const [Theta1, beside] = [columns(Q, 0, r), columns(Q, r, 2 * r)];
  return { Theta1, Theta2: combine(c, Theta1, Math.sqrt(1 - c * c), beside) };
}

interface UnitsDraw {
  readonly role: Task["role"];
  readonly Theta: Matrix;
  readonly m: number;
  readonly stream: number;
}

function sampleUnits({ Theta, ...draw }: UnitsDraw, deviation: number, seed: number): Task {
  const ones = new Float64Array(Theta.columns).fill(1);
  const task = sampleTask(
    { ...draw, law: isotropic(Theta.rows), theta: multiplyVector(Theta, ones) },
    deviation,
    seed,
    (X, _, noise) => {
      const y = reluOutput(X, Theta, ones);
      addScaled(y, 1, noise);
      return y;
    },
  );
  return { ...task, Theta };
}
