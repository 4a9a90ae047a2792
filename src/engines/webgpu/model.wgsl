// Where a workgroup's model lies. Every program of the engine begins with this file.
//
// The library declares what a program is bound to: `result`, the state of layout.ts, read and written in place; one input
// of that layout; and `uniforms`. All are quads, vec4: a vector of length d is ⌈d/4⌉ of them, and B̂ is stored by columns.
// Only sums are shared in workgroup memory, so that every d, k and r fits.

const GRADIENT_DESCENT = 0u;
const MOMENTUM = 1u;
const NESTEROV = 2u;
const ADAM = 3u;

var<private> tasks: u32;
var<private> x: u32; // parameters: B̂ by columns, then the heads
var<private> control: u32; // one quad that the optimiser keeps
var<private> z: u32; // where the gradient is taken
var<private> first: u32; // velocity, the parameters before, or Adam's first moment
var<private> second: u32; // Adam's second moment
var<private> work: u32; // room to evaluate F

fn headQuads() -> u32 {
  return (uniforms.r + 3u) / 4u;
}

fn moduleQuads() -> u32 {
  return uniforms.r * uniforms.quads;
}

fn parameterQuads() -> u32 {
  return moduleQuads() + uniforms.k * headQuads();
}

fn ownedQuads() -> u32 {
  return moduleQuads() + tasks * headQuads();
}

fn place() {
  let model = workgroupId.x;
  let models = (1u + uniforms.k) * uniforms.seeds;
  let parameters = parameterQuads();
  tasks = select(1u, uniforms.k, model < uniforms.seeds);
  x = model * parameters;
  control = models * parameters + model;
  z = models * (parameters + 1u) + model * (3u * parameters + uniforms.work);
  first = z + parameters;
  second = first + parameters;
  work = second + parameters;
}

// Writes to `z` where the gradient is taken: the parameters, or Nesterov's point ahead of them, n steps after a restart.
fn look(n: f32) {
  for (var at = localIndex; at < ownedQuads(); at += THREADS) {
    var point = result[x + at];
    if (uniforms.rule == NESTEROV) {
      point += n / (n + 3.0) * (point - result[first + at]);
    }
    result[z + at] = point;
  }
  storageBarrier();
}

// The model's task i among the pairs of layout.ts.
fn pairOf(i: u32) -> u32 {
  let member = workgroupId.x / uniforms.seeds;
  let pair = select(uniforms.k + member - 1u, i, member == 0u);
  return pair * uniforms.seeds + workgroupId.x % uniforms.seeds;
}

// A_ij where the gradient is taken.
fn headEntry(i: u32, j: u32) -> f32 {
  return result[z + moduleQuads() + i * headQuads() + j / 4u][j % 4u];
}
