/**
 * The tasks of the paper's Figure 3: a target and a source whose signal lives in few strong coordinates, and a knob
 * that turns the source's strong coordinates away from the target's.
 *
 * s = max(1, round(d/10)) strong coordinates (halves to even), S₁ = {0…s−1}, S₂ = {s…2s−1}, D_i = κ on S_i, else 1.
 * Rows x = F z, z ~ N(0, I); labels y = Xθ + ε, ε ~ N(0, σ²). The target has F = D₁ and θ₁, the source θ₂ and
 *   kind 2: F = D₁, the same covariance;          kind 3: F = D₂, an orthogonal signal subspace;
 *   kind 4: F = Q₂D₁, Q₂ Haar, a random rotation;  kind φ: F = G(φ)D₁, all s principal angles equal to φ.
 * θ₁ = g/‖g‖, θ₂ = c θ₁ + √(1−c²) u with u the unit part of g' orthogonal to θ₁ and c the cosine.
 *
 * The paper prints X = R Q D, whose rows have covariance D² whatever Q is, so that kind 4 would have the law of kind 2;
 * this is its intent, X = R D Q', unless `printed` is on. Only kind 4 differs: Q = I in kinds 2 and 3, and kind φ is ours.
 * Source: the paper, section 2.3; SPEC (2.1)–(2.8).
 */
import type { Values } from "../fields.ts";
import { qr } from "../linalg/decompositions.ts";
import { type Matrix, addScaled, dot, identity, matrix, multiply, norm, row, scaled } from "../linalg/matrix.ts";
import { normals, streams } from "../random.ts";
import { type Population, type Task, covariance } from "../task.ts";
import { misalignedDescription, strongCoordinates } from "./descriptions/misaligned.ts";
import type { Family } from "./family.ts";
import { type Labelling, linearLabels } from "./labels.ts";

type Settings = Values<Fields>;

type Fields = typeof misalignedDescription.fields;

/** Its target first, then its source; phi is in degrees, as in every setting. Source: SPEC section 2. */
export const misaligned: Family<Fields> = {
  ...misalignedDescription,
  population: (settings, seed) => [targetPopulation(settings), sourcePopulation(settings, seed)],
  sample: (settings, seed, label) => sampleMisaligned(settings, seed, label),
};

/** The same tasks with labels of another model: same rows, same noise. Source: SPEC (1.3), section 2. */
export function sampleMisaligned(
  settings: Settings,
  seed: number,
  label: Labelling = linearLabels,
): readonly [target: Task, source: Task] {
  const { theta1, theta2 } = parameters(settings, seed);
  const { mTarget: few, mSource: many, sigma: deviation, kind } = settings;
  const target = { role: "target", law: targetPopulation(settings), theta: theta1, m: few, stream: 1 } as const;
  const source = {
    role: "source",
    law: sourcePopulation(settings, seed),
    theta: theta2,
    m: many,
    draw: lastNormals,
  } as const;
  const rotation = isPrintedRotation(settings) ? haarRotation(settings.d, seed) : undefined;
  return [
    sampleTask(target, deviation, seed, label),
    sampleTask({ ...source, stream: sourceStream(kind), rotation }, deviation, seed, label),
  ];
}

/** θ₁ and θ₂ (d each), both of length 1, at the cosine in [−1, 1]; d ≥ 2. Source: SPEC (2.7). */
export function parameters(
  settings: Pick<Settings, "d" | "cosine">,
  seed: number,
): { theta1: Float64Array; theta2: Float64Array } {
  const g = normals(seed, streams.theta1, settings.d);
  const theta1 = scaled(1 / norm(g), g);
  const u = Float64Array.from(normals(seed, streams.theta2, settings.d));
  addScaled(u, -dot(u, theta1), theta1);
  const theta2 = scaled(settings.cosine, theta1);
  addScaled(theta2, Math.sqrt(1 - settings.cosine ** 2) / norm(u), u);
  return { theta1, theta2 };
}

/** Tasks 2 to 4 of the paper draw their rows from streams 12 to 14; the angle continues task 2. Source: SPEC (2.8). */
function sourceStream(kind: Settings["kind"]): number {
  return kind === "phi" ? 2 : Number(kind);
}

/** Whether the source is X = R Q₂ D₁, whose population is the target's. Source: SPEC (2.4). */
function isPrintedRotation({ kind, printed }: Settings): boolean {
  return kind === "4" && printed;
}

function targetPopulation(settings: Settings): Population {
  return population(settings, identity(settings.d), 0);
}

function sourcePopulation(settings: Settings, seed: number): Population {
  const dimension = settings.d;
  const s = strongCoordinates(dimension);
  switch (settings.kind) {
    case "2":
      return population(settings, identity(dimension), 0);
    case "3":
      return population(settings, identity(dimension), s);
    case "4":
      return population(settings, isPrintedRotation(settings) ? identity(dimension) : haarRotation(dimension, seed), 0);
    case "phi":
      return population(settings, planeRotations(dimension, s, (settings.phi * Math.PI) / 180), 0);
  }
  settings.kind satisfies never;
}

