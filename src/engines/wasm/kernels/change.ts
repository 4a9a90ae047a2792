/** Rows in the coordinates of training: X W in float64, kept in float32. */
import { Matrix, bytes } from "./vectors";

/**
 * out = X W, for four rows of X and four columns of W at a time. X (rows×d) and W (d×d, upper triangular) are of float64,
 * out (rows×d) of float32; rows and d are multiples of 4.
 */
export function changeRows(X: usize, W: usize, out: Matrix, rows: i32, d: i32): void {
  const width = bytes(2 * d);
  for (let n = 0; n < rows; n += 4, X += 4 * width, out += 4 * bytes(d))
    for (let j = 0; j < d; j += 4) changeFour(X, W + bytes(2 * j), out + bytes(j), width, j + 4);
}

/** The same for one block of out: of four rows of X the first n numbers. */
function changeFour(X: usize, W: usize, out: Matrix, width: usize, n: i32): void {
  let a0 = f64x2.splat(0);
  let a1 = f64x2.splat(0);
  let a2 = f64x2.splat(0);
  let a3 = f64x2.splat(0);
  let b0 = f64x2.splat(0);
  let b1 = f64x2.splat(0);
  let b2 = f64x2.splat(0);
  let b3 = f64x2.splat(0);
  for (const end = X + bytes(2 * n); X < end; X += 8, W += width) {
    const v = v128.load(W);
    const w = v128.load(W, 16);
    const x0 = v128.load64_splat(X);
    a0 = f64x2.add(a0, f64x2.mul(x0, v));
    b0 = f64x2.add(b0, f64x2.mul(x0, w));
    const x1 = v128.load64_splat(X + width);
    a1 = f64x2.add(a1, f64x2.mul(x1, v));
    b1 = f64x2.add(b1, f64x2.mul(x1, w));
    const x2 = v128.load64_splat(X + 2 * width);
    a2 = f64x2.add(a2, f64x2.mul(x2, v));
    b2 = f64x2.add(b2, f64x2.mul(x2, w));
    const x3 = v128.load64_splat(X + 3 * width);
    a3 = f64x2.add(a3, f64x2.mul(x3, v));
    b3 = f64x2.add(b3, f64x2.mul(x3, w));
  }
  const next = width >> 1;
  v128.store(out, narrow(a0, b0));
  v128.store(out + next, narrow(a1, b1));
  v128.store(out + 2 * next, narrow(a2, b2));
  v128.store(out + 3 * next, narrow(a3, b3));
}

/** Two and two numbers of float64 as four of float32. */
function narrow(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
}
