/**
 * The optimum of two tasks with capacity 1 and α = 1 where the first has few rows, from an eigen-decomposition
 * X₂'X₂ = E diag(Λ) E' of the second's, which many first tasks share.
 *
 * In the coordinates of E the second task and the ridge are diagonal, W(t) = diag(1/(sin²t Λ_j + λ)), and completing the
 * square leaves a system of m₁ equations: with K = X₁WX₁', g = X₁Wc₂, r = y₁ − cos t sin t g and (I + cos²t K)p = r,
 *   φ(t) = ‖y₂‖² − sin²t c₂'Wc₂ + r'p,   B(t) = W(sin t c₂ + cos t X₁'p),
 * which subtracts nothing large from the target's share. φ′(t) is ∂F_λ/∂t at B(t), since B(t) is the best for its t.
 *
 * All of it is in the products S = ZWZ' of the m₁+1 rows Z = [X₁; c₂'], S = [K, g; g', c₂'Wc₂]. They are sums over j of
 * W_j(t) times Z_aj Z_bj, where W depends on Λ, λ and |t| alone: one table of weights at the angles of the search serves
 * every first task, and S at all these angles is one product of matrices. Directions that the second task does not see,
 * Λ_j = 0, weigh 1/λ at every t and are summed once. Source: SPEC (4.2); the matrix identity of Woodbury 1950.
 */
import { type Matrix, matrix, multiplyTransposed, multiplyVector, row } from "../linalg/matrix.ts";
import { type Minimum, localMinima, searchAngles } from "./headAngle.ts";

/** The task of few rows, in the coordinates of E. */
export interface FewRows {
  readonly X: Matrix; // m₁×d: X₁E
  readonly y: Float64Array; // m₁
}

/** The other task's labels, by what least squares needs of them, in the coordinates of E. */
export interface Labels {
  readonly Xty: Float64Array; // d: c₂ = E'X₂'y₂, 0 wherever Λ is
  readonly yty: number;
}

/** What the landscapes of all first tasks beside one second task share. */
export interface SharedSearch {
  readonly Lambda: Float64Array; // d, descending, at least 0
  readonly ridge: number;
  /** Ascending; with each t there is −t. */
  readonly angles: Float64Array;
  /** W at those of them that are at least 0, ascending, for the directions that the second task sees. */
  readonly weights: Matrix;
}

/** The landscape of SPEC (4.2): t is the angle of the head of few rows. */
export interface FewRowsLandscape {
  readonly loss: (t: number) => number;
  readonly slope: (t: number) => number;
  /** B(t), d, in the coordinates of E. */
  readonly module: (t: number) => Float64Array;
  /** Local minima, deepest first. */
  readonly minima: readonly [Minimum, ...Minimum[]];
}

/** Evenly spread angles; SPEC (4.3) asks for 121 to 721. */
const SPREAD = 121;
/** Angles nearer to an axis than this are not searched. */
const FINEST = 1e-8;

/**
 * The search beside a second task with eigenvalues Λ, descending, for first tasks whose rows have at most the squared
 * length `longest`. Throws unless ridge > 0, or ridge = 0 and every Λ_j > 0.
 */
export function sharedSearch(Lambda: Float64Array, ridge: number, longest: number): SharedSearch {
  if (!(ridge > 0) && !(ridge === 0 && Lambda.every((value) => value > 0)))
    throw new RangeError(`sharedSearch: ridge must be above 0, or at least 0 where every Λ is above 0; got ${ridge}`);
  const largest = Math.max(Lambda[0], longest);
  const angles = searchAngles(Math.max(FINEST, Math.sqrt(ridge / (ridge + largest)) / 8), SPREAD);
  const positive = angles.subarray(angles.length >> 1);
  const seen = Lambda.subarray(0, Lambda.findLastIndex((value) => value > 0) + 1);
  const weights = matrix(positive.length, seen.length);
  positive.forEach((t, n) => weigh(seen, ridge, Math.sin(t), row(weights, n)));
  return { Lambda, ridge, angles, weights };
}

/** W(t), written to `w`. */
function weigh(Lambda: Float64Array, ridge: number, sin: number, w: Float64Array): void {
  for (let j = 0; j < w.length; j++) w[j] = 1 / (sin * sin * Lambda[j] + ridge);
}

