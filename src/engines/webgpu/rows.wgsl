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

// One quad of each of four rows, as columns.
fn fourAt(at: u32) -> mat4x4<f32> {
  let quads = uniforms.quads;
  return mat4x4<f32>(data[at], data[at + quads], data[at + 2u * quads], data[at + 3u * quads]);
}
