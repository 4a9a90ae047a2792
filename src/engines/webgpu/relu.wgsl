// A ReLU on the margins, row by row: see coordinates.ts. A four of rows leaves in the model's room g(v_j) and
// w_j = e_jA_ijg'(v_j) of every hidden unit j, and e; then g_B stands there. Units are taken four at a time: where fewer
// are left, the last one again.

fn fourSize() -> u32 {
  return 2u * uniforms.r + 1u;
}

// Where what the task's fours leave begins; after the last task, g_B.
fn tracesAt(i: u32) -> u32 {
  var at = work;
  for (var before = 0u; before < i; before++) {
    at += foursOf(before) * fourSize();
  }
  return at;
}

// Units j … j+3 of an array of columns, as columns.
fn unitsAt(at: u32, j: u32, stride: u32) -> mat4x4<f32> {
  let last = uniforms.r - 1u;
  return mat4x4<f32>(
    result[at + j * stride],
    result[at + min(j + 1u, last) * stride],
    result[at + min(j + 2u, last) * stride],
    result[at + min(j + 3u, last) * stride],
  );
}

fn evaluate() -> f32 {
  var loss = 0.0;
  for (var i = 0u; i < tasks; i++) {
    for (var four = localIndex; four < foursOf(i); four += THREADS) {
      loss += forward(i, four, tracesAt(i) + four * fourSize());
    }
  }
  storageBarrier();
  for (var item = localIndex; item < headQuads() * uniforms.quads; item += THREADS) {
    backward(4u * (item / uniforms.quads), item % uniforms.quads);
  }
  return loss;
}

// Leaves the four's trace; returns its part of F.
fn forward(i: u32, four: u32, trace: u32) -> f32 {
  let rows = rowsAt(i, four);
  let ridge = four < uniforms.quads;
  var loss = 0.0;
  var e = vec4<f32>();
  for (var start = 0u; start < uniforms.r; start += 4u) {
    var margins = mat4x4<f32>();
    for (var quad = 0u; quad < uniforms.quads; quad++) {
      margins += transpose(fourAt(rows + quad)) * unitsAt(z + quad, start, uniforms.quads);
    }
    for (var j = start; j < min(start + 4u, uniforms.r); j++) {
      let hidden = select(max(margins[j - start], vec4<f32>()), margins[j - start], ridge);
      let outputs = hidden * headEntry(i, j);
      result[trace + j] = hidden;
      loss += select(0.0, dot(outputs, outputs), ridge);
      e += outputs;
    }
  }
  if (!ridge) {
    e -= data[labelsAt(i) + four];
    loss = dot(e, e);
  }
  result[trace + 2u * uniforms.r] = e;
  for (var j = 0u; j < uniforms.r; j++) {
    let hidden = result[trace + j];
    let head = headEntry(i, j);
    let sample = select(vec4<f32>(), e, hidden > vec4<f32>());
    result[trace + uniforms.r + j] = head * select(sample, head * hidden, ridge);
  }
  return loss;
}

// Leaves one quad of four columns of g_B.
fn backward(start: u32, quad: u32) {
  var g = mat4x4<f32>();
  for (var i = 0u; i < tasks; i++) {
    let rows = rowsAt(i, 0u) + quad;
    let weights = tracesAt(i) + uniforms.r;
    for (var four = 0u; four < foursOf(i); four++) {
      g += fourAt(rows + 4u * four * uniforms.quads) * unitsAt(weights + four * fourSize(), start, 1u);
    }
  }
  for (var j = start; j < min(start + 4u, uniforms.r); j++) {
    result[tracesAt(tasks) + j * uniforms.quads + quad] = g[j - start];
  }
}

fn gradient(at: u32) -> vec4<f32> {
  if (at < moduleQuads()) {
    return result[tracesAt(tasks) + at];
  }
  let i = (at - moduleQuads()) / headQuads();
  let start = 4u * ((at - moduleQuads()) % headQuads());
  var g = vec4<f32>();
  for (var j = start; j < min(start + 4u, uniforms.r); j++) {
    let head = headEntry(i, j);
    let traces = tracesAt(i);
    var slope = 0.0;
    for (var four = 0u; four < foursOf(i); four++) {
      let trace = traces + four * fourSize();
      let hidden = result[trace + j];
      slope += dot(hidden, select(result[trace + 2u * uniforms.r], head * hidden, four < uniforms.quads));
    }
    g[j - start] = slope;
  }
  return g;
}
