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
 * every first task, and S at all these angles is one product of matrices, which is linear in Z_a Z_b: whoever knows Z to be
 * a sum of few parts may make it of theirs. Directions that the second task does not see, Λ_j = 0, weigh 1/λ at every t and
 * are summed once. Source: SPEC (4.2); the matrix identity of Woodbury 1950.
 */
import { type Matrix, matrix, multiplyVector, row } from "../linalg/matrix.ts";
import { multiplyTransposed } from "../linalg/multiplyTransposed.ts";
import { type Minimum, deepestMinimum, searchAngles } from "./headAngle.ts";

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
  /** Ascending; with each t there is −t, and 0 is none of them. */
  readonly angles: Float64Array;
  /** W at those of them that are above 0, ascending, for the directions that the second task sees. */
  readonly weights: Matrix;
}

/** The landscape of SPEC (4.2): t is the angle of the head of few rows; not 0 where the ridge is, which leaves B(0) open. */
export interface FewRowsLandscape {
  readonly loss: (t: number) => number;
  readonly slope: (t: number) => number;
  /** B(t), d, in the coordinates of E. */
  readonly module: (t: number) => Float64Array;
  /** The deepest. */
  readonly minimum: Minimum;
}

/** Evenly spread angles; SPEC (4.3) asks for 121 to 721. An even number, so that 0 is none of them, where W may be infinite. */
const SPREAD = 122;
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

/** S at the angles of the search that are above 0, one in each row, as `pairProducts` packs it; without unseen directions. */
export function searchedProducts(X: Matrix, Xty: Float64Array, { weights }: SharedSearch): Matrix {
  return multiplyTransposed(weights, pairProducts(X, Xty, weights.columns));
}

/** The landscape of the head angle; `searched` are its `searchedProducts`, from whoever has them at less cost. */
export function fewRowsLandscape(
  { X, y }: FewRows,
  { Xty, yty }: Labels,
  search: SharedSearch,
  searched = searchedProducts(X, Xty, search),
): FewRowsLandscape {
  const { Lambda, ridge, angles, weights } = search;
  const d = X.columns;
  const q = weights.columns;
  const products = pairProducts(X, Xty, q);
  const unseen = unseenProducts(X, q, ridge);
  const equations = makeEquations(y, unseen);
  const { p } = equations;
  const w = new Float64Array(q);
  const b = new Float64Array(d); // X₁'p

  /** φ(t) from the S that begins at `at` and was eliminated. */
  const lossOf = (S: Float64Array, at: number, cos: number, sin: number): number =>
    yty - sin * sin * S[at + products.rows - 1] + quadratic(equations, cos * sin);

  /** S(t), which is eliminated. */
  const productsAt = (cos: number, sin: number): Float64Array => {
    weigh(Lambda, ridge, sin, w);
    const S = multiplyVector(products, w);
    eliminate(equations, S, 0, cos);
    return S;
  };

  const loss = (t: number): number => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    return lossOf(productsAt(cos, sin), 0, cos, sin);
  };

  /**
   * φ′(t) = 2 cos t sin t (p'Kp + Σ_j W_j²(cos t Λ_j b_j(2 sin t c₂_j + cos t b_j) − λc₂_j²)) − 2 cos 2t g'p with
   * b = X₁'p: what ‖y₂‖² explains cancels before anything is summed.
   */
  const slope = (t: number): number => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    const S = productsAt(cos, sin);
    solve(equations, cos * sin);
    combineRows(X, p, b, q);
    let sum = 0;
    for (let j = 0; j < q; j++) {
      const c = Xty[j];
      sum += w[j] * w[j] * (cos * Lambda[j] * b[j] * (2 * sin * c + cos * b[j]) - ridge * c * c);
    }
    const { pKp, gp } = forms(equations, S);
    return 2 * (cos * sin * (pKp + sum) - (cos * cos - sin * sin) * gp);
  };

  const module = (t: number): Float64Array => {
    const [cos, sin] = [Math.cos(t), Math.sin(t)];
    productsAt(cos, sin);
    solve(equations, cos * sin);
    combineRows(X, p, b, d);
    return b.map((value, j) => (j < q ? w[j] * (sin * Xty[j] + cos * value) : (cos * value) / ridge));
  };

  /** φ at the angles of the search. */
  const searchedValues = (): Float64Array => {
    const S = searched.data;
    const values = new Float64Array(angles.length);
    for (let n = 0, at = 0; n < weights.rows; n++, at += products.rows) {
      const i = (angles.length >> 1) + n;
      const [cos, sin] = [Math.cos(angles[i]), Math.sin(angles[i])];
      eliminate(equations, S, at, cos);
      values[i] = lossOf(S, at, cos, sin);
      values[angles.length - 1 - i] = lossOf(S, at, cos, -sin);
    }
    return values;
  };

  return { loss, slope, module, minimum: deepestMinimum(loss, slope, angles, searchedValues()) };
}

