/**
 * The models of an ensemble in one list, as engines that train all of them side by side number them: the joint model of
 * every seed, then the twin of the first task of every seed, of the second task, … Each has coordinates of its own.
 */
import { type Model, type Snapshot, penalisedLosses } from "../core/model.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { type Coordinates, coordinates } from "./coordinates.ts";
import { type Ensemble, type SeedSnapshot, type Start, startOfTwin, turns } from "./engine.ts";

export interface Member {
  readonly problem: Problem;
  readonly frame: Coordinates;
  /** Initial values in these coordinates. */
  readonly start: Model;
}

/**
 * (1+n)·S members: that of seed number s is at s if joint, at (1+i)·S + s if the twin of `twins[i]`, n of them; undefined
 * if the signal was aborted meanwhile. Finding them takes a while, and other messages are heard in between.
 */
export async function members(
  { problems }: Pick<Ensemble, "problems">,
  start: readonly Start[],
  whiten: boolean,
  signal: AbortSignal,
  twins: readonly number[] = [...problems[0].tasks.keys()],
): Promise<readonly Member[] | undefined> {
  const member = (problem: Problem, model: Model): Member => {
    const frame = coordinates(problem, whiten);
    return { problem, frame, start: frame.enter(model) };
  };
  const turn = turns();
  const all: Member[] = [];
  for (const [s, problem] of problems.entries()) {
    all[s] = member(problem, start[s]);
    twins.forEach((task, i) => {
      all[(1 + i) * problems.length + s] = member(twin(problem, task), startOfTwin(start[s], task));
    });
    await turn();
    if (signal.aborted) return undefined;
  }
  return all;
}

/** What the members of so many seeds have reached, `models` in their coordinates; losses are evaluated in float64. */
export function snapshots(
  all: readonly Member[],
  models: readonly Model[],
  step: number,
  seeds: number,
): readonly SeedSnapshot[] {
  const reached = all.map(({ problem, frame }, at): Snapshot => {
    const model = frame.leave(models[at]);
    return { step, ...model, alpha: problem.alpha, losses: penalisedLosses(problem, model) };
  });
  return reached.slice(0, seeds).map((joint, s) => ({
    joint,
    alone: reached.filter((_, at) => at >= seeds && at % seeds === s),
  }));
}
