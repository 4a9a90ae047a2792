/**
 * The models of an ensemble in one list, as engines that train all of them side by side number them: the joint model of
 * every seed, then the twin of the first task of every seed, of the second task, … Each has coordinates of its own.
 */
import { type Model, type Snapshot, penalisedLosses } from "../core/model.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import type { Task } from "../core/task.ts";
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
    const frame = problem.tasks.length === 1 ? coordinatesAlone(problem, whiten) : coordinates(problem, whiten);
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

const remembered = new WeakMap<
  Task,
  { readonly problem: Problem; readonly whiten: boolean; readonly frame: Coordinates }
>();

/** The coordinates of a task alone, of which the last are kept: a sweep trains one target beside many sources. */
function coordinatesAlone(problem: Problem, whiten: boolean): Coordinates {
  const [task] = problem.tasks;
  const last = remembered.get(task);
  if (last?.whiten === whiten && isSameAlone(last.problem, problem)) return last.frame;
  const frame = coordinates(problem, whiten);
  remembered.set(task, { problem, whiten, frame });
  return frame;
}

/** Whether two problems of the same task have the same coordinates. */
function isSameAlone(one: Problem, other: Problem): boolean {
  const [R, otherR] = [one.R?.[0], other.R?.[0]];
  return one.ridge === other.ridge && one.alpha[0] === other.alpha[0] && one.model === other.model && R === otherR;
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
