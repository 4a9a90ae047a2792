/**
 * Vectors and matrices of float32 in linear memory, named by their addresses. Every length is a multiple of 4, and what
 * pads a vector to it is 0, so that four numbers are handled at a time and none is left over.
 */

/** The address of a vector. */
export type Vector = usize;

/** The address of a matrix, row by row. */
export type Matrix = usize;

/** The bytes of n numbers. */
export function bytes(n: i32): usize {
  return (<usize>n) << 2;
}

/** The least multiple of 4 that is not below n. */
export function padded(n: i32): i32 {
  return (n + 3) & ~3;
}

/** The number at an address, four times. */
export function splat(at: usize): v128 {
  return v128.load32_splat(at);
}

/** The sum of four numbers. */
export function sum(v: v128): f32 {
  const even = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2);
  return even + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3));
}

/** u·v of n numbers. */
export function dot(u: Vector, v: Vector, n: i32): f32 {
  let total = f32x4.splat(0);
  for (let at: usize = 0; at < bytes(n); at += 16)
    total = f32x4.add(total, f32x4.mul(v128.load(u + at), v128.load(v + at)));
  return sum(total);
}

/** Four rows of M, n numbers each, times v: their sums are independent chains of additions. */
export function fourRows(M: Matrix, v: Vector, n: i32): v128 {
  const width = bytes(n);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let at: usize = 0; at < width; at += 16) {
    const x = v128.load(v + at);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(M + at), x));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(M + width + at), x));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(M + 2 * width + at), x));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(M + 3 * width + at), x));
  }
  return sums(s0, s1, s2, s3);
}

/** The same four rows times u, at out, and times v, so many bytes behind: each number of M is read once for both. */
export function fourRowsTwice(M: Matrix, u: Vector, v: Vector, out: usize, behind: usize, n: i32): void {
  const end = M + bytes(n);
  let M1 = end;
  let M2 = M1 + bytes(n);
  let M3 = M2 + bytes(n);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let t0 = f32x4.splat(0);
  let t1 = f32x4.splat(0);
  let t2 = f32x4.splat(0);
  let t3 = f32x4.splat(0);
  for (; M < end; M += 16, M1 += 16, M2 += 16, M3 += 16, u += 16, v += 16) {
    const x = v128.load(u);
    const y = v128.load(v);
    const m0 = v128.load(M);
    s0 = f32x4.add(s0, f32x4.mul(m0, x));
    t0 = f32x4.add(t0, f32x4.mul(m0, y));
    const m1 = v128.load(M1);
    s1 = f32x4.add(s1, f32x4.mul(m1, x));
    t1 = f32x4.add(t1, f32x4.mul(m1, y));
    const m2 = v128.load(M2);
    s2 = f32x4.add(s2, f32x4.mul(m2, x));
    t2 = f32x4.add(t2, f32x4.mul(m2, y));
    const m3 = v128.load(M3);
    s3 = f32x4.add(s3, f32x4.mul(m3, x));
    t3 = f32x4.add(t3, f32x4.mul(m3, y));
  }
  v128.store(out, sums(s0, s1, s2, s3));
  v128.store(out + behind, sums(t0, t1, t2, t3));
}

/** The sums of four times four numbers. */
function sums(s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  const s01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
  const s23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(s01, s23, 0, 1, 4, 5), v128.shuffle<f32>(s01, s23, 2, 3, 6, 7));
}

