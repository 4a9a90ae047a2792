// A ReLU on the margins, row by row: see coordinates.ts. A four of rows leaves in the model's room its trace: g(v_j) and
// w_j = e_jA_ijg'(v_j) of every hidden unit j, and e. Units are taken four at a time: where fewer are left, the last one
// again.

fn fourSize() -> u32 {
  return 2u * uniforms.r + 1u;
}

// Where the traces of the task's fours begin, or end for i = k.
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

// Leaves g(v) of units j … j+3 for the four.
fn activate(i: u32, four: u32, j: u32) {
  let rows = rowsAt(i, four);
  let trace = tracesAt(i) + four * fourSize();
  var margins = mat4x4<f32>();
  for (var quad = 0u; quad < uniforms.quads; quad++) {
    margins += transpose(fourAt(rows + quad)) * unitsAt(z + quad, j, uniforms.quads);
  }
  for (var n = 0u; n < min(4u, uniforms.r - j); n++) {
    result[trace + j + n] = select(max(margins[n], vec4<f32>()), margins[n], four < uniforms.quads);
  }
}

// Leaves the rest of the four's trace, once all units are active; returns its part of F.
fn compare(i: u32, four: u32) -> f32 {
  let trace = tracesAt(i) + four * fourSize();
  let ridge = four < uniforms.quads;
  var loss = 0.0;
  var e = vec4<f32>();
  for (var j = 0u; j < uniforms.r; j++) {
    let outputs = result[trace + j] * headEntry(i, j);
    loss += select(0.0, dot(outputs, outputs), ridge);
    e += outputs;
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

// What fours start … end−1 of task i add to one quad of columns j … j+3 of g_B.
fn backward(i: u32, start: u32, end: u32, j: u32, quad: u32) -> mat4x4<f32> {
  let rows = rowsAt(i, 0u) + quad;
  let weights = tracesAt(i) + uniforms.r;
  var g = mat4x4<f32>();
  for (var four = start; four < end; four++) {
    g += fourAt(rows + 4u * four * uniforms.quads) * unitsAt(weights + four * fourSize(), j, 1u);
  }
  return g;
}

// Writes that quad of those columns to a module at `to`.
fn leave(g: mat4x4<f32>, to: u32, j: u32, quad: u32) {
  var columns = g;
  for (var n = 0u; n < min(4u, uniforms.r - j); n++) {
    result[to + (j + n) * uniforms.quads + quad] = columns[n];
  }
}

// What fours start … end−1 of task i add to entries j … j+3 of g_i.
fn headGradient(i: u32, start: u32, end: u32, j: u32) -> vec4<f32> {
  let traces = tracesAt(i);
  var g = vec4<f32>();
  for (var n = 0u; n < min(4u, uniforms.r - j); n++) {
    let head = headEntry(i, j + n);
    var slope = 0.0;
    for (var four = start; four < end; four++) {
      let trace = traces + four * fourSize();
      let hidden = result[trace + j + n];
      slope += dot(hidden, select(result[trace + 2u * uniforms.r], head * hidden, four < uniforms.quads));
    }
    g[n] = slope;
  }
  return g;
}
