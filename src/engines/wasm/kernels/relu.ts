/** The loss of a ReLU model: samples four at a time, units in pairs. */
import { Model, Task, centreOf, matrixOf, taskOf } from "./model";
import {
  Vector,
  addFourRows,
  addFourRowsTwice,
  bytes,
  dot,
  fourRows,
  fourRowsTwice,
  residual,
  splat,
  sum,
} from "./vectors";

/** F at x, with the gradient of F/2 added to model.g. */
export function reluLoss(model: Model, x: Vector): f32 {
  let loss = ridge(model, x);
  for (let i = 0; i < model.k; i++) loss += samples(model, taskOf(model, i), x, bytes(model.heads + i * model.r));
  return loss;
}

/** Σ_iΣ_j A_ij²B̂_j'MB̂_j with M = λW'W, which is the same for all tasks: G of the first one. */
function ridge(model: Model, x: Vector): f32 {
  const d = model.d;
  const product = model.s;
  const task = taskOf(model, 0);
  const zero = centreOf(task, d);
  let loss: f32 = 0;
  for (let j = 0; j < model.r; j++) {
    const column = bytes(j * d);
    residual(matrixOf(task), x + column, zero, product, d);
    const size = dot(x + column, product, d);
    let factor: f32 = 0;
    for (let i = 0; i < model.k; i++) {
      const at = bytes(model.heads + i * model.r + j);
      const a = load<f32>(x + at);
      factor += a * a;
      store<f32>(model.g + at, a * size);
    }
    loss += factor * size;
    for (let at: usize = 0; at < bytes(d); at += 16)
      v128.store(model.g + column + at, f32x4.mul(f32x4.splat(factor), v128.load(product + at)));
  }
  return loss;
}

/** Σ(Σ_j A_ijv_j⁺ − ŷ)² with v_j = x̂'B̂_j, over the samples of task i, whose head lies at x + head. */
function samples(model: Model, task: Task, x: Vector, head: usize): f32 {
  const d = model.d;
  const r = model.r;
  const margins = model.margins;
  const slopes = model.slopes;
  const zero = f32x4.splat(0);
  memory.fill(slopes, 0, 16 * <usize>r);
  let X = task.X;
  let total = zero;
  for (let y = task.y, end = y + bytes(task.rows); y < end; y += 16, X += 4 * bytes(d)) {
    let error = f32x4.neg(v128.load(y));
    for (let j = 0; j + 1 < r; j += 2)
      fourRowsTwice(X, x + bytes(j * d), x + bytes((j + 1) * d), margins + 16 * <usize>j, d);
    if (r & 1) v128.store(margins + 16 * <usize>(r - 1), fourRows(X, x + bytes((r - 1) * d), d));
    for (let j = 0; j < r; j++) {
      const v = f32x4.max(zero, v128.load(margins + 16 * <usize>j));
      v128.store(margins + 16 * <usize>j, v);
      error = f32x4.add(error, f32x4.mul(splat(x + head + bytes(j)), v));
    }
    total = f32x4.add(total, f32x4.mul(error, error));
    for (let j = 0; j < r; j++) {
      const at = <usize>j * 16;
      const v = v128.load(margins + at);
      v128.store(slopes + at, f32x4.add(v128.load(slopes + at), f32x4.mul(error, v)));
      v128.store(margins + at, v128.and(f32x4.mul(error, splat(x + head + bytes(j))), f32x4.gt(v, zero)));
    }
    for (let j = 0; j + 1 < r; j += 2) {
      const w = v128.load(margins + 16 * <usize>j);
      const other = v128.load(margins + 16 * <usize>(j + 1));
      if (!v128.any_true(v128.or(w, other))) continue;
      addFourRowsTwice(X, w, model.g + bytes(j * d), other, model.g + bytes((j + 1) * d), d);
    }
    if (r & 1) addFourRows(X, v128.load(margins + 16 * <usize>(r - 1)), model.g + bytes((r - 1) * d), d);
  }
  for (let j = 0; j < r; j++) {
    const slope = model.g + head + bytes(j);
    store<f32>(slope, load<f32>(slope) + sum(v128.load(slopes + 16 * <usize>j)));
  }
  return sum(total);
}