/** out ← out + M'w and other ← other + M'v, for four rows: each number of M is read once for both. */
export function addFourRowsTwice(M: Matrix, w: v128, out: Vector, v: v128, other: Vector, n: i32): void {
  const width = bytes(n);
  const w0 = f32x4.splat(f32x4.extract_lane(w, 0));
  const w1 = f32x4.splat(f32x4.extract_lane(w, 1));
  const w2 = f32x4.splat(f32x4.extract_lane(w, 2));
  const w3 = f32x4.splat(f32x4.extract_lane(w, 3));
  const v0 = f32x4.splat(f32x4.extract_lane(v, 0));
  const v1 = f32x4.splat(f32x4.extract_lane(v, 1));
  const v2 = f32x4.splat(f32x4.extract_lane(v, 2));
  const v3 = f32x4.splat(f32x4.extract_lane(v, 3));
  for (let at: usize = 0; at < width; at += 16) {
    const m0 = v128.load(M + at);
    const m1 = v128.load(M + width + at);
    const m2 = v128.load(M + 2 * width + at);
    const m3 = v128.load(M + 3 * width + at);
    const a = f32x4.add(
      f32x4.add(f32x4.mul(w0, m0), f32x4.mul(w1, m1)),
      f32x4.add(f32x4.mul(w2, m2), f32x4.mul(w3, m3)),
    );
    v128.store(out + at, f32x4.add(v128.load(out + at), a));
    const b = f32x4.add(
      f32x4.add(f32x4.mul(v0, m0), f32x4.mul(v1, m1)),
      f32x4.add(f32x4.mul(v2, m2), f32x4.mul(v3, m3)),
    );
    v128.store(other + at, f32x4.add(v128.load(other + at), b));
  }
}

/**
 * out ← out + M'w for so many rows of n numbers, of which only those are read whose weight is not 0: four at a time.
 * `notes` is room for the addresses and weights of those and of three more.
 */
export function addRows(M: Matrix, w: Vector, count: i32, notes: usize, out: Vector, n: i32): void {
  let end = notes;
  for (const last = w + bytes(count); w < last; w += 4, M += bytes(n)) {
    const weight = load<f32>(w);
    store<usize>(end, M);
    store<f32>(end, weight, 4);
    end += 8 * <usize>(weight !== 0);
  }
  for (let at = end; at < end + 24; at += 8) {
    store<usize>(at, M - bytes(n)); // fills up the last four
    store<f32>(at, 0, 4);
  }
  for (; notes < end; notes += 32) addNoted(notes, out, n);
}

/** out ← out + four rows times their weights. */
function addNoted(notes: usize, out: Vector, n: i32): void {
  let M0 = load<usize>(notes);
  let M1 = load<usize>(notes, 8);
  let M2 = load<usize>(notes, 16);
  let M3 = load<usize>(notes, 24);
  const w0 = v128.load32_splat(notes, 4);
  const w1 = v128.load32_splat(notes, 12);
  const w2 = v128.load32_splat(notes, 20);
  const w3 = v128.load32_splat(notes, 28);
  for (const end = M0 + bytes(n); M0 < end; M0 += 16, M1 += 16, M2 += 16, M3 += 16, out += 16) {
    const first = f32x4.add(f32x4.mul(w0, v128.load(M0)), f32x4.mul(w1, v128.load(M1)));
    const last = f32x4.add(f32x4.mul(w2, v128.load(M2)), f32x4.mul(w3, v128.load(M3)));
    v128.store(out, f32x4.add(v128.load(out), f32x4.add(first, last)));
  }
}

/** out = M v − b, for M of n rows and n columns. */
export function residual(M: Matrix, v: Vector, b: Vector, out: Vector, n: i32): void {
  for (let at: usize = 0; at < bytes(n); at += 16, M += 4 * bytes(n))
    v128.store(out + at, f32x4.sub(fourRows(M, v, n), v128.load(b + at)));
}

/** out ← out + a·v, of n numbers; the result is v·column. */
export function spread(v: Vector, a: f32, column: Vector, out: Vector, n: i32): f32 {
  let total = f32x4.splat(0);
  for (let at: usize = 0; at < bytes(n); at += 16) {
    const value = v128.load(v + at);
    v128.store(out + at, f32x4.add(v128.load(out + at), f32x4.mul(f32x4.splat(a), value)));
    total = f32x4.add(total, f32x4.mul(v128.load(column + at), value));
  }
  return sum(total);
}
