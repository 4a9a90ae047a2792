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
 * (1+k)·S members: that of seed number s is at s if joint, at (1+i)·S + s if the twin of task i; undefined if the
 * signal was aborted meanwhile. Finding them takes a while, and other messages are heard in between.
 */
export async function members(
  { problems }: Ensemble,
  start: readonly Start[],
  whiten: boolean,
  signal: AbortSignal,
): Promise<readonly Member[] | undefined> {
  const member = (problem: Problem, model: Model): Member => {
    const frame = coordinates(problem, whiten);
    return { problem, frame, start: frame.enter(model) };
  };
  const turn = turns();
  const all: Member[] = [];
  for (const [s, problem] of problems.entries()) {
    all[s] = member(problem, start[s]);
    problem.tasks.forEach((_, i) => {
      all[(1 + i) * problems.length + s] = member(twin(problem, i), startOfTwin(start[s], i));
    });
    await turn();
    if (signal.aborted) return undefined;
  }
  return all;
}

/** What the members have reached, `models` in their coordinates, seed by seed; losses are evaluated in float64. */
export function snapshots(all: readonly Member[], models: readonly Model[], step: number): readonly SeedSnapshot[] {
  const reached = all.map(({ problem, frame }, at): Snapshot => {
    const model = frame.leave(models[at]);
    return { step, ...model, alpha: problem.alpha, losses: penalisedLosses(problem, model) };
  });
  const k = all[0].problem.tasks.length;
  const seeds = all.length / (1 + k);
  return reached.slice(0, seeds).map((joint, s) => ({
    joint,
    alone: Array.from({ length: k }, (_, i) => reached[(1 + i) * seeds + s]),
  }));
}
