import { expect, it } from "vitest";
import { labellings } from "../families/labels.ts";
import { planeRotations, sampleMisaligned } from "../families/misaligned.ts";
import { type Matrix, combine, difference, matrix, multiply, norm, transpose } from "../linalg/matrix.ts";
import { type Task, covariance, statistics } from "../task.ts";
import { turningPair } from "./turningPair.ts";

const settings = { kind: "phi", printed: false, d: 30, kappa: 20, cosine: 0.9, mTarget: 5, sigma: 1 } as const;
const sizes = [10, 40];

function expectNear(found: Matrix, right: Matrix): void {
  expect(norm(combine(1, found, -1, right).data)).toBeLessThan(1e-12 * norm(right.data));
}

/** That a task is another one, turned: G takes it back. */
function expectTurned(found: Task, right: Task, G: Matrix): void {
  const column = (values: Float64Array): Matrix => matrix(values.length, 1, values);
  const Gt = transpose(G);
  expectNear(multiply(found.X, Gt), right.X);
  expectNear(multiply(G, column(found.theta)), column(right.theta));
  expectNear(multiply(multiply(G, found.Sigma), Gt), right.Sigma);
  expectNear(covariance(found.population), found.Sigma);
  expectNear(multiply(multiply(G, statistics(found).XtX), Gt), statistics(right).XtX);
  expect(norm(difference(found.y, right.y))).toBeLessThan(1e-12 * norm(right.y));
}

it.each(["linear", "relu", "logistic"] as const)("is the pair that the family draws, turned: %s", (kind) => {
  const label = labellings[kind];
  const [drawn, source] = sampleMisaligned({ ...settings, phi: 0, mSource: 40 }, 3, label);
  const pairAt = turningPair({ target: drawn, source, heldOut: drawn }, sizes, label);
  for (const phi of [0, 37.5, 90]) {
    const radians = (phi * Math.PI) / 180;
    const pair = pairAt(radians);
    const G = planeRotations(settings.d, 3, radians);
    for (const [i, mSource] of sizes.entries()) {
      const [target, right] = sampleMisaligned({ ...settings, phi, mSource }, 3, label);
      expectTurned(pair.target, target, G);
      expectTurned(pair.sources[i], right, G);
      expect(pair.heldOut).toEqual(pair.target);
      expect(pair.sources[i].X).toBe(pairAt(0).sources[i].X); // so that what is made of it serves every angle
    }
  }
});
