// Linear models on sufficient statistics, at a cost of d² per task whatever its sample size.
//
// F is expanded about a point θ_i near the task's own optimum: with c_i = B̂A_i − θ_i and q_i = Ĝ_iθ_i − ĥ_i,
//   ρ_i = Ĝ_ic_i + q_i,  F = Σ_i L_i + c_i'(ρ_i + q_i),  L_i the loss at θ_i.
// Nothing large cancels, which float32 would not survive. Source: PERFORMANCE section 2.

// What is known of task i: θ, q, (L, 0, 0, 0), then the rows of Ĝ.
fn statisticsAt(i: u32) -> u32 {
  return pairOf(i) * (2u * uniforms.quads + 1u + 4u * uniforms.quads * uniforms.quads);
}

fn origin(i: u32, quad: u32) -> vec4<f32> {
  return statistics[statisticsAt(i) + quad];
}

fn evaluate() -> f32 {
  findPredictors();
  var loss = 0.0;
  for (var item = localIndex; item < tasks * uniforms.quads; item += THREADS) {
    let i = item / uniforms.quads;
    let quad = item % uniforms.quads;
    let known = statisticsAt(i);
    let q = statistics[known + uniforms.quads + quad];
    var rho = q;
    // Ĝ is symmetric: its columns are read as rows, so that neighbours read neighbours
    var at = known + 2u * uniforms.quads + 1u + quad;
    for (var n = 0u; n < uniforms.quads; n++) {
      let c = result[work + i * uniforms.quads + n];
      rho += statistics[at] * c.x + statistics[at + uniforms.quads] * c.y
        + statistics[at + 2u * uniforms.quads] * c.z + statistics[at + 3u * uniforms.quads] * c.w;
      at += 4u * uniforms.quads;
    }
    result[slopeAt(i) + quad] = rho;
    loss += dot(result[work + item], rho + q);
    if (quad == 0u) {
      loss += statistics[known + 2u * uniforms.quads].x;
    }
  }
  return loss;
}
