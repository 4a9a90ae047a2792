/** Whether a device trains right: a tiny problem whose path is known from float64. */
import { Told, sentence } from "../../text/sentence.ts";
import { matrix } from "../../core/linalg/matrix.ts";
import { misaligned } from "../../core/families/misaligned.ts";
import type { Model, ModelKind } from "../../core/model.ts";
import { normals, streams } from "../../core/random.ts";
import type { Problem } from "../../core/solvers/problem.ts";
import { engine as cpu } from "../cpu.ts";
import type { Engine, Training, TrainingRun } from "../engine.ts";
import type { Form } from "./forms.ts";

const STEPS = 20;
/** How far a loss may be from float64's, relative to it: a hundred times what float32 makes of it. */
const TOLERANCE = 1e-4;

/** Rows of the source: in tiles more, so that there is more than one. */
const ROWS = { whole: 13, tiled: 530 } as const;

/** Trains models of a kind on the device and in float64; throws a sentence if the two do not agree. */
export async function selfTest(train: Engine["train"], kind: ModelKind, form: Form): Promise<void> {
  const [d, r] = [5, 2];
  const law = { kind: "3", phi: 60, printed: false, kappa: 4, cosine: 0.9, sigma: 1, d } as const;
  const tasks = misaligned.sample({ ...law, mSource: ROWS[form], mTarget: 3 }, 1);
  const labelled =
    kind === "logistic" ? tasks.map((task) => ({ ...task, y: task.y.map((y) => (y > 0 ? 1 : 0)) })) : tasks;
  const problem: Problem = { tasks: labelled, r, ridge: 2, alpha: Float64Array.of(1, 0.5), model: kind };
  const z = normals(1, streams.start, (d + tasks.length) * r);
  const start: Model = { B: matrix(d, r, z.slice(0, d * r)), A: matrix(tasks.length, r, z.slice(d * r)) };
  const training: Training = {
    optimiser: { name: "nesterov", learningRate: 1, whiten: false },
    start: [start],
    signal: new AbortController().signal,
  };
  const ensemble = { seeds: [1], problems: [problem] };
  const found = await losses(train(ensemble, training));
  const right = await losses(cpu.train(ensemble, training));
  const apart = Math.max(...right.map((loss, i) => Math.abs(found[i] / loss - 1)));
  if (apart < TOLERANCE) return;
  throw new Told(
    sentence(
      "This graphics device computes wrong numbers: a loss that is known came out {apart} off. The CPU engine can take its place.",
      { apart: apart.toPrecision(2) },
    ),
  );
}

/** The loss of each model after the test's steps. */
async function losses(run: TrainingRun): Promise<readonly number[]> {
  await run.next();
  const { value, done } = await run.next(STEPS);
  await run.return();
  if (done) throw new Error("selfTest: the run ended by itself");
  const total = (ofTasks: Float64Array): number => ofTasks.reduce((sum, loss) => sum + loss);
  return value.flatMap(({ joint, alone }) => [joint, ...alone].map((model) => total(model.losses)));
}
