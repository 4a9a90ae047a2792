// The first dispatch of a step in tiles: a workgroup takes one tile of one model. The second is descent.wgsl, for which
// `evaluate` and `gradient` add up what the tiles have left. Beside this file stands one with
//   evaluateTile(i: u32, start: u32, end: u32, sums: u32) -> f32
// this thread's part of F over fours start … end−1 of task i, with the tile's sums left from `sums` on.

var<workgroup> losses: array<f32, THREADS>;

fn main() {
  place();
  var i = 0u;
  var tile = workgroupId.y; // among those of task i
  while (i + 1u < tasks && tile >= tilesOf(i)) {
    tile -= tilesOf(i);
    i++;
  }
  // a model with fewer tiles than others has some without rows
  let start = min(tile * uniforms.tile, foursOf(i));
  let end = min(start + uniforms.tile, foursOf(i));

  let room = tileAt(workgroupId.y);
  z = room + uniforms.tileRoom - parameterQuads(); // of its own, because no workgroup waits for another
  look(result[control].x);
  losses[localIndex] = evaluateTile(i, start, end, room + 1u);
  workgroupBarrier();
  if (localIndex == 0u) {
    var loss = 0.0;
    for (var thread = 0u; thread < THREADS; thread++) {
      loss += losses[thread];
    }
    result[room] = vec4<f32>(loss, 0.0, 0.0, 0.0);
  }
}
