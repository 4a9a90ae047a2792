import { describe, expect, it, vi } from "vitest";
import { Diverged } from "./engines/engine.ts";
import { type ShareReport, type ShareRun, liveColumnsOf, runExperiment, runShare } from "./experiment.ts";
import { defaults } from "./settings/schema.ts";
import { type Port, helper, sharers, together } from "./shares.ts";
import type { Answer, Request } from "./messages.ts";

const settings = { ...defaults({ preset: "mini", kind: "3", mSource: 30, seeds: 7 }), steps: 40 };
const signal = new AbortController().signal;
const share = (part: number, parts: number): ShareRun =>
  runShare(settings, "wasm", signal, liveColumnsOf(settings), { share: { part, parts } });

/** All reports of an experiment that is trained so. */
async function reports(train?: () => ShareRun): Promise<readonly object[]> {
  const found: object[] = [];
  for await (const report of runExperiment(settings, "wasm", signal, liveColumnsOf(settings), {}, train))
    found.push(report);
  return found;
}

/** A share that fails after so many reports. */
async function* failing(run: ShareRun, after: number, error: Error): ShareRun {
  let steps: number | undefined;
  for (let n = 0; n < after; n++) {
    const { value } = await run.next(steps);
    steps = yield value!;
  }
  throw error;
}

describe("shares of the seeds", () => {
  it.each([1, 2, 3])("come together as one worker would find them, bit for bit: %i", async (parts) => {
    const runs = Array.from({ length: parts }, (_, part) => share(part, parts));
    expect(await reports(() => together(runs, (part) => share(part, parts)))).toEqual(await reports());
  });

  it.each([0, 1, 4])("are made again where their worker ends after %i reports, and it is said", async (after) => {
    const lost = failing(share(1, 2), after, new Error("gone"));
    const found = await reports(() => together([share(0, 2), lost], (part) => share(part, 2)));
    expect(found[0]).toHaveProperty("rows");
    expect(found.at(-1)).toHaveProperty(
      "remark",
      expect.objectContaining({ phrase: expect.stringContaining("ended") as unknown }),
    );
    expect(found.map((report) => ({ ...report, remark: undefined }))).toEqual(
      (await reports()).map((report) => ({ ...report, remark: undefined })),
    );
  });

  it("fail with the earliest step that is not finite, and with what fails here", async () => {
    const at = (step: number): ShareRun => failing(share(0, 1), 1, new Diverged(step));
    await expect(reports(() => together([at(9), at(3), at(5)], () => share(0, 1)))).rejects.toThrow("step 3");
    const broken = failing(share(0, 1), 1, new Error("here"));
    await expect(reports(() => together([broken, share(1, 2)], () => share(0, 1)))).rejects.toThrow("here");
  });

  it("are as many as cores and seeds allow, one core left to the page", () => {
    expect([1, 2, 3, 5, 16].map((cores) => sharers(cores, 16))).toEqual([1, 1, 2, 4, 4]);
    expect([1, 7, 8, 12].map((seeds) => sharers(8, seeds))).toEqual([1, 1, 2, 3]);
  });
});

describe("a helper", () => {
  const request = { kind: "share", id: 4, settings, engine: "wasm", share: { part: 1, parts: 2 } } as const;

  /** A worker that answers as it is told to. */
  function port(answer: (request: Request, tell: (answer: Answer) => void, die: () => void) => void): Port {
    const heard: Record<string, (event: object) => void> = {};
    return {
      addEventListener: (name: string, listener: unknown) => (heard[name] = listener as (event: object) => void),
      postMessage: (message: Request) =>
        answer(
          message,
          (data) => queueMicrotask(() => heard["message"]({ data })),
          () => queueMicrotask(() => heard["error"]({ preventDefault: () => undefined })),
        ),
      terminate: () => undefined,
    } as Port;
  }
  const report = (step: number): ShareReport => ({
    step,
    adapter: "none",
    rows: [],
    losses: [],
    reached: { step, numbers: new Float64Array() },
  });

  it("passes steps on and reports back, and stops its worker", async () => {
    const asked: Request[] = [];
    const one = helper(
      port((message, tell) => {
        asked.push(message);
        if (message.kind === "share") tell({ kind: "share", id: 3, report: report(99) }); // of a run before
        if (message.kind !== "stop") tell({ kind: "share", id: 4, report: report(asked.length) });
      }),
    );
    const run = one.share(request, signal);
    expect((await run.next()).value).toEqual(report(1));
    expect((await run.next(8)).value).toEqual(report(2));
    await run.return();
    expect(asked).toEqual([request, { kind: "pull", id: 4, steps: 8 }, { kind: "stop" }]);
  });

  it("fails where its worker does, and diverges where that does", async () => {
    const dying = helper(port((message, _, die) => message.kind === "share" && die()));
    await expect(dying.share(request, signal).next()).rejects.toThrow("ended");
    expect(dying.isDead()).toBe(true);
    await expect(dying.share(request, signal).next()).rejects.toThrow("ended");
    const failed = { kind: "failed", id: 4, cause: "diverged", said: "", step: 6 } as const;
    const run = helper(port((message, tell) => message.kind === "share" && tell(failed))).share(request, signal);
    await expect(run.next()).rejects.toEqual(new Diverged(6));
  });

  it("fails once its worker has fallen silent, and is left alone while it is only slow or owes nothing", async () => {
    vi.useFakeTimers();
    try {
      let isSilent = false;
      const pings: Request[] = [];
      const run = helper(
        port((message, tell) => {
          if (message.kind === "ping") {
            pings.push(message);
            if (!isSilent) tell({ kind: "pong" });
          } else if (message.kind === "share")
            setTimeout(() => tell({ kind: "share", id: 4, report: report(0) }), 60_000);
        }),
      ).share(request, signal);
      const first = run.next();
      await vi.advanceTimersByTimeAsync(60_000);
      expect((await first).value).toEqual(report(0));
      const asked = pings.length;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(pings).toHaveLength(asked);
      isSilent = true;
      const lost = expect(run.next()).rejects.toThrow("ended");
      await vi.advanceTimersByTimeAsync(60_000);
      await lost;
    } finally {
      vi.useRealTimers();
    }
  });

  it("ends when the run is aborted, also while it waits", async () => {
    const abort = new AbortController();
    const run = helper(port(() => undefined)).share(request, abort.signal);
    const pulled = run.next();
    abort.abort();
    expect((await pulled).done).toBe(true);
  });
});
