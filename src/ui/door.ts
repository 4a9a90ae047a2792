/** A worker behind a door: typed messages, and word of it when the worker dies or falls silent. */
import type { Answer, Request } from "../messages.ts";
import { watchFor } from "../silence.ts";
import { type Said, sentence } from "../text/sentence.ts";

export interface Door {
  /** Sends a request. The worker is watched until `rest` is called. */
  readonly post: (request: Request) => void;
  /** No answer is owed any more. */
  readonly rest: () => void;
  readonly close: () => void;
}

/** Starts a worker. `lost` is called once, later, with a sentence, if it dies or may not start; the door is closed by then. */
export function openDoor(hear: (answer: Answer) => void, lost: (said: Said) => void): Door {
  let worker: Worker | undefined;
  let isOpen = true; // what a worker had sent before it was ended may still come
  const close = (): void => {
    watch.end();
    isOpen = false;
    worker?.terminate();
  };
  const lose = (said: Said): void => {
    if (!isOpen) return;
    close();
    lost(said);
  };
  const ended = (message: string): void =>
    lose(
      message
        ? sentence("A worker of this page ended ({message}).", { message })
        : sentence("A worker of this page ended."),
    );
  const post = (request: Request): void => worker?.postMessage(request);
  const watch = watchFor(
    () => post({ kind: "ping" }),
    () => lose(sentence("A worker of this page no longer answers.")),
  );
  try {
    worker = new Worker(new URL("../worker.ts", import.meta.url), { type: "module" });
  } catch (error) {
    queueMicrotask(() => ended(String(error))); // refused as in a sandboxed frame; whoever opens the door has it by then
  }
  worker?.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    watch.heard();
    if (isOpen && data.kind !== "pong") hear(data);
  });
  worker?.addEventListener("error", (event) => {
    event.preventDefault(); // it is said on the page instead
    ended(event.message);
  });
  worker?.addEventListener("messageerror", () =>
    lose(sentence("An answer of a worker of this page could not be read.")),
  );
  return {
    post: (request) => {
      post(request);
      watch.begin();
    },
    rest: watch.end,
    close,
  };
}
