// The model's rows in tiles: so many fours of one task, task after task. At the end of the model's room each tile has one
// of its own: its part of F, its parts of sums over all rows, and whatever else it needs.

fn tilesOf(i: u32) -> u32 {
  return (foursOf(i) + uniforms.tile - 1u) / uniforms.tile;
}

// The first tile of task i; for i = k, how many there are.
fn firstTile(i: u32) -> u32 {
  var tile = 0u;
  for (var before = 0u; before < i; before++) {
    tile += tilesOf(before);
  }
  return tile;
}

fn tileAt(tile: u32) -> u32 {
  return work + uniforms.work - (uniforms.tiles - tile) * uniforms.tileRoom;
}

// F, this thread's part of it.
fn lossOfTiles() -> f32 {
  var loss = 0.0;
  for (var tile = localIndex; tile < firstTile(tasks); tile += THREADS) {
    loss += result[tileAt(tile)].x;
  }
  return loss;
}

// One quad of a sum over the rows of tiles start … end−1.
fn sumOfTiles(start: u32, end: u32, quad: u32) -> vec4<f32> {
  var sum = vec4<f32>();
  for (var tile = start; tile < end; tile++) {
    sum += result[tileAt(tile) + 1u + quad];
  }
  return sum;
}
