import { expect, it } from "vitest";
import { randomMatrix, randomTask } from "../../core/golden/tasks.ts";
import type { Problem } from "../../core/solvers/problem.ts";
import { distance } from "../conformance.ts";
import { engine as cpu } from "../cpu.ts";
import type { Training } from "../engine.ts";
import { layout } from "./layout.ts";

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
