// Two classes, all rows by one workgroup.

fn evaluate() -> f32 {
  findPredictors();
  var loss = 0.0;
  for (var i = 0u; i < tasks; i++) {
    for (var four = localIndex; four < foursOf(i); four += THREADS) {
      loss += forward(i, four, work + i * uniforms.quads);
    }
  }
  storageBarrier();

  for (var item = localIndex; item < tasks * uniforms.quads; item += THREADS) {
    let i = item / uniforms.quads;
    let quad = item % uniforms.quads;
    result[slopeAt(i) + quad] = backward(i, 0u, foursOf(i), quad);
  }
  return loss;
}
