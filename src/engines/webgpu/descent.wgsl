// Steps of optimiser.ts, all of a dispatch's: one workgroup goes through them with one model, whatever its kind. Beside
// this file stand model.wgsl and others with two functions:
//   evaluate() -> f32              this thread's part of F at z, with what `gradient` needs left in the model's room;
//   gradient(at: u32) -> vec4<f32> the gradient of F/2 at one quad of the parameters.

const LEAST_LOSS = 1e-37; // as in optimiser.ts

var<workgroup> losses: array<vec2<f32>, THREADS>; // each thread's part of F and of ‖B̂‖²
var<workgroup> slopes: array<f32, THREADS>;

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

fn isFinite(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7f800000u) != 0x7f800000u;
}

fn main() {
  place();
  // Nesterov's n, or what Adam's two moments of 1 have grown to; 1 once F was not finite; steps before that.
  var memory = result[control];

  for (var step = 0u; step < uniforms.steps; step++) {
    look(memory.x);
    var sums = vec2<f32>(evaluate(), 0.0);
    for (var at = localIndex; at < moduleQuads(); at += THREADS) {
      sums.y += dot(result[z + at], result[z + at]);
    }
    losses[localIndex] = sums;
    workgroupBarrier();
    storageBarrier();

    var total = vec2<f32>();
    for (var thread = 0u; thread < THREADS; thread++) {
      total += losses[thread];
    }
    let root = sqrt(max(total.x, LEAST_LOSS)); // rounding may bring the loss of a perfect fit below 0
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
    for (var at = localIndex; at < ownedQuads(); at += THREADS) {
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
        default: { // GRADIENT_DESCENT
          result[x + at] = here - uniforms.rate * D;
        }
      }
    }
    slopes[localIndex] = uphill;
    workgroupBarrier();
    storageBarrier();

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
