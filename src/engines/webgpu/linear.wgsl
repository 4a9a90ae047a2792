// Many steps of optimiser.ts on linear models with squared loss: one workgroup trains one model of members.ts.
//
// The library declares what this program is bound to: `result`, the state of layout.ts, read and written in place;
// `statistics`, what is known of the data; and `uniforms`. All are vec4: a vector of length d is ⌈d/4⌉ quads, and B̂ is
// stored by columns. Nothing but sums needs to be shared in workgroup memory, so that every d, k and r fits.
//
// Losses are expanded about a point θ_i near the task's own optimum: with e_i = B̂A_i − θ_i and q_i = Ĝ_iθ_i − ĥ_i,
//   F = Σ_i L_i + e_i'(ρ_i + q_i),  ρ_i = Ĝ_ie_i + q_i,  L_i the loss at θ_i;  g_B = Σ_i ρ_iA_i',  g_i = B̂'ρ_i.
// Nothing large cancels, which float32 would not survive. Source: PERFORMANCE section 2.

const GRADIENT_DESCENT = 0u;
const MOMENTUM = 1u;
const NESTEROV = 2u;
const ADAM = 3u;

var<workgroup> losses: array<vec2<f32>, THREADS>; // of F, and of ‖B̂‖²
var<workgroup> slopes: array<f32, THREADS>;

// Where this workgroup's model lies, in quads.
var<private> tasks: u32;
var<private> x: u32; // parameters: B̂ by columns, then the heads
var<private> z: u32; // where the gradient is taken
var<private> first: u32; // velocity, the parameters before, or Adam's first moment
var<private> second: u32; // Adam's second moment
var<private> errors: u32; // e_i
var<private> residuals: u32; // ρ_i

fn isFinite(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7f800000u) != 0x7f800000u;
}

// Quads of one head, of B̂, and of both together.
fn headQuads() -> u32 {
  return (uniforms.r + 3u) / 4u;
}

fn moduleQuads() -> u32 {
  return uniforms.r * uniforms.quads;
}

fn parameterQuads() -> u32 {
  return moduleQuads() + uniforms.k * headQuads();
}

// What is known of the model's task i: θ, q, (L, 0, 0, 0), then the rows of Ĝ.
fn taskAt(i: u32) -> u32 {
  let model = workgroupId.x / uniforms.seeds;
  let seed = workgroupId.x % uniforms.seeds;
  let pair = select(uniforms.k + model - 1u, i, model == 0u);
  return (pair * uniforms.seeds + seed) * (2u * uniforms.quads + 1u + 4u * uniforms.quads * uniforms.quads);
}

fn place() {
  let models = (1u + uniforms.k) * uniforms.seeds;
  let parameters = parameterQuads();
  let vectors = uniforms.k * uniforms.quads;
  tasks = select(1u, uniforms.k, workgroupId.x < uniforms.seeds);
  x = workgroupId.x * parameters;
  z = models * (parameters + 1u) + workgroupId.x * (3u * parameters + 2u * vectors);
  first = z + parameters;
  second = first + parameters;
  errors = second + parameters;
  residuals = errors + vectors;
}

// A_ij where the gradient is taken.
fn headEntry(i: u32, j: u32) -> f32 {
  return result[z + moduleQuads() + i * headQuads() + j / 4u][j % 4u];
}

// e_i and then ρ_i of every task, quad by quad; returns this thread's part of F and of ‖B̂‖².
fn findErrors() {
  for (var item = localIndex; item < tasks * uniforms.quads; item += THREADS) {
    let i = item / uniforms.quads;
    let quad = item % uniforms.quads;
    var e = -statistics[taskAt(i) + quad];
    for (var j = 0u; j < uniforms.r; j++) {
      e += result[z + j * uniforms.quads + quad] * headEntry(i, j);
    }
    result[errors + item] = e;
  }
}

fn findResiduals() -> vec2<f32> {
  var sums = vec2<f32>();
  for (var item = localIndex; item < tasks * uniforms.quads; item += THREADS) {
    let i = item / uniforms.quads;
    let quad = item % uniforms.quads;
    let task = taskAt(i);
    let q = statistics[task + uniforms.quads + quad];
    var rho = q;
    // Ĝ is symmetric: its columns are read as rows, so that neighbours read neighbours
    var at = task + 2u * uniforms.quads + 1u + quad;
    for (var n = 0u; n < uniforms.quads; n++) {
      let e = result[errors + i * uniforms.quads + n];
      rho += statistics[at] * e.x + statistics[at + uniforms.quads] * e.y
        + statistics[at + 2u * uniforms.quads] * e.z + statistics[at + 3u * uniforms.quads] * e.w;
      at += 4u * uniforms.quads;
    }
    result[residuals + item] = rho;
    sums.x += dot(result[errors + item], rho + q);
  }
  for (var at = localIndex; at < moduleQuads(); at += THREADS) {
    sums.y += dot(result[z + at], result[z + at]);
  }
  return sums;
}

