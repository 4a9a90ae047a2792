// Linear models row by row, in the engine's own descent: logistic.wgsl with squared losses. The engine has no use for it,
// because statistics are cheaper; it is what a model without statistics would cost.

fn origin(i: u32, quad: u32) -> vec4<f32> {
  return vec4<f32>();
}

// Where e of the task's rows begins.
fn errorsAt(i: u32) -> u32 {
  var at = work + 2u * uniforms.k * uniforms.quads;
  for (var before = 0u; before < i; before++) {
    at += foursOf(before);
  }
  return at;
}

fn evaluate() -> f32 {
  findPredictors();
  var loss = 0.0;
  for (var i = 0u; i < tasks; i++) {
    for (var four = localIndex; four < foursOf(i); four += THREADS) {
      let rows = rowsAt(i, four);
      var e = -data[labelsAt(i) + four];
      for (var quad = 0u; quad < uniforms.quads; quad++) {
        e += result[work + i * uniforms.quads + quad] * fourAt(rows + quad);
      }
      loss += dot(e, e);
      result[errorsAt(i) + four] = e;
    }
  }
  storageBarrier();

  for (var item = localIndex; item < tasks * uniforms.quads; item += THREADS) {
    let i = item / uniforms.quads;
    let rows = rowsAt(i, 0u) + item % uniforms.quads;
    let errors = errorsAt(i);
    var rho = vec4<f32>();
    for (var four = 0u; four < foursOf(i); four++) {
      rho += fourAt(rows + 4u * four * uniforms.quads) * result[errors + four];
    }
    result[slopeAt(i) + item % uniforms.quads] = rho;
  }
  return loss;
}
