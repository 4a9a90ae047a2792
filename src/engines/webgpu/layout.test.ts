import { describe, expect, it } from "vitest";
import { randomMatrix, randomTask } from "../../core/golden/tasks.ts";
import type { Problem } from "../../core/solvers/problem.ts";
import { distance } from "../conformance.ts";
import { engine as cpu } from "../cpu.ts";
import type { Training } from "../engine.ts";
import { layout, withTiles } from "./layout.ts";

const seeds = [1, 2, 3];
const problemOf = (seed: number, model: Problem["model"]): Problem => {
  const tasks = [6, 3].map((m, i) => {
    const task = randomTask(10 * seed + i, m, 5);
    return model === "logistic" ? { ...task, y: task.y.map((y) => Number(y > 0)) } : task;
  });
  return { tasks, r: 3, ridge: 1, alpha: Float64Array.of(1, 0.5), ...(model && { model }) };
};
const trainingOf = (whiten: boolean, signal = new AbortController().signal): Training => {
  return { start, signal, optimiser: { name: "nesterov", learningRate: 1, whiten } };
};
const start = seeds.map((seed) => ({ B: randomMatrix(seed, 5, 3), A: randomMatrix(seed + 9, 2, 3) }));

it.each(["linear", "relu", "logistic"] as const)("what is laid out is read back: %s", async (model) => {
  const ensemble = { seeds, problems: seeds.map((seed) => problemOf(seed, model)) };
  for (const whiten of [true, false]) {
    const training = trainingOf(whiten);
    const numbers = await layout(ensemble, training);
    const first = await cpu.train(ensemble, training).next();
    if (!numbers || first.done) throw new Error("the run ended by itself");
    const { snapshots, finite } = numbers.read(numbers.start, 0);
    const { loss, fit } = distance(ensemble, snapshots, first.value);
    expect(loss).toBeLessThan(1e-5); // of float32, at a loss of some twenty times its unit
    expect(fit).toBeLessThan(1e-5);
    expect(finite).toBe(0);
  }
});

it("counts the finite steps of the model that had fewest", async () => {
  const ensemble = { seeds, problems: seeds.map((seed) => problemOf(seed, "linear")) };
  const numbers = await layout(ensemble, trainingOf(true));
  if (!numbers) throw new Error("the run was aborted");
  const members = seeds.length * 3;
  for (let at = 0; at < members; at++) numbers.start[numbers.start.length - 4 * (members - at) + 3] = 20 - at;
  expect(numbers.read(numbers.start, 20).finite).toBe(20 - (members - 1));
});

it("ends early when the run is aborted", async () => {
  const ensemble = { seeds, problems: seeds.map((seed) => problemOf(seed, "linear")) };
  expect(await layout(ensemble, trainingOf(true, AbortSignal.abort()))).toBeUndefined();
});

describe("tiles", () => {
  /** One ReLU model of two tasks in four dimensions and its twins. */
  const tilesOf = async (m: readonly number[], r = 2) => {
    const tasks = m.map((samples, i) => randomTask(i + 1, samples, 4));
    const problem: Problem = { tasks, r, ridge: 1, alpha: new Float64Array(m.length).fill(1), model: "relu" };
    const start = [{ B: randomMatrix(1, 4, r), A: randomMatrix(2, m.length, r) }];
    const numbers = await layout({ seeds: [1], problems: [problem] }, { ...trainingOf(false), start });
    if (!numbers) throw new Error("the run was aborted");
    return numbers;
  };

  it("have a piece of work for each thread, and at least 16 fours of rows of one task, the ridge's among them", async () => {
    expect((await tilesOf([252, 253])).tiles).toMatchObject({ fours: 64, count: 1 + 2, most: 64 + 65 });
    expect((await tilesOf([252, 253], 9)).tiles).toMatchObject({ fours: 22, count: 3 + 3 });
    expect((await tilesOf([60, 61], 20)).tiles).toMatchObject({ fours: 16, count: 1 + 2 });
    expect((await tilesOf([3, 1])).tiles).toMatchObject({ count: 2, most: 2 + 2 });
    expect((await tilesOf([3])).tiles).toMatchObject({ count: 2, most: 2 });
  });

  it("are larger where many of that size would be more than a device can take at once", async () => {
    const { tiles } = await tilesOf([40_000, 8000]);
    expect(tiles).toMatchObject({ fours: 94, count: Math.ceil(10_001 / 94) + Math.ceil(2001 / 94) }); // 2·12002 / 256
  });

  it("have their room at the end of each model's", async () => {
    const numbers = await tilesOf([252, 253], 5);
    // its part of F; of g_B and g_i; B and the heads
    expect(numbers.tiles?.room).toBe(1 + (5 + 2) + (5 + 2 * 2));
    const { work, size } = withTiles(numbers);
    expect(work - numbers.work).toBe(5 * 17);
    expect(size - numbers.size).toBe(4 * 3 * 5 * 17); // three models
  });

  it("are none of models on statistics", async () => {
    const numbers = await layout({ seeds, problems: seeds.map((seed) => problemOf(seed, "linear")) }, trainingOf(true));
    if (!numbers) throw new Error("the run was aborted");
    expect(numbers.tiles).toBeUndefined();
    expect(withTiles(numbers)).toEqual(numbers);
  });
});