// F and ‖B̂‖² of the whole model; the same in every thread.
fn totals() -> vec2<f32> {
  var total = vec2<f32>();
  for (var thread = 0u; thread < THREADS; thread++) {
    total += losses[thread];
  }
  for (var i = 0u; i < tasks; i++) {
    total.x += statistics[taskAt(i) + 2u * uniforms.quads].x;
  }
  return total;
}

// max_i‖A_i‖².
fn largestHead() -> f32 {
  var largest = 0.0;
  for (var i = 0u; i < tasks; i++) {
    var squares = 0.0;
    for (var n = 0u; n < headQuads(); n++) {
      let head = result[z + moduleQuads() + i * headQuads() + n];
      squares += dot(head, head);
    }
    largest = max(largest, squares);
  }
  return largest;
}

// The gradient of F/2 at one quad of the parameters.
fn gradient(at: u32) -> vec4<f32> {
  var g = vec4<f32>();
  if (at < moduleQuads()) {
    let j = at / uniforms.quads;
    for (var i = 0u; i < tasks; i++) {
      g += result[residuals + i * uniforms.quads + at % uniforms.quads] * headEntry(i, j);
    }
    return g;
  }
  let i = (at - moduleQuads()) / headQuads();
  let start = 4u * ((at - moduleQuads()) % headQuads());
  for (var j = start; j < min(start + 4u, uniforms.r); j++) {
    var slope = 0.0;
    for (var quad = 0u; quad < uniforms.quads; quad++) {
      slope += dot(result[residuals + i * uniforms.quads + quad], result[z + j * uniforms.quads + quad]);
    }
    g[j - start] = slope;
  }
  return g;
}

fn main() {
  place();
  let control = (1u + uniforms.k) * uniforms.seeds * parameterQuads() + workgroupId.x;
  // Nesterov's n, or what Adam's two moments of 1 have grown to; 0 once F was not finite; steps before that.
  var memory = result[control];
  let owned = moduleQuads() + tasks * headQuads();

  for (var step = 0u; step < uniforms.steps; step++) {
    for (var at = localIndex; at < owned; at += THREADS) {
      var point = result[x + at];
      if (uniforms.rule == NESTEROV) {
        point += memory.x / (memory.x + 3.0) * (point - result[first + at]);
      }
      result[z + at] = point;
    }
    storageBarrier();
    findErrors();
    storageBarrier();
    losses[localIndex] = findResiduals();
    storageBarrier();
    workgroupBarrier();

    let total = totals();
    let root = sqrt(max(total.x, 0.0)); // rounding may bring the loss of a perfect fit below 0
    let heads = largestHead();
    if (!isFinite(total.x)) {
      memory.z = 1.0;
    }
    memory.w += 1.0 - memory.z;
    if (uniforms.rule == ADAM) {
      memory.x = uniforms.beta1 * memory.x + (1.0 - uniforms.beta1);
      memory.y = uniforms.beta2 * memory.y + (1.0 - uniforms.beta2);
    }

    var uphill = 0.0;
    for (var at = localIndex; at < owned; at += THREADS) {
      let g = gradient(at);
      let D = g / (select(total.y, heads, at < moduleQuads()) + root);
      let here = result[x + at];
      switch uniforms.rule {
        case MOMENTUM: {
          let v = uniforms.momentum * result[first + at] + D;
          result[first + at] = v;
          result[x + at] = here - uniforms.rate * v;
        }
        case NESTEROV: {
          let next = result[z + at] - uniforms.rate * D;
          result[first + at] = here;
          result[x + at] = next;
          uphill += dot(g, next - here);
        }
        case ADAM: {
          let mean = uniforms.beta1 * result[first + at] + (1.0 - uniforms.beta1) * g;
          let square = uniforms.beta2 * result[second + at] + (1.0 - uniforms.beta2) * g * g;
          result[first + at] = mean;
          result[second + at] = square;
          result[x + at] = here - uniforms.rate * (mean / memory.x) / (sqrt(square / memory.y) + uniforms.epsilon);
        }
        default: {
          result[x + at] = here - uniforms.rate * D;
        }
      }
    }
    slopes[localIndex] = uphill;
    storageBarrier();
    workgroupBarrier();
    if (uniforms.rule == NESTEROV) {
      var slope = 0.0;
      for (var thread = 0u; thread < THREADS; thread++) {
        slope += slopes[thread];
      }
      memory.x = select(memory.x + 1.0, 0.0, slope > 0.0);
    }
  }
  if (localIndex == 0u) {
    result[control] = memory;
  }
}
