/** The heaps of a page and its workers, by the protocol of Chromium's developer tools. */
import type { CDPSession, Page } from "@playwright/test";

/** What is still reachable. Compiled code and the browser's own records are not counted: they grow while they warm. */
export interface Heaps {
  /** Objects of the language: arrays, functions and typed arrays among them. */
  readonly objects: number;
  /** Bytes behind typed arrays and the memory of WebAssembly. */
  readonly bytes: number;
}

type Send = (method: Parameters<CDPSession["send"]>[0], parameters?: object) => Promise<Answer>;

interface Answer {
  readonly backingStorageSize?: number;
  readonly result?: { readonly objectId?: string; readonly value?: number };
  readonly objects?: { readonly objectId: string };
}

/** Attaches to the page and to each of its workers, present and to come; the function it gives collects garbage and counts. */
export async function watchHeaps(page: Page): Promise<() => Promise<Heaps>> {
  const session = await page.context().newCDPSession(page);
  const workers = await workersOf(session);
  return async () => {
    const found = await Promise.all([overPage(session), ...workers.values()].map(heapOf));
    const sum = (name: keyof Heaps): number => found.reduce((total, one) => total + one[name], 0);
    return { objects: sum("objects"), bytes: sum("bytes") };
  };
}

async function heapOf(send: Send): Promise<Heaps> {
  const group = { objectGroup: "heaps" };
  const root = await send("Runtime.evaluate", { expression: "Object.prototype", ...group });
  const all = await send("Runtime.queryObjects", { prototypeObjectId: root.result?.objectId, ...group }); // collects first
  const length = await send("Runtime.callFunctionOn", {
    objectId: all.objects?.objectId,
    functionDeclaration: "function () { return this.length; }",
    returnByValue: true,
  });
  await send("Runtime.releaseObjectGroup", group);
  const { backingStorageSize } = await send("Runtime.getHeapUsage");
  if (length.result?.value === undefined || backingStorageSize === undefined)
    throw new Error("This browser does not tell how many objects there are, or what is behind them.");
  return { objects: length.result.value, bytes: backingStorageSize };
}

function overPage(session: CDPSession): Send {
  return (method, parameters) => session.send(method, parameters) as Promise<Answer>;
}

/** How to talk to each worker of the page: through the page's session, in messages that it hands on. */
async function workersOf(session: CDPSession): Promise<ReadonlyMap<string, Send>> {
  const workers = new Map<string, Send>();
  const asked = new Map<number, (answer: Answer) => void>();
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== "worker") return;
    workers.set(sessionId, (method, params) => {
      const id = asked.size + 1;
      const answered = new Promise<Answer>((resolve) => asked.set(id, resolve));
      const message = JSON.stringify({ id, method, params });
      return session.send("Target.sendMessageToTarget", { sessionId, message }).then(() => answered);
    });
  });
  session.on("Target.detachedFromTarget", ({ sessionId }) => workers.delete(sessionId));
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: Answer };
    if (id !== undefined) asked.get(id)?.(result ?? {});
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return workers;
}
