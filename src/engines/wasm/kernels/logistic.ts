/** The logistic loss over samples: its labels have the class as sign and the sample's weight as size. */
import { BLOCK, Model, Task } from "./model";
import { Vector, addRows, bytes, fourRows, multiplyAdd, sum } from "./vectors";

const SIGN: i32 = 0x80000000;

/** Σ|ŷ| log(1 + exp(−q)), q = sign(ŷ) x̂'θ, over the samples; half its gradient is added to s. */
export function logisticLoss(model: Model, task: Task, theta: Vector, s: Vector): f32 {
  const d = model.d;
  const weights = model.margins;
  const one = f32x4.splat(1);
  let total = f32x4.splat(0);
  for (let n = 0; n < task.rows; n += BLOCK) {
    const X = task.X + bytes(n * d);
    const y = task.y + bytes(n);
    const count = min(BLOCK, task.rows - n);
    for (let i = 0; i < count; i += 4) {
      const label = v128.load(y + bytes(i));
      const q = v128.xor(fourRows(X + bytes(i * d), theta, d), v128.and(label, i32x4.splat(SIGN)));
      const t = exp(f32x4.neg(f32x4.abs(q)));
      const softplus = f32x4.add(f32x4.max(f32x4.splat(0), f32x4.neg(q)), log1p(t));
      total = multiplyAdd(f32x4.abs(label), softplus, total);
      const likely = f32x4.div(v128.bitselect(t, one, f32x4.ge(q, f32x4.splat(0))), f32x4.add(one, t)); // 1/(1 + e^q)
      v128.store(weights + bytes(i), f32x4.mul(f32x4.mul(f32x4.splat(-0.5), label), likely));
    }
    addRows(X, weights, count, model.active, s, d);
  }
  return sum(total);
}

/** e^u for u ≤ 0: 2ⁿe^f with |f| ≤ ½ log 2, where eight terms of the series are right to the last bit. */
function exp(u: v128): v128 {
  const v = f32x4.max(u, f32x4.splat(-87)); // below it is less than 2⁻¹²⁶
  const n = f32x4.nearest(f32x4.mul(v, f32x4.splat(1.4426950408889634)));
  // log 2 in two parts, of which n times the first is exact
  const high = f32x4.sub(v, f32x4.mul(n, f32x4.splat(0.693359375)));
  const f = f32x4.sub(high, f32x4.mul(n, f32x4.splat(-0.00021219444005469057)));
  let e = f32x4.splat(1.0 / 5040);
  e = horner(e, f, 1.0 / 720);
  e = horner(e, f, 1.0 / 120);
  e = horner(e, f, 1.0 / 24);
  e = horner(e, f, 1.0 / 6);
  e = horner(e, f, 1.0 / 2);
  e = horner(e, f, 1);
  e = horner(e, f, 1);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(e, power);
}

/** log(1 + t) for 0 ≤ t ≤ 1: 2z(1 + z²/3 + z⁴/5 + …), z = t/(2 + t) ≤ 1/3. */
function log1p(t: v128): v128 {
  const z = f32x4.div(t, f32x4.add(f32x4.splat(2), t));
  const square = f32x4.mul(z, z);
  let series = f32x4.splat(1.0 / 13);
  series = horner(series, square, 1.0 / 11);
  series = horner(series, square, 1.0 / 9);
  series = horner(series, square, 1.0 / 7);
  series = horner(series, square, 1.0 / 5);
  series = horner(series, square, 1.0 / 3);
  series = horner(series, square, 1);
  return f32x4.mul(f32x4.add(z, z), series);
}

function horner(sum: v128, x: v128, next: f32): v128 {
  return multiplyAdd(sum, x, f32x4.splat(next));
}
