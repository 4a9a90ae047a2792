import { describe, expect, it } from "vitest";
import { reluSubspaces } from "../families/reluSubspaces.ts";
import { randomTask } from "../golden/tasks.ts";
import { column, difference, dot, matrix, multiplyVector, norm, row, scaled } from "../linalg/matrix.ts";
import { reluNetworkErrorRaw } from "../metrics/reluNetworkError.ts";
import { type Model, reluOutput } from "../model.ts";
import { normals } from "../random.ts";
import type { Data } from "../task.ts";
import { type Problem, twin } from "./problem.ts";
import { solveRelu } from "./relu.ts";
import { reluObjective } from "./reluObjective.ts";
import { reluNetworkObjective, solveReluNetwork } from "./reluNetwork.ts";
import { solveSingleTask } from "./singleTask.ts";

const penalties = ["invariant", "decay"] as const;
const [d, r] = [6, 3];
const random: Problem<Data> = {
  tasks: [randomTask(1, 5, d), randomTask(2, 20, d), randomTask(3, 9, d)],
  r,
  ridge: 0.7,
  alpha: Float64Array.of(1, 0.4, 2),
};
const pointOf = ({ B, A }: Model): Float64Array => Float64Array.of(...B.data, ...A.data);

describe.each(penalties)("the objective of a ReLU network, %s penalty", (penalty) => {
  const at = (point: Float64Array): ReturnType<typeof reluNetworkObjective> =>
    reluNetworkObjective(random, point, penalty);

  it("has the gradient that central differences find, with weights and three tasks", () => {
    const h = 1e-6;
    for (let seed = 0; seed < 5; seed++) {
      const point = normals(seed, 1, (d + 3) * r);
      const { gradient } = at(point);
      const slopes = point.map((x, j) => {
        const [up, down] = [h, -h].map((step) => at(point.with(j, x + step)).value);
        return (up - down) / (2 * h);
      });
      expect(norm(difference(slopes, gradient))).toBeLessThan(1e-7 * norm(gradient));
    }
  });

  it("gains nothing by scaling a unit against its heads, but for what decay gains: both then are as long", () => {
    const [B, A] = [matrix(d, r, normals(2, 1, d * r)), matrix(3, r, normals(2, 2, 3 * r))];
    const { gradient } = at(pointOf({ B, A }));
    const slopes = { B: matrix(d, r, gradient.slice(0, d * r)), A: matrix(3, r, gradient.slice(d * r)) };
    for (let j = 0; j < r; j++) {
      const [unit, heads] = [column(B, j), column(A, j)];
      const gained = dot(unit, column(slopes.B, j)) - dot(heads, column(slopes.A, j));
      const expected = penalty === "decay" ? 2 * 0.7 * (dot(unit, unit) - dot(heads, heads)) : 0;
      expect(Math.abs(gained - expected)).toBeLessThan(1e-12 * norm(gradient));
    }
  });

  it("is the weighted squared error and λΩ", () => {
    const [B, A] = [matrix(d, r, normals(1, 1, d * r)), matrix(3, r, normals(1, 2, 3 * r))];
    const fit = random.tasks.reduce((sum, { X, y }, i) => {
      const residual = difference(reluOutput(X, B, row(A, i)), y);
      return sum + random.alpha[i] * dot(residual, residual);
    }, 0);
    const squares = [0, 1, 2].map((j) => [B, A].map((M) => norm(column(M, j)) ** 2));
    const omega = squares.reduce((sum, [b, a]) => sum + (penalty === "decay" ? a + b : a * b), 0);
    expect(at(pointOf({ B, A })).value).toBeCloseTo(fit + 0.7 * omega, 10);
  });
});

describe("the fit of a ReLU network", () => {
  it("with one unit and the invariant penalty is as good as that of the solver for one unit", () => {
    const one = { ...twin(random, 0), r: 1 };
    const { B, loss, starts } = solveReluNetwork(one, { starts: 6, iterations: 100 });
    expect(starts).toBe(6);
    expect(Math.abs(loss / solveRelu(one).loss - 1)).toBeLessThan(1e-3);
    expect(reluObjective(one, B.data).value).toBeCloseTo(loss, 6); // its heads are the best for its unit
  });

  it("does not depend on the scale of a unit with the invariant penalty, as it does with decay", () => {
    const { B, A, loss } = solveReluNetwork(random);
    const stretched = pointOf({
      B: matrix(
        d,
        r,
        B.data.map((value, at) => (at % r === 1 ? 5 * value : value)),
      ),
      A: matrix(
        3,
        r,
        A.data.map((value, at) => (at % r === 1 ? value / 5 : value)),
      ),
    });
    expect(reluNetworkObjective(random, stretched, "invariant").value).toBeCloseTo(loss, 10);
    expect(reluNetworkObjective(random, stretched, "decay").value).toBeGreaterThan(
      reluNetworkObjective(random, pointOf({ B, A }), "decay").value,
    );
  });

  it("is ridge regression where all samples are active, and says by its residual that it has arrived", () => {
    const { X } = randomTask(5, 30, 4);
    const positive = matrix(30, 4, X.data.map(Math.abs));
    const task = { X: positive, y: multiplyVector(positive, [1, 2, 3, 4]) };
    const fit = solveReluNetwork({ tasks: [task], r: 1, ridge: 0.5, alpha: Float64Array.of(2) }, { starts: 4 });
    const expected = solveSingleTask(task, 0.5, 2);
    expect(norm(difference(scaled(fit.A.data[0], fit.B.data), expected))).toBeLessThan(1e-4 * norm(expected));
    expect(fit.residual).toBeLessThan(1e-6);
  });

  it.each(penalties)("finds a sum of units from samples without noise, alone and jointly: %s", (penalty) => {
    const tasks = reluSubspaces.sample({ rank: 2, cosine: 1, mSource: 60, mTarget: 60, sigma: 0, d: 4 }, 1);
    const problem: Problem = { tasks, r: 2, ridge: 1e-4, alpha: Float64Array.of(1, 1) };
    const options = { penalty, starts: 3 };
    expect(reluNetworkErrorRaw(tasks[1], solveReluNetwork(problem, options), 1)).toBeLessThan(1e-6);
    expect(reluNetworkErrorRaw(tasks[0], solveReluNetwork(twin(problem, 0), options), 0)).toBeLessThan(1e-6);
  });

  it("is the same for the same seed, and lower with more starts or the same", () => {
    const few = { iterations: 40 };
    const [first, second] = [1, 2].map((seed) => solveReluNetwork(random, { ...few, seed }));
    expect(solveReluNetwork(random, { ...few, seed: 1 })).toEqual(first);
    expect(second.B).not.toEqual(first.B);
    expect(solveReluNetwork(random, { ...few, seed: 1, starts: 5 }).loss).toBeLessThanOrEqual(first.loss);
  });

  it("refuses no ridge and no start", () => {
    expect(() => solveReluNetwork({ ...random, ridge: 0 })).toThrow(
      "solveReluNetwork: needs ridge > 0 and at least 1 start; got ridge = 0 and 1 starts",
    );
    expect(() => solveReluNetwork(random, { starts: 0 })).toThrow("0 starts");
  });
});
