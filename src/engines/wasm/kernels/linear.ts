/**
 * F of a linear model and its gradient, from sufficient statistics in shifted form: with any θ_i near the optimum of
 * task i by itself, ρ_i = ĥ_i − Ĝ_iθ_i and e_i = B̂A_i − θ_i,
 *   F = Σ_i ‖X̂_iθ_i − ŷ_i‖² + e_i'(s_i − ρ_i),   s_i = Ĝ_ie_i − ρ_i,   g_B = Σ_i s_iA_i',   g_i = B̂'s_i.
 * It costs as much as Ĝ_iB̂A_i − ĥ_i and loses fewer digits, where that is a difference of nearly equal numbers.
 */
import { Model, centreOf, centreLossOf, matrixOf, remainderOf } from "./model";
import { Vector, bytes, dot, residual, sum } from "./vectors";

/** F at x, with the gradient of F/2 written to model.g. */
export function linearLoss(model: Model, x: Vector): f32 {
  const d = model.d;
  const r = model.r;
  const e = model.shift;
  const s = model.slope;
  const g = model.g;
  memory.fill(g, 0, bytes(model.size));
  let loss: f32 = 0;
  for (let i = 0; i < model.k; i++) {
    const head = bytes(model.heads + i * r); // A_i in x, g_i in g
    const rho = remainderOf(model, i);
    predict(x, x + head, centreOf(model, i), e, d, r);
    residual(matrixOf(model, i), e, rho, s, d);
    loss += load<f32>(centreLossOf(model, i)) + (dot(e, s, d) - dot(e, rho, d));
    for (let j = 0; j < r; j++) {
      const column = bytes(j * d);
      const along = spread(s, load<f32>(x + head + bytes(j)), x + column, g + column, d);
      store<f32>(g + head + bytes(j), along);
    }
  }
  return loss;
}

/** out = B̂A_i − θ. */
function predict(B: Vector, head: Vector, theta: Vector, out: Vector, d: i32, r: i32): void {
  for (let n: usize = 0; n < bytes(d); n += 16) {
    let c = f32x4.neg(v128.load(theta + n));
    for (let j = 0; j < r; j++)
      c = f32x4.add(c, f32x4.mul(v128.load(B + bytes(j * d) + n), f32x4.splat(load<f32>(head + bytes(j)))));
    v128.store(out + n, c);
  }
}

/** out ← out + a·v; the result is v·column. */
function spread(v: Vector, a: f32, column: Vector, out: Vector, d: i32): f32 {
  const factor = f32x4.splat(a);
  let total = f32x4.splat(0);
  for (let n: usize = 0; n < bytes(d); n += 16) {
    const value = v128.load(v + n);
    v128.store(out + n, f32x4.add(v128.load(out + n), f32x4.mul(factor, value)));
    total = f32x4.add(total, f32x4.mul(v128.load(column + n), value));
  }
  return sum(total);
}
