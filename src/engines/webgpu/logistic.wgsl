// Two classes, row by row: see coordinates.ts.

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

// Leaves e of the four, of task i whose c_i stands at `c`; returns its part of F.
fn forward(i: u32, four: u32, c: u32) -> f32 {
  let rows = rowsAt(i, four);
  var sums = vec4<f32>();
  for (var quad = 0u; quad < uniforms.quads; quad++) {
    sums += result[c + quad] * fourAt(rows + quad);
  }
  if (four < uniforms.quads) {
    result[errorsAt(i) + four] = sums;
    return dot(sums, sums);
  }
  let label = data[labelsAt(i) + four];
  let u = -sign(label) * sums;
  let small = exp(-abs(u)); // never overflows
  result[errorsAt(i) + four] = -0.5 * label * select(small, vec4<f32>(1.0), u >= vec4<f32>()) / (1.0 + small);
  return dot(abs(label), max(u, vec4<f32>()) + log(1.0 + small));
}

// What fours start … end−1 of task i add to one quad of ρ_i.
fn backward(i: u32, start: u32, end: u32, quad: u32) -> vec4<f32> {
  let rows = rowsAt(i, 0u) + quad;
  let errors = errorsAt(i);
  var rho = vec4<f32>();
  for (var four = start; four < end; four++) {
    rho += fourAt(rows + 4u * four * uniforms.quads) * result[errors + four];
  }
  return rho;
}
