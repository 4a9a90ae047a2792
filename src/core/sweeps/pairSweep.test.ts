import { expect, it } from "vitest";
import { misaligned } from "../families/misaligned.ts";
import { error } from "../metrics/error.ts";
import { predictor } from "../model.ts";
import { solveSingleTask } from "../solvers/singleTask.ts";
import { landscape, solveTwoTasks } from "../solvers/twoTasks.ts";
import { nested } from "../task.ts";
import { type PairSweepSettings, pairSweep } from "./pairSweep.ts";

const presets = {
  paper: { d: 100, kappa: 100, cosine: 0.96, mTarget: 5, sigma: 2, ridge: 10 },
  live: { d: 100, kappa: 20, cosine: 0.96, mTarget: 6, sigma: 2, ridge: 10 },
  mini: { d: 60, kappa: 30, cosine: 0.96, mTarget: 3, sigma: 1.5, ridge: 5 },
} as const;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Every cell against the general solver on the tasks that the family draws: errors, losses and angles. */
function expectAgreement(
  settings: PairSweepSettings,
  phis: readonly number[],
  sizes: readonly number[],
  seed: number,
  tolerance = 1e-9,
): void {
  const { ridge, ...pair } = settings;
  const sweep = pairSweep(settings, sizes, seed);
  for (const phi of phis) {
    const drawn = { ...pair, kind: "phi", phi, printed: false, mSource: sizes[sizes.length - 1] } as const;
    const [target, source] = misaligned.sample(drawn, seed);
    for (const first of nested(source, sizes)) {
      const problem = { tasks: [target, first], r: 1, ridge, alpha: Float64Array.of(1, 1) };
      const joint = solveTwoTasks(problem);
      const [{ loss }] = landscape(problem).minima;
      const labels = [target, first].reduce((sum, { y }) => y.reduce((part, value) => part + value * value, sum), 0);
      const cell = sweep.cell(radians(phi), first.X.rows);
      const expected = error(target, predictor(joint, 0));
      expect(Math.abs(cell.error - expected)).toBeLessThan(tolerance * Math.max(1, expected));
      expect(Math.abs(cell.loss - loss)).toBeLessThan(tolerance * labels);
      expect(Math.abs(Math.sin(cell.t - joint.t))).toBeLessThan(tolerance); // modulo π
      expect(cell.gap).toBe(cell.error - sweep.aloneError);
    }
  }
}

const angles = Array.from({ length: 13 }, (_, i) => 7.5 * i);

it("agrees with the general solver in every cell of table 10.9", () => {
  expectAgreement(presets.paper, angles, [10, 20, 50, 100, 200, 350, 500, 1000, 4000], 1);
}, 60_000);

it.each([
  ["live", 2],
  ["mini", 3],
  ["paper", 4],
  ["live", 5],
  ["mini", 6],
] as const)("agrees with the general solver on other presets and seeds: %s, %i", (preset, seed) => {
  expectAgreement(presets[preset], [0, 37.5, 75, 90], [10, 59, 100, 350], seed);
});

it.each([1e-4, 1, 1000])("agrees whatever the ridge: λ = %f", (ridge) => {
  expectAgreement({ ...presets.live, d: 40, ridge }, [0, 45, 90], [6, 39, 40, 41, 200], 7);
});

it("agrees at a tiny ridge to what the general solver's condition leaves of it", () => {
  // X'X is 10¹⁰ times λ, and the general solver factors X'X + λI: ε·10¹⁰ of what λ alone decides is lost there, not here.
  expectAgreement({ ...presets.live, d: 40, ridge: 1e-6 }, [0, 45, 90], [6, 39, 40, 41, 200], 7, 1e-6);
});

it("agrees in the limit λ → 0, with fewer source rows than dimensions and with more", () => {
  expectAgreement({ ...presets.mini, d: 30, ridge: 0 }, [20, 90], [4, 28, 60, 200], 8);
});

it("knows the target alone, and no size that was not asked for", () => {
  const { ridge, ...pair } = presets.mini;
  const sweep = pairSweep(presets.mini, [10, 50], 1);
  const [target] = misaligned.sample({ ...pair, kind: "3", phi: 0, printed: false, mSource: 1 }, 1);
  expect(sweep.aloneError).toBe(error(target, solveSingleTask(target, ridge)));
  expect(() => sweep.cell(0, 20)).toThrow("pairSweep: mSource must be one of 10, 50; got 20");
});
