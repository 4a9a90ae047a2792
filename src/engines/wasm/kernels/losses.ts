/** F of coordinates.ts for each kind of model, and its gradient. */
import { logisticLoss } from "./logistic";
import { Model, Task, centreOf, matrixOf, remainderOf, taskOf } from "./model";
import { reluLoss } from "./relu";
import { Vector, bytes, dot, multiplyAdd, residual, splat, spread } from "./vectors";

/** As the engine numbers the kinds of model; the others are linear and logistic. */
const RELU = 1;

/** F at x, with the gradient of F/2 written to model.g. */
export function lossAt(model: Model, x: Vector): f32 {
  memory.fill(model.g, 0, bytes(model.size));
  return model.kind === RELU ? reluLoss(model, x) : predictorLoss(model, x);
}

/**
 * Where the loss depends on the predictors B̂A_i alone. Quadratic functions, all of a linear model and the ridge of a
 * logistic one, are taken in shifted form: with a point θ_i, ρ_i = ĥ_i − Ĝ_iθ_i and e_i = B̂A_i − θ_i,
 *   F = Σ_i ‖X̂_iθ_i − ŷ_i‖² + e_i'(s_i − ρ_i),   s_i = Ĝ_ie_i − ρ_i,   g_B = Σ_i s_iA_i',   g_i = B̂'s_i.
 * It costs as much as Ĝ_iB̂A_i − ĥ_i and loses fewer digits, where that is a difference of nearly equal numbers.
 */
function predictorLoss(model: Model, x: Vector): f32 {
  const d = model.d;
  const r = model.r;
  const e = model.e;
  const s = model.s;
  const g = model.g;
  let loss: f32 = 0;
  for (let i = 0; i < model.k; i++) {
    const task = taskOf(model, i);
    const head = bytes(model.heads + i * r); // A_i in x, g_i in g
    const rho = remainderOf(task, d);
    predict(x, x + head, centreOf(task, d), e, d, r);
    residual(matrixOf(task), e, rho, s, d);
    loss += task.loss + (dot(e, s, d) - dot(e, rho, d));
    if (task.rows) loss += logisticLoss(model, task, e, s); // θ is 0, so that e is the predictor
    for (let j = 0; j < r; j++) {
      const column = bytes(j * d);
      const slope = spread(s, load<f32>(x + head + bytes(j)), x + column, g + column, d);
      store<f32>(g + head + bytes(j), slope);
    }
  }
  return loss;
}

/** out = B̂A_i − θ. */
function predict(B: Vector, head: Vector, theta: Vector, out: Vector, d: i32, r: i32): void {
  for (let n: usize = 0; n < bytes(d); n += 16) {
    let c = f32x4.neg(v128.load(theta + n));
    for (let j = 0; j < r; j++) c = multiplyAdd(v128.load(B + bytes(j * d) + n), splat(head + bytes(j)), c);
    v128.store(out + n, c);
  }
}
