// A ReLU on the margins, row by row: see coordinates.ts. A four of rows leaves in the model's room g(v_j) and
// w_j = e_jA_ijg'(v_j) of every hidden unit j, and e.

fn fourSize() -> u32 {
  return 2u * uniforms.r + 1u;
}

// Where what the task's fours leave begins.
fn tracesAt(i: u32) -> u32 {
  var at = work;
  for (var before = 0u; before < i; before++) {
    at += foursOf(before) * fourSize();
  }
  return at;
}

fn evaluate() -> f32 {
  var loss = 0.0;
  for (var i = 0u; i < tasks; i++) {
    for (var four = localIndex; four < foursOf(i); four += THREADS) {
      loss += forward(i, four, tracesAt(i) + four * fourSize());
    }
  }
  storageBarrier();
  return loss;
}

// Leaves the four's trace; returns its part of F.
fn forward(i: u32, four: u32, trace: u32) -> f32 {
  let rows = rowsAt(i, four);
  let ridge = four < uniforms.quads;
  var loss = 0.0;
  var e = vec4<f32>();
  for (var j = 0u; j < uniforms.r; j++) {
    var margins = products(rows, z + j * uniforms.quads);
    if (!ridge) {
      margins = max(margins, vec4<f32>());
    }
    result[trace + j] = margins;
    let outputs = margins * headEntry(i, j);
    loss += select(0.0, dot(outputs, outputs), ridge);
    e += outputs;
  }
  if (!ridge) {
    e -= data[labelsAt(i) + four];
    loss = dot(e, e);
  }
  result[trace + 2u * uniforms.r] = e;
  for (var j = 0u; j < uniforms.r; j++) {
    let margins = result[trace + j];
    let head = headEntry(i, j);
    let sample = select(vec4<f32>(), e, margins > vec4<f32>());
    result[trace + uniforms.r + j] = head * select(sample, head * margins, ridge);
  }
  return loss;
}

fn gradient(at: u32) -> vec4<f32> {
  var g = vec4<f32>();
  if (at < moduleQuads()) {
    let j = at / uniforms.quads;
    for (var i = 0u; i < tasks; i++) {
      let rows = rowsAt(i, 0u);
      let weights = tracesAt(i) + uniforms.r + j;
      for (var four = 0u; four < foursOf(i); four++) {
        let weight = result[weights + four * fourSize()];
        g += combination(rows + 4u * four * uniforms.quads, at % uniforms.quads, weight);
      }
    }
    return g;
  }
  let i = (at - moduleQuads()) / headQuads();
  let start = 4u * ((at - moduleQuads()) % headQuads());
  for (var j = start; j < min(start + 4u, uniforms.r); j++) {
    let head = headEntry(i, j);
    let traces = tracesAt(i);
    var slope = 0.0;
    for (var four = 0u; four < foursOf(i); four++) {
      let trace = traces + four * fourSize();
      let margins = result[trace + j];
      slope += dot(margins, select(result[trace + 2u * uniforms.r], head * margins, four < uniforms.quads));
    }
    g[j - start] = slope;
  }
  return g;
}
