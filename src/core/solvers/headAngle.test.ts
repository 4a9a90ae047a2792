import fc from "fast-check";
import { expect, it } from "vitest";
import { deepestMinimum, localMinima, searchAngles } from "./headAngle.ts";

const angles = searchAngles(1e-3, 122);

/** Σ_k a_k cos 2kt + b_k sin 2kt, k = 1, 2, 3, by its value and its slope, which counts how often it is asked for. */
function wave(coefficients: readonly number[]) {
  const counted = { slopes: 0 };
  const sum = (term: (k: number, a: number, b: number) => number): number =>
    [1, 2, 3].reduce((total, k) => total + term(k, coefficients[2 * k - 2], coefficients[2 * k - 1]), 0);
  const loss = (t: number): number => sum((k, a, b) => a * Math.cos(2 * k * t) + b * Math.sin(2 * k * t));
  const slope = (t: number): number => {
    counted.slopes++;
    return sum((k, a, b) => 2 * k * (b * Math.cos(2 * k * t) - a * Math.sin(2 * k * t)));
  };
  return { loss, slope, values: angles.map(loss), counted };
}

it("finds the deepest of the local minima, where some are nearly as deep", () => {
  const coefficient = fc.double({ min: -1, max: 1, noNaN: true });
  const coefficients = fc.array(coefficient, { minLength: 6, maxLength: 6 });
  fc.assert(
    // Of the last, period π/2 and a little of period π: two minima that differ by the little at most.
    fc.property(coefficients, fc.constantFrom(1, 1e-3, 1e-6, 1e-9), ([a1, b1, a2, b2, a3, b3], little) => {
      const { loss, slope, values } = wave([little * a1, little * b1, a2, b2, little * a3, little * b3]);
      const [deepest] = localMinima(loss, slope, angles);
      expect(deepestMinimum(loss, slope, angles, values)).toEqual(deepest);
    }),
    { seed: 1, numRuns: 300 },
  );
});

it("polishes the minimum alone that can be the deepest", () => {
  const slopesOf = (coefficients: readonly number[]): number => {
    const { loss, slope, values, counted } = wave(coefficients);
    expect(localMinima(loss, slope, angles)).toHaveLength(2);
    counted.slopes = 0;
    deepestMinimum(loss, slope, angles, values);
    return counted.slopes;
  };
  const far = slopesOf([0.1, 0.3, 1, 0, 0, 0]); // minima near ±π/4, one of them higher by 0.6
  const equal = slopesOf([0.1, 0, 1, 0, 0, 0]);
  expect(equal).toBeGreaterThan(1.5 * far);
});

it("takes an angle of the search where the landscape is flat", () => {
  const flat = angles.map(() => 3);
  expect(
    deepestMinimum(
      () => 3,
      () => 0,
      angles,
      flat,
    ),
  ).toEqual({ t: angles[0], loss: 3 });
});
