/**
 * What the engine calls: make a model, write its numbers where they belong, let it descend, and read its parameters.
 * Everything lies in this module's memory, whose buffer is another one after a model was made.
 */
import { Model, centreLossOf, centreOf, make as makeModel, matrixOf, remainderOf } from "./model";
import { step } from "./optimisers";

export { clear } from "./model";
export { setConstants } from "./optimisers";
export { padded } from "./vectors";

/** A model at 0, its address; 0 if the memory does not suffice. */
export function make(k: i32, d: i32, r: i32, optimiser: i32, rate: f32): usize {
  return changetype<usize>(makeModel(k, d, r, optimiser, rate));
}

/** Where x lies. */
export function parameters(model: usize): usize {
  return changetype<Model>(model).x;
}

/** Where Ĝ_i, θ_i, ρ_i and ‖X̂_iθ_i − ŷ_i‖² lie. */
export function matrix(model: usize, i: i32): usize {
  return matrixOf(changetype<Model>(model), i);
}
export function centre(model: usize, i: i32): usize {
  return centreOf(changetype<Model>(model), i);
}
export function remainder(model: usize, i: i32): usize {
  return remainderOf(changetype<Model>(model), i);
}
export function centreLoss(model: usize, i: i32): usize {
  return centreLossOf(changetype<Model>(model), i);
}

/** Makes so many steps, or fewer if one of them sees a loss that is not finite; the number of steps made before it. */
export function descend(model: usize, steps: i32): i32 {
  for (let n = 0; n < steps; n++) if (!isFinite(step(changetype<Model>(model)))) return n;
  return steps;
}
