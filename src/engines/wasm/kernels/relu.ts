/** The loss of a ReLU model: samples in blocks that stay in the cache. */
import { BLOCK, Model, Task, centreOf, matrixOf, taskOf } from "./model";
import {
  Matrix,
  Vector,
  addRows,
  bytes,
  dot,
  fourRows,
  fourRowsTwice,
  multiplyAdd,
  residual,
  splat,
  sum,
} from "./vectors";

/** F at x, with the gradient of F/2 added to model.g. */
export function reluLoss(model: Model, x: Vector): f32 {
  let loss: f32 = 0;
  if (model.ridges) {
    const shared = model.k / model.ridges; // tasks of one ridge
    for (let i = 0; i < model.k; i += shared) loss += ridge(model, x, i, i + shared);
  }
  for (let i = 0; i < model.k; i++) loss += samples(model, taskOf(model, i), x, bytes(model.heads + i * model.r));
  return loss;
}

/** Σ_iΣ_j A_ij²B̂_j'MB̂_j over tasks from … to−1, whose ridge M = N'N is the same: G of the first of them. */
function ridge(model: Model, x: Vector, from: i32, to: i32): f32 {
  const d = model.d;
  const product = model.s;
  const task = taskOf(model, from);
  const zero = centreOf(task, d);
  let loss: f32 = 0;
  for (let j = 0; j < model.r; j++) {
    const column = bytes(j * d);
    residual(matrixOf(task), x + column, zero, product, d);
    const size = dot(x + column, product, d);
    let factor: f32 = 0;
    for (let i = from; i < to; i++) {
      const at = bytes(model.heads + i * model.r + j);
      const a = load<f32>(x + at);
      factor += a * a;
      store<f32>(model.g + at, a * size);
    }
    loss += factor * size;
    const g = model.g + column;
    for (let at: usize = 0; at < bytes(d); at += 16)
      v128.store(g + at, multiplyAdd(f32x4.splat(factor), v128.load(product + at), v128.load(g + at)));
  }
  return loss;
}

/** Σ(Σ_j A_ijv_j⁺ − ŷ)² with v_j = x̂'B̂_j, over the samples of task i, whose head lies at x + head. */
function samples(model: Model, task: Task, x: Vector, head: usize): f32 {
  const d = model.d;
  const r = model.r;
  memory.fill(model.slopes, 0, 16 * <usize>r);
  let total = f32x4.splat(0);
  for (let n = 0; n < task.rows; n += BLOCK) {
    const X = task.X + bytes(n * d);
    const count = min(BLOCK, task.rows - n);
    forward(model, X, x, count);
    total = residuals(model, task.y + bytes(n), x + head, count, total);
    backward(model, X, count);
  }
  for (let j = 0; j < r; j++) {
    const slope = model.g + head + bytes(j);
    store<f32>(slope, load<f32>(slope) + sum(v128.load(model.slopes + 16 * <usize>j)));
  }
  return sum(total);
}

/** Adds what so many rows have in the gradient: of each unit the active rows alone, some half of them. */
function backward(model: Model, X: Matrix, count: i32): void {
  const d = model.d;
  for (let j = 0; j < model.r; j++)
    addRows(X, model.margins + bytes(j * BLOCK), count, model.active, model.g + bytes(j * d), d);
}

/** The margins of so many rows, unit by unit: four rows and two units at a time. */
function forward(model: Model, X: Matrix, x: Vector, count: i32): void {
  const d = model.d;
  const r = model.r;
  for (let n = 0; n < count; n += 4, X += 4 * bytes(d)) {
    const out = model.margins + bytes(n);
    for (let j = 0; j + 1 < r; j += 2)
      fourRowsTwice(X, x + bytes(j * d), x + bytes((j + 1) * d), out + bytes(j * BLOCK), bytes(BLOCK), d);
    if (r & 1) v128.store(out + bytes((r - 1) * BLOCK), fourRows(X, x + bytes((r - 1) * d), d));
  }
}

/** `total` with the squared errors of so many rows added. Margins become what their rows have in the gradient; slopes gather the heads'. */
function residuals(model: Model, y: Vector, head: Vector, count: i32, total: v128): v128 {
  const r = model.r;
  const zero = f32x4.splat(0);
  for (let n = 0; n < count; n += 4) {
    const margins = model.margins + bytes(n);
    let error = f32x4.neg(v128.load(y + bytes(n)));
    for (let j = 0; j < r; j++) {
      const v = f32x4.max(zero, v128.load(margins + bytes(j * BLOCK)));
      error = multiplyAdd(splat(head + bytes(j)), v, error);
    }
    total = multiplyAdd(error, error, total);
    for (let j = 0; j < r; j++) {
      const at = margins + bytes(j * BLOCK);
      const slope = model.slopes + 16 * <usize>j;
      const v = f32x4.max(zero, v128.load(at));
      v128.store(slope, multiplyAdd(error, v, v128.load(slope)));
      v128.store(at, v128.and(f32x4.mul(error, splat(head + bytes(j))), f32x4.gt(v, zero)));
    }
  }
  return total;
}
