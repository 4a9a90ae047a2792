/**
 * A WebGPU device of our own, and how models are trained on it. A library goes on silently on a device that was lost
 * or that reported an error, so nothing that a device computes is believed before `trusted` has seen it.
 */
import { adapterName, infoOf, probeAdapter } from "./adapter.ts";
import { Told, sentence } from "../text/sentence.ts";
import { Diverged, EngineLost, type SeedSnapshot, type TrainingRun, requireFinite } from "./engine.ts";

/** How long a device that gave no result may take to say that it is lost. */
const REASON_MS = 1000;

export interface Device {
  /** vendor/architecture, in lower case. */
  readonly adapter: string;
  readonly info: GPUAdapterInfo;
  readonly gpu: GPUDevice;
  /** Why nothing that it computes can be trusted any more, once that is so. */
  trouble: EngineLost | undefined;
  /** Each ends the wait for a result; only as long as it waits, because what hangs on `lost` for ever would be kept alive. */
  readonly interrupts: Set<(trouble: EngineLost) => void>;
  /** Resolves when the device is lost. */
  readonly lost: Promise<void>;
}

/** A device of this machine's adapter with all its room; throws a sentence where there is none. */
export async function openDevice(): Promise<Device> {
  const answer = await probeAdapter();
  if ("problem" in answer) throw new Told(answer.problem);
  // The library would open a device by itself, but asks for a power preference, of which some browsers complain.
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Told(sentence("The WebGPU adapter is gone. Reloading the page may bring it back."));
  const gpu = await adapter.requestDevice({ requiredLimits: largest(adapter.limits) });
  return watched(gpu, infoOf(adapter));
}

function watched(gpu: GPUDevice, info: GPUAdapterInfo): Device {
  const device: Device = {
    adapter: adapterName(info),
    info,
    gpu,
    trouble: undefined,
    interrupts: new Set(),
    lost: noteLoss(),
  };
  const interrupt = (trouble: EngineLost): void => {
    for (const end of device.interrupts) end(trouble);
  };
  // The library goes on silently without a device, so that its results must not be believed from here on.
  async function noteLoss(): Promise<void> {
    const { message, reason } = await gpu.lost;
    device.trouble = new EngineLost(
      sentence("The graphics device was lost ({message}).", { message: message || reason }),
    );
    interrupt(device.trouble);
  }
  gpu.addEventListener("uncapturederror", (event) => {
    event.preventDefault(); // it is reported in words instead of on the console
    device.trouble ??= new EngineLost(
      sentence("The graphics device reported an error ({message}).", { message: event.error.message }),
    );
    interrupt(device.trouble);
  });
  return device;
}

const LIMITS = [
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
] as const;

/** As much as the adapter has of what large samples need. */
function largest(limits: GPUSupportedLimits): Record<string, number> {
  return Object.fromEntries(LIMITS.map((name) => [name, limits[name]]));
}

/** What `open` makes, made once; and again after it failed, or its device came into trouble. */
export function untilTrouble<T extends { readonly device: Device }>(open: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  return async () => {
    const before = current;
    const usable = await before?.then(
      ({ device }) => !device.trouble,
      () => false,
    );
    if (!usable && current === before) current = undefined;
    return (current ??= open());
  };
}

/** The result of the device's work; throws `EngineLost` if the device does not outlive it. */
async function trusted<T>(device: Device, work: Promise<T>): Promise<T> {
  let end: ((trouble: EngineLost) => void) | undefined;
  try {
    const result = await new Promise<T>((resolve, reject) => {
      device.interrupts.add((end = reject));
      work.then(resolve, reject);
    });
    if (!device.trouble) return result;
  } catch (error) {
    // A lost device rejects the read-back, in general before it says why: it is given a moment to say so.
    if (!device.trouble) await Promise.race([device.lost, new Promise((resolve) => setTimeout(resolve, REASON_MS))]);
    device.trouble ??= new EngineLost(
      sentence("The graphics device gave no result ({message}).", {
        message: error instanceof Error ? error.message : String(error),
      }),
    );
  } finally {
    if (end) device.interrupts.delete(end);
  }
  throw device.trouble;
}

/** Throws a sentence if a buffer of so many bytes is too large for the device. */
export function requireRoom({ gpu }: Device, bytes: number): void {
  const limit = gpu.limits.maxStorageBufferBindingSize;
  const megabytes = (size: number): string => `${Math.ceil(size / 2 ** 20)} MB`;
  if (bytes > limit)
    throw new Told(
      sentence(
        "These samples need {needed} in one buffer and this adapter takes {limit}. Fewer seeds or samples would fit, and so would the CPU engine.",
        { needed: megabytes(bytes), limit: megabytes(limit) },
      ),
    );
}

/** All models of an ensemble on their way down, on a device. */
export interface Descent {
  /** Makes at most so many steps, at least one, and resolves to how many once further ones may be sent. */
  readonly advance: (most: number) => Promise<number>;
  /** What `steps` steps have led to, and how many of them saw only finite losses before the first that did not. */
  readonly read: (steps: number) => Promise<{ snapshots: readonly SeedSnapshot[]; finite: number }>;
  readonly dispose: () => void;
}

/** The run of a descent; it disposes of the descent when it ends, however it ends. */
export async function* descend(device: Device, descent: Descent, signal: AbortSignal): TrainingRun {
  let waiting = false; // at a yield, where an abort must not wait for a pull that may never come
  const abort = (): void => {
    if (waiting) descent.dispose();
  };
  signal.addEventListener("abort", abort);
  try {
    let step = 0;
    for (;;) {
      const { snapshots, finite } = await trusted(device, descent.read(step));
      if (signal.aborted) return;
      if (finite < step) throw new Diverged(finite);
      requireFinite(snapshots);
      waiting = true;
      const steps = (yield snapshots) ?? 1;
      waiting = false;
      for (const end = step + steps; step < end;) {
        if (signal.aborted) return;
        if (device.trouble) throw device.trouble;
        step += await trusted(device, descent.advance(end - step));
      }
      if (signal.aborted) return;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    descent.dispose();
  }
}
