/** The angles between the tasks' signal subspaces, of the population and as a sample shows them. */
import { symmetricEigen, svd } from "../linalg/decompositions.ts";
import { type Matrix, columns } from "../linalg/matrix.ts";
import { principalAngles } from "../linalg/subspace.ts";
import { type Population, type Task, signalSubspace, statistics } from "../task.ts";

/** Principal angles between the two signal subspaces, radians, ascending, s of them. Source: SPEC (2.6), (5.6). */
export function populationAngles(first: Population, second: Population): Float64Array {
  return principalAngles(signalSubspace(first), signalSubspace(second));
}

/**
 * Principal angles between the leading eigenspaces of X₁'X₁ and X₂'X₂, radians, ascending. Each eigenspace has the
 * dimension s of the task's signal subspace, or the sample size where that is smaller: then there are fewer angles.
 */
export function sampleAngles(first: Task, second: Task): Float64Array {
  return principalAngles(leadingSubspace(first), leadingSubspace(second));
}

function leadingSubspace(task: Task): Matrix {
  const { X, population } = task;
  const size = Math.min(population.signal.length, X.rows);
  const { vectors } = X.rows < X.columns ? { vectors: svd(X).V } : symmetricEigen(statistics(task).XtX);
  return columns(vectors, 0, size);
}
