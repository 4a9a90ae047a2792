/**
 * What the engine calls: make a model, write its numbers where they belong, let it descend, and read its parameters.
 * Everything lies in this module's memory, whose buffer is another one after something was made.
 */
import { Model, centreOf, makeModel, makeSamples, matrixOf, remainderOf, taskOf } from "./model";
import { step } from "./optimisers";

export { changeRows } from "./change";
export { clear, release, room } from "./model";
export { setConstants } from "./optimisers";
export { padded } from "./vectors";

/** The address of a model at 0, without samples; 0 if the memory does not suffice. */
export function make(kind: i32, k: i32, ridges: i32, d: i32, r: i32, optimiser: i32, rate: f32): usize {
  return changetype<usize>(makeModel(kind, k, ridges, d, r, optimiser, rate));
}

/** Where x lies. */
export function parameters(model: usize): usize {
  return changetype<Model>(model).x;
}

/** Where G, θ and ρ of task i lie. */
export function matrix(model: usize, i: i32): usize {
  return matrixOf(taskOf(changetype<Model>(model), i));
}
export function centre(model: usize, i: i32): usize {
  return centreOf(taskOf(changetype<Model>(model), i), changetype<Model>(model).d);
}
export function remainder(model: usize, i: i32): usize {
  return remainderOf(taskOf(changetype<Model>(model), i), changetype<Model>(model).d);
}

/** What the quadratic function of task i is at θ. */
export function setLoss(model: usize, i: i32, loss: f32): void {
  taskOf(changetype<Model>(model), i).loss = loss;
}

/** Where the samples of task i lie, so many rows of zeros; 0 if the memory does not suffice. */
export function samples(model: usize, i: i32, rows: i32): usize {
  return makeSamples(changetype<Model>(model), i, rows) ? taskOf(changetype<Model>(model), i).X : 0;
}
/** Where their labels lie. */
export function labels(model: usize, i: i32): usize {
  return taskOf(changetype<Model>(model), i).y;
}

/** Makes so many steps, or fewer if one of them sees a loss that is not finite; the number of steps made before it. */
export function descend(model: usize, steps: i32): i32 {
  for (let n = 0; n < steps; n++) if (!isFinite(step(changetype<Model>(model)))) return n;
  return steps;
}
