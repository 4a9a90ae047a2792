/** A worker behind a door: typed messages, and word of it when the worker dies or falls silent. */
import { type Said, sentence } from "../text/sentence.ts";
import type { Answer, Request } from "../messages.ts";

const PING_EVERY_MS = 4000;
/** A worker that owes an answer and has left so many pings in a row unanswered is taken for dead. */
const PINGS_UNANSWERED = 5;

export interface Door {
  /** Sends a request. The worker is watched until `rest` is called. */
  readonly post: (request: Request) => void;
  /** No answer is owed any more. */
  readonly rest: () => void;
  readonly close: () => void;
}

/** Starts a worker. `lost` is called once, with a sentence, if it dies; the door is closed by then. */
export function openDoor(hear: (answer: Answer) => void, lost: (said: Said) => void): Door {
  const worker = new Worker(new URL("../worker.ts", import.meta.url), { type: "module" });
  let unanswered = 0;
  let watch: number | undefined;
  let isOpen = true; // what a worker had sent before it was ended may still come
  const rest = (): void => {
    window.clearInterval(watch);
    watch = undefined;
  };
  const close = (): void => {
    rest();
    isOpen = false;
    worker.terminate();
  };
  const lose = (said: Said): void => {
    if (!isOpen) return;
    close();
    lost(said);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    unanswered = 0;
    if (isOpen && data.kind !== "pong") hear(data);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault(); // it is said on the page instead
    const { message } = event;
    lose(
      message
        ? sentence("A worker of this page ended ({message}).", { message })
        : sentence("A worker of this page ended."),
    );
  });
  worker.addEventListener("messageerror", () =>
    lose(sentence("An answer of a worker of this page could not be read.")),
  );
  const ping = (): void => {
    if (unanswered >= PINGS_UNANSWERED) {
      lose(sentence("A worker of this page no longer answers."));
      return;
    }
    unanswered++;
    worker.postMessage({ kind: "ping" } satisfies Request);
  };
  return {
    post: (request) => {
      worker.postMessage(request);
      if (watch !== undefined) return;
      unanswered = 0;
      watch = window.setInterval(ping, PING_EVERY_MS);
    },
    rest,
    close,
  };
}
