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

/** What is noted of a row: its address, its weight and its other weight. */
const NOTE: usize = 12;

/**
 * out ← out + M'w for so many rows of n numbers, of which only those are read whose weight is not 0. `notes` is room for
 * those and three more.
 */
export function addRows(M: Matrix, w: Vector, count: i32, notes: usize, out: Vector, n: i32): void {
  let end = notes;
  for (const last = w + bytes(count); w < last; w += 4, M += bytes(n)) {
    const weight = load<f32>(w);
    end = note(end, M, weight, 0, weight !== 0);
  }
  fillUp(end, M - bytes(n));
  for (; notes < end; notes += 4 * NOTE) addNoted(notes, out, n);
}

/** The same twice, for two vectors of weights and two of sums: each number of M is read once for both. */
export function addRowsTwice(
  M: Matrix,
  w: Vector,
  out: Vector,
  v: Vector,
  other: Vector,
  count: i32,
  notes: usize,
  n: i32,
): void {
  let end = notes;
  for (const last = w + bytes(count); w < last; w += 4, v += 4, M += bytes(n)) {
    const weight = load<f32>(w);
    const second = load<f32>(v);
    end = note(end, M, weight, second, weight !== 0 || second !== 0);
  }
  fillUp(end, M - bytes(n));
  for (; notes < end; notes += 4 * NOTE) addNotedTwice(notes, out, other, n);
}

/** Writes a note; where the next one belongs. */
function note(at: usize, row: usize, weight: f32, other: f32, isUsed: bool): usize {
  store<usize>(at, row);
  store<f32>(at, weight, 4);
  store<f32>(at, other, 8);
  return at + NOTE * <usize>isUsed;
}

/** Three more, of a row without weight. */
function fillUp(at: usize, row: usize): void {
  for (let n = 0; n < 3; n++) at = note(at, row, 0, 0, true);
}

/** out ← out + the weighted rows of four notes. */
function addNoted(notes: usize, out: Vector, n: i32): void {
  let M0 = load<usize>(notes);
  let M1 = load<usize>(notes, 12);
  let M2 = load<usize>(notes, 24);
  let M3 = load<usize>(notes, 36);
  const w0 = v128.load32_splat(notes, 4);
  const w1 = v128.load32_splat(notes, 16);
  const w2 = v128.load32_splat(notes, 28);
  const w3 = v128.load32_splat(notes, 40);
  for (const end = M0 + bytes(n); M0 < end; M0 += 16, M1 += 16, M2 += 16, M3 += 16, out += 16) {
    const first = f32x4.add(f32x4.mul(w0, v128.load(M0)), f32x4.mul(w1, v128.load(M1)));
    const last = f32x4.add(f32x4.mul(w2, v128.load(M2)), f32x4.mul(w3, v128.load(M3)));
    v128.store(out, f32x4.add(v128.load(out), f32x4.add(first, last)));
  }
}

/** The same for both weights. */
function addNotedTwice(notes: usize, out: Vector, other: Vector, n: i32): void {
  let M0 = load<usize>(notes);
  let M1 = load<usize>(notes, 12);
  let M2 = load<usize>(notes, 24);
  let M3 = load<usize>(notes, 36);
  const w0 = v128.load32_splat(notes, 4);
  const w1 = v128.load32_splat(notes, 16);
  const w2 = v128.load32_splat(notes, 28);
  const w3 = v128.load32_splat(notes, 40);
  const v0 = v128.load32_splat(notes, 8);
  const v1 = v128.load32_splat(notes, 20);
  const v2 = v128.load32_splat(notes, 32);
  const v3 = v128.load32_splat(notes, 44);
  for (const end = M0 + bytes(n); M0 < end; M0 += 16, M1 += 16, M2 += 16, M3 += 16, out += 16, other += 16) {
    const m0 = v128.load(M0);
    const m1 = v128.load(M1);
    const m2 = v128.load(M2);
    const m3 = v128.load(M3);
    const a = f32x4.add(
      f32x4.add(f32x4.mul(w0, m0), f32x4.mul(w1, m1)),
      f32x4.add(f32x4.mul(w2, m2), f32x4.mul(w3, m3)),
    );
    v128.store(out, f32x4.add(v128.load(out), a));
    const b = f32x4.add(
      f32x4.add(f32x4.mul(v0, m0), f32x4.mul(v1, m1)),
      f32x4.add(f32x4.mul(v2, m2), f32x4.mul(v3, m3)),
    );
    v128.store(other, f32x4.add(v128.load(other), b));
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
