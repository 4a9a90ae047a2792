/** A model in linear memory: what it is fitted to, where it stands, and what its optimiser remembers. */
import { Matrix, Vector, bytes, padded } from "./vectors";

/**
 * Parameters x are one vector of `size` numbers: the r columns of B̂, each padded to d, and from `heads` on A, row by
 * row. Gradients and what optimisers remember lie in the same way.
 */
@unmanaged
export class Model {
  /** Padded to a multiple of 4. */
  d: i32;
  k: i32;
  r: i32;
  /** Numbers of B̂, and of all. */
  heads: i32;
  size: i32;
  optimiser: i32;
  /** η. */
  rate: f32;
  /** n of Nesterov's method. */
  count: i32;
  /** β₁ⁿ and β₂ⁿ of Adam. */
  decay1: f64;
  decay2: f64;
  x: Vector;
  /** Of F/2. */
  g: Vector;
  /** The velocity of momentum, x₋ of Nesterov's method, the first moments of Adam. */
  first: Vector;
  /** z of Nesterov's method, the second moments of Adam. */
  second: Vector;
  /** Of each task what linear.ts needs: Ĝ_i, θ_i, ρ_i and ‖X̂_iθ_i − ŷ_i‖². */
  tasks: usize;
  /** Room for e_i and s_i of linear.ts. */
  shift: Vector;
  slope: Vector;
}

let top: usize = __heap_base;

/** Forgets every model. */
export function clear(): void {
  top = __heap_base;
}

/** A model of k tasks in d dimensions with capacity r, at 0; null if the memory does not suffice. */
export function make(k: i32, d: i32, r: i32, optimiser: i32, rate: f32): Model | null {
  d = padded(d);
  const heads = r * d;
  const size = heads + padded(k * r);
  const record = (offsetof<Model>() + 15) & ~15;
  const needed = record + 4 * bytes(size) + <usize>k * taskBytes(d) + 2 * bytes(d);
  const start = allocate(needed);
  if (!start) return null;
  const model = changetype<Model>(start);
  model.d = d;
  model.k = k;
  model.r = r;
  model.heads = heads;
  model.size = size;
  model.optimiser = optimiser;
  model.rate = rate;
  model.decay1 = 1;
  model.decay2 = 1;
  model.x = start + record;
  model.g = model.x + bytes(size);
  model.first = model.g + bytes(size);
  model.second = model.first + bytes(size);
  model.shift = model.second + bytes(size);
  model.slope = model.shift + bytes(d);
  model.tasks = model.slope + bytes(d);
  return model;
}

/** Zeros, of so many bytes, behind all that was given before; 0 if there is no room. */
function allocate(size: usize): usize {
  const start = (top + 15) & ~15;
  const end = start + size;
  if (end < start) return 0;
  const missing = <i32>((end - 1) >> 16) + 1 - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return 0;
  top = end;
  memory.fill(start, 0, size);
  return start;
}

function taskBytes(d: i32): usize {
  return bytes(d * d + 2 * d + 4);
}

/** Ĝ_i, d×d. */
export function matrixOf(model: Model, i: i32): Matrix {
  return model.tasks + <usize>i * taskBytes(model.d);
}

/** θ_i, d. */
export function centreOf(model: Model, i: i32): Vector {
  return matrixOf(model, i) + bytes(model.d * model.d);
}

/** ρ_i, d. */
export function remainderOf(model: Model, i: i32): Vector {
  return centreOf(model, i) + bytes(model.d);
}

/** Where ‖X̂_iθ_i − ŷ_i‖² stands. */
export function centreLossOf(model: Model, i: i32): usize {
  return remainderOf(model, i) + bytes(model.d);
}
