// A ReLU, all rows by one workgroup: g_B stands behind the traces.

fn evaluate() -> f32 {
  var loss = 0.0;
  for (var i = 0u; i < tasks; i++) {
    for (var four = localIndex; four < foursOf(i); four += THREADS) {
      for (var j = 0u; j < uniforms.r; j += 4u) {
        activate(i, four, j);
      }
      loss += compare(i, four);
    }
  }
  storageBarrier();
  for (var item = localIndex; item < headQuads() * uniforms.quads; item += THREADS) {
    let j = 4u * (item / uniforms.quads);
    let quad = item % uniforms.quads;
    var g = mat4x4<f32>();
    for (var i = 0u; i < tasks; i++) {
      g += backward(i, 0u, foursOf(i), j, quad);
    }
    leave(g, tracesAt(tasks), j, quad);
  }
  return loss;
}

fn gradient(at: u32) -> vec4<f32> {
  if (at < moduleQuads()) {
    return result[tracesAt(tasks) + at];
  }
  let i = (at - moduleQuads()) / headQuads();
  return headGradient(i, 0u, foursOf(i), 4u * ((at - moduleQuads()) % headQuads()));
}