let last: { readonly seed: number; readonly stream: number; readonly z: Float64Array } | undefined;

/** `normals`, of which the last are kept: every angle turns the same rows, and fewer rows are the beginning of more. */
function lastNormals(seed: number, stream: number, count: number): Float64Array {
  if (last?.seed !== seed || last.stream !== stream || last.z.length < count)
    last = { seed, stream, z: normals(seed, stream, count) };
  return last.z.subarray(0, count);
}

let lastRotation: { readonly dimension: number; readonly seed: number; readonly Q: Matrix } | undefined;

/** Q₂, Haar: QR of a Gaussian matrix with diag(R) > 0. The last one is kept, for a slider asks for it every frame. */
function haarRotation(dimension: number, seed: number): Matrix {
  if (lastRotation?.dimension !== dimension || lastRotation.seed !== seed)
    lastRotation = {
      dimension,
      seed,
      Q: qr(matrix(dimension, dimension, normals(seed, streams.Q2, dimension ** 2))).Q,
    };
  return lastRotation.Q;
}

/** Variance κ² on the s axes from `first` on, 1 on the others. */
function population({ d: dimension, kappa: strength }: Settings, axes: Matrix, first: number): Population {
  const signal = Array.from({ length: strongCoordinates(dimension) }, (_, j) => first + j);
  const variances = new Float64Array(dimension).fill(1);
  for (const axis of signal) variances[axis] = strength ** 2;
  return { axes, variances, signal };
}

/**
 * G(φ), d×d: in each plane (e_j, e_{s+j}), j < s, a rotation by φ in radians, the Grassmann geodesic from S₁ to S₂; 2s ≤ d.
 * Source: SPEC (2.6).
 */
export function planeRotations(dimension: number, s: number, angle: number): Matrix {
  const G = identity(dimension);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let j = 0; j < s; j++) {
    G.data[j * dimension + j] = cos;
    G.data[(s + j) * dimension + j] = sin;
    G.data[j * dimension + s + j] = 0 - sin; // no −0: φ = 0 is task 2 exactly
    G.data[(s + j) * dimension + s + j] = cos;
  }
  return G;
}

/** What to draw: a task of m samples, from stream 10 + `stream` its rows and from 20 + `stream` its noise. */
export interface Draw extends Pick<Task, "role" | "theta"> {
  readonly law: Population;
  readonly m: number;
  readonly stream: number;
  /** Multiplies the standard normals before they are scaled, d×d. */
  readonly rotation?: Matrix | undefined;
  /** Who draws the rows' numbers, unless it is the stream itself. */
  readonly draw?: typeof normals;
}

/** The task of a draw: rows x = axes·√variances·z, labels y = label(X, θ, ε), ε ~ N(0, σ²). Source: SPEC (1.3), (2.8). */
export function sampleTask(
  { role, law, theta, m, stream, rotation, draw = normals }: Draw,
  sigma: number,
  seed: number,
  label: Labelling = linearLabels,
): Task {
  const dimension = theta.length;
  const gaussian = matrix(m, dimension, draw(seed, streams.rows + stream, m * dimension));
  const X = turnedRows(rotation ? multiply(gaussian, rotation) : gaussian, law);
  const noise = scaled(sigma, normals(seed, streams.noise + stream, m));
  return { role, X, y: label(X, theta, noise), theta, Sigma: covariance(law), population: law, noise };
}

/** R D Q', m×d, for rows R of standard normals; R itself if DQ' = I. The axes are sparse but for kind 4, so zeros are left out. */
function turnedRows(gaussian: Matrix, { axes, variances }: Population): Matrix {
  const { rows, columns: dimension } = gaussian;
  const factors: number[] = []; // of coordinate 0, then of coordinate 1, …
  const from: number[] = []; // the axis of each
  const ends = Int32Array.from({ length: dimension }, (_, i) => {
    row(axes, i).forEach((value, j) => {
      if (value === 0) return;
      factors.push(value * Math.sqrt(variances[j]));
      from.push(j);
    });
    return factors.length;
  });
  if (factors.length === dimension && factors.every((factor, i) => factor === 1 && from[i] === i)) return gaussian;
  const value = Float64Array.from(factors);
  const axis = Int32Array.from(from);
  const X = matrix(rows, dimension);
  const [x, z] = [X.data, gaussian.data];
  for (let start = 0; start < x.length; start += dimension)
    for (let i = 0, at = 0; i < dimension; i++) {
      let sum = 0;
      for (const end = ends[i]; at < end; at++) sum += z[start + axis[at]] * value[at];
      x[start + i] = sum;
    }
  return X;
}
