/** What ReLU with capacity 1 minimises, with its heads eliminated: the part that needs no search. Source: SPEC (4.9). */
import {
  addScaled,
  dot,
  matrix,
  moved,
  multiplyVector,
  row,
  scaled,
  transposeMultiplyVector,
} from "../linalg/matrix.ts";
import type { Data } from "../task.ts";
import type { Trial, Valued } from "./lbfgs.ts";
import type { Problem } from "./problem.ts";

/** V(B), its gradient (d), the heads that it is reached with, and each task's share. */
export interface ReluObjective extends Valued {
  readonly heads: Float64Array; // k
  readonly losses: Float64Array; // k
}

/** What one task contributes to V at given margins. */
interface ReluTaskFit {
  readonly head: number;
  readonly loss: number;
  readonly slopes: Float64Array; // m, ∂V/∂(X_iB)
}

/**
 * V(B) = min_A F_λ with heads eliminated, and its gradient Σ 2α_iA_iX_i'[(A_iz_i − y_i)∘1(X_iB>0)] + 2λA_i²B (the
 * envelope theorem: heads are at their optimum, so their own change does not count). B is d; ridge > 0. At B = 0, where V
 * has no limit, it is Σα_i‖y_i‖² with gradient 0. Source: SPEC (4.9).
 */
export function reluObjective(problem: Problem<Data>, B: Float64Array): ReluObjective {
  return objectiveAt(
    problem,
    B,
    problem.tasks.map(({ X }) => multiplyVector(X, B)),
  );
}

/** V(B) given the margins X_iB, which on a line B + tp are linear in t: a line search reads X_i once, not for every t. */
function objectiveAt(problem: Problem<Data>, B: Float64Array, margins: readonly Float64Array[]): ReluObjective {
  const { tasks, ridge } = problem;
  const fits = tasks.map((_, i) => fitOf(problem, i, margins[i], dot(B, B)));
  const heads = Float64Array.from(fits, (fit) => fit.head);
  const losses = Float64Array.from(fits, (fit) => fit.loss);
  const gradient = scaled(2 * ridge * dot(heads, heads), B);
  tasks.forEach(({ X }, i) => addScaled(gradient, 1, transposeMultiplyVector(X, fits[i].slopes)));
  const along = (p: Float64Array): ((t: number) => Trial) => {
    const changes = tasks.map(({ X }) => multiplyVector(X, p));
    return (t) => {
      const to = moved(B, t, p);
      const marginsThere = margins.map((margin, i) => moved(margin, t, changes[i]));
      let [value, slope] = [0, 0];
      tasks.forEach((_, i) => {
        const { head, loss, slopes } = fitOf(problem, i, marginsThere[i], dot(to, to));
        value += loss;
        slope += dot(slopes, changes[i]) + 2 * ridge * head * head * dot(to, p);
      });
      return { value, slope, there: () => objectiveAt(problem, to, marginsThere) };
    };
  };
  return { value: losses.reduce((a, b) => a + b, 0), gradient, heads, losses, along };
}

/** Task i's best head at its margins, its share of V, and that share's derivative in each margin, 0 where not active. */
function fitOf({ tasks, alpha, ridge }: Problem<Data>, i: number, margin: Float64Array, BtB: number): ReluTaskFit {
  const { y } = tasks[i];
  let [zz, zy] = [0, 0];
  for (let n = 0; n < margin.length; n++) {
    const z = margin[n];
    if (!(z > 0)) continue;
    zz += z * z;
    zy += z * y[n];
  }
  const scale = alpha[i] * zz + ridge * BtB;
  const head = scale > 0 ? (alpha[i] * zy) / scale : 0;
  let squares = 0;
  const slopes = new Float64Array(margin.length);
  for (let n = 0; n < margin.length; n++) {
    const isActive = margin[n] > 0;
    const residual = isActive ? head * margin[n] - y[n] : -y[n];
    squares += residual * residual;
    if (isActive) slopes[n] = 2 * alpha[i] * head * residual;
  }
  return { head, loss: alpha[i] * squares + ridge * head * head * BtB, slopes };
}

/** The samples of a task whose margin is positive. */
export function activeSamples({ X, y }: Data, margin: Float64Array): Data {
  const active = Array.from(margin.keys()).filter((n) => margin[n] > 0);
  const part = matrix(active.length, X.columns);
  active.forEach((n, into) => row(part, into).set(row(X, n)));
  return { X: part, y: Float64Array.from(active, (n) => y[n]) };
}
