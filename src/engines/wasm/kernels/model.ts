/** A model in linear memory: what it is fitted to, where it stands, and what its optimiser remembers. */
import { Matrix, Vector, bytes, padded } from "./vectors";

/**
 * Parameters x are one vector of `size` numbers: the r columns of B̂, each padded to d, and from number `heads` on A, row
 * by row. Gradients and what optimisers remember lie in the same way.
 */
@unmanaged
export class Model {
  /** As the engine numbers the kinds of model, and the optimisers. */
  kind: i32;
  optimiser: i32;
  k: i32;
  /** How many ridges the k tasks of a ReLU have: 1 that all share, or k; 0 if there is none. */
  ridges: i32;
  /** Padded to a multiple of 4. */
  d: i32;
  r: i32;
  heads: i32;
  size: i32;
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
  /** Room for vectors of d numbers, for a block and four numbers of each of r units, and for a block's active rows. */
  e: Vector;
  s: Vector;
  margins: usize;
  slopes: usize;
  active: usize;
  /** k blocks, each as long as a Task and the numbers behind it. */
  tasks: usize;
}

/**
 * What a model is fitted to in one task: a quadratic function of θ = B̂A_i about a point, G (d×d), then the point (d)
 * and minus half the gradient there (d); and beside it samples, if the quadratic is only the ridge.
 */
@unmanaged
export class Task {
  /** The quadratic function at the point. */
  loss: f32;
  /** A multiple of 4. */
  rows: i32;
  X: Matrix;
  y: Vector;
}

/** Samples that are handled together. */
export const BLOCK: i32 = 64;

let top: usize = __heap_base;

/** Forgets every model. */
export function clear(): void {
  top = __heap_base;
}

/** A model at 0 without samples; null if the memory does not suffice. */
export function makeModel(kind: i32, k: i32, ridges: i32, d: i32, r: i32, optimiser: i32, rate: f32): Model | null {
  d = padded(d);
  const heads = r * d;
  const size = heads + padded(k * r);
  const record = (offsetof<Model>() + 15) & ~15;
  const room = bytes(r * BLOCK) + 16 * <usize>r + 8 * <usize>BLOCK;
  const at = allocate(record + 4 * bytes(size) + 2 * bytes(d) + room + <usize>k * taskBytes(d));
  if (!at) return null;
  const model = changetype<Model>(at);
  model.kind = kind;
  model.optimiser = optimiser;
  model.k = k;
  model.ridges = ridges;
  model.d = d;
  model.r = r;
  model.heads = heads;
  model.size = size;
  model.rate = rate;
  model.decay1 = 1;
  model.decay2 = 1;
  model.x = at + record;
  model.g = model.x + bytes(size);
  model.first = model.g + bytes(size);
  model.second = model.first + bytes(size);
  model.e = model.second + bytes(size);
  model.s = model.e + bytes(d);
  model.margins = model.s + bytes(d);
  model.slopes = model.margins + bytes(r * BLOCK);
  model.active = model.slopes + 16 * <usize>r;
  model.tasks = model.active + 8 * <usize>BLOCK;
  return model;
}

/** Room for the samples of task i, a multiple of 4 rows; false if the memory does not suffice. */
export function makeSamples(model: Model, i: i32, rows: i32): bool {
  const task = taskOf(model, i);
  task.rows = padded(rows);
  task.X = allocate(bytes(task.rows * model.d + task.rows));
  task.y = task.X + bytes(task.rows * model.d);
  return task.X !== 0;
}

/** Room of so many bytes, aligned, until it is released; 0 if the memory does not suffice. */
export function room(size: usize): usize {
  return allocate(size);
}

/** Takes back what was given at this address, and all that was given since. */
export function release(at: usize): void {
  top = at;
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
  return offsetof<Task>() + bytes(d * d + 2 * d);
}

export function taskOf(model: Model, i: i32): Task {
  return changetype<Task>(model.tasks + <usize>i * taskBytes(model.d));
}

/** G, d×d. */
export function matrixOf(task: Task): Matrix {
  return changetype<usize>(task) + offsetof<Task>();
}

/** The point θ, d. */
export function centreOf(task: Task, d: i32): Vector {
  return matrixOf(task) + bytes(d * d);
}

/** ρ = −½ of the gradient at θ, d. */
export function remainderOf(task: Task, d: i32): Vector {
  return centreOf(task, d) + bytes(d);
}
