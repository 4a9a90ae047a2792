// A ReLU in tiles: a tile leaves its part of g_B, then of g_i.

fn evaluateTile(i: u32, start: u32, end: u32, sums: u32) -> f32 {
  for (var item = localIndex; item < headQuads() * (end - start); item += THREADS) {
    activate(i, start + item / headQuads(), 4u * (item % headQuads()));
  }
  storageBarrier();
  var loss = 0.0;
  for (var four = start + localIndex; four < end; four += THREADS) {
    loss += compare(i, four);
  }
  storageBarrier();
  // behind the module's quads of four units stands their head's
  for (var item = localIndex; item < headQuads() * (uniforms.quads + 1u); item += THREADS) {
    let units = item / (uniforms.quads + 1u);
    let quad = item % (uniforms.quads + 1u);
    if (quad < uniforms.quads) {
      leave(backward(i, start, end, 4u * units, quad), sums, 4u * units, quad);
    } else {
      result[sums + moduleQuads() + units] = headGradient(i, start, end, 4u * units);
    }
  }
  return loss;
}

fn evaluate() -> f32 {
  return lossOfTiles();
}

fn gradient(at: u32) -> vec4<f32> {
  if (at < moduleQuads()) {
    return sumOfTiles(0u, firstTile(tasks), at);
  }
  let i = (at - moduleQuads()) / headQuads();
  return sumOfTiles(firstTile(i), firstTile(i + 1u), moduleQuads() + (at - moduleQuads()) % headQuads());
}