/** W(t), written to `w`. */
function weigh(Lambda: Float64Array, ridge: number, sin: number, w: Float64Array): void {
  for (let j = 0; j < w.length; j++) w[j] = 1 / (sin * sin * Lambda[j] + ridge);
}

/** The first `end` numbers of X'p, written to `b`. */
function combineRows({ rows: m, columns: d, data: x }: Matrix, p: Float64Array, b: Float64Array, end: number): void {
  for (let j = 0; j < end; j++) {
    let sum = 0;
    for (let a = 0, at = j; a < m; a++, at += d) sum += p[a] * x[at];
    b[j] = sum;
  }
}

/**
 * Z_a∘Z_b for every pair of rows b ≤ a of Z = [X; c'], over the first q coordinates: the pairs of X, then c with each of
 * its rows, then c with itself, as S is packed.
 */
function pairProducts(X: Matrix, c: Float64Array, q: number): Matrix {
  const Z = [...Array.from({ length: X.rows }, (_, a) => row(X, a)), c];
  const products = matrix((Z.length * (Z.length + 1)) / 2, q);
  const { data } = products;
  let at = 0;
  for (let a = 0; a < Z.length; a++)
    for (let b = 0; b <= a; b++) {
      const [one, other] = [Z[a], Z[b]];
      for (let j = 0; j < q; j++) data[at++] = one[j] * other[j];
    }
  return products;
}

/** What the directions from q on add to each pair of K, as it is packed. */
function unseenProducts({ rows: m, columns: d, data: x }: Matrix, q: number, ridge: number): Float64Array {
  const sums = new Float64Array((m * (m + 1)) / 2);
  if (q === d) return sums;
  for (let a = 0, pair = 0; a < m; a++)
    for (let b = 0; b <= a; b++, pair++) {
      let sum = 0;
      for (let j = q; j < d; j++) sum += x[a * d + j] * x[b * d + j];
      sums[pair] = sum / ridge;
    }
  return sums;
}

/** The m₁ equations (I + cos²t K)p = y − cos t sin t g, of which K and g are eliminated together for t and −t. */
interface Equations {
  readonly y: Float64Array;
  /** What is to be added to the pairs of K. */
  readonly unseen: Float64Array;
  /** I + cos²t K = L diag(D) L', u = L⁻¹y, v = L⁻¹g. */
  readonly L: Float64Array;
  readonly D: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly p: Float64Array;
}

function makeEquations(y: Float64Array, unseen: Float64Array): Equations {
  const m = y.length;
  const [D, u, v, p] = Array.from({ length: 4 }, () => new Float64Array(m));
  return { y, unseen, L: new Float64Array(m * m), D, u, v, p };
}

/** Fills L, D, u and v from the packed S that begins at `at`. */
function eliminate({ y, unseen, L, D, u, v }: Equations, S: Float64Array, at: number, cos: number): void {
  const m = y.length;
  const g = at + unseen.length;
  for (let a = 0, pair = 0; a < m; a++) {
    let ua = y[a];
    let va = S[g + a];
    for (let b = 0; b <= a; b++, pair++) {
      let sum = cos * cos * (S[at + pair] + unseen[pair]);
      for (let n = 0; n < b; n++) sum -= L[a * m + n] * L[b * m + n] * D[n];
      if (b === a) D[a] = 1 + sum;
      else {
        const l = sum / D[b];
        L[a * m + b] = l;
        ua -= l * u[b];
        va -= l * v[b];
      }
    }
    u[a] = ua;
    v[a] = va;
  }
}

/** r'p = Σ_a (u − cos t sin t v)_a²/D_a. */
function quadratic({ D, u, v }: Equations, cosSin: number): number {
  let sum = 0;
  for (let a = 0; a < D.length; a++) {
    const r = u[a] - cosSin * v[a];
    sum += (r * r) / D[a];
  }
  return sum;
}

/** Fills p. */
function solve({ L, D, u, v, p }: Equations, cosSin: number): void {
  const m = p.length;
  for (let a = m - 1; a >= 0; a--) {
    let pa = (u[a] - cosSin * v[a]) / D[a];
    for (let b = a + 1; b < m; b++) pa -= L[b * m + a] * p[b];
    p[a] = pa;
  }
}

/** p'Kp and g'p, from a packed S. */
function forms({ p, unseen }: Equations, S: Float64Array): { readonly pKp: number; readonly gp: number } {
  let [pKp, gp] = [0, 0];
  for (let a = 0, pair = 0; a < p.length; a++) {
    for (let b = 0; b <= a; b++, pair++) pKp += (a === b ? 1 : 2) * p[a] * p[b] * (S[pair] + unseen[pair]);
    gp += S[unseen.length + a] * p[a];
  }
  return { pKp, gp };
}
