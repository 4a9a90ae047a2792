/** The optimisers of optimiser.ts, on the vector of parameters. */
import { lossAt } from "./losses";
import { Model } from "./model";
import { Vector, bytes, dot, multiplyAdd, sum } from "./vectors";

/** The optimisers by number. */
const GRADIENT_DESCENT = 0;
const MOMENTUM = 1;
const NESTEROV = 2;
/** As in optimiser.ts. */
const LEAST_LOSS: f32 = 1e-37;

let momentumBeta: f32 = 0;
let beta1: f64 = 0;
let beta2: f64 = 0;
let epsilon: f32 = 0;

/** β of momentum; β₁, β₂ and ε of Adam: for all models, before their first step. */
export function setConstants(momentum: f32, adamBeta1: f64, adamBeta2: f64, adamEpsilon: f32): void {
  momentumBeta = momentum;
  beta1 = adamBeta1;
  beta2 = adamBeta2;
  epsilon = adamEpsilon;
}

/** One step; F where the gradient was taken. */
export function step(model: Model): f32 {
  if (model.optimiser === NESTEROV) return nesterov(model);
  const loss = lossAt(model, model.x);
  if (model.optimiser === GRADIENT_DESCENT) gradientDescent(model, loss);
  else if (model.optimiser === MOMENTUM) momentum(model, loss);
  else adam(model);
  return loss;
}

/** 1 / (max_i‖A_i‖² + √F): what makes the gradient in B̂ the normalised one. */
function moduleScale(model: Model, x: Vector, loss: f32): f32 {
  let largest: f32 = 0;
  for (let i = 0, at = x + bytes(model.heads); i < model.k; i++) {
    let norm: f32 = 0;
    for (let j = 0; j < model.r; j++, at += 4) norm += load<f32>(at) * load<f32>(at);
    largest = max(largest, norm);
  }
  return 1 / (largest + sqrt(max(LEAST_LOSS, loss)));
}

/** 1 / (‖B̂‖² + √F), for the heads. */
function headScale(model: Model, x: Vector, loss: f32): f32 {
  return 1 / (dot(x, x, model.heads) + sqrt(max(LEAST_LOSS, loss)));
}

/** x ← x − ηD. */
function gradientDescent(model: Model, loss: f32): void {
  const x = model.x;
  const g = model.g;
  const rate = model.rate;
  const heads = model.heads;
  const size = model.size;
  const ofModule = moduleScale(model, x, loss);
  const ofHeads = headScale(model, x, loss);
  descend(x, g, rate * ofModule, heads);
  descend(x + bytes(heads), g + bytes(heads), rate * ofHeads, size - heads);
}

/** v ← v − factor·along, of n numbers. */
function descend(v: Vector, along: Vector, factor: f32, n: i32): void {
  for (let at: usize = 0; at < bytes(n); at += 16)
    v128.store(v + at, f32x4.sub(v128.load(v + at), f32x4.mul(f32x4.splat(factor), v128.load(along + at))));
}

/** v ← βv + D,  x ← x − ηv. */
function momentum(model: Model, loss: f32): void {
  const x = model.x;
  const g = model.g;
  const first = model.first;
  const rate = model.rate;
  const heads = model.heads;
  const size = model.size;
  const ofModule = moduleScale(model, x, loss);
  const ofHeads = headScale(model, x, loss);
  gather(first, g, ofModule, heads);
  gather(first + bytes(heads), g + bytes(heads), ofHeads, size - heads);
  descend(x, first, rate, size);
}

/** v ← βv + factor·g, of n numbers. */
function gather(v: Vector, g: Vector, factor: f32, n: i32): void {
  const beta = f32x4.splat(momentumBeta);
  for (let at: usize = 0; at < bytes(n); at += 16) {
    const D = f32x4.mul(f32x4.splat(factor), v128.load(g + at));
    v128.store(v + at, multiplyAdd(beta, v128.load(v + at), D));
  }
}

/** z = x + β_n(x − x₋);  x₊ = z − ηD(z);  n ← 0 if g(z)·(x₊ − x) > 0, else n + 1. */
function nesterov(model: Model): f32 {
  const x = model.x;
  const g = model.g;
  const rate = model.rate;
  const heads = model.heads;
  const size = model.size;
  const previous = model.first;
  const z = model.second;
  const beta = f32x4.splat(<f32>model.count / <f32>(model.count + 3));
  for (let at: usize = 0; at < bytes(size); at += 16) {
    const here = v128.load(x + at);
    v128.store(z + at, multiplyAdd(beta, f32x4.sub(here, v128.load(previous + at)), here));
  }
  const loss = lossAt(model, z);
  const ofModule = moduleScale(model, z, loss);
  const ofHeads = headScale(model, z, loss);
  const at = bytes(heads);
  const uphill =
    leap(x, previous, z, g, rate * ofModule, heads) +
    leap(x + at, previous + at, z + at, g + at, rate * ofHeads, size - heads);
  model.count = uphill > 0 ? 0 : model.count + 1;
  return loss;
}

/** previous ← x,  x ← z − factor·g, of n numbers; g·(x − previous). */
function leap(x: Vector, previous: Vector, z: Vector, g: Vector, factor: f32, n: i32): f32 {
  let uphill = f32x4.splat(0);
  for (let at: usize = 0; at < bytes(n); at += 16) {
    const slope = v128.load(g + at);
    const old = v128.load(x + at);
    const reached = f32x4.sub(v128.load(z + at), f32x4.mul(f32x4.splat(factor), slope));
    v128.store(previous + at, old);
    v128.store(x + at, reached);
    uphill = multiplyAdd(slope, f32x4.sub(reached, old), uphill);
  }
  return sum(uphill);
}

/** Kingma & Ba 2015, on g itself. */
function adam(model: Model): void {
  const x = model.x;
  const g = model.g;
  const first = model.first;
  const second = model.second;
  model.decay1 *= beta1;
  model.decay2 *= beta2;
  const keep1 = f32x4.splat(<f32>beta1);
  const keep2 = f32x4.splat(<f32>beta2);
  const take1 = f32x4.splat(<f32>(1 - beta1));
  const take2 = f32x4.splat(<f32>(1 - beta2));
  const rate = f32x4.splat(<f32>(<f64>model.rate / (1 - model.decay1)));
  const unbiased = f32x4.splat(<f32>(1 / (1 - model.decay2)));
  for (let at: usize = 0; at < bytes(model.size); at += 16) {
    const slope = v128.load(g + at);
    const m = multiplyAdd(take1, slope, f32x4.mul(keep1, v128.load(first + at)));
    const v = multiplyAdd(take2, f32x4.mul(slope, slope), f32x4.mul(keep2, v128.load(second + at)));
    v128.store(first + at, m);
    v128.store(second + at, v);
    const size = f32x4.add(f32x4.sqrt(f32x4.mul(v, unbiased)), f32x4.splat(epsilon));
    v128.store(x + at, f32x4.sub(v128.load(x + at), f32x4.div(f32x4.mul(rate, m), size)));
  }
}
