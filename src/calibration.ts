/** How fast the engines are on the job itself. */
import type { Speeds } from "./engines/choice.ts";
import { REPORT_EVERY, type ShareRun } from "./experiment.ts";
import { type Said, Told } from "./text/sentence.ts";

/** How long each engine is measured: a few reports. */
const MEASURED_MS = 30;

/** The speeds of both engines as a live run has them; undefined if the signal was aborted meanwhile. */
export async function calibrate(
  train: (name: "webgpu" | "wasm") => ShareRun,
  signal: AbortSignal,
): Promise<Speeds | undefined> {
  let problem: Said | undefined;
  const speed = async (name: "webgpu" | "wasm"): Promise<number> => {
    const run = train(name);
    try {
      await run.next();
      await run.next(REPORT_EVERY); // compiles what is to be compiled
      const began = performance.now();
      for (let steps = REPORT_EVERY; !signal.aborted; steps += REPORT_EVERY) {
        if ((await run.next(REPORT_EVERY)).done) break;
        const took = performance.now() - began;
        if (took >= MEASURED_MS) return (1000 * steps) / took;
      }
    } catch (error) {
      problem ??= error instanceof Told ? error.said : String(error);
    } finally {
      await run.return();
    }
    return 0;
  };
  const wasm = await speed("wasm");
  const webgpu = signal.aborted ? 0 : await speed("webgpu");
  return signal.aborted ? undefined : { webgpu, wasm, ...(problem !== undefined && { problem }) };
}
