/**
 * Fused kernels on TensorFlow.js's own WebGPU backend: one workgroup trains one model, all models of an ensemble side by
 * side, many steps in one dispatch; linear models on sufficient statistics, the others on their data. Where a graphics
 * card has few of the latter with many rows, a step may be two dispatches that share a model among workgroups, if this is
 * seen to be faster there (webgpu/forms.ts). It belongs in a dedicated worker. Numbers are float32 on the device; the
 * losses that it reports are evaluated in float64 from the parameters read back.
 */
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu/dist/base";
import type { ModelKind } from "../core/model.ts";
import { descend, openDevice, requireRoom, untilTrouble } from "./device.ts";
import type { Engine, Ensemble, Training, TrainingRun } from "./engine.ts";
import { type Session, startDescent } from "./webgpu/descent.ts";
import { type Form, type Trial, known, mayHelp, sizeName, trial } from "./webgpu/forms.ts";
import { type Layout, layout, withTiles } from "./webgpu/layout.ts";
import { selfTest } from "./webgpu/selfTest.ts";

/** What is known of a device beyond one run. */
interface Opened extends Session {
  /** The forms that were found to be the faster ones, by size. */
  readonly faster: Map<string, Form>;
}

const session = untilTrouble(openSession);

/**
 * The engine on this machine's adapter; throws a sentence where there is none, or where its numbers are wrong. It may be
 * told in which form models on data make their steps, or to find out the faster one whatever the adapter and the size.
 */
export async function createEngine(form?: Form | "faster"): Promise<Engine> {
  const opened = await session();
  await opened.tested("linear", "whole");
  return {
    adapter: opened.device.adapter,
    train: (ensemble, training) => trainTested(opened, ensemble, training, form),
  };
}

async function openSession(): Promise<Opened> {
  const device = await openDevice();
  const backend = new WebGPUBackend(device.gpu, device.info);
  const tests = new Map<string, Promise<void>>();
  const tested = (kind: ModelKind, form: Form): Promise<void> => {
    const name = `${kind} ${form}`;
    const test =
      tests.get(name) ?? selfTest((ensemble, training) => train(opened, ensemble, training, form), kind, form);
    tests.set(name, test);
    return test;
  };
  const opened = { device, backend, tested, faster: new Map<string, Form>() }; // which its own tests train on
  return opened;
}

async function* trainTested(
  opened: Opened,
  ensemble: Ensemble,
  training: Training,
  form?: Form | "faster",
): TrainingRun {
  if (opened.device.trouble) throw opened.device.trouble;
  const kind = ensemble.problems[0].model ?? "linear";
  await opened.tested(kind, form === "tiled" && kind !== "linear" ? form : "whole");
  yield* train(opened, ensemble, training, form);
}

async function* train(opened: Opened, ensemble: Ensemble, training: Training, form?: Form | "faster"): TrainingRun {
  const { device } = opened;
  if (training.signal.aborted) return;
  if (device.trouble) throw device.trouble;
  const numbers = await layout(ensemble, training);
  if (!numbers) return;
  const trial = trialOf(opened, numbers, form);
  const room = trial.settled() === "whole" ? numbers : withTiles(numbers);
  requireRoom(device, Math.max(room.input.byteLength, 4 * room.size));
  yield* descend(device, startDescent(opened, room, training.optimiser, trial), training.signal);
}

/** The form that is asked for, or that was found faster before, or that needs no trial; else a trial. */
function trialOf({ device, faster }: Opened, numbers: Layout, asked?: Form | "faster"): Trial {
  if (!numbers.tiles) return known("whole");
  if (asked === "whole" || asked === "tiled") return known(asked);
  const fits = 4 * withTiles(numbers).size <= device.gpu.limits.maxStorageBufferBindingSize;
  if (asked !== "faster" && (device.info.isFallbackAdapter || !mayHelp(numbers) || !fits)) return known("whole");
  const name = sizeName(numbers);
  const before = faster.get(name);
  return before ? known(before) : trial((form) => faster.set(name, form));
}
