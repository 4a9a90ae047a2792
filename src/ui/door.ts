/** A worker behind a door: typed messages, and word of it when the worker dies or falls silent. */
import type { Answer, Request } from "../worker.ts";

/** A worker that owes an answer and has not even returned a ping for so long is taken for dead. */
const SILENCE_MS = 20_000;
const PING_EVERY_MS = 4000;

export interface Door {
  /** Sends a request. The worker is watched until `rest` is called. */
  readonly post: (request: Request) => void;
  /** No answer is owed any more. */
  readonly rest: () => void;
  readonly close: () => void;
}

/** Starts a worker. `lost` is called once, with a sentence, if it dies; the door is closed by then. */
export function openDoor(hear: (answer: Answer) => void, lost: (sentence: string) => void): Door {
  const worker = new Worker(new URL("../worker.ts", import.meta.url), { type: "module" });
  let heard = performance.now();
  let watch: number | undefined;
  const rest = (): void => {
    window.clearInterval(watch);
    watch = undefined;
  };
  const close = (): void => {
    rest();
    worker.terminate();
  };
  const lose = (sentence: string): void => {
    close();
    lost(sentence);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    heard = performance.now();
    if (data.kind !== "pong") hear(data);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault(); // it is said on the page instead
    lose(`A worker of this page ended${event.message ? ` (${event.message})` : ""}.`);
  });
  const ping = (): void => {
    if (performance.now() - heard > SILENCE_MS) lose("A worker of this page no longer answers.");
    else worker.postMessage({ kind: "ping" } satisfies Request);
  };
  return {
    post: (request) => {
      worker.postMessage(request);
      if (watch !== undefined) return;
      heard = performance.now();
      watch = window.setInterval(ping, PING_EVERY_MS);
    },
    rest,
    close,
  };
}
