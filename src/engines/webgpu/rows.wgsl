// The rows x̂ of coordinates.ts in fours: the first ⌈d/4⌉ are the ridge, the samples stand behind them, and rows of zeros,
// which add nothing, fill both up. Of a task there are the labels, four rows in a quad, and then the rows, ⌈d/4⌉ quads each.

// How many fours of rows task i has.
fn foursOf(i: u32) -> u32 {
  return u32(data[pairOf(i)].z);
}

// Where its labels begin: the number is too large for one float.
fn labelsAt(i: u32) -> u32 {
  let entry = data[pairOf(i)];
  return u32(entry.x) * 4096u + u32(entry.y);
}

// Where the four rows begin.
fn rowsAt(i: u32, four: u32) -> u32 {
  return labelsAt(i) + foursOf(i) + 4u * four * uniforms.quads;
}

// x̂'v for four rows, v of length d.
fn products(rows: u32, v: u32) -> vec4<f32> {
  let quads = uniforms.quads;
  var sums = vec4<f32>();
  for (var n = 0u; n < quads; n++) {
    let value = result[v + n];
    sums += vec4<f32>(
      dot(data[rows + n], value),
      dot(data[rows + quads + n], value),
      dot(data[rows + 2u * quads + n], value),
      dot(data[rows + 3u * quads + n], value),
    );
  }
  return sums;
}

// One quad of Σ x̂·e over four rows.
fn combination(rows: u32, quad: u32, e: vec4<f32>) -> vec4<f32> {
  let at = rows + quad;
  let quads = uniforms.quads;
  return data[at] * e.x + data[at + quads] * e.y + data[at + 2u * quads] * e.z + data[at + 3u * quads] * e.w;
}
