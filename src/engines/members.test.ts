import { expect, it } from "vitest";
import { randomMatrix, randomTask } from "../core/golden/tasks.ts";
import { type Problem, twin } from "../core/solvers/problem.ts";
import { coordinates } from "./coordinates.ts";
import { members } from "./members.ts";

it("have the coordinates of their own problem, though a task's are kept", async () => {
  const tasks = [randomTask(1, 5, 4), randomTask(2, 9, 4)];
  const problem: Problem = { tasks, r: 2, ridge: 0.4, alpha: Float64Array.of(1, 0.6) };
  const start = { B: randomMatrix(3, 4, 2), A: randomMatrix(4, 2, 2) };
  const others: readonly Partial<Problem>[] = [
    {},
    { ridge: 2 },
    { alpha: Float64Array.of(3, 0.6) },
    { model: "relu" },
    ...[5, 7].map((seed) => ({ R: [randomMatrix(seed, 4, 4), randomMatrix(seed + 1, 4, 4)] })),
  ];
  const variants = [true, false].flatMap((whiten) => [...others, {}].map((other) => ({ other, whiten })));
  for (const { other, whiten } of variants) {
    const varied = { ...problem, ...other };
    const all = await members({ problems: [varied] }, [start], whiten, new AbortController().signal);
    if (!all) throw new Error("nobody aborted it");
    const right = [varied, twin(varied, 0), twin(varied, 1)].map((one) => coordinates(one, whiten));
    expect(all.map(({ frame }) => frame.data())).toEqual(right.map((frame) => frame.data()));
  }
});
