/** What the experiments on pairs of tasks share: the source's sample size swept at one draw, errors, gaps. */
import type { Labelling } from "../core/families/labels.ts";
import { type misaligned, sampleMisaligned } from "../core/families/misaligned.ts";
import type { Values } from "../core/fields.ts";
import { error } from "../core/metrics/error.ts";
import { predictor } from "../core/model.ts";
import { solveSingleTask } from "../core/solvers/singleTask.ts";
import { solveTwoTasks } from "../core/solvers/twoTasks.ts";
import { alignByValidation, bestOnHeldOut } from "../core/solvers/validation.ts";
import { type Task, heldOut, nested } from "../core/task.ts";

/** The settings of a pair of tasks. */
export type PairSettings = Values<typeof misaligned.fields>;

/** The joint optimum of one sample size of the source, and what was made of it. */
export interface SweptPair {
  readonly mSource: number;
  readonly gap: number;
  /** The gap of Algorithm 1, with μ chosen on the target's first `rows` held-out rows. */
  readonly alignedGap: (rows: number) => number;
  /** The gap of the better of joint model and task alone on these rows. */
  readonly pickedGap: (rows: number) => number;
}

/** The target's error alone, and what each sample size of the source makes of it. */
export interface Sweep {
  readonly stlError: number;
  readonly pairs: readonly SweptPair[];
}

/** One draw of a target, rows held out of it, and the source with each of its sample sizes. */
export interface NestedTasks {
  readonly target: Task;
  /** The first `rows` of those that follow the target's training rows. Source: SPEC (2.9). */
  readonly validation: (rows: number) => Task;
  readonly sources: readonly Task[];
}

/**
 * The tasks of one seed for each sample size, ascending: all nested in one draw at the largest, with labels of any
 * model; linear unless said. Up to `heldOutRows` rows of the target are there for validation.
 */
export function nestedTasks(
  settings: Omit<PairSettings, "mSource">,
  sizes: readonly number[],
  seed: number,
  heldOutRows = 0,
  label?: Labelling,
): NestedTasks {
  const mSource = Math.max(...sizes);
  const mTarget = settings.mTarget + heldOutRows;
  const [drawn, source] = sampleMisaligned({ ...settings, mSource, mTarget }, seed, label);
  const [target] = nested(drawn, [settings.mTarget]);
  const validation = (rows: number): Task => nested(heldOut(drawn, settings.mTarget), [rows])[0];
  return { target, validation, sources: nested(source, sizes) };
}

/**
 * The transfer gaps of one seed for each sample size, ascending; all nested in one draw at the largest.
 * Up to `heldOutRows` rows of the target follow its training rows, for validation. Source: SPEC (2.9), (5.4), (7.2).
 */
export function sweep(
  settings: Omit<PairSettings, "mSource">,
  ridge: number,
  sizes: readonly number[],
  seed: number,
  heldOutRows = 0,
): Sweep {
  const { target, validation, sources } = nestedTasks(settings, sizes, seed, heldOutRows);
  const alone = solveSingleTask(target, ridge);
  const stlError = error(target, alone);
  const pairs = sources.map((first): SweptPair => {
    const joint = solveTwoTasks({ tasks: [target, first], r: 1, ridge, alpha: Float64Array.of(1, 1) });
    const thetaHat = predictor(joint, 0);
    const gapOf = (found: Float64Array): number => error(target, found) - stlError;
    return {
      mSource: first.X.rows,
      gap: gapOf(thetaHat),
      alignedGap: (rows) => gapOf(alignByValidation(target, joint.B, ridge, validation(rows)).thetaHat),
      pickedGap: (rows) => gapOf([thetaHat, alone][bestOnHeldOut([thetaHat, alone], validation(rows))]),
    };
  });
  return { stlError, pairs };
}