/** The landscape of the head angle. */
export function fewRowsLandscape(
  { X, y }: FewRows,
  { Xty, yty }: Labels,
  { Lambda, ridge, angles, weights }: SharedSearch,
): FewRowsLandscape {
  const { rows: m, columns: d } = X;
  const q = weights.columns;
  const products = pairProducts(X, Xty, q);
  const unseen = unseenProducts(X, q, ridge);
  const [g, c2Wc2] = [unseen.length, products.rows - 1]; // where they begin in a packed S
  const { eliminate, quadratic, solve, p } = equations(y, unseen);
  const w = new Float64Array(q);
  const b = new Float64Array(d); // X₁'p

  /** From the S that begins at `at` and was eliminated. */
  const lossOf = (S: Float64Array, at: number, cos: number, sin: number): number =>
    yty - sin * sin * S[at + c2Wc2] + quadratic(cos * sin);

  /** S(t), which is eliminated. */
  const productsAt = (t: number): Float64Array => {
    weigh(Lambda, ridge, Math.sin(t), w);
    const S = multiplyVector(products, w);
    eliminate(S, 0, Math.cos(t));
    return S;
  };

  /** S(t); p and of b the first `end` numbers are filled. */
  const fit = (t: number, end: number): Float64Array => {
    const S = productsAt(t);
    solve(Math.cos(t) * Math.sin(t));
    b.fill(0);
    for (let a = 0; a < m; a++) for (let j = 0; j < end; j++) b[j] += p[a] * X.data[a * d + j];
    return S;
  };

  const loss = (t: number): number => lossOf(productsAt(t), 0, Math.cos(t), Math.sin(t));

  /**
   * φ′(t)/2 = cos t sin t (p'Kp + Σ_j W_j²(cos t Λ_j b_j(2 sin t c₂_j + cos t b_j) − λc₂_j²)) − cos 2t g'p with b = X₁'p:
   * what ‖y₂‖² explains cancels before anything is summed.
   */
  const slope = (t: number): number => {
    const S = fit(t, q);
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    let sum = 0;
    for (let j = 0; j < q; j++)
      sum += w[j] * w[j] * (cos * Lambda[j] * b[j] * (2 * sin * Xty[j] + cos * b[j]) - ridge * Xty[j] * Xty[j]);
    let pull = 0; // g'p
    for (let a = 0, pair = 0; a < m; a++, pair++) {
      for (let c = 0; c < a; c++, pair++) sum += 2 * p[a] * p[c] * (S[pair] + unseen[pair]);
      sum += p[a] * p[a] * (S[pair] + unseen[pair]);
      pull += S[g + a] * p[a];
    }
    return 2 * (cos * sin * sum - (cos * cos - sin * sin) * pull);
  };

  const module = (t: number): Float64Array => {
    fit(t, d);
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    return b.map((value, j) => (j < q ? w[j] * (sin * Xty[j] + cos * value) : (cos * value) / ridge));
  };

  /** φ at the angles of the search. */
  const searched = (): Float64Array => {
    const S = multiplyTransposed(weights, products).data;
    const values = new Float64Array(angles.length);
    for (let n = 0, at = 0; n < weights.rows; n++, at += products.rows) {
      const i = (angles.length >> 1) + n;
      const [cos, sin] = [Math.cos(angles[i]), Math.sin(angles[i])];
      eliminate(S, at, cos);
      values[i] = lossOf(S, at, cos, sin);
      values[angles.length - 1 - i] = lossOf(S, at, cos, -sin);
    }
    return values;
  };

  return { loss, slope, module, minima: localMinima(loss, slope, angles, searched()) };
}

/**
 * Z_a∘Z_b for every pair of rows b ≤ a of Z = [X; c'], over the first q coordinates: the pairs of X, then c with each of
 * its rows, then c with itself, as S is packed.
 */
function pairProducts(X: Matrix, c: Float64Array, q: number): Matrix {
  const Z = [...Array.from({ length: X.rows }, (_, a) => row(X, a)), c];
  const products = matrix((Z.length * (Z.length + 1)) / 2, q);
  let at = 0;
  Z.forEach((one, a) => {
    for (const other of Z.slice(0, a + 1)) for (let j = 0; j < q; j++) products.data[at++] = one[j] * other[j];
  });
  return products;
}

/** What the directions from q on add to each pair of K, as it is packed. */
function unseenProducts({ rows: m, columns: d, data: x }: Matrix, q: number, ridge: number): Float64Array {
  const sums = new Float64Array((m * (m + 1)) / 2);
  if (q === d) return sums;
  for (let a = 0, pair = 0; a < m; a++)
    for (let b = 0; b <= a; b++, pair++) {
      for (let j = q; j < d; j++) sums[pair] += x[a * d + j] * x[b * d + j];
      sums[pair] /= ridge;
    }
  return sums;
}

/** The m₁ equations (I + cos²t K)p = r with r = y − cos t sin t g, of which K and g are eliminated together for t and −t. */
interface Equations {
  /** I + cos²t K = L diag(D) L', u = L⁻¹y, v = L⁻¹g, from the packed S that begins at `at`. */
  readonly eliminate: (S: Float64Array, at: number, cos: number) => void;
  /** r'p, from cos t sin t. */
  readonly quadratic: (cosSin: number) => number;
  /** Fills p. */
  readonly solve: (cosSin: number) => void;
  readonly p: Float64Array;
}

/** `unseen` is added to the pairs of K. */
function equations(y: Float64Array, unseen: Float64Array): Equations {
  const m = y.length;
  const L = new Float64Array(m * m);
  const [D, u, v, p] = Array.from({ length: 4 }, () => new Float64Array(m));
  return {
    p,
    eliminate: (S, at, cos) => {
      for (let a = 0, pair = 0; a < m; a++) {
        let ua = y[a];
        let va = S[at + unseen.length + a];
        for (let b = 0; b < a; b++) {
          let sum = cos * cos * (S[at + pair] + unseen[pair++]);
          for (let n = 0; n < b; n++) sum -= L[a * m + n] * L[b * m + n] * D[n];
          const l = (L[a * m + b] = sum / D[b]);
          ua -= l * u[b];
          va -= l * v[b];
        }
        let sum = 1 + cos * cos * (S[at + pair] + unseen[pair++]);
        for (let n = 0; n < a; n++) sum -= L[a * m + n] * L[a * m + n] * D[n];
        D[a] = sum;
        u[a] = ua;
        v[a] = va;
      }
    },
    quadratic: (cosSin) => {
      let sum = 0;
      for (let a = 0; a < m; a++) sum += (u[a] - cosSin * v[a]) ** 2 / D[a];
      return sum;
    },
    solve: (cosSin) => {
      for (let a = m - 1; a >= 0; a--) {
        p[a] = (u[a] - cosSin * v[a]) / D[a];
        for (let b = a + 1; b < m; b++) p[a] -= L[b * m + a] * p[b];
      }
    },
  };
}
