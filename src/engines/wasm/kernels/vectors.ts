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

/**
 * a·b + c of four numbers: rounded once in the module that is compiled with relaxed SIMD, where the processor can, and
 * twice in the other.
 */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The sum of four numbers. */
export function sum(v: v128): f32 {
  const even = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2);
  return even + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3));
}

/** u·v of n numbers. */
export function dot(u: Vector, v: Vector, n: i32): f32 {
  let total = f32x4.splat(0);
  for (let at: usize = 0; at < bytes(n); at += 16) total = multiplyAdd(v128.load(u + at), v128.load(v + at), total);
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
    s0 = multiplyAdd(v128.load(M + at), x, s0);
    s1 = multiplyAdd(v128.load(M + width + at), x, s1);
    s2 = multiplyAdd(v128.load(M + 2 * width + at), x, s2);
    s3 = multiplyAdd(v128.load(M + 3 * width + at), x, s3);
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
    s0 = multiplyAdd(m0, x, s0);
    t0 = multiplyAdd(m0, y, t0);
    const m1 = v128.load(M1);
    s1 = multiplyAdd(m1, x, s1);
    t1 = multiplyAdd(m1, y, t1);
    const m2 = v128.load(M2);
    s2 = multiplyAdd(m2, x, s2);
    t2 = multiplyAdd(m2, y, t2);
    const m3 = v128.load(M3);
    s3 = multiplyAdd(m3, x, s3);
    t3 = multiplyAdd(m3, y, t3);
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

/**
 * out ← out + M'w for so many rows of n numbers, of which only those are read whose weight is not 0. `notes` is room for
 * the addresses and weights of those. They are gone through once for each strip of out, which stays in registers
 * meanwhile: 20 numbers, or 4 at the end.
 */
export function addRows(M: Matrix, w: Vector, count: i32, notes: usize, out: Vector, n: i32): void {
  let end = notes;
  for (const last = w + bytes(count); w < last; w += 4, M += bytes(n)) {
    const weight = load<f32>(w);
    store<usize>(end, M);
    store<f32>(end, weight, 4);
    end += 8 * <usize>(weight !== 0);
  }
  let at: usize = 0;
  for (; at + 80 <= bytes(n); at += 80) addTwenty(notes, end, at, out + at);
  for (; at < bytes(n); at += 16) addFour(notes, end, at, out + at);
}

/** out ← out + Σ weight × row, over the rows that are noted: 20 numbers that begin so many bytes into each. */
function addTwenty(notes: usize, end: usize, at: usize, out: Vector): void {
  let s0 = v128.load(out);
  let s1 = v128.load(out, 16);
  let s2 = v128.load(out, 32);
  let s3 = v128.load(out, 48);
  let s4 = v128.load(out, 64);
  for (; notes < end; notes += 8) {
    const row = load<usize>(notes) + at;
    const weight = v128.load32_splat(notes, 4);
    s0 = multiplyAdd(weight, v128.load(row), s0);
    s1 = multiplyAdd(weight, v128.load(row, 16), s1);
    s2 = multiplyAdd(weight, v128.load(row, 32), s2);
    s3 = multiplyAdd(weight, v128.load(row, 48), s3);
    s4 = multiplyAdd(weight, v128.load(row, 64), s4);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
  v128.store(out, s4, 64);
}

/** The same for 4 numbers. */
function addFour(notes: usize, end: usize, at: usize, out: Vector): void {
  let s = v128.load(out);
  for (; notes < end; notes += 8) s = multiplyAdd(v128.load32_splat(notes, 4), v128.load(load<usize>(notes) + at), s);
  v128.store(out, s);
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
    v128.store(out + at, multiplyAdd(f32x4.splat(a), value, v128.load(out + at)));
    total = multiplyAdd(v128.load(column + at), value, total);
  }
  return sum(total);
}
