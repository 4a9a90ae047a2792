/**
 * The misaligned pair at many angles φ and sizes of the source, from one draw, for fits that see the rows themselves.
 *
 * The source at φ is X(φ) = X₀G(φ)', X₀ its rows at φ = 0. In the coordinates x ↦ G'x its rows are X₀ at every φ, and it is
 * the target, X₁G, and the parameters, G'θ_i, that turn: what is made of X₀, such as X₀'X₀, serves every angle. G is
 * orthogonal, so that labels, losses, fits (B = G B̃) and errors are the same ones. Source: SPEC (2.6).
 */
import { strongCoordinates } from "../families/descriptions/misaligned.ts";
import type { Labelling } from "../families/labels.ts";
import { planeRotations } from "../families/misaligned.ts";
import { type Matrix, multiply, transpose, transposeMultiplyVector } from "../linalg/matrix.ts";
import { type Task, nested } from "../task.ts";

/** A pair at φ = 0, the source at its largest size, and further samples of the target. */
export interface UnturnedPair {
  readonly target: Task;
  readonly source: Task;
  readonly heldOut?: Task | undefined;
}

/** The pair at one angle, in the coordinates that turn with the source; the source at each size. */
export interface TurnedPair {
  readonly target: Task;
  readonly sources: readonly Task[];
  readonly heldOut?: Task | undefined;
}

/** The pair at an angle φ, in radians; sizes ascend within 1 … m of the source, and labels are made as its own were. */
export function turningPair(
  { target, source, heldOut }: UnturnedPair,
  sizes: readonly number[],
  label: Labelling,
): (phi: number) => TurnedPair {
  const d = source.X.columns;
  const sources = nested(source, sizes);
  return (phi) => {
    const G = planeRotations(d, strongCoordinates(d), phi);
    const theta = transposeMultiplyVector(G, source.theta);
    const y = label(source.X, theta, source.noise);
    return {
      target: turned(target, G),
      sources: sources.map((first) => ({ ...first, theta, y: y.subarray(0, first.X.rows) })),
      heldOut: heldOut && turned(heldOut, G),
    };
  };
}

/** A task in the coordinates x ↦ G'x, G orthogonal. */
function turned(task: Task, G: Matrix): Task {
  const Gt = transpose(G);
  const { X, theta, Sigma, population } = task;
  return {
    ...task,
    X: multiply(X, G),
    theta: transposeMultiplyVector(G, theta),
    Sigma: multiply(multiply(Gt, Sigma), G),
    population: { ...population, axes: multiply(Gt, population.axes) },
  };
}
