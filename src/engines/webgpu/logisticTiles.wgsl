// Two classes in tiles: a tile leaves its part of ρ_i, and behind it c_i.

fn evaluateTile(i: u32, start: u32, end: u32, sums: u32) -> f32 {
  let c = sums + uniforms.quads;
  for (var quad = localIndex; quad < uniforms.quads; quad += THREADS) {
    result[c + quad] = predictorAt(i, quad);
  }
  storageBarrier();
  var loss = 0.0;
  for (var four = start + localIndex; four < end; four += THREADS) {
    loss += forward(i, four, c);
  }
  storageBarrier();
  for (var quad = localIndex; quad < uniforms.quads; quad += THREADS) {
    result[sums + quad] = backward(i, start, end, quad);
  }
  return loss;
}

fn evaluate() -> f32 {
  for (var item = localIndex; item < tasks * uniforms.quads; item += THREADS) {
    let i = item / uniforms.quads;
    let quad = item % uniforms.quads;
    result[slopeAt(i) + quad] = sumOfTiles(firstTile(i), firstTile(i + 1u), quad);
  }
  return lossOfTiles();
}
