import { describe, expect, it } from "vitest";
import golden from "../golden/generator.json" with { type: "json" };
import { difference, norm } from "../linalg/matrix.ts";
import { classLabels, labellings, linearLabels, reluLabels } from "./labels.ts";
import { sampleMisaligned } from "./misaligned.ts";
import { randomMatrix } from "../golden/tasks.ts";
import { normals } from "../random.ts";

const kinds = ["2", "3", "4", "phi"] as const;
const models = ["linear", "relu", "logistic"] as const;
const { seed, d, kappa, cosine } = golden;

describe.each(models)("the labels of the reference's generator: %s", (model) => {
  const [first, ...sources] = golden.tasks.filter((one) => one.model === model);

  it.each(sources)("are the same: kind $kind, φ $phi_deg", ({ kind, phi_deg: phi = 0, m, sigma, y }) => {
    const settings = { phi, printed: false, mSource: m, mTarget: first.m, kappa, cosine, sigma, d };
    const [target, source] = sampleMisaligned(
      { ...settings, kind: kinds.find((name) => name === kind) ?? "phi" },
      seed,
      labellings[model],
    );
    expect(norm(difference(target.y, first.y))).toBeLessThan(1e-12 * norm(first.y));
    expect(norm(difference(source.y, y))).toBeLessThan(1e-12 * norm(y));
    if (model === "logistic") expect([Array.from(target.y), Array.from(source.y)]).toEqual([first.y, y]);
  });
});

describe("labels", () => {
  const X = randomMatrix(1, 200, 4);
  const theta = normals(1, 0, 4);
  const noise = normals(2, 0, 200);
  const none = new Float64Array(200);

  it("are one another's without noise: ReLU cuts the linear ones at 0, classes are their signs", () => {
    const y = linearLabels(X, theta, none);
    expect(reluLabels(X, theta, none, 3)).toEqual(y.map((value) => 3 * Math.max(0, value)));
    expect(classLabels(X, theta, none)).toEqual(y.map((value) => Number(value > 0)));
  });

  it("take the noise after ReLU and before the threshold", () => {
    const y = reluLabels(X, theta, noise);
    y.forEach((value, n) => expect(value - noise[n]).toBeGreaterThanOrEqual(-1e-12));
    expect(y.some((value) => value < 0)).toBe(true);
    expect(classLabels(X, new Float64Array(4), noise)).toEqual(noise.map((value) => Number(value > 0)));
  });
});
