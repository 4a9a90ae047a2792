/**
 * Counter-based random streams: a number depends on (seed, stream, position) alone, so adding a draw never changes
 * another and a longer sample begins with the shorter one. Every language that follows SPEC (2.8) gets the same
 * integers, and the same normals to about 1e-15.
 */

/** The streams of SPEC (2.8). Rows and noise of task kind i are `rows + i` and `noise + i`. */
export const streams = { theta1: 0, theta2: 1, Q1: 2, Q2: 3, rows: 10, noise: 20, test: 40, start: 50 } as const;

const ROUNDS = 10;
const WORDS_PER_BLOCK = 4;
const TWO_TO_32 = 4_294_967_296;

/**
 * Four 32-bit words of Philox4x32-10 for one counter and key.
 * counter: 4 words; key: 2 words; written to `out` from `at` on, which is returned. Source: Salmon et al. 2011.
 */
export function philox(
  counter: ArrayLike<number>,
  key: ArrayLike<number>,
  out: Uint32Array = new Uint32Array(WORDS_PER_BLOCK),
  at = 0,
): Uint32Array {
  let c0 = counter[0];
  let c1 = counter[1];
  let c2 = counter[2];
  let c3 = counter[3];
  let k0 = key[0] | 0;
  let k1 = key[1] | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[at] = c0;
  out[at + 1] = c1;
  out[at + 2] = c2;
  out[at + 3] = c3;
  return out;
}

/** The first `count` words of a stream. seed and stream: integers in 0 … 2³²−1. Source: SPEC (2.8). */
export function words(seed: number, stream: number, count: number): Uint32Array {
  requireWord("seed", seed);
  requireWord("stream", stream);
  const filled = new Uint32Array(Math.ceil(count / WORDS_PER_BLOCK) * WORDS_PER_BLOCK);
  const counter = new Uint32Array(WORDS_PER_BLOCK);
  const key = new Uint32Array([seed, stream]);
  for (let at = 0; at < filled.length; at += WORDS_PER_BLOCK) {
    philox(counter, key, filled, at);
    counter[0]++;
  }
  return filled.subarray(0, count);
}

/** The first `count` uniforms of a stream, in [0, 1): word / 2³². Source: SPEC (2.8). */
export function uniforms(seed: number, stream: number, count: number): Float64Array {
  return Float64Array.from(words(seed, stream, count), (word) => word / TWO_TO_32);
}

/**
 * The first `count` standard normals of a stream, by Box and Muller on consecutive word pairs (w₀, w₁):
 * √(−2 ln u₁) cos 2πu₂ and √(−2 ln u₁) sin 2πu₂ with u₁ = (w₀+1)/2³², u₂ = w₁/2³². Source: SPEC (2.8).
 */
export function normals(seed: number, stream: number, count: number): Float64Array {
  const pairs = words(seed, stream, count + (count % 2));
  const z = new Float64Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((pairs[i] + 1) / TWO_TO_32));
    const angle = (2 * Math.PI * pairs[i + 1]) / TWO_TO_32;
    z[i] = radius * Math.cos(angle);
    z[i + 1] = radius * Math.sin(angle);
  }
  return z.subarray(0, count);
}

/** The upper 32 bits of the 64-bit product of two unsigned words, from products of halves, which are words too. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) >>> 0) + (Math.imul(aLow, bLow) >>> 16);
  const carry = (Math.imul(aLow, bHigh) >>> 0) + (middle & 0xffff);
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

function requireWord(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= TWO_TO_32)
    throw new RangeError(`random: ${name} must be an integer in 0 … 2³²−1; got ${value}`);
}
