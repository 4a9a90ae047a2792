/** The angles between the tasks' signal subspaces, of the population and as a sample shows them, and of their parameters. */
import { type Matrix, columns, matrix } from "../linalg/matrix.ts";
import { anglesBetween, principalAngles } from "../linalg/subspace.ts";
import { type Population, type Task, principalAxes, signalSubspace } from "../task.ts";

/** Principal angles between the two signal subspaces, radians, ascending, s of them. Source: SPEC (2.6), (5.6). */
export function populationAngles(first: Population, second: Population): Float64Array {
  return anglesBetween(signalSubspace(first), signalSubspace(second));
}

/**
 * Principal angles between the leading eigenspaces of X₁'X₁ and X₂'X₂, radians, ascending. Each eigenspace has the
 * dimension s of the task's signal subspace, or the sample size where that is smaller: then there are fewer angles.
 * Source: SPEC (5.6).
 */
export function sampleAngles(first: Task, second: Task): Float64Array {
  return anglesBetween(leadingSubspace(first), leadingSubspace(second));
}

function leadingSubspace(task: Task): Matrix {
  const { vectors } = principalAxes(task);
  return columns(vectors, 0, Math.min(task.population.signal.length, vectors.columns));
}

/**
 * Principal angles between the spans of the two tasks' true parameters, radians, ascending: of their units where a truth
 * has several, else of θ, whose sign does not count. As many as the smaller span has dimensions.
 * Source: SPEC (5.6), 10.13.
 */
export function parameterAngles(first: Truth, second: Truth): Float64Array {
  return principalAngles(parametersOf(first), parametersOf(second));
}

type Truth = Pick<Task, "theta" | "Theta">;

function parametersOf({ theta, Theta }: Truth): Matrix {
  return Theta ?? matrix(theta.length, 1, theta);
}
