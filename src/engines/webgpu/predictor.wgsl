// What models have in common that see their parameters only through the predictors c_i = B̂A_i: with ρ_i the gradient of
// F/2 in c_i, g_B = Σ_i ρ_iA_i' and g_i = B̂'ρ_i.

// One quad of c_i; origin(i, quad) is taken away from it.
fn predictorAt(i: u32, quad: u32) -> vec4<f32> {
  var c = -origin(i, quad);
  for (var j = 0u; j < uniforms.r; j++) {
    c += result[z + j * uniforms.quads + quad] * headEntry(i, j);
  }
  return c;
}

// c_i of every task, quad by quad, from `work` on.
fn findPredictors() {
  for (var item = localIndex; item < tasks * uniforms.quads; item += THREADS) {
    result[work + item] = predictorAt(item / uniforms.quads, item % uniforms.quads);
  }
  storageBarrier();
}

// Where ρ_i begins.
fn slopeAt(i: u32) -> u32 {
  return work + (uniforms.k + i) * uniforms.quads;
}

fn gradient(at: u32) -> vec4<f32> {
  var g = vec4<f32>();
  if (at < moduleQuads()) {
    for (var i = 0u; i < tasks; i++) {
      g += result[slopeAt(i) + at % uniforms.quads] * headEntry(i, at / uniforms.quads);
    }
    return g;
  }
  let i = (at - moduleQuads()) / headQuads();
  let start = 4u * ((at - moduleQuads()) % headQuads());
  for (var j = start; j < min(start + 4u, uniforms.r); j++) {
    var slope = 0.0;
    for (var quad = 0u; quad < uniforms.quads; quad++) {
      slope += dot(result[slopeAt(i) + quad], result[z + j * uniforms.quads + quad]);
    }
    g[j - start] = slope;
  }
  return g;
}
